// Types of two generators tell blocks apart, and what is read at run time is read whole: names of blocks, as they come.
import { readFileSync } from "node:fs";
import type { Block as HeyBlock } from "./hey/types.gen.js";
import { zProcedureDocument } from "./hey/zod.gen.js";
import type { Block as OrvalBlock } from "./orval/client.js";

export const told = (block: HeyBlock): string => (block.type === "rich_text" ? block.text.format : block.fallback);
export const alike = (block: OrvalBlock): string => (block.type === "rich_text" ? block.text.format : block.fallback);

const documents: unknown[] = JSON.parse(readFileSync(0, "utf8"));
const read = documents.map((document) => zProcedureDocument.parse(document));
console.log(JSON.stringify(read.map((each) => each.sections.flatMap(({ blocks }) => blocks.map(({ type }) => type)))));
