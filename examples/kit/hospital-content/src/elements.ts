/**
 * `<hospital-content>`: the text of a treatment or a page, drawn where it stands, in pages that are made by anything.
 *
 *     <hospital-content api="https://content.hospital.example" slug="cordotomy" locale="en">
 *       <a href="https://hospital.example/treatments/cordotomy/">Cordotomy</a>
 *     </hospital-content>
 *
 * What stands in it is shown until it is drawn, and again where nothing can be: without JavaScript, or when the document was
 * withdrawn. No shadow: the styles, anchors and languages of the page hold.
 */

import { direction, drawSections, type Options } from "./blocks/index.js";
import { Client } from "./client.js";
import type { Schemas } from "./contract.js";

type Shown = Pick<Schemas["ProcedureDocument"], "locale" | "sections">;

/** On a server there are no elements; importing this does no harm there. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

export class HospitalContent extends Base {
  static readonly observedAttributes = ["api", "collection", "slug", "locale", "heading-level"];
  private own: Node[] | null = null;
  private turn = 0;

  connectedCallback(): void {
    void this.load();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) void this.load();
  }

  /** Draws what was read elsewhere; without attributes nothing else is shown. */
  show(document: Shown, options: Partial<Options> = {}): void {
    this.own ??= [...this.childNodes];
    this.lang = document.locale;
    this.dir = direction(document.locale);
    const headingLevel = Number(this.getAttribute("heading-level")) || 2;
    this.innerHTML = drawSections(document.sections, { locale: document.locale, headingLevel, mediaBase: this.getAttribute("api") ?? "", ...options });
  }

  /** A later change overtakes an earlier one. `load` and `error` are told, with the document or the error as `detail`. */
  private async load(): Promise<void> {
    const turn = ++this.turn;
    await Promise.resolve();
    const [api, slug] = [this.getAttribute("api"), this.getAttribute("slug")];
    if (turn !== this.turn || api === null || slug === null) return;
    const { told, detail } = await this.read(api, slug).then(
      (document) => ({ told: "load", detail: document }) as const,
      (error: unknown) => ({ told: "error", detail: error }) as const,
    );
    if (turn !== this.turn) return;
    if (told === "load") this.show(detail);
    else this.putBack();
    this.dispatchEvent(new CustomEvent(told, { detail }));
  }

  private read(api: string, slug: string): Promise<Shown> {
    const locale = this.getAttribute("locale");
    const collection = this.getAttribute("collection") === "pages" ? "pages" : "procedures";
    return new Client({ base: api }).document(collection, slug, locale ? { locale: locale } : {});
  }

  private putBack(): void {
    if (this.own === null) return;
    this.removeAttribute("lang");
    this.removeAttribute("dir");
    this.replaceChildren(...this.own);
    this.own = null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "hospital-content": HospitalContent;
  }
}

/** Once for a page. */
export function define(name = "hospital-content"): void {
  if (globalThis.customElements && !customElements.get(name)) customElements.define(name, HospitalContent);
}
