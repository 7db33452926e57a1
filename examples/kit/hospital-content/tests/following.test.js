import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { copyInFolder } from "../dist/files.js";
import { Client, copyInMemory, Follower } from "../dist/index.js";
import { problem, serving } from "./server.js";

const folder = await mkdtemp(join(tmpdir(), "copy-"));
after(() => rm(folder, { recursive: true }));
let made = 0;
const KINDS = { memory: () => copyInMemory(), folder: () => copyInFolder(join(folder, String(++made))) };

const document = (id, title, more = {}) => ({ type: "procedure", id, locale: "en", title, edition: { expires_at: null, ...more } });
const published = (number, id, title, more) => ({ number, event: "published", type: "procedure", id, locale: "en", document: title && document(id, title, more) });
const withdrawn = (number, id) => ({ number, event: "withdrawn", type: "procedure", id, locale: "en", reason: "unpublished" });

/** A feed with pages of two changes; a token is how many were read, and says of which log. */
function feed(log) {
  return (request) => {
    const since = new URL(request.url, "http://api").searchParams.get("since");
    const [, epoch, read] = /^(?:(\w+)-)?(\d+)$/.exec(since);
    if (epoch !== undefined && epoch !== log.epoch) return problem(409, { type: "/problems/feed-token-expired" });
    const results = log.changes.slice(Number(read), Number(read) + 2);
    const at = Number(read) + results.length;
    return { body: { results, token: `${log.epoch}-${at}`, more: at < log.changes.length, next: "", affects: [] } };
  };
}

const titles = async (follower) => {
  const all = [];
  for await (const { title } of follower.documents()) all.push(title);
  return all.sort();
};

for (const [kind, copyOf] of Object.entries(KINDS)) {
  test(`a copy in ${kind} holds what is live, and follows what changes`, () => {
    const log = { epoch: "a", changes: [published(1, "k", "Knee"), published(2, "h", "Hip"), published(3, "h", null), published(4, "h", "Hip replacement")] };
    return serving(feed(log), async (base, asked) => {
      const follower = new Follower(new Client({ base }), copyOf());
      const first = await follower.catchUp();
      assert.deepEqual([first.isNew, await titles(follower)], [true, ["Hip replacement", "Knee"]]);
      assert.match(asked[0].url, /include=document&include=affects/);
      log.changes.push(withdrawn(5, "k"));
      const second = await follower.catchUp();
      assert.deepEqual([second.isNew, second.withdrawn.map(({ id }) => id), await titles(follower)], [false, ["k"], ["Hip replacement"]]);
      assert.equal((await follower.get({ type: "procedure", id: "h", locale: "en" })).title, "Hip replacement");
    });
  });

  test(`a copy in ${kind} is made anew when the hospital's database was restored, and shown until then`, () => {
    const log = { epoch: "a", changes: [published(1, "k", "Knee"), published(2, "h", "Hip")] };
    return serving(feed(log), async (base) => {
      const copy = copyOf();
      const follower = new Follower(new Client({ base }), copy);
      await follower.catchUp();
      Object.assign(log, { epoch: "b", changes: [published(1, "k", "Knee replacement")] });
      const renewing = new Follower(new Client({ base }), { ...copy, finish: async () => {
        assert.deepEqual(await titles(follower), ["Hip", "Knee"]);
        await copy.finish();
      } });
      const caught = await renewing.catchUp();
      assert.deepEqual([caught.isNew, await titles(follower)], [true, ["Knee replacement"]]);
    });
  });

  test(`what has expired is not in a copy in ${kind}, though nobody has said so yet`, () =>
    serving(feed({ epoch: "a", changes: [published(1, "k", "Knee", { expires_at: "2020-01-01T00:00:00Z" })] }), async (base) => {
      const follower = new Follower(new Client({ base }), copyOf());
      await follower.catchUp();
      assert.deepEqual(await titles(follower), []);
    }));
}

test("a copy in a folder goes on after a restart, also one in the middle of a page", () => {
  const log = { epoch: "a", changes: [published(1, "k", "Knee"), published(2, "h", "Hip"), published(3, "s", "Shoulder")] };
  return serving(feed(log), async (base, asked) => {
    const place = join(folder, "restarted");
    const copy = copyInFolder(place);
    let pages = 0;
    const stopped = { ...copy, apply: (step) => (++pages === 2 ? Promise.reject(new Error("stopped")) : copy.apply(step)) };
    await assert.rejects(() => new Follower(new Client({ base }), stopped).catchUp(), /stopped/);
    const follower = new Follower(new Client({ base }), copyInFolder(place));
    const caught = await follower.catchUp();
    assert.deepEqual(caught.published.map(({ title }) => title), ["Shoulder"]);
    assert.deepEqual(await titles(follower), ["Hip", "Knee", "Shoulder"]);
    assert.match(asked.at(-1).url, /since=a-2/);
  });
});
