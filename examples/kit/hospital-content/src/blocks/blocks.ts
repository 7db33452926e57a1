/** Every block of the contract as accessible HTML. One that has no look yet is drawn by its `fallback`. */

import type { AnyBlock, Block, Schemas } from "../contract.js";
import type { Drawing } from "./drawing.js";
import { all, heading, html, safeAddress, type Html } from "./html.js";
import { callToAction, citation, contact, described, documentLink, emergencyNumber, facts, figure, image, list, note, paragraph, person, phone, place, richText } from "./values.js";

type Type = Block["type"];
type BlockOf<T extends Type> = Extract<Block, { type: T }>;

const DRAWN: { [T in Type]?: (block: BlockOf<T>, drawing: Drawing) => Html } = {
  rich_text: (block, drawing) => richText(block.text, drawing),

  list: (block, drawing) => {
    const items = block.items.map((item) => html`<li>${richText(item, drawing)}</li>`);
    const start = block.start !== null && block.start > 1 && html` start="${block.start}"`;
    return all(paragraph(block.lead_in), block.style === "number" ? html`<ol${start}>${items}</ol>` : html`<ul>${items}</ul>`);
  },

  image: (block, drawing) => figure(block.image, block.caption, drawing),

  video: (block, drawing) => {
    const poster = block.poster && image({ ...block.poster, alt: "" }, drawing);
    const credit = block.poster?.credit && html`<figcaption><small class="hc-credit">${block.poster.credit}</small></figcaption>`;
    const duration = block.duration && html` <span class="hc-note">${drawing.duration(block.duration)}</span>`;
    const link = html`<a href="${safeAddress(block.url) ?? "#"}">${poster}<span class="hc-play" aria-hidden="true"></span><span>${block.title}</span></a>`;
    return html`<figure class="hc-figure hc-video-figure">${link}${duration}<details><summary>${drawing.title("transcript")}</summary>${richText(block.transcript, drawing)}</details>${credit}</figure>`;
  },

  table: (block) => {
    const cell = (text: string, index: number): Html =>
      index === 0 && block.first_column_is_header ? html`<th scope="row">${text}</th>` : html`<td>${text}</td>`;
    const head = block.columns.map((column) => html`<th scope="col">${column}</th>`);
    const rows = block.rows.map((row) => html`<tr>${row.map(cell)}</tr>`);
    // It scrolls where it is too wide, so it can be reached by the keyboard and has a name.
    return html`<div class="hc-scroll" role="region" tabindex="0" aria-labelledby="caption-${block.id}"><table><caption id="caption-${block.id}">${block.caption}</caption><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
  },

  quotation: (block) =>
    html`<figure class="hc-quotation"><blockquote>${paragraph(block.quote)}</blockquote><figcaption>${block.attribution}${block.role && html`<br><span class="hc-note">${block.role}</span>`}</figcaption></figure>`,

  call_to_action: (block, drawing) => callToAction(block, drawing, block.style),

  contact: (block, drawing) => contact(block.contact, drawing),

  definitions: (block, drawing) => {
    const item = (one: Schemas["Definition"]): Html =>
      html`<div><dt>${one.term}${note(one.pronunciation)}</dt><dd>${richText(one.definition, drawing)}</dd></div>`;
    return html`<dl class="hc-definitions-list">${block.items.map(item)}</dl>`;
  },

  faq: (block, drawing) =>
    all(block.items.map((item) => html`<div class="hc-question">${heading(drawing.level, item.question)}${richText(item.answer, drawing.deeper())}</div>`)),

  criteria: (block, drawing) => {
    const group = (name: string, items: Schemas["Criterion"][], look: string): Html =>
      items.length ? html`<div class="hc-criteria-${look}"><p><strong>${drawing.title(name)}</strong></p>${list(items.map((item) => html`${item.text}${note(item.note)}`))}</div>` : all();
    return all(
      paragraph(block.lead_in),
      html`<div class="hc-columns">${group(`${block.match}_needed`, block.must, "must")}${group("may", block.may, "may")}${group("must_not", block.must_not, "must-not")}</div>`,
      block.disclaimer && html`<p class="hc-note">${block.disclaimer}</p>`,
    );
  },

  steps: (block, drawing) => {
    const step = (one: Schemas["Step"]): Html =>
      html`<li><strong>${one.title}</strong>${one.duration && note(drawing.duration(one.duration))}${richText(one.text, drawing)}${one.image && figure(one.image, null, drawing)}</li>`;
    return html`<p class="hc-phase">${drawing.title(block.phase)}</p><ol class="hc-steps-list">${block.steps.map(step)}</ol>`;
  },

  facts: (block) => facts(block.facts),

  statistic: (block, drawing) => {
    const about = described([
      [drawing.title("figure_of"), block.population],
      [drawing.title("timing"), block.time_point],
      [drawing.title("source"), block.source && citation(block.source, drawing)],
      [drawing.title("as_of"), block.as_of && drawing.date(block.as_of)],
    ]);
    return html`<div class="hc-card hc-statistic-card"><p><bdi class="hc-figure-number">${figureOf(block, drawing)}</bdi> ${block.outcome}</p>${about}</div>`;
  },

  risks: (block, drawing) => {
    const lasting = (risk: Schemas["Risk"]): string | null =>
      risk.reversible === null ? null : drawing.word(risk.reversible ? "reversible" : "lasting");
    const risk = (one: Schemas["Risk"]): Html => html`<li class="hc-risk hc-risk-${one.severity}"><strong>${one.name}</strong>
      <p class="hc-tags"><span class="hc-tag">${drawing.word(one.severity)}</span> <span class="hc-tag">${drawing.word(one.frequency)}</span>${note(one.frequency_text)}${note(lasting(one))}</p>
      ${described([[drawing.title("timing"), one.timing], [drawing.title("what_we_do"), one.what_we_do]])}</li>`;
    const cards = block.risks.length ? html`<ul class="hc-risk-list" role="list">${block.risks.map(risk)}</ul>` : all();
    return all(paragraph(block.lead_in), cards, paragraph(block.none_stated_reason));
  },

  care_card: (block, drawing) => {
    const call = block.emergency_number && html`<p>${emergencyNumber(block.emergency_number, drawing)}</p>`;
    const line = block.phone && html`<p>${drawing.title("phone")}: ${phone(block.phone, drawing)}</p>`;
    // A group with a name, so that screen readers say where it begins and ends.
    return html`<div class="hc-care hc-care-${block.level}" role="group" aria-labelledby="card-${block.id}">${heading(drawing.level, html`<span class="hc-care-level">${drawing.title(block.level)}<span class="hc-unseen">: </span></span>${block.title}`, html` id="card-${block.id}"`)}${list(block.when.map((sign) => html`${sign}`))}<p class="hc-care-action"><strong>${block.action}</strong></p>${call}${line}</div>`;
  },

  indications: (block, drawing) => {
    const indication = (one: Schemas["Indication"]): Html => {
      const label = one.condition ? documentLink(one.condition, drawing, one.label) : html`${one.label}`;
      const evidence = one.evidence === "investigational" && html` <span class="hc-tag">${drawing.word(one.evidence)}</span>`;
      return html`${label}${evidence}${note(one.note)}`;
    };
    return all(paragraph(block.lead_in), list(block.items.map(indication)));
  },

  related_treatments: (block, drawing) =>
    list(block.items.map((item) => html`${documentLink(item.procedure, drawing)} <span class="hc-tag">${drawing.word(item.relation)}</span>${note(item.note)}`)),

  clinicians: (block, drawing) =>
    all(paragraph(block.lead_in), block.clinicians.length > 0 && html`<ul class="hc-people" role="list">${block.clinicians.map((one) => html`<li>${person(one, drawing)}</li>`)}</ul>`),

  locations: (block, drawing) =>
    all(paragraph(block.lead_in), block.locations.length > 0 && html`<ul class="hc-places" role="list">${block.locations.map((one) => html`<li>${place(one, drawing)}</li>`)}</ul>`),

  cost: (block, drawing) =>
    all(
      richText(block.text, drawing),
      described([
        [drawing.title("prior_authorisation"), drawing.word(block.prior_authorisation)],
        [drawing.title("payers"), block.payers.join(", ")],
        [drawing.title("as_of"), drawing.date(block.as_of)],
      ]),
    ),

  regulatory_status: (block, drawing) =>
    html`<p><strong>${block.body}</strong>: <span class="hc-tag">${drawing.word(block.status)}</span> ${block.indication} <span class="hc-note">${drawing.date(block.date)}</span></p>`,

  references: (block, drawing) =>
    block.references.length ? html`<ol class="hc-references-list">${block.references.map((source) => html`<li>${citation(source, drawing)}</li>`)}</ol>` : all(),
};

/** Never without what qualifies it. */
function figureOf(block: Schemas["StatisticBlock"], drawing: Drawing): string {
  const qualifier = block.qualifier === "exactly" ? "" : `${drawing.word(block.qualifier)} `;
  const range = block.maximum === null ? drawing.number(block.value) : `${drawing.number(block.value)} ${drawing.word("to")} ${drawing.number(block.maximum)}`;
  const unit = drawing.word(block.unit);
  return `${qualifier}${range}${unit === "%" ? unit : ` ${unit}`}`;
}

/** What a block is drawn as, and the element around it. */
export function blockParts(block: AnyBlock, drawing: Drawing): { className: string; id: string; content: Html } {
  const draw = Object.hasOwn(DRAWN, block.type) ? DRAWN[block.type as Type] : undefined;
  if (!draw) drawing.options.onUnknown?.(block);
  const content = draw ? draw(block as never, drawing) : fallback(block.fallback);
  return { className: `hc-block hc-block-${block.type.replaceAll("_", "-")}`, id: block.id, content };
}

export function blockHtml(block: AnyBlock, drawing: Drawing): Html {
  const { className, id, content } = blockParts(block, drawing);
  return html`<div class="${className}" data-block="${id}">${content}</div>`;
}

const fallback = (text: string): Html => all(text.split("\n").map(paragraph));
