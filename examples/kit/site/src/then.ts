/** A list, or what a search finds, at a moment to come, as the script of `/preview/` hands it in. */

import type { Schemas } from "hospital-content";

/** What somebody asked, and what the admin answered. */
export interface Then {
  type: "lists";
  asked: { name?: string; locale?: string; q?: string };
  answer: { count: number; next: string | null; results: (Item | Schemas["SearchResult"])[] };
}

export type Item = Schemas[`${"Specialty" | "Condition" | "Clinician" | "Location" | "Alert"}Document`] | Schemas["ProcedureSummary"];

export const isThen = (given: { type?: string } | null): given is Then => {
  const { asked, answer } = (given ?? {}) as Partial<Then>;
  return given?.type === "lists" && typeof asked === "object" && Array.isArray(answer?.results);
};
