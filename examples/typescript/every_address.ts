/// <reference types="node" />
/**
 * Asks every address of the contract at a running API, and holds each answer against the OpenAPI file that it serves.
 * `tour` has a stop for each address: without one, this does not compile.
 *
 *     npm run tour -- http://localhost:8000
 *
 * With a key in RECORDS_KEY the record is read, too; with one in WEBHOOKS_KEY, what was sent to webhooks. Prints each address with the answers it gave; ends with 1 at the
 * first that does not fit.
 */

import { Ajv2020, type AnySchema } from "ajv/dist/2020.js";

import { get, read, treatments, type Address, type Answer, type Asked, type Body, type MediaType, type Status } from "./client.js";
import { renderTreatment } from "./render.js";

const PARTIAL = "application/vnd.hospital-content.partial+json";
const base = process.argv[2] ?? "http://localhost:8000";
const key = process.env["RECORDS_KEY"];
const webhooksKey = process.env["WEBHOOKS_KEY"];

type Contract = { paths: Record<string, { get: { responses: Record<string, { content?: object }> } }> };
const served: unknown = await (await fetch(`${base}/api/v1/openapi.json`)).json();
const contract = served as Contract;
const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(served as AnySchema, "contract");
const seen: Record<string, Set<unknown>> = {};

function demand(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/** The body, where the answer has the status that is expected and is what the contract says of it. */
function checked<A extends Address, S extends Status<A>, M extends MediaType>(
  address: A,
  status: S,
  answer: Answer<A, M>,
): Body<A, S, M> {
  const { body, headers } = answer;
  const problem = Number(answer.status) < 400 ? "" : `: ${JSON.stringify(body)}`;
  demand(answer.status === status, `${address} answered ${String(answer.status)}, not ${String(status)}${problem}`);
  (seen[address] ??= new Set()).add(status);
  const type = headers.get("Content-Type")?.split(";")[0] ?? "";
  const described = contract.paths[address]?.get.responses[String(status)];
  demand(described !== undefined, `${address} does not say that it answers ${String(status)}`);
  if (described.content !== undefined) {
    const place = ["paths", address, "get", "responses", String(status), "content", type, "schema"];
    const fits = ajv.getSchema(`contract#/${place.map(pointer).join("/")}`);
    demand(fits !== undefined, `${address} does not say that it answers with ${type}`);
    demand(fits(body) === true, `${address} answered what does not fit: ${ajv.errorsText(fits.errors)}`);
  }
  return body as Body<A, S, M>;
}

const pointer = (part: string): string => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));

async function ask<A extends Address, S extends Status<A>, M extends MediaType = "application/json">(
  address: A,
  status: S,
  asked?: Asked<A>,
  media?: M,
): Promise<Body<A, S, M>> {
  return checked(address, status, await get(base, address, asked, media));
}

const follow = async <A extends Address>(address: A, url: string): Promise<Body<A, 200>> =>
  checked(address, 200, await read<A>(url));

type Documents = Extract<Address, `${string}/{slug}/`>;
type Lists = Exclude<{ [A in Address]: `${A}{slug}/` extends Documents ? A : never }[Address], "/api/v1/alerts/">;
type Overviews = Extract<Address, `${string}/{slug}/overview/`>;
type ListOf<Item> = { count: number; next: string | null; previous: string | null; results: Item[] };
type ItemOf<A extends Lists> = Body<A, 200> extends ListOf<infer Item extends { id: string; slug: string }> ? Item : never;

/** The items of a list, read eight at a time by its cursors. */
async function walk<A extends Lists>(address: A, query: Asked<A>["query"] = {}): Promise<ItemOf<A>[]> {
  const asked = { query: { limit: 8, ...query } } as Asked<A>;
  let page = (await ask(address, 200, asked)) as unknown as ListOf<ItemOf<A>>;
  const all = [...page.results];
  while (page.next !== null) {
    page = (await follow(address, page.next)) as unknown as ListOf<ItemOf<A>>;
    demand(page.previous !== null, `${address} does not lead back`);
    all.push(...page.results);
  }
  demand(all.length === page.count, `${address} counts ${page.count} and gives ${all.length}`);
  demand(new Set(all.map((item) => item.id)).size === all.length, `${address} gives something twice`);
  return all;
}

/** What every list answers to wrong questions. */
async function refusals(address: Lists): Promise<void> {
  const problem = await ask(address, 400, { query: { limit: 0, order: "colour" as "title" } });
  for (const { parameter, allowed, detail } of problem.errors)
    demand(parameter === "limit" ? /from 1 to \d+/.test(detail) : allowed.length > 0, `${address} does not say what is allowed`);
  await ask(address, 404, { query: { cursor: "bm9ib2R5LWdhdmUtdGhpcy1vdXQ" } });
}

