/**
 * The form and its preview beside each other: what is clicked there is opened here, what is chosen here is shown there,
 * and a front end that listens draws the draft anew by itself, where it is, instead of being loaded again.
 *
 * Only the page in the pane is listened to, and only from an origin that the hospital has named, or our own
 * (docs/front-end-guide.md, "Previews").
 */
(() => {
  const NAME = 'hospitalPreview';
  const PANE = '[data-controller~="w-preview"]';
  const FORM = '[data-edit-form]';
  const FIELDS = 'input:not([type="hidden"]):not([type="checkbox"]), textarea, select, [contenteditable="true"]';
  const BLOCK = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  const FRESH = 10 * 60 * 1000; // milliseconds; its token lasts longer than that from when it was loaded
  const trusted = new Set([window.location.origin, ...document.currentScript.dataset.frontEnds.split(' ').filter(Boolean)]);
  let partner = null;

  const isShown = (source) => [...document.querySelectorAll(`${PANE} iframe`)].some(({ contentWindow }) => contentWindow === source);
  const addressOf = (pane) => pane?.dataset.wPreviewUrlValue;
  const tell = (message) => partner?.source.postMessage({ [NAME]: message }, partner.origin);

  const expand = (panel) => {
    const toggle = panel?.querySelector('[data-panel-toggle]');
    if (toggle?.getAttribute('aria-expanded') === 'false') toggle.click();
  };

  /** Blocks that are closed at first are drawn for whoever follows a link into them (closed_blocks.js). */
  const draw = (id) => {
    const link = Object.assign(document.createElement('a'), { href: `#block-${id}-section`, hidden: true });
    link.addEventListener('click', (event) => event.preventDefault());
    document.body.append(link);
    link.click();
    link.remove();
  };

  const find = (id) => document.querySelector(`${FORM} [data-contentpath="${CSS.escape(id)}"]`);

  const uncover = (block) => {
    const tab = block.closest('[role="tabpanel"][hidden]');
    if (tab) document.querySelector(`[role="tab"][href="#${CSS.escape(tab.id)}"]`)?.click();
    const panels = [];
    for (let at = block.closest('[data-panel]'); at; at = at.parentElement.closest('[data-panel]')) panels.unshift(at);
    panels.forEach(expand);
    expand(document.getElementById(`block-${block.dataset.contentpath}-section`));
  };

  const frame = () => new Promise((go) => { window.requestAnimationFrame(go); });
  const firstField = (block) => [...block.querySelectorAll(FIELDS)].find((field) => field.checkVisibility({ visibilityProperty: true }));

  const open = async (blocks) => {
    const known = blocks.filter((each) => BLOCK.test(each));
    known.filter((id) => !find(id)).forEach(draw);
    const block = known.map(find).find(Boolean);
    if (!block) return;
    uncover(block);
    // What was closed is drawn after a moment.
    for (let frames = 0; frames < 60 && !firstField(block); frames += 1) await frame();
    window.focus(); // it is in the pane's frame, where the click was
    firstField(block)?.focus({ preventScroll: true });
    block.scrollIntoView({ block: block.offsetHeight > window.innerHeight ? 'start' : 'center' });
  };

  window.addEventListener('message', ({ source, origin, data }) => {
    const message = data?.[NAME];
    if (!message || !trusted.has(origin) || !isShown(source)) return;
    if (message.type === 'ready') {
      partner = { source, origin, address: addressOf(document.querySelector(PANE)), since: Date.now() };
    }
    if (message.type === 'open' && Array.isArray(message.blocks)) open(message.blocks);
  });

  document.addEventListener('change', ({ target }) => {
    if (target.matches?.('[data-w-preview-target="mode"]')) partner = null;
  }, true);

  // What is typed while a save is under way counts as saved when that is answered, and nobody would show it here.
  let isUnseen = false;
  document.addEventListener('input', ({ target }) => {
    if (target.closest?.(FORM)) isUnseen = true;
  });
  document.addEventListener('w-preview:update', () => { isUnseen = false; });
  document.addEventListener('w-autosave:success', () => {
    if (isUnseen) document.querySelector(PANE)?.setAttribute('data-w-preview-stale-value', 'true');
  });

  document.addEventListener('w-preview:load', (event) => {
    const isListening = partner && partner.origin !== window.location.origin && isShown(partner.source);
    if (!isListening || partner.address !== addressOf(event.target) || Date.now() - partner.since > FRESH) return;
    event.preventDefault();
    tell({ type: 'changed' });
  });

  document.addEventListener('focusin', ({ target }) => {
    if (!partner || !target.closest?.(FORM)) return;
    const blocks = [];
    for (let at = target.closest('[data-contentpath]'); at; at = at.parentElement.closest('[data-contentpath]')) {
      if (BLOCK.test(at.dataset.contentpath)) blocks.push(at.dataset.contentpath);
    }
    if (blocks.length) tell({ type: 'show', blocks });
  });
})();
