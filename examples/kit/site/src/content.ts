/** What pages are made of, read from the API. */

import { answersInMemory, Client, Gone, NotFound, type Page, type Schemas } from "hospital-content";
import { addressOfTarget, type Options } from "hospital-content/blocks";

import { API, PUBLIC_API } from "./settings";
import { wordsOf, type Words } from "./words";

export const client = new Client({ base: API, answers: answersInMemory({ most: 2000 }), retries: 1, longestWait: 2, timeout: 3 });

/** The collections that have pages of their own, by the type of their documents. */
export const COLLECTIONS = { specialty: "specialties", condition: "conditions", clinician: "clinicians", location: "locations" } as const;
export type DirectoryType = keyof typeof COLLECTIONS;

export interface Entry {
  label: string;
  href: string | null;
  children: { label: string; href: string }[];
}

/** What stands around every page of a language. */
export interface Frame {
  locale: string;
  site: Schemas["SiteDocument"];
  menu: Entry[];
  footer: Entry[];
  alerts: Schemas["AlertDocument"][];
  directories: Directory[];
  /** Where the treatments are listed; null where there is no such page. */
  treatments: string | null;
  words: Words;
  drawing: Options;
}

/** Where a language lists its specialties, conditions, clinicians or places. */
export interface Directory {
  type: DirectoryType;
  path: string;
}

export const drawingOf = (locale: string): Options => ({
  locale,
  mediaBase: PUBLIC_API,
  onUnknown: (block) => console.warn(`A block of the type ${block.type} was drawn by its fallback: build with the new kit.`),
});

export async function frameOf(path: string, locale: string): Promise<Frame> {
  const [{ site, menu, footer }, alerts, lists] = await Promise.all([aroundOf(locale), client.alerts(path, locale), listsOf(locale)]);
  return { locale, site, menu, footer, alerts: alerts.results, ...lists, words: wordsOf(locale), drawing: drawingOf(locale) };
}

/** The language of a path that nothing is at: that of the home page it is below. */
export async function localeOf(path: string): Promise<string> {
  const { locale, languages } = await client.site();
  const below = languages.filter((one) => one.path !== null && one.path !== "/" && path.startsWith(one.path));
  return below[0]?.locale ?? locale;
}

async function menuOf(slug: string, locale: string): Promise<Entry[]> {
  const menu = await orNull(client.document("navigation", slug, { locale: locale }));
  const drawing = drawingOf(locale);
  return (menu?.items ?? []).map((item) => ({
    label: item.label,
    href: addressOfTarget(item.target, drawing),
    children: item.children.flatMap((child) => {
      const href = addressOfTarget(child.target, drawing);
      return href ? [{ label: child.label, href }] : [];
    }),
  }));
}

/** Asked once for all pages that are drawn within so many seconds. */
function held<T>(seconds: number, make: (locale: string) => Promise<T>): (locale: string) => Promise<T> {
  const kept = new Map<string, { until: number; made: Promise<T> }>();
  return (locale) => {
    const last = kept.get(locale);
    if (last && last.until > Date.now()) return last.made;
    const made = make(locale);
    kept.set(locale, { until: Date.now() + seconds * 1000, made });
    made.catch(() => kept.delete(locale));
    return made;
  };
}

const aroundOf = held(2, async (locale) => {
  const [site, menu, footer] = await Promise.all([client.site(locale), menuOf("main", locale), menuOf("footer", locale)]);
  return { site, menu, footer };
});

const listsOf = held(30, async (locale): Promise<Pick<Frame, "directories" | "treatments">> => {
  const types = Object.keys(COLLECTIONS) as DirectoryType[];
  const found = await Promise.all(types.map(async (type): Promise<Directory | null> => {
    const { results } = await client.page(COLLECTIONS[type], { locale: locale, limit: 1 });
    const path = results[0]?.path;
    return path ? { type, path: path.replace(/[^/]+\/?$/, "") } : null;
  }));
  const { results } = await client.page("pages", { locale: locale, limit: 100 });
  return { directories: found.filter((one) => one !== null), treatments: results.find((page) => page.role === "treatments")?.path ?? null };
});

export type Found =
  | { status: 200; kind: "page"; page: Page }
  | { status: 200; kind: "directory"; directory: Directory; locale: string }
  | { status: 307 | 308; kind: "moved"; location: string }
  | { status: 410; kind: "gone"; problem: Schemas["GoneProblem"] | null; locale: string }
  | { status: 404; kind: "missing"; suggestions: Schemas["DocumentLink"][]; locale: string };

/** What is at a path of this site. */
export async function find(path: string): Promise<Found> {
  try {
    const page = await client.resolve(path);
    if (page.type === "redirect") return { status: page.permanent ? 308 : 307, kind: "moved", location: page.location };
    return { status: 200, kind: "page", page };
  } catch (error) {
    if (error instanceof Gone) return { status: 410, kind: "gone", problem: error.problem, locale: await localeOf(path) };
    if (error instanceof NotFound) return missing(path, error.problem?.suggestions ?? []);
    throw error;
  }
}

async function missing(path: string, suggestions: Schemas["DocumentLink"][]): Promise<Found> {
  const locale = await localeOf(path);
  const { directories } = await listsOf(locale);
  const directory = directories.find((one) => one.path === path || one.path === `${path}/`);
  return directory ? { status: 200, kind: "directory", directory, locale } : { status: 404, kind: "missing", suggestions, locale };
}

async function orNull<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof NotFound || error instanceof Gone) return null;
    throw error;
  }
}

export async function everyItem<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
