/** Draws rich text in whichever form the API was asked for (`rich_text=html|portable-text|markdown|text`). */

import { toHTML, type PortableTextHtmlComponents } from "@portabletext/to-html";

import type { components } from "./schema.js";

type Schemas = components["schemas"];

export const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char] ?? char);

export function richText(value: Schemas["RichText"] | null): string {
  if (value === null) return "";
  switch (value.format) {
    case "html":
      return value.html;
    case "portable-text":
      return portableText(value.portable_text);
    case "markdown":
      return `<pre>${escape(value.markdown)}</pre>`; // give it to a Markdown renderer of yours
    case "text":
      return `<pre>${escape(value.text)}</pre>`;
    default:
      return impossible(value);
  }
}

/** What Portable Text leaves to front ends: links that name their document, and marks beyond bold and italic. */
const marks: PortableTextHtmlComponents["marks"] = {
  link: ({ children, value }) => link(children, value as Schemas["LinkMark"]),
  abbr: ({ children, value }) => `<abbr title="${escape((value as Schemas["AbbreviationMark"]).title)}">${children}</abbr>`,
  sup: ({ children }) => `<sup>${children}</sup>`,
  sub: ({ children }) => `<sub>${children}</sub>`,
};

function link(children: string, value: Schemas["LinkMark"]): string {
  const target = value.document ? ` data-type="${value.document.type}" data-id="${value.document.id}"` : "";
  return `<a href="${escape(value.href)}"${target}>${children}</a>`;
}

export function portableText(blocks: Schemas["PortableTextBlock"][]): string {
  return toHTML(blocks, { components: { marks } });
}

function impossible(value: never): never {
  throw new Error(`Unknown: ${JSON.stringify(value)}`);
}
