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

import { Client, Follower, verifyWebhook } from "hospital-content";
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
const DIRECTORIES = new Set(["specialty", "condition", "clinician", "location"]);
const above = (path) => path.replace(/[^/]+\/?$/, "");
const has = (document) => document?.type !== "redirect" && Boolean(document?.path);

const copy = copyInFolder(beside);
/** Paths to be written, kept until they are: whoever is stopped in between goes on with them. */
const pending = await readFile(PENDING, "utf8").then(JSON.parse, () => ({ all: false, paths: [] }));
const follower = new Follower(new Client({ base: api }), { ...copy, apply: note, restart: renew });

const stop = new AbortController();
let wake = () => {};
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => (stop.abort(), wake()));

await mkdir(values.out, { recursive: true });
await cp(join(SITE, "dist", "client"), values.out, { recursive: true });
if ((await copy.token()) === null) await renew();
await update();
if (values.webhook) listen();
while (values.watch && !stop.signal.aborted) {
  await new Promise((resolve) => {
    const timer = setTimeout(resolve, Number(values.watch) * 1000);
    wake = () => (clearTimeout(timer), resolve());
  });
  if (!stop.signal.aborted) await update();
}
process.exit();

async function update() {
  const started = performance.now();
  await follower.catchUp();
  const live = [];
  for await (const document of follower.documents()) live.push(document);
  const paths = new Set(pending.all ? [...everything(live), ...(await written())] : pending.paths);
  if (paths.size > 0) for (const path of lists(live)) paths.add(path);
  const wrote = paths.size > 0 ? await drawing(() => inTurns([...paths], writePage)) : [];
  await writeRedirects(live);
  Object.assign(pending, { all: false, paths: [] });
  await savePending();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${wrote.filter(Boolean).length} pages written, ${wrote.filter((one) => !one).length} removed, in ${seconds} s`);
}

/** Before a page of the feed is kept, what it concerns is: a run that is stopped forgets nothing. */
async function note(step) {
  for (const one of [...step.keep, ...step.remove]) {
    if (AROUND.has(one.type)) pending.all = true;
    for (const path of concerned(await copy.get(one), one)) pending.paths.push(path);
  }
  pending.paths.push(...step.affected.filter(has).map(({ path }) => path));
  await savePending();
  await copy.apply(step);
}

async function renew() {
  pending.all = true;
  await savePending();
  await copy.restart();
}

async function savePending() {
  await mkdir(beside, { recursive: true });
  await writeFile(`${PENDING}.unfinished`, JSON.stringify({ ...pending, paths: [...new Set(pending.paths)] }));
  await rename(`${PENDING}.unfinished`, PENDING);
}

/** Its own page, and those of what it names and named: they list it. */
function* concerned(...versions) {
  for (const document of versions.filter(has)) {
    yield document.path;
    yield* named(document);
  }
}

/** Paths of the specialties, conditions, people and places in it. */
function* named(value) {
  if (value === null || typeof value !== "object") return;
  if (DIRECTORIES.has(value.type) && value.path) yield value.path;
  for (const member of Object.values(value)) yield* named(member);
}

/** Pages that show what there is: few, and written with every change. */
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
