/**
 * Writes the site as files, for any web server: once, or again and again as things change. Only what a change concerns
 * is written anew; the feed says what that is, and a folder beside the pages remembers how far it was read.
 *
 *     npm run static -- --out public_html
 *     npm run static -- --out public_html --watch 30
 *     WEBHOOK_SECRET=whsec_… npm run static -- --out public_html --watch 300 --webhook 9000
 */

import { spawn } from "node:child_process";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { Client, Follower, nameOf, verifyWebhook } from "hospital-content";
import { copyInFolder } from "hospital-content/files";

const SITE = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values } = parseArgs({
  options: { out: { type: "string", default: "public_html" }, port: { type: "string", default: "4321" }, watch: { type: "string" }, webhook: { type: "string" } },
});
const api = process.env.API ?? "http://localhost:8000";
const base = `http://localhost:${values.port}`;
const copy = copyInFolder(join(values.out, "..", `${values.out.split("/").at(-1)}.copy`));
const follower = new Follower(new Client({ base: api }), copy);
/** What many pages show: a change of these is a change of all. */
const AROUND = new Set(["menu", "alert", "site"]);
const DIRECTORIES = new Set(["specialty", "condition", "clinician", "location"]);

const server = spawn(process.execPath, [join(SITE, "dist", "server", "entry.mjs")], {
  env: { ...process.env, API: api, STATIC: "1", PORT: values.port, HOST: "localhost" },
  stdio: ["ignore", "ignore", "inherit"],
});
server.on("exit", (code) => process.exit(code ?? 1));
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop.abort());

await isServing();
await mkdir(values.out, { recursive: true });
await cp(join(SITE, "dist", "client"), values.out, { recursive: true });
await update();
if (values.webhook) listen();
while (values.watch && !stop.signal.aborted) {
  await new Promise((resolve) => {
    setTimeout(resolve, Number(values.watch) * 1000).unref();
    stop.signal.addEventListener("abort", resolve, { once: true });
    follower.wake = resolve;
  });
  if (!stop.signal.aborted) await update();
}
server.removeAllListeners("exit");
server.kill();
process.exit();

async function update() {
  const started = performance.now();
  const before = new Map();
  for await (const document of copy.documents()) before.set(nameOf(document), document);
  const caught = await follower.catchUp();
  const live = new Map();
  for await (const document of follower.documents()) live.set(nameOf(document), document);
  const paths = caught.isNew ? everything(live) : concerned(caught, before, live);
  const wrote = await inTurns([...paths], writePage);
  await writeRedirects(live);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${wrote.filter(Boolean).length} pages written, ${wrote.filter((one) => !one).length} removed, in ${seconds} s`);
}

function everything(live) {
  const paths = new Set(["/search/"]);
  for (const document of live.values()) {
    if (!document.path || document.type === "redirect") continue;
    paths.add(document.path);
    if (DIRECTORIES.has(document.type)) paths.add(above(document.path));
  }
  return paths;
}

/** What has changed, what shows or names it, what it names and named, and the lists that it stands in. */
function concerned({ published, withdrawn, affected }, before, live) {
  if ([...published, ...withdrawn].some((one) => AROUND.has(one.type))) return everything(live);
  const paths = new Set();
  const touch = (path) => path && paths.add(path);
  for (const link of affected) touch(link.path);
  for (const one of [...published, ...withdrawn]) {
    for (const document of [before.get(nameOf(one)), one]) {
      if (!document || document.type === "redirect") continue;
      touch(document.path);
      if (DIRECTORIES.has(document.type)) touch(document.path && above(document.path));
      for (const path of named(document)) touch(path);
    }
  }
  if (paths.size > 0) for (const document of live.values()) if (document.type === "page" && document.role !== "information") touch(document.path);
  return paths;
}

/** Paths of the specialties, conditions, people and places that a document names: their pages list it. */
function* named(value) {
  if (value === null || typeof value !== "object") return;
  if (DIRECTORIES.has(value.type) && value.path) yield value.path;
  for (const member of Object.values(value)) yield* named(member);
}

const above = (path) => path.replace(/[^/]+\/?$/, "");

/** True: it is there now. What is gone, or was recalled, keeps a page that says so where the hospital says why. */
async function writePage(path) {
  const answer = await fetch(base + path, { redirect: "manual" });
  const file = join(values.out, decodeURIComponent(path), "index.html");
  const isRecall = answer.status === 410;
  if (!answer.ok && !isRecall) {
    if (answer.status >= 500) throw new Error(`${path} answered ${answer.status}`);
    await rm(file, { force: true });
    return false;
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.unfinished`, await answer.text());
  await rename(`${file}.unfinished`, file);
  return answer.ok;
}

/** In the form that many hosts read: old path, new path, status. */
async function writeRedirects(live) {
  const redirects = [...live.values()].filter((document) => document.type === "redirect" && !document.path.includes("?"));
  const lines = redirects.map(({ path, location, permanent }) => `${path} ${location} ${permanent ? 308 : 307}\n`);
  await writeFile(join(values.out, "_redirects"), lines.sort().join(""));
}

async function inTurns(items, work, width = 8) {
  const done = [];
  const next = async () => {
    while (items.length > 0) done.push(await work(items.shift()));
  };
  await Promise.all(Array.from({ length: width }, next));
  return done;
}

/** A message of a webhook wakes it before its time. */
function listen() {
  createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    try {
      await verifyWebhook({ secret: process.env.WEBHOOK_SECRET ?? "", headers: request.headers, body: new Uint8Array(Buffer.concat(parts)) });
      response.writeHead(204).end();
      follower.wake?.();
    } catch {
      response.writeHead(400).end();
    }
  }).listen(Number(values.webhook));
}

async function isServing() {
  for (let tried = 0; tried < 100; tried++) {
    if (await fetch(`${base}/icon.svg`).then((answer) => answer.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The site does not start.");
}
