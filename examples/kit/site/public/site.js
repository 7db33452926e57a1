/** What is better with a script: names while typing, a menu that folds, printing. Everything else works without. */

for (const form of document.querySelectorAll(".search")) offerNames(form);
foldMenu();
for (const button of document.querySelectorAll(".print-button")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
searchHere();

/** A combobox by the pattern of the ARIA Authoring Practices: the arrows choose, Enter goes there, Escape closes. */
function offerNames(form) {
  const input = form.querySelector("[name=q]");
  const list = form.querySelector(".offers");
  let asked;
  let waiting;
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
    input.setAttribute(name, value);
  }

  const close = () => {
    asked?.abort();
    clearTimeout(waiting);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (option) => {
    for (const other of list.children) other.setAttribute("aria-selected", String(other === option));
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
  };
  const chosen = () => list.querySelector("[aria-selected=true]");
  const show = (names) => {
    list.replaceChildren(...names.map((name, index) => optionOf(name, `${list.id}-${index}`)));
    list.hidden = names.length === 0;
    input.setAttribute("aria-expanded", String(names.length > 0));
    input.removeAttribute("aria-activedescendant");
  };
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(form.dataset.suggest + encodeURIComponent(input.value.trim()), { signal: asked.signal });
      const { results = [] } = answer.ok ? await answer.json() : {};
      show(results.filter((result) => result.path !== null));
    } catch {
      // Offers are a help: without them, searching works.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    if (input.value.trim().length < 2) return close();
    waiting = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const options = [...list.children];
    const at = options.indexOf(chosen());
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") choose(options[(at + 1) % options.length]);
    else if (event.key === "ArrowUp") choose(options[(at <= 0 ? options.length : at) - 1]);
    else if (event.key === "Enter" && at >= 0) location.assign(options[at].dataset.path);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) location.assign(option.dataset.path);
  });
  input.addEventListener("blur", close);
}

function optionOf({ name, title, path }, id) {
  const option = document.createElement("li");
  Object.assign(option, { id, textContent: name });
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dataset.path = path;
  if (title !== name) option.append(Object.assign(document.createElement("small"), { textContent: title }));
  return option;
}

function foldMenu() {
  const menu = document.querySelector(".menu");
  const button = menu?.querySelector(".menu-button");
  if (!button) return;
  menu.classList.add("is-folding");
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-expanded", String(menu.classList.toggle("is-open")));
  });
  const closeAll = (but) => {
    for (const open of menu.querySelectorAll("details[open]")) if (!open.contains(but)) open.open = false;
  };
  document.addEventListener("click", (event) => closeAll(event.target));
  menu.addEventListener("focusout", (event) => event.relatedTarget && closeAll(event.relatedTarget));
  menu.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest("details[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
}

/** Where pages are files, nobody else can search. */
async function searchHere() {
  const place = document.querySelector("[data-search]");
  const asked = new URLSearchParams(location.search);
  const q = asked.get("q")?.trim();
  if (!place || !q) return;
  for (const input of document.querySelectorAll(".search [name=q]")) input.value = q;
  const title = document.querySelector("#found-title");
  const answer = await fetch(`${place.dataset.search}?${asked}`);
  if (!answer.ok) return;
  const found = await answer.json();
  const words = found.count ? place.dataset.results : place.dataset.none;
  title.textContent = words.replace("{count}", found.count).replace("{q}", `“${found.corrected ?? q}”`);
  place.querySelector(".text").prepend(...found.urgent.map(urgentOf));
  place.querySelector(".results").replaceChildren(...found.results.map(resultOf));
}

function urgentOf({ title, text, phone, emergency_number }) {
  const card = Object.assign(document.createElement("section"), { className: "hc-care hc-care-emergency" });
  card.append(element("h2", title), element("p", text));
  if (phone) card.append(Object.assign(element("a", phone.display), { href: phone.uri }));
  if (emergency_number) card.append(Object.assign(element("a", emergency_number), { href: `tel:${emergency_number}`, className: "hc-emergency-number" }));
  return card;
}

/** Highlights are safe HTML: only `mark`, and everything else is escaped. */
function resultOf({ path, title, highlights, section }) {
  const item = document.createElement("li");
  const heading = document.createElement("h2");
  const name = Object.assign(document.createElement(path ? "a" : "span"), { innerHTML: highlights.title || title });
  if (path) name.href = section ? `${path}#${section.anchor}` : path;
  heading.append(name);
  item.append(heading, Object.assign(document.createElement("p"), { innerHTML: highlights.text }));
  return item;
}

function element(name, text) {
  return Object.assign(document.createElement(name), { textContent: text });
}
