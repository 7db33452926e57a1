/** Has the server draw each draft, and puts it in the place of the last one: what else is in the page stays. */

import { startPreview } from "hospital-content/preview";

const said = document.querySelector<HTMLElement>("#refused")!;
let drawn = [...document.body.children];

async function render(draft: unknown): Promise<void> {
  const answer = await fetch(location.pathname, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(draft) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  page.querySelectorAll("script").forEach((each) => each.remove());
  if (!answer.ok) throw new Error(page.querySelector("h1")?.textContent ?? String(answer.status));
  const fresh = [...page.body.children];
  document.body.prepend(...fresh);
  drawn.forEach((each) => each.remove());
  drawn = fresh;
  document.title = page.title;
  Object.assign(document.documentElement, { lang: page.documentElement.lang, dir: page.documentElement.dir });
}

/** In the page as it stands: a draft that was shown stays to be read. */
function refused(why: string): void {
  said.textContent = why;
  if (said.isConnected) return;
  document.body.prepend(said);
  drawn.push(said);
}

startPreview({ cms: said.dataset["cms"] ?? "", render, refused });
