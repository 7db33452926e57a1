/** Asks any address of the API, typed by its OpenAPI file: `npm run types` makes schema.d.ts. */

import type { components, paths } from "./schema.js";

export type Address = keyof paths;
type Operation<A extends Address> = paths[A]["get"];
type Responses<A extends Address> = Operation<A>["responses"];

/** What may be asked at an address: `path`, `query` and `header`, with the values that are allowed. */
export type Asked<A extends Address> = Operation<A>["parameters"];
export type Status<A extends Address> = keyof Responses<A>;
export type MediaType = "application/json" | "application/vnd.hospital-content.partial+json" | "text/markdown";

/** Problems have a media type of their own, and 304 has no content. */
export type Body<A extends Address, S extends Status<A>, M extends MediaType = "application/json"> = Responses<A>[S] extends {
  content: infer Content;
}
  ? Content[M extends keyof Content ? M : keyof Content]
  : null;

/** One of the answers that the contract names for the address: look at `status`, and `body` has its type. */
export type Answer<A extends Address, M extends MediaType = "application/json"> = {
  [S in Status<A>]: { status: S; body: Body<A, S, M>; headers: Headers };
}[Status<A>];

export async function get<A extends Address, M extends MediaType = "application/json">(
  base: string,
  address: A,
  asked?: Asked<A>,
  media?: M,
): Promise<Answer<A, M>> {
  return read<A, M>(base + filled(address, asked?.path) + encoded(asked?.query), asked?.header, media);
}

/** Asks an address that the API gave, such as `next` of a list. */
export async function read<A extends Address, M extends MediaType = "application/json">(
  url: string,
  header: Record<string, string> = {},
  media?: M,
): Promise<Answer<A, M>> {
  const response = await fetch(url, { headers: { ...header, Accept: media ?? "application/json" } });
  const text = await response.text();
  const isJson = response.headers.get("Content-Type")?.endsWith("json");
  const body: unknown = isJson ? JSON.parse(text) : text || null;
  return { status: response.status, body, headers: response.headers } as Answer<A, M>;
}

const filled = (address: string, values: Record<string, string | number> = {}): string =>
  address.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));

/** A parameter that may be repeated is a list here. */
function encoded(query: Record<string, unknown> = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)]));
  return pairs.length ? `?${new URLSearchParams(pairs)}` : "";
}

export type Treatment = components["schemas"]["ProcedureDocument"];
export type TreatmentList = components["schemas"]["ProcedureList"];
export type Problem = components["schemas"]["Problem"] | components["schemas"]["GoneProblem"];
export type ListQuery = NonNullable<Asked<"/api/v1/procedures/">["query"]>;
export type Locale = NonNullable<ListQuery["locale"]>;

export class ProblemError extends Error {
  constructor(readonly problem: Problem | null) {
    super(problem?.detail);
  }
}

/** One treatment. Throws a ProblemError: status 404 for unknown, 410 for withdrawn. */
export async function treatment(base: string, slug: string, locale: Locale = "en"): Promise<Treatment> {
  const answer = await get(base, "/api/v1/procedures/{slug}/", { path: { slug }, query: { locale } });
  if (answer.status !== 200) throw new ProblemError(answer.body);
  return answer.body;
}

/** Every treatment of a language, page by page. */
export async function* treatments(base: string, query: ListQuery = {}): AsyncGenerator<TreatmentList["results"][number]> {
  let answer = await get(base, "/api/v1/procedures/", { query });
  while (true) {
    if (answer.status !== 200) throw new ProblemError(answer.body);
    yield* answer.body.results;
    if (answer.body.next === null) return;
    answer = await read(answer.body.next);
  }
}
