/* Wagtail's dialog says that saving overwrites what a colleague has saved. The forms with this script put both together
   (cms/admin/together/editing.py): the dialog says that. */
document.addEventListener("DOMContentLoaded", () => {
    const said = document.getElementById("subtitle-w-save-confirmation-dialog");
    const told = document.querySelector("template[data-together]");
    if (!said || !told) return;
    const tell = () => {
        const first = said.querySelector("span");
        if (first && first.textContent !== told.content.textContent) first.textContent = told.content.textContent;
    };
    new MutationObserver(tell).observe(said, { childList: true, subtree: true });
});
