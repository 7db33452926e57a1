/** Draws a treatment as HTML. The switch over block types is exhaustive: a new type in the API fails to compile here. */

import { escape, richText } from "./rich_text.js";
import type { components } from "./schema.js";

type Schemas = components["schemas"];
type Block = Schemas["Block"];

const list = (items: string[], tag: "ul" | "ol" = "ul"): string =>
  items.length ? `<${tag}>${items.map((item) => `<li>${item}</li>`).join("")}</${tag}>` : "";

const paragraph = (text: string | null): string => (text ? `<p>${escape(text)}</p>` : "");

function phone(value: Schemas["Phone"]): string {
  const extension = value.extension ? ` ext. ${escape(value.extension)}` : "";
  return `<a href="${escape(value.uri)}">${escape(value.display)}${extension}</a>`;
}

function image(value: Schemas["Image"]): string {
  const sources = value.sources.map((source) => `<source type="${source.type}" srcset="${escape(source.srcset)}" sizes="${escape(value.sizes)}">`);
  return `<picture>${sources.join("")}<img src="${escape(value.src)}" srcset="${escape(value.srcset)}" sizes="${escape(value.sizes)}" alt="${escape(value.alt)}" width="${value.width}" height="${value.height}"></picture>`;
}

function target(value: Schemas["Target"]): string | null {
  switch (value.type) {
    case "document":
      return value.document.path;
    case "url":
      return value.url;
    case "phone":
      return value.phone.uri;
    default:
      return impossible(value);
  }
}

function action(value: { text: string; target: Schemas["Target"] | null }): string {
  const href = value.target ? target(value.target) : null;
  return href ? `<p><a href="${escape(href)}">${escape(value.text)}</a></p>` : paragraph(value.text);
}

function contact(value: Schemas["Contact"]): string {
  const ways = [value.phone ? phone(value.phone) : "", value.email ? escape(value.email) : "", escape(value.hours ?? "")];
  return `<aside><h3>${escape(value.label)}</h3>${richText(value.text)}${list(ways.filter(Boolean))}</aside>`;
}

const facts = (values: Schemas["Fact"][]): string =>
  `<dl>${values.map((fact) => `<dt>${escape(fact.label)}</dt><dd>${escape(fact.text)}</dd>`).join("")}</dl>`;

const criterion = (value: Schemas["Criterion"]): string =>
  escape(value.text) + (value.note ? ` <small>${escape(value.note)}</small>` : "");

const citation = (value: Schemas["Citation"]): string =>
  [value.authors, value.title, value.publisher, value.year?.toString()].filter(Boolean).map((part) => escape(String(part))).join(". ");

const UNITS: Record<Schemas["StatisticBlock"]["unit"], string> = {
  percent: "%",
  per_100: " in 100",
  per_1000: " in 1,000",
  days: " days",
  weeks: " weeks",
  months: " months",
  years: " years",
  points: " points",
};

function statistic(block: Schemas["StatisticBlock"]): string {
  const qualifier = block.qualifier === "exactly" ? "" : `${block.qualifier.replace("_", " ")} `;
  const figure = block.maximum === null ? `${block.value}` : `${block.value} to ${block.maximum}`;
  const when = block.time_point ? `, ${escape(block.time_point)}` : "";
  const source = block.source ? `<small>${citation(block.source)}</small>` : "";
  return `<p><strong>${qualifier}${figure}${UNITS[block.unit]}</strong> ${escape(block.outcome)}: ${escape(block.population)}${when}. ${source}</p>`;
}

function table(block: Schemas["TableBlock"]): string {
  const head = block.columns.map((column) => `<th scope="col">${escape(column)}</th>`).join("");
  const cell = (text: string, index: number): string =>
    index === 0 && block.first_column_is_header ? `<th scope="row">${escape(text)}</th>` : `<td>${escape(text)}</td>`;
  const rows = block.rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("");
  return `<table><caption>${escape(block.caption)}</caption><tr>${head}</tr>${rows}</table>`;
}

function careCard(block: Schemas["CareCardBlock"]): string {
  const number = block.emergency_number ? ` <a href="tel:${block.emergency_number}">${block.emergency_number}</a>` : "";
  const line = block.phone ? ` ${phone(block.phone)}` : "";
  return `<section class="${block.level}"><h3>${escape(block.title)}</h3>${list(block.when.map(escape))}<p>${escape(block.action)}${number}${line}</p></section>`;
}

