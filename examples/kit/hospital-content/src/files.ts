/// <reference types="node" />
/** A copy in a folder, for Node: it survives restarts, and being stopped at any moment. */

import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { AnyDocument } from "./contract.js";
import { nameOf, type Copy, type Key } from "./following.js";

const TOKEN = "token.json";
const CURRENT = "current.json";

/**
 * A file for each document, and the token beside them, written last. A copy that is made anew has a folder of its own;
 * `current.json` says which is shown.
 */
export function copyInFolder(folder: string): Copy {
  const current = async (): Promise<string> => (await read<string>(join(folder, CURRENT))) ?? "copy-1";
  let made: string | null = null;
  const at = async (): Promise<string> => join(folder, made ?? (await current()));
  const file = (copy: string, key: Key): string => join(copy, `${nameOf(key)}.json`);

  return {
    token: async () => (await read<string>(join(await at(), TOKEN))) ?? null,
    apply: async ({ keep, remove, token }) => {
      const copy = await at();
      for (const document of keep) await write(file(copy, document), document);
      for (const change of remove) await rm(file(copy, change), { force: true });
      await write(join(copy, TOKEN), token);
    },
    restart: async () => {
      made = `copy-${Number((await current()).replace(/\D/g, "")) + 1}`;
      await rm(join(folder, made), { recursive: true, force: true }); // of somebody who was stopped
    },
    finish: async () => {
      if (made === null) return;
      const old = await current();
      await write(join(folder, CURRENT), made);
      made = null;
      await rm(join(folder, old), { recursive: true, force: true });
    },
    get: async (key) => read<AnyDocument>(file(join(folder, await current()), key)),
    documents: async function* () {
      for (const path of await filesIn(join(folder, await current()))) {
        const document = await read<AnyDocument>(path);
        if (document) yield document;
      }
    },
  };
}

async function filesIn(copy: string): Promise<string[]> {
  const found = await readdir(copy, { withFileTypes: true, recursive: true }).catch(() => []);
  const documents = found.filter((entry) => entry.isFile() && entry.name.endsWith(".json") && entry.name !== TOKEN);
  return documents.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
}

async function read<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Whole or not at all. */
async function write(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.unfinished`, JSON.stringify(value));
  await rename(`${path}.unfinished`, path);
}
