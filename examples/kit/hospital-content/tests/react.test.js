import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

import { drawBlocks, drawCards, drawContact, drawSections } from "../dist/blocks/index.js";
import { define, HospitalContent } from "../dist/elements.js";
import { Blocks, Cards, Contact, Hours, Sections } from "../dist/react.js";

const folder = new URL("../fixtures/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
const names = readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5));
const section = (blocks) => ({ id: "s", kind: "what_to_expect", also: [], heading: "Risks & <more>", anchor: "risks", blocks, subsections: [{ id: "p", heading: "Later", anchor: "later", blocks }] });
const rendered = (component, props) => renderToStaticMarkup(createElement(component, props));
/** React writes the apostrophe of texts otherwise. */
const alike = (html) => html.replaceAll("&#x27;", "&#39;");

test("React draws what the functions draw, every block in every state", () => {
  for (const name of names) {
    const states = Object.values(read(name));
    const [sections, options] = [[section(states)], { locale: "en" }];
    assert.equal(alike(rendered(Sections, { sections, options })), drawSections(sections, options), name);
  }
});

test("headings begin where they are told to, in React too", () => {
  const [blocks, options] = [[read("care_card").usual, read("faq").usual], { locale: "en", headingLevel: 5 }];
  assert.equal(rendered(Blocks, { blocks, options }), drawBlocks(blocks, options));
});

test("a look of the site's own draws its type of block, in the place of the kit's", () => {
  const looks = { quotation: ({ block, options }) => createElement("p", null, `${options.headingLevel}: ${block.quote}`) };
  const blocks = [read("quotation").usual, read("faq").usual];
  const html = rendered(Sections, { sections: [section(blocks)], options: { locale: "en" }, looks });
  assert.match(html, /data-block="[^"]+"><p>3: [^<]+<\/p><\/div>/);
  assert.doesNotMatch(html, /<blockquote/);
  assert.match(html, /hc-question/);
});

test("what else is drawn stands in an element that takes no part in the layout; nothing in none", () => {
  const [options, { contact }, cards] = [{ locale: "en" }, read("contact").usual, Object.values(read("cards/document"))];
  assert.equal(rendered(Contact, { contact, options }), `<div class="hc-drawn">${drawContact(contact, options)}</div>`);
  assert.equal(rendered(Cards, { documents: cards, options }), `<div class="hc-drawn">${drawCards(cards, options)}</div>`);
  assert.equal(rendered(Hours, { hours: { locale: "en", hours: null, hours_note: null, opening_hours: [] }, options }), "");
});

test("the element may be imported and defined on a server, where there are no elements", () => {
  define();
  assert.ok(HospitalContent.observedAttributes.includes("slug"));
});