/** Each document that a list names; the last also in part and unchanged since; and one that there is not. */
async function documents(list: Lists, address: Documents): Promise<void> {
  let path = { slug: "" };
  let etag = "";
  for (const { slug, id } of await walk(list)) {
    path = { slug };
    const answer = await get(base, address, { path });
    demand(checked(address, 200, answer).id === id, `${address} answers with another document`);
    etag = answer.headers.get("ETag") ?? "";
  }
  await ask(address, 304, { path, header: { "If-None-Match": etag } });
  await ask(address, 200, { path, query: { fields: "slug,edition(number)" } }, PARTIAL);
  await ask(address, 404, { path: { slug: "there-is-none" } });
  await ask(address, 401, { path: { slug: "whatever" }, query: { as_of: "2026-05-03" } });
}

/** All that a page about something shows: its document is that of its own address. */
async function overviews(list: Lists, address: Overviews): Promise<void> {
  for (const { slug, id } of await walk(list)) {
    const { document, procedures } = await ask(address, 200, { path: { slug } });
    demand(document.id === id && procedures.count >= procedures.results.length, `${address} is about something else`);
  }
  await ask(address, 404, { path: { slug: "there-is-none" } });
}

async function markdown(address: "/api/v1/procedures/{slug}/" | "/api/v1/pages/{slug}/", slug: string): Promise<void> {
  const text = await ask(address, 200, { path: { slug } }, "text/markdown");
  demand(text.includes("# "), `${slug} has no heading`);
}

async function firstOf<A extends Lists>(address: A): Promise<ItemOf<A>> {
  const page = (await ask(address, 200, { query: { limit: 1 } } as Asked<A>)) as unknown as ListOf<ItemOf<A>>;
  const [item] = page.results;
  demand(item !== undefined, `${address} is empty`);
  return item;
}

/** Everything the feed tells after `since`, page by page until there is no more. */
async function feed(since: string): Promise<Body<"/api/v1/changes/", 200>> {
  let page = await ask("/api/v1/changes/", 200, { query: { since, limit: 50 } });
  const results = [...page.results];
  while (page.more) {
    page = await follow("/api/v1/changes/", page.next);
    results.push(...page.results);
  }
  return { ...page, results };
}

