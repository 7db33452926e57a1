/** What blocks and documents are made of: formatted text, pictures, phones, contacts, links. */

import type { Schemas } from "../contract.js";
import { direction, type Drawing } from "./drawing.js";
import { hours } from "./hours.js";
import { all, heading, html, safeAddress, trusted, type Html } from "./html.js";

export function richText(text: Schemas["RichText"] | null, drawing: Drawing): Html {
  if (!text) return all();
  if (text.format === "html") return trusted(placed(drawing.options.sanitize?.(text.html) ?? text.html, drawing));
  if (text.format === "text") return all(text.text.split(/\n{2,}/).map((paragraph) => html`<p>${paragraph}</p>`));
  throw new TypeError(`Blocks are drawn from HTML: ask without rich_text=${text.format}.`);
}

/** Headings in it begin at h4 in the API: they go to where blocks may have theirs. Links go to where the site is. */
function placed(text: string, drawing: Drawing): string {
  const moved = text.replace(/<(\/?)h([45])>/g, (_, slash: string, level: string) => `<${slash}h${Math.min(Number(level) - 4 + drawing.level, 6)}>`);
  const { link } = drawing.options;
  return link ? moved.replace(/ href="(\/[^"]*)"/g, (_, path: string) => ` href="${link(path)}"`) : moved;
}

export const paragraph = (text: string | null): Html => (text ? html`<p>${text}</p>` : all());

export const note = (text: string | null): Html => (text ? html` <span class="hc-note">${text}</span>` : all());

export function list(items: Html[], attributes: Html = all()): Html {
  return items.length ? html`<ul${attributes}>${items.map((item) => html`<li>${item}</li>`)}</ul>` : all();
}

/** Labels with what they say; what says nothing is left out. */
export function described(pairs: [label: string, said: Html | string | null][], name = "hc-details"): Html {
  const told = pairs.filter(([, said]) => said !== null && String(said) !== "");
  return told.length ? html`<dl class="${name}">${told.map(([label, said]) => html`<div><dt>${label}</dt><dd>${said}</dd></div>`)}</dl>` : all();
}

/** `lang` and `dir`, where something is in another language than what is around it. */
export const spoken = (locale: string, drawing: Drawing): Html =>
  locale === drawing.locale ? all() : html` lang="${locale}" dir="${direction(locale)}"`;

export function documentLink(document: Schemas["DocumentLink"], drawing: Drawing, label: string = document.title): Html {
  const address = safeAddress(document.path && drawing.address(document.path));
  const language = spoken(document.locale, drawing);
  if (!address) return String(language) ? html`<span${language}>${label}</span>` : html`${label}`;
  return html`<a href="${address}"${String(language) && html` hreflang="${document.locale}"`}${language}>${label}</a>`;
}

/** What `related` has of a treatment: picture, title, summary. Its heading is of the level that blocks may have. */
export function card(document: Schemas["DocumentLink"], drawing: Drawing): Html {
  // Beside the title, the picture says nothing more; its credit stands on the page that the card leads to.
  const picture = document.image && html`<div class="hc-card-picture">${image({ ...document.image, alt: "" }, drawing, { sizes: "(min-width: 60rem) 22rem, 100vw" })}</div>`;
  const summary = document.summary && html`<p${spoken(document.locale, drawing)}>${document.summary}</p>`;
  return html`<div class="hc-card hc-document-card">${picture}${heading(drawing.level, documentLink(document, drawing))}${summary}</div>`;
}

export const cards = (documents: Schemas["DocumentLink"][], drawing: Drawing): Html =>
  documents.length ? html`<ul class="hc-cards" role="list">${documents.map((one) => html`<li>${card(one, drawing)}</li>`)}</ul>` : all();

export function phone(value: Schemas["Phone"], drawing: Drawing): Html {
  const extension = value.extension && ` ${drawing.word("extension")} ${value.extension}`;
  return html`<a class="hc-phone" href="${safeAddress(value.uri) ?? "#"}"><bdi>${value.display}</bdi>${extension}</a>`;
}

/** A short number such as 911. */
export const emergencyNumber = (number: string, drawing: Drawing): Html =>
  html`<a class="hc-emergency-number" href="tel:${number.replace(/[^\d+]/g, "")}">${drawing.word("call")} <bdi>${number}</bdi></a>`;

export interface ImageOptions {
  /** For the attribute `sizes`, where your layout knows better. */
  sizes?: string;
  /** `eager` for what is seen first. */
  loading?: "eager" | "lazy";
}

/** The focal point, in tenths, is `data-focus-x` and `-y`: the styles crop by it without an inline style. */
export function image(value: Schemas["Image"], drawing: Drawing, { sizes = value.sizes, loading = "lazy" }: ImageOptions = {}): Html {
  const tenths = (part: number): number => Math.round(part * 10);
  const focus = value.focal_point && html` data-focus-x="${tenths(value.focal_point.x)}" data-focus-y="${tenths(value.focal_point.y)}"`;
  const sources = value.sources.map((source) => html`<source type="${source.type}" srcset="${drawing.mediaSet(source.srcset)}" sizes="${sizes}">`);
  const priority = loading === "eager" ? html` fetchpriority="high"` : html` loading="lazy" decoding="async"`;
  return html`<picture>${sources}<img src="${drawing.media(value.src)}" srcset="${drawing.mediaSet(value.srcset)}" sizes="${sizes}" alt="${value.alt}" width="${value.width}" height="${value.height}"${focus}${priority}></picture>`;
}

