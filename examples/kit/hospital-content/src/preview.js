/**
 * Shows a draft in the hospital's own front end, beside the form it is written in (docs/front-end-guide.md, "Previews").
 * No dependencies: copy it, or load it from the admin's host.
 *
 *     import { startPreview } from "./preview.js";
 *     startPreview({ cms: "https://cms.hospital.example", render: (draft) => { … } });
 *
 * `cms` is the origin of the admin. It stands in the front end's own code, never in an address: nobody else is asked for
 * drafts, listened to or told anything. `render` draws the draft, which is a document of the API with `edition: null` and
 * `preview` beside it, and may return a promise. It is called again whenever the draft has changed; what it draws marks
 * sections and blocks with their ids, `data-block="…"`. `refused`, if given, is told in words why there is nothing to draw.
 *
 * @typedef {{ cms: string, render: (draft: any) => unknown, refused?: (why: string) => void, drafts?: "" | "related", userbar?: boolean }} Options
 */
const NAME = "hospitalPreview";
const KEPT = { preview: "hospital-preview-token", lists: "hospital-lists-token" };
export const MARK = "data-block";

/** @param {Options} options */
export function startPreview({ cms, render, refused = console.warn, drafts = "", userbar = true }) {
  const origin = new URL(cms).origin;
  const isInPane = window.parent !== window;
  const token = takeToken("preview", { isInPane });
  let drawing = Promise.resolve();
  let isDrawn = false;

  if (!token) {
    refused("Open this page from the admin: it shows drafts to those who write them.");
    return;
  }
  const address = `${origin}/api/v1/preview/${encodeURIComponent(token)}/`;
  const tell = (message) => isInPane && window.parent.postMessage(message, origin);
  const tellEditor = (message) => tell({ [NAME]: message });

  const load = async () => withFiles(await ask(address + (drafts && `?drafts=${drafts}`)));

  async function draw() {
    try {
      const draft = await load();
      const [left, top] = [window.scrollX, window.scrollY];
      await render(draft);
      window.scrollTo({ left, top, behavior: "instant" });
      settle();
    } catch (error) {
      refused(error.message);
    }
  }

  function settle() {
    if (isDrawn) {
      tell({ wagtail: { type: "w-userbar:axe-ready" } }); // checks look at what is there now
      return;
    }
    isDrawn = true;
    tellEditor({ type: "ready" });
    tell({ wagtail: { type: "w-preview:request-scroll", origin: window.location.origin } });
    if (userbar) addUserbar(`${address}userbar/?pane=${isInPane ? "yes" : "no"}`);
  }

  function follow() {
    drawing = drawing.then(draw);
  }

  window.addEventListener("message", ({ source, origin: from, data }) => {
    if (source !== window.parent || from !== origin || !isInPane) return;
    const { type, blocks } = data?.[NAME] ?? {};
    if (type === "changed") follow();
    if (type === "show") show(blocks);
    if (!userbar) keepPlace(data?.wagtail, tell);
  });
  if (isInPane) {
    document.addEventListener(
      "click",
      (event) => {
        const blocks = blocksAround(event.target);
        if (!blocks.length) return;
        if (event.target.closest("a[href]")) event.preventDefault(); // it would lead away from what is written
        tellEditor({ type: "open", blocks });
      },
      true,
    );
  }
  follow();
}

/**
 * What reads lists, menus and search as they will be, where the admin has led here with a token of them; else null.
 *
 *     const read = readLists({ cms: "https://cms.hospital.example" });
 *     const { results } = await read("procedures", { specialty: "cardiology" });
 *
 * It is asked for the last part of a public address and its parameters, and throws in words what is in the way.
 *
 * @param {{ cms: string }} options
 * @returns {null | ((name: string, query?: Record<string, string>) => Promise<any>)}
 */
export function readLists({ cms }) {
  const token = takeToken("lists", { isInPane: window.parent !== window });
  if (!token) return null;
  const address = `${new URL(cms).origin}/api/v1/preview/${encodeURIComponent(token)}/`;
  return (name, query = {}) => ask(`${address}${name}/?${new URLSearchParams(query)}`);
}

async function ask(address) {
  const answer = await fetch(address, { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail);
  return body;
}

/** From behind the #, which is sent to no server; and away from there, so that nobody copies it with the address. */
function takeToken(name, { isInPane }) {
  const given = new URLSearchParams(window.location.hash.slice(1));
  const token = given.get(name);
  if (token) window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  if (isInPane) return token; // browsers keep nothing for a page in the frame of another site
  if (Object.keys(KEPT).some((each) => given.has(each))) {
    Object.values(KEPT).forEach((each) => window.sessionStorage.removeItem(each));
    if (token) window.sessionStorage.setItem(KEPT[name], token); // for whoever loads the page again
    return token;
  }
  return window.sessionStorage.getItem(KEPT[name]);
}

/** The draft, with pictures that readers cannot have yet at addresses where they can be seen. */
function withFiles(draft) {
  const files = [...draft.preview.files].sort((one, other) => other.address.length - one.address.length);
  const shown = (value) => {
    if (typeof value === "string") return files.reduce((text, { address, url }) => text.replaceAll(address, url), value);
    if (Array.isArray(value)) return value.map(shown);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shown(each)]));
  };
  return files.length ? { ...shown({ ...draft, preview: null }), preview: draft.preview } : draft;
}

/** Ids of the block that holds an element and of what that stands in, from the inside out. */
function blocksAround(element) {
  const found = [];
  for (let at = element?.closest?.(`[${MARK}]`); at; at = at.parentElement?.closest(`[${MARK}]`)) {
    found.push(at.getAttribute(MARK));
  }
  return found;
}

/** The innermost that is drawn. */
function show(blocks = []) {
  const found = blocks.map((id) => document.querySelector(`[${MARK}="${CSS.escape(id)}"]`)).find(Boolean);
  if (!found) return;
  const { top, bottom } = found.getBoundingClientRect();
  const isSeen = top >= 0 && bottom <= window.innerHeight;
  const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!isSeen) found.scrollIntoView({ block: "start", behavior: isCalm ? "instant" : "smooth" });
  found.animate?.([{ outline: "3px solid #0b5c8a" }, { outline: "3px solid transparent" }], { duration: 1500 });
}

/** What Wagtail's user bar does, where there is none: a page that is loaded anew stays where it was. */
function keepPlace(message, tell) {
  if (message?.type === "w-preview:get-scroll-position") {
    const place = { x: window.scrollX, y: window.scrollY, origin: window.location.origin };
    tell({ wagtail: { type: "w-preview:set-scroll-position", ...place } });
  }
  if (message?.type === "w-preview:set-scroll-position") {
    window.scrollTo({ left: message.x, top: message.y, behavior: "instant" });
  }
}

/** Wagtail's own, with its checks of the content: as the admin's host serves it. */
async function addUserbar(address) {
  const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const scripts = [...page.querySelectorAll("script[src]")].map((each) => each.src);
  page.querySelectorAll("script").forEach((each) => each.remove());
  document.body.append(...page.head.children, ...page.body.children);
  for (const src of scripts) {
    document.body.append(Object.assign(document.createElement("script"), { src, async: false }));
  }
}