export function renderBlock(block: Block): string {
  switch (block.type) {
    case "rich_text":
      return richText(block.text);
    case "list":
      return paragraph(block.lead_in) + list(block.items.map(richText), block.style === "number" ? "ol" : "ul");
    case "image":
      return `<figure>${image(block.image)}${block.caption ? `<figcaption>${escape(block.caption)}</figcaption>` : ""}</figure>`;
    case "video":
      return `<figure><a href="${escape(block.url)}">${escape(block.title)}</a><details>${richText(block.transcript)}</details></figure>`;
    case "table":
      return table(block);
    case "quotation":
      return `<blockquote>${paragraph(block.quote)}<footer>${escape(block.attribution)}</footer></blockquote>`;
    case "call_to_action":
      return action(block);
    case "contact":
      return contact(block.contact);
    case "definitions":
      return `<dl>${block.items.map((item) => `<dt>${escape(item.term)}</dt><dd>${richText(item.definition)}</dd>`).join("")}</dl>`;
    case "faq":
      return block.items.map((item) => `<h3>${escape(item.question)}</h3>${richText(item.answer)}`).join("");
    case "criteria":
      return paragraph(block.lead_in) + list([...block.must, ...block.may].map(criterion)) + list(block.must_not.map(criterion));
    case "steps":
      return list(block.steps.map((step) => `<strong>${escape(step.title)}</strong>${richText(step.text)}`), "ol");
    case "facts":
      return facts(block.facts);
    case "statistic":
      return statistic(block);
    case "risks":
      return paragraph(block.lead_in) + paragraph(block.none_stated_reason) + list(block.risks.map((risk) => escape(risk.name)));
    case "care_card":
      return careCard(block);
    case "indications":
      return paragraph(block.lead_in) + list(block.items.map((item) => escape(item.label)));
    case "related_treatments":
      return list(block.items.map((item) => `<a href="${escape(item.procedure.path ?? "")}">${escape(item.procedure.title)}</a>`));
    case "clinicians":
      return paragraph(block.lead_in) + list(block.clinicians.map((person) => escape(person.name)));
    case "locations":
      return paragraph(block.lead_in) + list(block.locations.map((place) => `${escape(place.name)}, ${escape(place.address.city)}`));
    case "cost":
      return richText(block.text) + list(block.payers.map(escape));
    case "regulatory_status":
      return paragraph(`${block.body}: ${block.status}, ${block.indication} (${block.date})`);
    case "references":
      return list(block.references.map(citation));
    default:
      return later(block);
  }
}

/** The compiler proves that every type of the contract is drawn. One that comes later says what it is in plain text. */
function later(block: never): string {
  return (block as { fallback: string }).fallback.split("\n").map(paragraph).join("");
}

/** Reached only by a type this renderer does not know; the compiler proves that there is none. */
function impossible(value: never): never {
  throw new Error(`Unknown: ${JSON.stringify(value)}`);
}

const blocks = (values: (Block | Schemas["UnknownBlock"])[]): string => values.map((block) => renderBlock(block as Block)).join("");

export function renderTreatment(document: Schemas["ProcedureDocument"] | Schemas["ProcedureDraft"]): string {
  const sections = document.sections.map((section) => {
    const parts = section.subsections.map((part) => `<h3 id="${part.anchor}">${escape(part.heading)}</h3>${blocks(part.blocks)}`);
    return `<section><h2 id="${section.anchor}">${escape(section.heading)}</h2>${blocks(section.blocks)}${parts.join("")}</section>`;
  });
  const reviewed = document.review.last_reviewed ? paragraph(`Reviewed ${document.review.last_reviewed}`) : "";
  return [
    `<article lang="${document.locale}"><h1>${escape(document.title)}</h1>`,
    paragraph(document.summary),
    document.image ? image(document.image) : "",
    facts(document.facts),
    ...sections,
    document.contact ? contact(document.contact) : "",
    document.call_to_action ? action(document.call_to_action) : "",
    reviewed,
    "</article>",
  ].join("\n");
}
