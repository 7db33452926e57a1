import { startPreview } from "./preview.js";

const CMS = "http://localhost:8000"; // the admin; what is said by anybody else is not heard

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter(Boolean));
  return made;
};
const marked = (made, { id }) => {
  made.dataset.block = id; // by which a click finds the form, and the form this place
  return made;
};

function drawBlock(block) {
  const made = element("div");
  if (block.type === "rich_text") made.innerHTML = block.text.html; // cleaned by the CMS: the same elements always
  else made.append(...block.fallback.split("\n").map((line) => element("p", { textContent: line })));
  return marked(made, block);
}

function drawSection(section) {
  const parts = section.subsections.flatMap((part) => [
    marked(element("h3", { textContent: part.heading }), part),
    ...part.blocks.map(drawBlock),
  ]);
  const heading = element("h2", { id: section.anchor, textContent: section.heading });
  return marked(element("section", {}, heading, ...section.blocks.map(drawBlock), ...parts), section);
}

function drawImage(image) {
  const { src, width, height, alt } = image;
  return element("img", { src: new URL(src, CMS), width, height, alt });
}

function render(draft) {
  document.title = draft.title;
  document.documentElement.lang = draft.locale;
  const parts = [
    element("h1", { textContent: draft.title }),
    draft.summary && element("p", { textContent: draft.summary }),
    draft.image && drawImage(draft.image),
    ...draft.sections.map(drawSection),
  ];
  document.getElementById("page").replaceChildren(...parts.filter(Boolean));
  const { problems } = draft.preview;
  document.getElementById("draft").replaceChildren(
    element("strong", { textContent: problems.length ? "A draft. To be mended before it is published:" : "A draft." }),
    element("ul", {}, ...problems.map(({ message }) => element("li", { textContent: message }))),
  );
}

startPreview({ cms: CMS, render, refused: (why) => { document.getElementById("draft").textContent = why; } });
