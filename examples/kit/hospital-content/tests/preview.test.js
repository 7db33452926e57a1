import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { readLists } from "../dist/preview.js";
import { problem, serving } from "./server.js";

/** A tab of a browser, as far as the script looks at it. */
function openedAt(hash, kept = {}) {
  const stored = new Map(Object.entries(kept));
  const location = { hash, pathname: "/preview/", search: "" };
  const replaceState = (state, title, address) => Object.assign(location, { hash: "", address });
  const sessionStorage = { getItem: (name) => stored.get(name) ?? null, setItem: (name, value) => stored.set(name, value), removeItem: (name) => stored.delete(name) };
  const tab = { location, history: { state: null, replaceState }, sessionStorage };
  globalThis.window = { ...tab, parent: undefined };
  globalThis.window.parent = globalThis.window;
  return { location, stored };
}

afterEach(() => {
  delete globalThis.window;
});

test("lists are read by the token behind the #, which leaves the address", () =>
  serving(
    () => ({ body: { count: 1, results: [{ title: "Cordotomy" }] } }),
    async (base, asked) => {
      const { location } = openedAt("#lists=a.b");
      const read = readLists({ cms: `${base}/admin/` });

      assert.equal(location.address, "/preview/");
      assert.equal((await read("procedures", { locale: "en", q: "two words" })).results[0].title, "Cordotomy");
      assert.equal(asked[0].url, "/api/v1/preview/a.b/procedures/?locale=en&q=two+words");
      assert.equal(asked[0].headers.cookie, undefined);
    },
  ));

test("what is in the way is told in words", () =>
  serving(
    () => problem(409, { detail: "Choose an earlier time." }),
    async (base) => {
      openedAt("#lists=a");
      await assert.rejects(readLists({ cms: base })("alerts"), /Choose an earlier time/);
    },
  ));

test("a page that is loaded again shows what it showed, and a draft puts an end to lists", () => {
  const { stored } = openedAt("#lists=a");
  assert.notEqual(readLists({ cms: "https://cms.example" }), null);

  openedAt("", Object.fromEntries(stored));
  assert.notEqual(readLists({ cms: "https://cms.example" }), null);
  const later = openedAt("#preview=b", Object.fromEntries(stored));
  assert.equal(readLists({ cms: "https://cms.example" }), null);
  assert.equal(later.stored.size, 0);
});
