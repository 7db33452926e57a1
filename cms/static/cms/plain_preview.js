/** The plain page of the preview pane: a click opens a block of the form, and the form shows its blocks here. */
(() => {
  const NAME = 'hospitalPreview';
  const { origin } = window.location;
  if (window.parent === window) return;

  const around = (element) => {
    const found = [];
    for (let at = element?.closest?.('[data-block]'); at; at = at.parentElement?.closest('[data-block]')) {
      found.push(at.dataset.block);
    }
    return found;
  };

  document.addEventListener('click', (event) => {
    const blocks = around(event.target);
    if (!blocks.length) return;
    if (event.target.closest('a[href]')) event.preventDefault(); // it would lead away from what is written
    window.parent.postMessage({ [NAME]: { type: 'open', blocks } }, origin);
  });

  window.addEventListener('message', ({ source, origin: from, data }) => {
    if (source !== window.parent || from !== origin || data?.[NAME]?.type !== 'show') return;
    const found = data[NAME].blocks.map((id) => document.querySelector(`[data-block="${CSS.escape(id)}"]`));
    found.find(Boolean)?.scrollIntoView({ block: 'start' });
  });

  window.parent.postMessage({ [NAME]: { type: 'ready' } }, origin);
})();
