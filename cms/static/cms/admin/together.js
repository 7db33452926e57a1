/**
 * Wagtail's dialog says that saving overwrites what a colleague has saved. Forms with this script put both texts together
 * (cms/admin/together/editing.py), and the dialog says that. Wagtail writes its own words again every few seconds.
 */
document.addEventListener('w-dialog:shown', () => {
  const said = document.getElementById('subtitle-w-save-confirmation-dialog');
  const told = document.querySelector('template[data-together]');
  if (!said || !told) return;
  const tell = () => {
    const words = told.content.textContent;
    if (![words, told.dataset.disconnected].includes(said.textContent.trim())) said.textContent = words;
  };
  tell();
  new MutationObserver(tell).observe(said, { childList: true, characterData: true, subtree: true });
});
