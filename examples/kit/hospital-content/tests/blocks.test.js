import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { drawBlock, drawCallToAction, drawCard, drawCards, drawHours, drawImage, drawSections, safeAddress } from "../dist/blocks/index.js";
import { MARK } from "../dist/preview.js";

const folder = new URL("../fixtures/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")));
const states = fixtures.flatMap((states) => Object.values(states));
const read = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
const fixture = (name, state = "usual") => read(name)[state];

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

const HOURS = { locale: "en", hours: "Every weekday. Not in August.", hours_note: "Not in August.", opening_hours: [] };
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
const rows = (drawn) => [...drawn.matchAll(/<tr><th scope="row">(.*?)<\/th><td>(.*?)<\/td>/g)].map(([, days, times]) => `${days}: ${times}`.replace(/\s/g, " "));

test("hours are a table in the words of the language, and what days cannot say", () => {
  const opening_hours = [
    { day_of_week: WEEKDAYS, opens: "08:00", closes: "12:00" },
    { day_of_week: WEEKDAYS, opens: "13:30", closes: "17:00" },
    { day_of_week: ["Sunday", "Saturday"], opens: "00:00", closes: "23:59" },
  ];
  const drawn = drawHours({ ...HOURS, opening_hours }, { locale: "en" });
  assert.deepEqual(rows(drawn), ["Monday – Friday: 8:00 AM – 12:00 PM, 1:30 PM – 5:00 PM", "Saturday, Sunday: 24 hours"]);
  assert.match(drawn, /<\/table><p>Not in August\.<\/p>/);
  const spanish = drawHours({ ...HOURS, locale: "es", opening_hours }, { locale: "es" });
  assert.deepEqual(rows(spanish), ["lunes – viernes: 8:00 – 12:00, 13:30 – 17:00", "sábado, domingo: 24 horas"]);
});

test("hours that are not known as days, or are in another language, are the hospital's own words", () => {
  const opening_hours = [{ day_of_week: WEEKDAYS, opens: "08:00", closes: "12:00" }];
  assert.equal(drawHours(HOURS, { locale: "en" }), "<p>Every weekday. Not in August.</p>");
  assert.equal(drawHours({ ...HOURS, opening_hours }, { locale: "es" }), "<p>Every weekday. Not in August.</p>");
  assert.equal(drawHours({ ...HOURS, hours: null }, { locale: "en" }), "");
});

test("a card has the title as a heading that leads to the page, a picture beside it, and no empty element", () => {
  const cards = read("cards/document");
  assert.match(drawCard(cards.usual, { locale: "en", headingLevel: 4 }), /<picture>.*alt="".*<h4><a href="\/treatments\/cordotomy\/">.*<\/a><\/h4><p>.*<\/p>/);
  assert.match(drawCard(cards.other_language, { locale: "en" }), /<a [^>]*hreflang="es" lang="es" dir="ltr">.*<p lang="es" dir="ltr">/);
  assert.match(drawCard(cards.shortest, { locale: "en" }), /^<div [^>]*><h3>Rest 1<\/h3><\/div>$/);
  assert.equal(drawCards([], { locale: "en" }), "");
});

test("a place shows its picture, with what it shows in words, and who made it", () => {
  const block = fixture("locations");
  const { image } = block.locations[0];
  const drawn = drawBlock(block, { locale: "en" });
  assert.ok(drawn.includes(`alt="${image.alt}"`) && drawn.includes(`>${image.credit}</small>`));
  assert.doesNotMatch(drawBlock({ ...block, locations: [{ ...block.locations[0], image: null }] }, { locale: "en" }), /<picture|<figure/);
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

test("sections and blocks are marked as the preview looks for them", () => {
  const blocks = [fixture("rich_text")];
  const part = { id: "part", heading: "Later", anchor: "later", blocks };
  const section = { id: "section", kind: "overview", also: [], heading: "Overview", anchor: "overview", blocks, subsections: [part] };
  const drawn = drawSections([section], { locale: "en" });
  for (const id of ["section", "part", blocks[0].id]) assert.ok(drawn.includes(` ${MARK}="${id}"`), id);
});
