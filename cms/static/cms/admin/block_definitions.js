// Gives the fields of blocks what Wagtail would write into the page: their definition, from a script that browsers keep, and
// their state, which need not be quoted as an attribute is.
document.addEventListener("DOMContentLoaded", () => {
  for (const field of document.querySelectorAll("[data-block-definition]")) {
    const { blockDefinition } = field.dataset;
    field.dataset.wBlockDataValue = window.blockDefinitions[blockDefinition];
    field.dataset.wBlockArgumentsValue = document.getElementById(`${field.id}-state`).textContent;
    field.removeAttribute("data-block-definition");
    field.dataset.controller = "w-block";
  }
});

// Wagtail saves a form that comes back with errors before its blocks are drawn, and would send half of it. It saves then.
document.addEventListener("w-autosave:save", (event) => {
  const form = event.target;
  if (!form.querySelector("[data-block-definition], [data-controller~=w-block]")) return;
  event.preventDefault();
  const again = new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } });
  requestAnimationFrame(() => form.dispatchEvent(again));
});
