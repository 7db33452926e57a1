/** Reads treatments. Types come from the API's OpenAPI file: `npm run types` makes schema.d.ts. */

import type { components, paths } from "./schema.js";

export type Treatment = components["schemas"]["ProcedureDocument"];
export type TreatmentList = components["schemas"]["ProcedureList"];
export type Problem = components["schemas"]["Problem"] | components["schemas"]["GoneProblem"];
export type ListQuery = NonNullable<paths["/api/v1/procedures/"]["get"]["parameters"]["query"]>;

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

async function read<Answer>(address: string): Promise<Answer> {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new ProblemError((await response.json()) as Problem);
  return (await response.json()) as Answer;
}

/** One treatment. Throws a ProblemError: status 404 for unknown, 410 for withdrawn. */
export function treatment(base: string, slug: string, locale = "en"): Promise<Treatment> {
  return read(`${base}/api/v1/procedures/${encodeURIComponent(slug)}/?locale=${locale}`);
}

/** Every treatment of a language, page by page. */
export async function* treatments(base: string, query: ListQuery = {}): AsyncGenerator<TreatmentList["results"][number]> {
  const parameters = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  let next: string | null = `${base}/api/v1/procedures/?${parameters}`;
  while (next) {
    const page: TreatmentList = await read(next);
    yield* page.results;
    next = page.next;
  }
}
