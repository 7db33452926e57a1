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
