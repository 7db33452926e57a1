/** HTML that is escaped by how it is written: html`<p>${text}</p>` escapes `text`, unless it is HTML itself. */

export class Html {
  constructor(private readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Part = Html | string | number | null | undefined | false | Part[];

export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(String.raw({ raw: strings }, ...parts.map(written)));
}

/** Without an element of its own. */
export const all = (...parts: Part[]): Html => new Html(written(parts));

/** What is HTML already, from a source that is trusted. */
export const trusted = (text: string): Html => new Html(text);

function written(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (Array.isArray(part)) return part.map(written).join("");
  return part instanceof Html ? part.toString() : escape(String(part));
}

const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** For texts and for quoted attributes. */
export const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

/** Addresses that a link may have: paths, anchors, and these schemes. Anything else leads nowhere. */
export const safeAddress = (address: string | null | undefined): string | null =>
  address && /^(https?:|tel:|mailto:|\/(?!\/)|#)/i.test(address) ? address : null;

export const headingName = (level: number): string => `h${Math.min(Math.max(Math.round(level), 1), 6)}`;

/** An element by a name that is worked out: headings. */
export function heading(level: number, content: Part, attributes: Html = all()): Html {
  const name = trusted(headingName(level));
  return html`<${name}${attributes}>${content}</${name}>`;
}
