/**
 * Writes the site as files, for any web server: once, or again and again as things change. Only what a change concerns
 * is written anew; the feed says what that is, and a folder beside the pages remembers how far it was read.
 *
 *     npm run static -- --out public_html
 *     npm run static -- --out public_html --watch 30
 *     WEBHOOK_SECRET=whsec_… npm run static -- --out public_html --watch 300 --webhook 9000
 */

import { spawn } from "node:child_process";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
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
const beside = `${values.out.replace(/\/+$/, "")}.copy`;
const PENDING = join(beside, "pending.json");
/** What many pages show: a change of these is a change of all. */
const AROUND = new Set(["menu", "alert", "site"]);
/** What no list shows of a document: where nothing else has changed, only its own page has. */
const UNLISTED = new Set(["edition", "sections", "contact", "call_to_action", "facts", "references", "review", "related", "seo", "keywords", "codes", "translation"]);
const DIRECTORIES = new Set(["specialty", "condition", "clinician", "location"]);
const above = (path) => path.replace(/[^/]+\/?$/, "");
const has = (document) => document?.type !== "redirect" && Boolean(document?.path);

const copy = copyInFolder(beside);
/** Paths to be written, kept until they are: whoever is stopped in between goes on with them. */
const pending = await readFile(PENDING, "utf8").then(JSON.parse, () => ({ all: false, lists: false, paths: [] }));
/** Of every document, what says where it is; read from the copy once. */
let known = null;
const brief = ({ type, path, role, location, permanent }) => ({ type, path, role, location, permanent });
const follower = new Follower(new Client({ base: api }), { ...copy, apply: note, restart: renew });

const stop = new AbortController();
let isWoken = false;
let goOn = () => {};
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => (stop.abort(), wake()));

await mkdir(values.out, { recursive: true });
await cp(join(SITE, "dist", "client"), values.out, { recursive: true });
if ((await copy.token()) === null) await renew();
await update();
if (values.webhook) listen();
while (values.watch && !stop.signal.aborted) {
  await untilWoken(Number(values.watch));
  // What was not written is kept, and comes with the next turn.
  if (!stop.signal.aborted) await update().catch((error) => console.error(String(error)));
}
process.exit();

/** By a message that came since, also while pages were written; else after so many seconds. */
async function untilWoken(seconds) {
  await new Promise((resolve) => {
    const timer = setTimeout(resolve, isWoken ? 0 : seconds * 1000);
    goOn = () => (clearTimeout(timer), resolve());
  });
  isWoken = false;
}

function wake() {
  isWoken = true;
  goOn();
}

async function update() {
  const started = performance.now();
  await follower.catchUp();
  known ??= await remembered();
  const live = [...known.values()];
  const paths = new Set(pending.all ? [...everything(live), ...(await written())] : pending.paths);
  if (pending.lists) for (const path of lists(live)) paths.add(path);
  const wrote = paths.size > 0 ? await drawing(() => inTurns([...paths], writePage)) : [];
  await writeRedirects(live);
  Object.assign(pending, { all: false, lists: false, paths: [] });
  await savePending();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${wrote.filter(Boolean).length} pages written, ${wrote.filter((one) => !one).length} removed, in ${seconds} s`);
}

/** Before a page of the feed is kept, what it concerns is: a run that is stopped forgets nothing. */
async function note(step) {
  for (const one of [...step.keep, ...step.remove]) {
    const old = await copy.get(one);
    const versions = [old, one].filter(has);
    if (AROUND.has(one.type)) pending.all = true;
    pending.paths.push(...versions.map(({ path }) => path));
    if (listed(old) === listed(one)) continue;
    pending.lists = true;
    for (const document of versions) pending.paths.push(...named(document));
  }
  if (pending.lists) pending.paths.push(...step.affected.filter(has).map(({ path }) => path));
  await savePending();
  await copy.apply(step);
  for (const document of step.keep) known?.set(nameOf(document), brief(document));
  for (const change of step.remove) known?.delete(nameOf(change));
}

async function remembered() {
  const found = new Map();
  for await (const document of follower.documents()) found.set(nameOf(document), brief(document));
  return found;
}

async function renew() {
  pending.all = true;
  known = null;
  await savePending();
  await copy.restart();
}

async function savePending() {
  await mkdir(beside, { recursive: true });
  await writeFile(`${PENDING}.unfinished`, JSON.stringify({ ...pending, paths: [...new Set(pending.paths)] }));
  await rename(`${PENDING}.unfinished`, PENDING);
}

/** What lists of it and pages about others may show. */
function listed(document) {
  return document && JSON.stringify(Object.entries(document).filter(([name]) => !UNLISTED.has(name)));
}

/** Paths of the specialties, conditions, people and places in it. */
function* named(value) {
  if (value === null || typeof value !== "object") return;
  if (DIRECTORIES.has(value.type) && value.path) yield value.path;
  for (const member of Object.values(value)) yield* named(member);
}

/** Pages that show what there is: few, and written whenever a list changes. */
function* lists(live) {
  for (const document of live.filter(has)) {
    if (DIRECTORIES.has(document.type)) yield above(document.path);
    if (document.type === "page" && document.role !== "information") yield document.path;
  }
}

function everything(live) {
  return ["/search/", ...live.filter(has).map(({ path }) => path), ...lists(live)];
}

/** Paths that have a page from before. */
async function written() {
  const files = await readdir(values.out, { recursive: true });
  return files.filter((name) => name.endsWith("index.html")).map((name) => encodeURI(`/${name.slice(0, -"index.html".length)}`));
}

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
  const redirects = live.filter((document) => document.type === "redirect" && !document.path.includes("?"));
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
      wake();
    } catch {
      response.writeHead(400).end();
    }
  }).listen(Number(values.webhook));
}

/** While the site serves, begun anew each time: it holds nothing of what was before the change. */
async function drawing(work) {
  const server = spawn(process.execPath, [join(SITE, "dist", "server", "entry.mjs")], {
    env: { ...process.env, API: api, STATIC: "1", PORT: values.port, HOST: "localhost" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const kill = () => server.kill();
  const complain = () => {
    console.error(`The site ended: is port ${values.port} taken? Choose another with --port.`);
    process.exit(1);
  };
  server.on("exit", complain);
  process.on("exit", kill);
  await isServing();
  const done = await work();
  server.off("exit", complain);
  process.off("exit", kill);
  kill();
  return done;
}

async function isServing() {
  for (let tried = 0; tried < 100; tried++) {
    if (await fetch(`${base}/icon.svg`).then((answer) => answer.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The site does not start.");
}
