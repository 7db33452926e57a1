import assert from "node:assert/strict";
import { test } from "node:test";

import { answersInMemory, Client, Gone, NotFound, ProblemError, secondsToWait, TooManyRequests, Unreachable, WrongParameter } from "../dist/index.js";
import { problem, serving } from "./server.js";

test("an answer that is kept is asked for by its ETag, and given again on 304", () =>
  serving(
    (request, number) => (number === 1 ? { headers: { ETag: '"1"' }, body: { title: "Cordotomy" } } : { status: 304, headers: { ETag: '"1"' } }),
    async (base, asked) => {
      const client = new Client({ base, answers: answersInMemory() });
      const first = await client.document("procedures", "cordotomy", { locale: "en" });
      const second = await client.document("procedures", "cordotomy", { locale: "en" });
      assert.deepEqual(second, first);
      assert.equal(asked[0].url, "/api/v1/procedures/cordotomy/?locale=en");
      assert.deepEqual(asked.map(({ headers }) => headers["if-none-match"]), [undefined, '"1"']);
    },
  ));

test("a kept answer is shown while the API fails, and not once it says that the page is gone", () =>
  serving(
    (request, number) => [{ headers: { ETag: '"1"' }, body: { title: "Cordotomy" } }, problem(500), problem(410, { reason: "recalled" }), problem(500)][number - 1],
    async (base) => {
      const client = new Client({ base, answers: answersInMemory() });
      const ask = () => client.document("procedures", "cordotomy");
      await ask();
      assert.equal((await ask()).title, "Cordotomy");
      await assert.rejects(ask, (error) => error instanceof Gone && error.problem.reason === "recalled");
      await assert.rejects(ask, ProblemError);
    },
  ));

test("a list is read to its end, one page after the other", () =>
  serving(
    (request) => {
      const isLast = request.url.includes("cursor");
      return { body: { count: 3, next: isLast ? null : `http://${request.headers.host}/api/v1/procedures/?cursor=x`, previous: null, results: isLast ? [3] : [1, 2] } };
    },
    async (base, asked) => {
      const all = [];
      for await (const item of new Client({ base }).list("procedures", { specialty: ["heart", "bones"] })) all.push(item);
      assert.deepEqual(all, [1, 2, 3]);
      assert.equal(asked[0].url, "/api/v1/procedures/?limit=100&specialty=heart&specialty=bones");
    },
  ));

test("429 and 503 are asked again when Retry-After says", () =>
  serving(
    (request, number) => [{ ...problem(429), headers: { "Retry-After": "0" } }, { ...problem(503), headers: { "Retry-After": "0" } }, { body: { results: [] } }][number - 1],
    async (base, asked) => {
      await new Client({ base }).suggest("knee");
      assert.equal(asked.length, 3);
    },
  ));

test("where the API asks to wait for too long, the error says for how long", () =>
  serving(
    () => ({ ...problem(429, { "violated-policies": ["cost"] }), headers: { "Retry-After": "3600" } }),
    async (base, asked) => {
      const asking = () => new Client({ base }).search("knee");
      await assert.rejects(asking, (error) => error instanceof TooManyRequests && error.retryAfter === 3600 && error.problem["violated-policies"][0] === "cost");
      assert.equal(asked.length, 1);
    },
  ));

test("each problem has a class of its own, and says what the API said", () =>
  serving(
    (request) => problem(Number(new URL(request.url, "http://api").searchParams.get("path").slice(1)), { suggestions: [{ title: "Cordotomy" }] }),
    async (base) => {
      const client = new Client({ base });
      await assert.rejects(() => client.resolve("/400"), WrongParameter);
      await assert.rejects(() => client.resolve("/404"), (error) => error instanceof NotFound && error.problem.suggestions[0].title === "Cordotomy");
      await assert.rejects(() => client.resolve("/410"), Gone);
      await assert.rejects(() => client.resolve("/403"), (error) => error.constructor === ProblemError && error.message.startsWith("It is so."));
    },
  ));

test("no answer is an error of its own", async () => {
  await assert.rejects(() => new Client({ base: "http://127.0.0.1:9", retries: 0 }).site(), Unreachable);
});

test("an answer of something between is no problem document", () =>
  serving(
    () => ({ status: 502, headers: { "Content-Type": "text/html" }, body: "oops" }),
    (base) => assert.rejects(() => new Client({ base }).site(), (error) => error.status === 502 && error.problem === null),
  ));

test("Retry-After is seconds or a date", () => {
  const of = (value) => secondsToWait(new Headers(value === null ? {} : { "Retry-After": value }), Date.parse("2026-05-04T10:00:00Z"));
  assert.deepEqual([of("12"), of("Mon, 04 May 2026 10:00:30 GMT"), of("Mon, 04 May 2026 09:00:00 GMT"), of("soon"), of(null)], [12, 30, 0, null, null]);
});

test("a draft is never kept", () =>
  serving(
    () => ({ headers: { ETag: '"1"' }, body: { title: "Draft" } }),
    async (base, asked) => {
      const answers = { get: () => assert.fail("looked for"), set: () => assert.fail("kept"), delete: () => assert.fail("forgotten") };
      assert.equal((await new Client({ base, answers }).preview("a.b/c")).title, "Draft");
      assert.equal(asked[0].url, "/api/v1/preview/a.b%2Fc/");
    },
  ));

test("an answer that does not end in time counts as none: what is kept is given", () =>
  serving(
    (request, number) => (number === 1 ? { headers: { ETag: '"1"' }, body: { title: "Cordotomy" } } : { isSilent: true }),
    async (base) => {
      const client = new Client({ base, answers: answersInMemory(), retries: 0, timeout: 0.2 });
      const read = (slug) => client.document("procedures", slug);
      await read("cordotomy");
      assert.equal((await read("cordotomy")).title, "Cordotomy");
      await assert.rejects(read("kneeling"), (error) => error instanceof Unreachable && /within 0.2 seconds/.test(error.cause.message));
    },
  ));
