/** Has the server draw each draft, and puts it in the place of the last one: what else is in the page stays. Lists of a
 * moment to come likewise, each when somebody asks for it. */

import { readLists, startPreview } from "hospital-content/preview";

const said = document.querySelector<HTMLElement>("#refused")!;
const cms = said.dataset["cms"] ?? "";
let drawn = [...document.body.children];

async function render(what: unknown): Promise<void> {
  const answer = await fetch(location.pathname, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(what) });
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

type Read = NonNullable<ReturnType<typeof readLists>>;

async function showList(read: Read, asked: Record<string, string>): Promise<void> {
  const { name = "procedures", ...query } = asked;
  try {
    await render({ type: "lists", asked, answer: await read(query["q"] ? "search" : name, query) });
    const form = document.querySelector<HTMLFormElement>("#lists")!;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = [...new FormData(form, event.submitter)].map(([key, value]) => [key, String(value)]);
      void showList(read, Object.fromEntries(chosen.filter(([, value]) => value)));
    });
    document.querySelector<HTMLElement>("#lists-title")?.focus();
  } catch (error) {
    refused(error instanceof Error ? error.message : String(error));
  }
}

const read = readLists({ cms });
if (read) void showList(read, { locale: document.documentElement.lang });
else startPreview({ cms, render, refused });
