/**
 * The checklist in the side panel. Wagtail draws the panel again with each save; here are the ways from it into the
 * form, the checks of the content, and waiving without leaving the page. Without it the links lead to the anchors, and
 * the forms of the panel to a page.
 */
(() => {
  const NARROW = window.matchMedia('(max-width: 50rem)');
  const PANEL = '[data-side-panel="checklist"]';
  const FINDINGS = '[data-checklist-findings]';
  const typed = new Map();
  let findings = '';

  const panel = () => document.querySelector(PANEL);
  const ask = (url, options = {}) =>
    fetch(url, { ...options, headers: { 'X-Requested-With': 'XMLHttpRequest' }, credentials: 'same-origin' });

  /** What is closed around the element is opened, from the outside in. */
  const reveal = (element) => {
    const tab = element.closest('[role="tabpanel"]');
    if (tab && tab.hidden) {
      document.getElementById(tab.getAttribute('aria-labelledby'))?.click();
    }
    const closed = [];
    for (let around = element; around; around = around.parentElement?.closest('[data-panel]')) {
      if (around.matches('[data-panel]')) {
        closed.unshift(around.querySelector('[data-panel-toggle]'));
      }
    }
    closed.filter((toggle) => toggle?.getAttribute('aria-expanded') === 'false').forEach((toggle) => toggle.click());
  };

  const target = (link) => {
    const { checklistTo, checklistBlock } = link.dataset;
    const block = checklistBlock && document.getElementById(`block-${checklistBlock}-section`);
    return (
      block ||
      document.querySelector(`#page-edit-form [data-contentpath="${checklistTo}"]`) ||
      document.getElementById(`id_${checklistTo}-FORMS`)?.closest('[data-panel]')
    );
  };

  const isShown = (element) => element.offsetParent !== null;

  /** Where something is missing from a list, where it is added: at its end. */
  const focusable = (element, isList) => {
    const fields =
      'input:not([type="hidden"]):not([disabled]), textarea, [contenteditable="true"], select, ' +
      'button:not([data-panel-toggle]):not([data-comment-add])';
    const adding = isList ? [...element.querySelectorAll('button.c-sf-add-button')].filter(isShown).pop() : null;
    return adding || [...element.querySelectorAll(fields)].find(isShown);
  };

  /** A tab or a panel that was closed takes a moment to open. */
  const settle = (element, go, frames = 60) => {
    if (isShown(element) || !frames) go();
    else window.requestAnimationFrame(() => settle(element, go, frames - 1));
  };

  const lead = (link) => {
    const element = target(link);
    if (!element) return false;
    reveal(element);
    if (NARROW.matches) document.querySelector('[data-form-side-close-button]')?.click();
    settle(element, () => {
      element.scrollIntoView({ block: 'center' });
      focusable(element, !link.dataset.checklistBlock)?.focus();
    });
    return true;
  };

  /** What somebody has opened and is typing into a waiver stays when the panel is drawn again. */
  const restore = (around) => {
    around.querySelectorAll('[data-checklist-waive]').forEach((details) => {
      const kept = typed.get(details.dataset.checklistWaive);
      if (!kept) return;
      details.open = true;
      details.querySelectorAll('[name="reason"], [name="until"]').forEach((field) => {
        if (kept[field.name] !== undefined) field.value = kept[field.name];
        if (kept.focused === field.name && document.activeElement === document.body) field.focus();
      });
    });
  };
  const keep = (element, what) => {
    const key = element.closest('[data-checklist-waive]')?.dataset.checklistWaive;
    if (key) typed.set(key, { ...typed.get(key), ...what });
  };

  const show = (html) => {
    findings = html;
    const place = panel()?.querySelector(FINDINGS);
    if (place) {
      place.innerHTML = html;
      restore(place);
    }
  };

  const look = async () => {
    const url = panel()?.querySelector('[data-checklist]')?.dataset.checklistFindingsUrl;
    if (!url || panel().hidden) return;
    try {
      const answer = await ask(url);
      // A redirect leads to the sign-in page: that does not belong here.
      if (answer.ok && !answer.redirected) show(await answer.text());
    } catch {
      // The network is away: the next save looks again.
    }
  };

  const send = async (form) => {
    const problem = form.querySelector('.checklist__problem');
    try {
      const answer = await ask(form.action, { method: 'POST', body: new FormData(form) });
      if (answer.redirected) return form.submit();
      const text = await answer.text();
      if (answer.ok) {
        typed.delete(form.closest('[data-checklist-waive]')?.dataset.checklistWaive);
        panel().querySelector('[data-checklist]').outerHTML = text;
        look();
      } else if (problem) {
        problem.textContent = answer.status === 400 ? text : problem.dataset.failed;
      }
    } catch {
      if (problem) problem.textContent = problem.dataset.noNetwork;
    }
    return undefined;
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('[data-checklist-to]');
    if (link && lead(link)) event.preventDefault();
  });
  document.addEventListener('submit', (event) => {
    if (!event.target.matches('[data-checklist-form]')) return;
    event.preventDefault();
    send(event.target);
  });
  document.addEventListener('input', ({ target: field }) => keep(field, { [field.name]: field.value }));
  document.addEventListener('focusin', ({ target: field }) => keep(field, { focused: field.name }));
  document.addEventListener('focusout', ({ target: field }) => {
    if (field.isConnected) keep(field, { focused: '' });
  });
  const onToggle = ({ target: details }) => {
    if (!details.matches('[data-checklist-waive]')) return;
    if (details.open) keep(details, {});
    else typed.delete(details.dataset.checklistWaive);
  };
  document.addEventListener('toggle', onToggle, { capture: true });

  document.addEventListener('DOMContentLoaded', () => {
    const place = panel();
    if (!place) return;
    place.addEventListener('show', look);
    new MutationObserver(() => {
      const fresh = place.querySelector(FINDINGS);
      if (!fresh || fresh.childElementCount) return;
      fresh.innerHTML = findings || ' ';
      restore(place);
      look();
    }).observe(place, { childList: true });
    if (window.location.hash === '#checklist') place.dispatchEvent(new CustomEvent('open'));
  });
})();
