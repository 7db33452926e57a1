import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { drawBlock, drawCallToAction, drawImage, drawSections, safeAddress } from "../dist/blocks/index.js";

const folder = new URL("../fixtures/", import.meta.url);
const fixtures = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")));
const states = fixtures.flatMap((states) => Object.values(states));
const fixture = (name, state = "usual") => JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"))[state];

test("headings of blocks begin where they are told to", () => {
  for (const headingLevel of [2, 3, 5]) {
    for (const block of states) {
      const levels = [...drawBlock(block, { locale: "en", headingLevel }).matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
      assert.ok(levels.every((level) => level >= headingLevel && level <= 6), `${block.type}: ${levels}`);
    }
  }
});

test("a type that came later is drawn by its fallback, and told", () => {
  const told = [];
  const drawn = drawBlock(fixture("unknown"), { locale: "en", onUnknown: (block) => told.push(block.type) });
  assert.match(drawn, /<p>Bring a book\.<\/p><p>It takes a while\.<\/p>/);
  assert.deepEqual(told, ["novelty"]);
});

test("words are those of the language, and those that a site gives", () => {
  const card = fixture("care_card");
  assert.match(drawBlock(card, { locale: "es" }), /Emergencia/);
  assert.match(drawBlock(card, { locale: "de", words: { emergency: "Notfall" } }), /Notfall/);
});

test("formatted text may be cleaned once more", () => {
  const drawn = drawBlock(fixture("rich_text"), { locale: "en", sanitize: (html) => html.replaceAll("strong", "b") });
  assert.match(drawn, /<b>home<\/b>/);
});

test("links of the site go where the site is", () => {
  const link = (path) => `/hospital${path}`;
  const drawn = [fixture("rich_text", "longest"), fixture("related_treatments")].map((block) => drawBlock(block, { locale: "en", link })).join("");
  assert.match(drawn, /href="\/hospital\/treatments\/"/);
  assert.match(drawn, /href="\/hospital\/treatments\/cordotomy\/"/);
  assert.match(drawn, /href="https:\/\/www.example.org\/"/);
});

test("what is in another language says so", () => {
  assert.match(drawBlock(fixture("contact", "other_language"), { locale: "en" }), /lang="es" dir="ltr"/);
  assert.match(drawBlock(fixture("contact", "right_to_left"), { locale: "en" }), /lang="ar" dir="rtl"/);
  assert.doesNotMatch(drawBlock(fixture("contact"), { locale: "en" }), / lang=/);
});

test("pictures are whole: every format, size, host and focal point", () => {
  const drawn = drawImage(fixture("image").image, { locale: "en", mediaBase: "https://api.example" });
  assert.match(drawn, /<source type="image\/webp" srcset="https:\/\/api.example\/media\/images\/spine.webp 400w, https:\/\/api.example\/media\/images\/spine.webp 800w"/);
  assert.match(drawn, /width="800" height="450" data-focus-x="4" data-focus-y="3"/);
});

test("an invitation that leads nowhere is no button", () => {
  assert.doesNotMatch(drawCallToAction({ text: "Come", target: null }, { locale: "en" }), /<a/);
});

test("an address that could run a script leads nowhere", () => {
  assert.deepEqual(["javascript:alert(1)", "data:text/html,x", "//elsewhere", "/here/", "tel:911"].map(safeAddress), [null, null, null, "/here/", "tel:911"]);
});

test("sections have the ids of their anchors, and are named by their headings", () => {
  const section = { id: "s", kind: "risks", also: [], heading: "Risks & more", anchor: "risks", blocks: [fixture("care_card")], subsections: [{ id: "p", heading: "Later", anchor: "later", blocks: [fixture("faq")] }] };
  const drawn = drawSections([section], { locale: "en" });
  assert.match(drawn, /<section [^>]*aria-labelledby="risks"><h2 id="risks">Risks &amp; more<\/h2>/);
  assert.match(drawn, /<h3 id="later">Later<\/h3>.*<h4>/s);
});
