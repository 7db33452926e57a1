/** When somebody answers, or a place is open: days and times as a table, and what they cannot say below it. */

import type { Schemas } from "../contract.js";
import type { Drawing } from "./drawing.js";
import { all, html, type Html } from "./html.js";

/** A contact line or a place. */
export type Hours = Pick<Schemas["Contact"], "hours" | "opening_hours" | "hours_note" | "locale">;
type Opening = Schemas["OpeningHours"];

const WEEK: Opening["day_of_week"] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

export function hours(value: Hours, drawing: Drawing): Html {
  // In another language than the page's, or where days and times are not known, the hospital's own words.
  if (value.opening_hours.length === 0 || value.locale !== drawing.locale) return words(value.hours);
  const row = ([days, times]: [string, string[]]): Html => html`<tr><th scope="row">${days}</th><td>${times.join(", ")}</td></tr>`;
  const table = html`<table class="hc-hours"><tbody>${[...byDays(value.opening_hours, drawing)].map(row)}</tbody></table>`;
  return all(table, words(value.hours_note));
}

const words = (text: string | null): Html => (text ? html`<p>${text}</p>` : all());

/** Morning and afternoon of the same days stand in one row. */
function byDays(openings: Opening[], drawing: Drawing): Map<string, string[]> {
  const rows = new Map<string, string[]>();
  for (const opening of openings) {
    const days = said(opening.day_of_week, drawing);
    rows.set(days, [...(rows.get(days) ?? []), times(opening, drawing)]);
  }
  return rows;
}

/** Three days or more after each other as the first and the last. */
function said(days: Opening["day_of_week"], drawing: Drawing): string {
  const runs: number[][] = [];
  for (const day of days.map((name) => WEEK.indexOf(name)).sort()) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: number): string => moment(drawing, MONDAY + day * DAY, { weekday: "long" });
  return runs.map((run) => (run.length > 2 ? [run[0], run.at(-1)].map((day) => name(day ?? 0)).join(" – ") : run.map(name).join(", "))).join(", ");
}

function times({ opens, closes }: Opening, drawing: Drawing): string {
  if (opens === "00:00" && closes === "23:59") return drawing.duration("PT24H");
  return [opens, closes].map((time) => moment(drawing, Date.parse(`1970-01-01T${time}Z`), { timeStyle: "short" })).join(" – ");
}

/** Days and times of the hospital, wherever the reader is. */
const moment = (drawing: Drawing, at: number, format: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(drawing.locale, { ...format, timeZone: "UTC" }).format(at);