const tour: Record<Address, () => Promise<void>> = {
  "/healthz": async () => void (await ask("/healthz", 200)),
  "/readyz": async () => void (await ask("/readyz", 200)),

  "/api/v1/": async () => {
    const { links } = await ask("/api/v1/", 200);
    for (const [name, link] of Object.entries(links)) {
      const { status } = await fetch(link);
      demand(status === (["search", "suggest", "resolve"].includes(name) ? 400 : 200), `${link} answered ${status}`);
    }
  },

  "/api/v1/procedures/": async () => {
    const address = "/api/v1/procedures/";
    await refusals(address);
    for (const locale of (await ask("/api/v1/", 200)).locales) await walk(address, { locale });
    const newest = await walk(address, { order: "-published_at" });
    const times = newest.map((item) => Date.parse(item.edition.published_at));
    demand(times.every((time, at) => time <= (times[at - 1] ?? Infinity)), "not in order");
    const first = await firstOf(address);
    const { specialties } = await ask("/api/v1/procedures/{slug}/", 200, { path: { slug: first.slug } });
    const specialty = specialties.map((one) => one.slug);
    const narrowed = await walk(address, { specialty, section: ["risks", "recovery"], below: "/", published_after: "2020-01-01" });
    demand(narrowed.length > 0 && narrowed.length < newest.length, "filters do not narrow");
    demand((await walk(address, { q: first.title })).some((item) => item.id === first.id), "q does not find a title");
    await ask(address, 200, { query: { fields: "title,path" } }, PARTIAL);
    for await (const item of treatments(base, { order: "-title" })) demand(item.type === "procedure", item.type);
  },
  "/api/v1/procedures/{slug}/": async () => {
    const address = "/api/v1/procedures/{slug}/";
    await documents("/api/v1/procedures/", address);
    const { slug } = await firstOf("/api/v1/procedures/");
    await markdown(address, slug);
    for (const rich_text of ["html", "portable-text", "markdown", "text"] as const) {
      const document = await ask(address, 200, { path: { slug }, query: { rich_text } });
      demand(renderTreatment(document).includes("<h1>"), "cannot be drawn");
    }
    for (const translated of await walk("/api/v1/procedures/", { locale: "es" })) {
      const { translations } = await ask(address, 200, { path: translated, query: { locale: "es" } });
      for (const { slug, locale } of translations) {
        const { id } = await ask(address, 200, { path: { slug }, query: { locale } });
        demand(id === translated.id, `${slug} is no translation of ${translated.slug}`);
      }
    }
    await ask(address, 400, { path: { slug }, query: { fields: "titel" } });
  },
  "/api/v1/procedures/{slug}/sections/{kind}/": async () => {
    const address = "/api/v1/procedures/{slug}/sections/{kind}/";
    const { slug, section_kinds } = await firstOf("/api/v1/procedures/");
    for (const kind of section_kinds) {
      const { sections } = await ask(address, 200, { path: { slug, kind } });
      demand(sections.every((section) => [section.kind, ...section.also].includes(kind)), `${kind} is not what it says`);
      await ask(address, 200, { path: { slug, kind } }, "text/markdown");
    }
    await ask(address, 404, { path: { slug, kind: "nonsense" } });
  },

  "/api/v1/pages/": () => refusals("/api/v1/pages/"),
  "/api/v1/pages/{slug}/": async () => {
    await documents("/api/v1/pages/", "/api/v1/pages/{slug}/");
    await markdown("/api/v1/pages/{slug}/", (await firstOf("/api/v1/pages/")).slug);
  },
  "/api/v1/specialties/": () => refusals("/api/v1/specialties/"),
  "/api/v1/specialties/{slug}/": () => documents("/api/v1/specialties/", "/api/v1/specialties/{slug}/"),
  "/api/v1/specialties/{slug}/overview/": () => overviews("/api/v1/specialties/", "/api/v1/specialties/{slug}/overview/"),
  "/api/v1/conditions/": () => refusals("/api/v1/conditions/"),
  "/api/v1/conditions/{slug}/": () => documents("/api/v1/conditions/", "/api/v1/conditions/{slug}/"),
  "/api/v1/conditions/{slug}/overview/": () => overviews("/api/v1/conditions/", "/api/v1/conditions/{slug}/overview/"),
  "/api/v1/clinicians/": () => refusals("/api/v1/clinicians/"),
  "/api/v1/clinicians/{slug}/": () => documents("/api/v1/clinicians/", "/api/v1/clinicians/{slug}/"),
  "/api/v1/clinicians/{slug}/overview/": () => overviews("/api/v1/clinicians/", "/api/v1/clinicians/{slug}/overview/"),
  "/api/v1/locations/": () => refusals("/api/v1/locations/"),
  "/api/v1/locations/{slug}/": () => documents("/api/v1/locations/", "/api/v1/locations/{slug}/"),
  "/api/v1/locations/{slug}/overview/": () => overviews("/api/v1/locations/", "/api/v1/locations/{slug}/overview/"),
  "/api/v1/navigation/": () => refusals("/api/v1/navigation/"),
  "/api/v1/navigation/{slug}/": () => documents("/api/v1/navigation/", "/api/v1/navigation/{slug}/"),
  "/api/v1/redirects/": () => refusals("/api/v1/redirects/"),
  "/api/v1/redirects/{slug}/": () => documents("/api/v1/redirects/", "/api/v1/redirects/{slug}/"),
  "/api/v1/synonyms/": () => refusals("/api/v1/synonyms/"),
  "/api/v1/synonyms/{slug}/": () => documents("/api/v1/synonyms/", "/api/v1/synonyms/{slug}/"),
  "/api/v1/urgent/": () => refusals("/api/v1/urgent/"),
  "/api/v1/urgent/{slug}/": () => documents("/api/v1/urgent/", "/api/v1/urgent/{slug}/"),
  "/api/v1/picks/": () => refusals("/api/v1/picks/"),
  "/api/v1/picks/{slug}/": () => documents("/api/v1/picks/", "/api/v1/picks/{slug}/"),

  "/api/v1/alerts/": async () => {
    const { results } = await ask("/api/v1/alerts/", 200);
    for (const { scope, id } of results) {
      const path = scope.type === "page" ? scope.path : "/";
      const there = await ask("/api/v1/alerts/", 200, { query: { path } });
      demand(there.results.some((alert) => alert.id === id), `an alert is missing at ${path}`);
    }
    await ask("/api/v1/alerts/", 400, { query: { path: "no-slash" } });
  },
  "/api/v1/alerts/{slug}/": async () => {
    for (const { slug } of (await ask("/api/v1/alerts/", 200)).results) await ask("/api/v1/alerts/{slug}/", 200, { path: { slug } });
    await ask("/api/v1/alerts/{slug}/", 404, { path: { slug: "there-is-none" } });
  },
  "/api/v1/site/": async () => {
    const { languages } = await ask("/api/v1/site/", 200);
    for (const { locale } of languages) await ask("/api/v1/site/", 200, { query: { locale } });
  },

  "/api/v1/resolve/": async () => {
    const address = "/api/v1/resolve/";
    for (const { path, id } of await walk("/api/v1/procedures/")) {
      const found = await ask(address, 200, { query: { path } });
      demand(found.type === "procedure" && found.id === id && found.sections.length > 0, `${path} is no treatment`);
    }
    for (const { path, id } of await walk("/api/v1/pages/")) {
      const found = await ask(address, 200, { query: { path } });
      demand(found.type === "page" && found.id === id, `${path} is no page`);
    }
    for (const { path, id } of await walk("/api/v1/specialties/")) {
      if (path === null) continue;
      const found = await ask(address, 200, { query: { path } });
      demand(found.type === "specialty" && found.id === id, `${path} is about no specialty`);
    }
    for (const { path, location } of await walk("/api/v1/redirects/")) {
      const found = await ask(address, 200, { query: { path } });
      demand(found.type === "redirect" && found.location === location, `${path} leads elsewhere`);
    }
    const { suggestions } = await ask(address, 404, { query: { path: "/treatments/cordotomi/" } });
    demand(suggestions.length > 0, "an unknown path has no suggestions");
    await ask(address, 400, { query: { path: "no-slash" } });
  },
  "/api/v1/search/": async () => {
    const { title, id } = await firstOf("/api/v1/procedures/");
    const found = await ask("/api/v1/search/", 200, { query: { q: title, type: ["procedure"] } });
    demand(found.results[0]?.id === id, `${title} is not the first result`);
    let page = await ask("/api/v1/search/", 200, { query: { q: "pain", limit: 5 } });
    while (page.next !== null) page = await follow("/api/v1/search/", page.next);
    await ask("/api/v1/search/", 400, { query: { q: "?" } });
  },
  "/api/v1/suggest/": async () => {
    const { title, id } = await firstOf("/api/v1/procedures/");
    const { results } = await ask("/api/v1/suggest/", 200, { query: { q: title.slice(0, 4) } });
    demand(results.some((suggestion) => suggestion.id === id), `${title} is not suggested`);
    await ask("/api/v1/suggest/", 400, { query: { q: "" } });
  },

  "/api/v1/changes/": async () => {
    const live = await feed("0");
    demand((await feed(live.token)).results.length === 0, "the feed does not end");
    const [change] = live.results;
    const { status } = await fetch(change?.href ?? "");
    demand(status === 200, `${change?.href} answered ${status}`);
    // From the first edition on: withdrawals, too. What was withdrawn may have been published again.
    const changes = (await feed("1")).results;
    const last = new Map(changes.map((each) => [`${each.type} ${each.locale} ${each.slug}`, each]));
    for (const { event, type, slug, path, locale } of last.values()) {
      if (event !== "withdrawn" || type !== "procedure" || path === null) continue;
      const asked = { path: { slug }, query: { locale } };
      demand((await ask("/api/v1/procedures/{slug}/", 410, asked)).reason !== null, "no reason");
      await ask("/api/v1/procedures/{slug}/sections/{kind}/", 410, { ...asked, path: { slug, kind: "risks" } });
      await ask("/api/v1/resolve/", 410, { query: { path } });
    }
    const whole = await ask("/api/v1/changes/", 200, { query: { include: ["document", "affects"], limit: 20 } });
    for (const one of whole.results) demand(one.event === "withdrawn" || one.document?.id === one.id, `${one.slug} is missing`);
    await ask("/api/v1/changes/", 400, { query: { since: "yesterday" } });
  },
  // Its tokens are the admin's to give.
  "/api/v1/preview/{token}/": async () => {
    await ask("/api/v1/preview/{token}/", 404, { path: { token: "nobody-gave-this-out" } });
    await ask("/api/v1/preview/{token}/", 400, { path: { token: "whatever" }, query: { drafts: "all" as "related" } });
  },
  "/api/v1/editions/{number}/": async () => {
    const address = "/api/v1/editions/{number}/";
    await ask(address, 401, { path: { number: 1 } });
    if (key === undefined) return;
    const response = await fetch(`${base}/api/v1/editions/1/`, { headers: { Authorization: `Bearer ${key}` } });
    checked(address, 200, { status: 200, body: await response.json(), headers: response.headers } as Answer<typeof address>);
  },
  "/api/v1/webhooks/deliveries/": async () => {
    const address = "/api/v1/webhooks/deliveries/";
    await ask(address, 401);
    if (webhooksKey !== undefined) await ask(address, 200, { header: { Authorization: `Bearer ${webhooksKey}` } } as Asked<typeof address>);
  },
};

demand(Object.keys(contract.paths).sort().join() === Object.keys(tour).sort().join(), "the API has other addresses");
for (const stop of Object.values(tour)) await stop();
for (const [address, statuses] of Object.entries(seen)) console.log(address, ...[...statuses].sort());