export function figure(value: Schemas["Image"], caption: string | null, drawing: Drawing, options?: ImageOptions): Html {
  const credit = value.credit && html`<small class="hc-credit">${value.credit}</small>`;
  const words = caption || credit ? html`<figcaption>${caption} ${credit}</figcaption>` : all();
  return html`<figure class="hc-figure">${image(value, drawing, options)}${words}</figure>`;
}

export function callToAction(value: Schemas["CallToAction"], drawing: Drawing, style: "primary" | "secondary" = "primary"): Html {
  const address = value.target && safeAddress(addressOf(value.target, drawing));
  if (!address) return html`<p class="hc-action">${value.text}</p>`;
  const number = value.target?.type === "phone" && html` <bdi>${value.target.phone.display}</bdi>`;
  return html`<p class="hc-action"><a class="hc-button hc-button-${style}" href="${address}">${value.text}${number}</a></p>`;
}

/** Where a call to action or an entry of a menu leads. Null: nowhere yet. */
export function addressOf(target: Schemas["Target"], drawing: Drawing): string | null {
  switch (target.type) {
    case "document":
      return target.document.path && drawing.address(target.document.path);
    case "url":
      return target.url;
    case "phone":
      return target.phone.uri;
  }
}

export function contact(value: Schemas["Contact"], drawing: Drawing): Html {
  const email = value.email && html`<a href="mailto:${value.email}">${value.email}</a>`;
  const languages = value.languages.map((tag) => drawing.languageName(tag)).join(", ");
  const ways = described([
    [drawing.title("phone"), value.phone && phone(value.phone, drawing)],
    [drawing.title("email"), email],
    [drawing.title("hours"), hours(value, drawing)],
    [drawing.title("response_time"), value.response_time],
    [drawing.title("languages"), languages],
    [drawing.title("address"), value.address && addressLines(value.address)],
  ]);
  return html`<div class="hc-card hc-contact"${spoken(value.locale, drawing)}>${heading(drawing.level, value.label)}${richText(value.text, drawing.deeper())}${ways}</div>`;
}

export const facts = (values: Schemas["Fact"][]): Html =>
  described(values.map((fact): [string, string] => [fact.label, fact.text]), "hc-facts");

export function citation(source: Schemas["Citation"], drawing: Drawing): Html {
  const doi = source.doi && `https://doi.org/${source.doi}`;
  const address = safeAddress(source.url ?? doi);
  const title = address ? html`<a href="${address}">${source.title}</a>` : html`<cite>${source.title}</cite>`;
  const checked = source.checked_on && `${drawing.word("checked_on")} ${drawing.date(source.checked_on)}`;
  const parts = [source.authors?.replace(/\.$/, ""), title, source.publisher, source.year?.toString()].filter(Boolean);
  return all(parts.map((part, index) => [index > 0 && ". ", part as Html | string]), ".", note(checked));
}

export function addressLines(address: Schemas["Address"]): Html {
  const town = [address.city, address.region, address.postal_code].filter(Boolean).join(", ");
  return html`<address class="hc-address">${address.street}<br>${town}</address>`;
}

export function person(clinician: Schemas["ClinicianLink"], drawing: Drawing): Html {
  const address = safeAddress(clinician.path && drawing.address(clinician.path));
  const said = [clinician.name, clinician.credentials].filter(Boolean).join(", ");
  // Beside the name, the picture says nothing more.
  const picture = clinician.image ? image({ ...clinician.image, alt: "" }, drawing, { sizes: "4.5rem" }) : html`<span class="hc-initials" aria-hidden="true">${initials(clinician.name)}</span>`;
  const name = address ? html`<a href="${address}">${said}</a>` : html`${said}`;
  return html`<div class="hc-person"${spoken(clinician.locale, drawing)}>${picture}<div><strong>${name}</strong>${clinician.role && html`<br>${clinician.role}`}</div></div>`;
}

const initials = (name: string): string =>
  name.split(/\s+/).filter((part) => /^\p{L}/u.test(part)).map((part) => [...part][0]).slice(0, 2).join("");

export function place(location: Schemas["LocationLink"], drawing: Drawing): Html {
  const address = safeAddress(location.path && drawing.address(location.path));
  const name = address ? html`<a href="${address}">${location.name}</a>` : html`${location.name}`;
  const picture = location.image && figure(location.image, null, drawing, { sizes: "(min-width: 40rem) 17rem, 100vw" });
  return html`<div class="hc-place"${spoken(location.locale, drawing)}>${picture}<strong>${name}</strong>${addressLines(location.address)}${location.phone && phone(location.phone, drawing)}</div>`;
}
