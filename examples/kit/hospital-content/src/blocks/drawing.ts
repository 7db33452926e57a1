/** What blocks are drawn for: the language, the place among headings, and what a site wants otherwise. */

import type { AnyBlock } from "../contract.js";
import { WORDS } from "../made.js";

export type WordName = keyof (typeof WORDS)["en"];
export type WordList = Readonly<Record<string, string>>;

export interface Options {
  /** Of the document that the blocks are in. */
  locale: string;
  /** Of headings that blocks have, such as a care card's: 3 below the heading of a section. */
  headingLevel?: number;
  /** Of the API's host: put before addresses of pictures that begin with a slash, as in development. */
  mediaBase?: string;
  /** Formatted text comes clean from the API; whoever trusts nobody cleans it again. */
  sanitize?: (html: string) => string;
  /** Makes the address of a page on your site from its path; for a site below a folder. */
  link?: (path: string) => string;
  /** Words of a language that the kit does not have, or better ones, by their names in WORDS. */
  words?: WordList;
  /** A block of a type that came later was drawn by its `fallback`: log it, and build with the new kit. */
  onUnknown?: (block: AnyBlock) => void;
}

/** The options with what follows from them. */
export class Drawing {
  readonly locale: string;
  readonly level: number;
  private readonly words: WordList;

  constructor(readonly options: Options) {
    this.locale = options.locale;
    this.level = options.headingLevel ?? 3;
    this.words = { ...WORDS.en, ...(WORDS as Record<string, WordList>)[language(this.locale)], ...options.words };
  }

  /** One heading further down. */
  deeper(by = 1): Drawing {
    return new Drawing({ ...this.options, headingLevel: this.level + by });
  }

  word(name: WordName | (string & {})): string {
    return this.words[name] ?? name.replaceAll("_", " ");
  }

  /** A word that begins a line. */
  title(name: WordName | (string & {})): string {
    const word = this.word(name);
    return word.slice(0, 1).toLocaleUpperCase(this.locale) + word.slice(1);
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.locale).format(value);
  }

  /** Days have no time and no zone: they are the same everywhere. */
  date(value: string): string {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(value));
  }

  /** `PT1H30M` as "1 hour 30 minutes". */
  duration(iso: string): string {
    const [days = "", hours = ""] = iso.slice(1).split("T");
    const unit = (number: string, name: string): string => {
      const [one, many] = this.word(`duration_${name}`).split("|");
      return `${this.number(Number(number))} ${Number(number) === 1 ? one : many}`;
    };
    const parts = [...days.matchAll(/(\d+)([YMWD])/g)].map(([, number = "", name = ""]) => unit(number, name));
    parts.push(...[...hours.matchAll(/(\d+)([HMS])/g)].map(([, number = "", name = ""]) => unit(number, `T${name}`)));
    return parts.join(" ");
  }

  languageName(tag: string): string {
    return new Intl.DisplayNames([this.locale], { type: "language" }).of(tag) ?? tag;
  }

  media(address: string): string {
    return address.startsWith("/") ? (this.options.mediaBase ?? "") + address : address;
  }

  /** Candidates are separated by a comma and a space; an address has no space. */
  mediaSet(srcset: string): string {
    return srcset.split(/,\s+/).map((candidate) => this.media(candidate)).join(", ");
  }

  /** The address of a page of this site, or an address elsewhere. */
  address(path: string): string {
    return path.startsWith("/") && this.options.link ? this.options.link(path) : path;
  }
}

export const language = (tag: string): string => tag.split("-")[0]?.toLowerCase() ?? tag;

const FROM_THE_RIGHT = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);

/** For the attribute `dir`. */
export const direction = (tag: string): "ltr" | "rtl" => (FROM_THE_RIGHT.has(language(tag)) ? "rtl" : "ltr");
