/** Blocks, sections and what stands around them, as strings of HTML. Styles: `hospital-content/styles/`. */

import type { AnyBlock, Schemas } from "../contract.js";
import { blockHtml } from "./blocks.js";
import { Drawing, type Options } from "./drawing.js";
import { hours, type Hours } from "./hours.js";
import { all, heading, html, type Html } from "./html.js";
import * as values from "./values.js";

export { WORDS } from "../made.js";
export { direction, type Options, type WordList } from "./drawing.js";
export type { Hours } from "./hours.js";
export { escape, safeAddress } from "./html.js";
export type { ImageOptions } from "./values.js";

/** One block. `headingLevel` is that of its own headings. */
export const drawBlock = (block: AnyBlock, options: Options): string => blockHtml(block, new Drawing(options)).toString();

export const drawBlocks = (blocks: AnyBlock[], options: Options): string => String(blocksHtml(blocks, new Drawing(options)));

/** Sections of a document, `headingLevel` being that of their headings: 2 below the title of the page. */
export function drawSections(sections: Schemas["Section"][], options: Options): string {
  const drawing = new Drawing({ ...options, headingLevel: options.headingLevel ?? 2 });
  return String(all(sections.map((section) => sectionHtml(section, drawing))));
}

const blocksHtml = (blocks: AnyBlock[], drawing: Drawing): Html => all(blocks.map((block) => blockHtml(block, drawing)));

function sectionHtml(section: Schemas["Section"], drawing: Drawing): Html {
  const below = drawing.deeper();
  const parts = section.subsections.map(
    (part) => html`<div class="hc-subsection" data-block="${part.id}">${heading(below.level, part.heading, html` id="${part.anchor}"`)}${blocksHtml(part.blocks, below.deeper())}</div>`,
  );
  return html`<section class="hc-section hc-section-${section.kind.replaceAll("_", "-")}" data-block="${section.id}" aria-labelledby="${section.anchor}">${heading(drawing.level, section.heading, html` id="${section.anchor}"`)}${blocksHtml(section.blocks, below)}${parts}</section>`;
}

type Drawn<Given extends unknown[]> = (...given: [...Given, Options]) => string;

export const drawImage = (image: Schemas["Image"], options: Options & values.ImageOptions): string => String(values.image(image, new Drawing(options), options));
export const drawRichText: Drawn<[Schemas["RichText"] | null]> = (text, options) => String(values.richText(text, new Drawing(options)));
export const drawContact: Drawn<[Schemas["Contact"]]> = (contact, options) => String(values.contact(contact, new Drawing(options)));
export const drawFacts: Drawn<[Schemas["Fact"][]]> = (facts) => String(values.facts(facts));
export const drawCallToAction: Drawn<[Schemas["CallToAction"]]> = (action, options) => String(values.callToAction(action, new Drawing(options)));
export const drawPhone: Drawn<[Schemas["Phone"]]> = (phone, options) => String(values.phone(phone, new Drawing(options)));
export const drawAddress: Drawn<[Schemas["Address"]]> = (address) => String(values.addressLines(address));
export const drawPerson: Drawn<[Schemas["ClinicianLink"]]> = (person, options) => String(values.person(person, new Drawing(options)));
export const drawPlace: Drawn<[Schemas["LocationLink"]]> = (place, options) => String(values.place(place, new Drawing(options)));
export const drawLink: Drawn<[Schemas["DocumentLink"]]> = (link, options) => String(values.documentLink(link, new Drawing(options)));
/** What `related` has, as cards. */
export const drawCard: Drawn<[Schemas["DocumentLink"]]> = (document, options) => String(values.card(document, new Drawing(options)));
export const drawCards: Drawn<[Schemas["DocumentLink"][]]> = (documents, options) => String(values.cards(documents, new Drawing(options)));
/** Of a contact line or a place. */
export const drawHours: Drawn<[Hours]> = (value, options) => String(hours(value, new Drawing(options)));
export const drawCitations: Drawn<[Schemas["Citation"][]]> = (sources, options) => {
  const drawing = new Drawing(options);
  return String(html`<ol class="hc-references-list">${sources.map((source) => html`<li>${values.citation(source, drawing)}</li>`)}</ol>`);
};

/** Where a target leads; null: nowhere. */
export const addressOfTarget = (target: Schemas["Target"] | null, options: Options): string | null => target && values.addressOf(target, new Drawing(options));

/** Who vouches for the text, and until when; with a notice where that is over. */
export function drawReview(review: Schemas["Review"], options: Options): string {
  const drawing = new Drawing(options);
  const people = review.reviewed_by.map((one) => [one.name, one.credentials].filter(Boolean).join(", ")).join("; ");
  return String(
    values.described([
      [drawing.title("reviewed"), review.last_reviewed && drawing.date(review.last_reviewed)],
      [drawing.title("reviewed_by"), people],
      [drawing.title("next_review"), review.next_review && drawing.date(review.next_review)],
    ], "hc-review"),
  );
}

/** A date or a duration in words of the language. */
export const sayDate: Drawn<[string]> = (date, options) => new Drawing(options).date(date);
export const sayLanguage: Drawn<[string]> = (tag, options) => new Drawing(options).languageName(tag);
