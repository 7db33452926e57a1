#!/usr/bin/env node
/**
 * The reference site from nothing: installs what is missing, builds what is stale, and serves.
 *
 *     node examples/kit/start.mjs --api http://localhost:8000 --port 3000
 */

import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const KIT = dirname(fileURLToPath(import.meta.url));
const [PACKAGE, SITE] = ["hospital-content", "site"].map((name) => join(KIT, name));
const OPENAPI = join(KIT, "..", "..", "api", "openapi.json");
const NEEDED = [22, 12];

const { values } = parseArgs({
  options: {
    api: { type: "string", default: process.env.API ?? "http://localhost:8000" },
    admin: { type: "string", default: process.env.ADMIN ?? "" },
    port: { type: "string", default: process.env.PORT ?? "3000" },
    host: { type: "string", default: process.env.HOST ?? "localhost" },
    "no-serve": { type: "boolean", default: false },
  },
});

if (!isNewEnough(process.versions.node)) {
  console.error(`The site needs Node.js ${NEEDED.join(".")} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
for (const folder of [PACKAGE, SITE]) {
  if (!isNewer(join(folder, "node_modules", ".package-lock.json"), [join(folder, "package-lock.json")])) npm(folder, "ci", "--no-audit", "--no-fund");
}
const sources = (folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
const built = join(PACKAGE, "dist", "index.js");
if (!isNewer(built, [OPENAPI, ...sources(join(PACKAGE, "src")).filter((path) => !path.endsWith("schema.ts"))])) npm(PACKAGE, "run", "build");
const entry = join(SITE, "dist", "server", "entry.mjs");
const parts = [built, ...["src", "public"].flatMap((name) => sources(join(SITE, name))), ...sources(join(PACKAGE, "styles"))];
if (!isNewer(entry, parts)) npm(SITE, "run", "build");
if (!values["no-serve"]) serve();

function serve() {
  const environment = { ...process.env, API: values.api, ADMIN: values.admin, PORT: values.port, HOST: values.host };
  const server = spawn(process.execPath, [entry], { cwd: SITE, env: environment, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill("SIGTERM"));
  server.on("exit", (code) => process.exit(code ?? 0));
}

function npm(folder, ...words) {
  console.error(`npm ${words[0] === "run" ? words[1] : words[0]} in ${folder} …`);
  // The npm that belongs to this Node, where it lies in its usual place.
  const own = join(dirname(process.execPath), "..", "lib", "node_modules", "npm", "bin", "npm-cli.js");
  const [program, ...first] = existsSync(own) ? [process.execPath, own] : ["npm"];
  const path = `${dirname(process.execPath)}:${process.env.PATH}`;
  const done = spawnSync(program, [...first, ...words], { cwd: folder, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, PATH: path, ASTRO_TELEMETRY_DISABLED: "1" } });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

function isNewer(path, than) {
  if (!existsSync(path)) return false;
  const made = statSync(path).mtimeMs;
  return than.every((other) => !existsSync(other) || statSync(other).mtimeMs <= made);
}

function isNewEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}
