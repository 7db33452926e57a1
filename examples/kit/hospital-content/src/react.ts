/**
 * The same drawing as React components. They have no hooks and no context, so they are drawn on the server alone, where a
 * framework has server components, or anywhere else. React is the site's own.
 */

import { createElement, Fragment, type ComponentType, type ReactElement, type ReactNode } from "react";

import { blockParts } from "./blocks/blocks.js";
import { Drawing, type Options } from "./blocks/drawing.js";
import { headingName } from "./blocks/html.js";
import * as drawn from "./blocks/index.js";
import type { AnyBlock, Block, Schemas } from "./contract.js";

export type { Options } from "./blocks/drawing.js";

/** Components of the site's own, by type of block: they draw it instead of the kit. */
export type Looks = { [T in Block["type"]]?: ComponentType<{ block: Extract<Block, { type: T }>; options: Options }> };

interface Drawable {
  options: Options;
  looks?: Looks;
}

/** Sections of a document; `headingLevel` is that of their headings, 2 if not given. */
export function Sections({ sections, options, looks = {} }: Drawable & { sections: Schemas["Section"][] }): ReactElement {
  const drawing = new Drawing({ ...options, headingLevel: options.headingLevel ?? 2 });
  return createElement(Fragment, null, sections.map((section) => sectionElement(section, drawing, looks)));
}

/** Blocks without a section; `headingLevel` is that of their own headings, 3 if not given. */
export function Blocks({ blocks, options, looks = {} }: Drawable & { blocks: AnyBlock[] }): ReactElement {
  return createElement(Fragment, null, blockElements(blocks, new Drawing(options), looks));
}

function sectionElement(section: Schemas["Section"], drawing: Drawing, looks: Looks): ReactElement {
  const below = drawing.deeper();
  const className = `hc-section hc-section-${section.kind.replaceAll("_", "-")}`;
  const parts = section.subsections.map((part) =>
    createElement("div", { key: part.id, className: "hc-subsection", "data-block": part.id }, headingElement(below.level, part), blockElements(part.blocks, below.deeper(), looks)),
  );
  return createElement(
    "section",
    { key: section.id, className, "data-block": section.id, "aria-labelledby": section.anchor },
    headingElement(drawing.level, section),
    blockElements(section.blocks, below, looks),
    parts,
  );
}

const headingElement = (level: number, { anchor, heading }: { anchor: string; heading: string }): ReactElement =>
  createElement(headingName(level), { id: anchor }, heading);

const blockElements = (blocks: AnyBlock[], drawing: Drawing, looks: Looks): ReactNode => blocks.map((block) => blockElement(block, drawing, looks));

function blockElement(block: AnyBlock, drawing: Drawing, looks: Looks): ReactElement {
  const own = (Object.hasOwn(looks, block.type) ? looks[block.type as Block["type"]] : undefined) as ComponentType<{ block: AnyBlock; options: Options }> | undefined;
  const { className, id, content } = blockParts(block, drawing);
  const attributes = { key: id, className, "data-block": id };
  if (own) return createElement("div", attributes, createElement(own, { block, options: { ...drawing.options, headingLevel: drawing.level } }));
  return createElement("div", { ...attributes, dangerouslySetInnerHTML: { __html: String(content) } });
}

/** React needs an element around HTML: this one takes no part in the layout. */
function component<Name extends string, Value>(name: Name, draw: (value: Value, options: Options) => string) {
  return function Drawn(props: { [N in Name]: Value } & { options: Options }): ReactElement | null {
    const html = draw(props[name], props.options);
    return html ? createElement("div", { className: "hc-drawn", dangerouslySetInnerHTML: { __html: html } }) : null;
  };
}

export const RichText = component("text", drawn.drawRichText);
export const Picture = component("image", drawn.drawImage);
export const Contact = component("contact", drawn.drawContact);
export const Hours = component("hours", drawn.drawHours);
export const Facts = component("facts", drawn.drawFacts);
export const CallToAction = component("action", drawn.drawCallToAction);
export const Person = component("clinician", drawn.drawPerson);
export const Place = component("location", drawn.drawPlace);
export const Cards = component("documents", drawn.drawCards);
export const Citations = component("sources", drawn.drawCitations);
export const Review = component("review", drawn.drawReview);
