/**
 * The checklist in the side panel. Wagtail draws the panel again with each save; here are the ways from it into the
 * form, the checks of the content, and waiving without leaving the page. Without it the links lead to the anchors, and
 * the forms of the panel to a page.
 *
 * The checks look at what the form says as soon as somebody rests, saved or not; `findings.js` shows beside the fields
 * what they find.
 */
(() => {
  const NARROW = window.matchMedia('(max-width: 50rem)');
  const PANEL = '[data-side-panel="checklist"]';
  const FINDINGS = '[data-checklist-findings]';
  const FORM = '#page-edit-form';
  const REST = 600; // milliseconds without a change, after which the checks look
  /** What saving alone changes. */
  const OF_SAVING = ['csrfmiddlewaretoken', 'loaded_revision_id', 'loaded_revision_created_at', 'next'];
  const typed = new Map();
  const opened = new Set(); // of the parts that are closed at first
  let findings = '';
  let lookedAt = null; // what the form said when the checks looked last
  let looking = false;
  let resting = null;

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

  /** Of a section in which nobody has written anything: its heading is there already, its content is what is missing. */
  const empty = (element) => {
    const number = element.querySelector('[data-streamfield-stream-count]');
    return number?.value === '0' ? number.parentElement.querySelector('button.c-sf-add-button') : null;
  };

  /** Where something is missing, where it is added: in a list at its end. What moves or deletes the whole is no field. */
  const focusable = (element, isList) => {
    const fields =
      'input:not([type="hidden"]):not([disabled]), textarea, [contenteditable="true"], select, ' +
      'button:not([data-panel-toggle]):not([data-comment-add]):not([data-streamfield-action])';
    const adding = isList ? [...element.querySelectorAll('button.c-sf-add-button')].filter(isShown).pop() : empty(element);
    return [adding, ...element.querySelectorAll(fields)].find((each) => each && isShown(each));
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
    around.querySelectorAll('[data-checklist-part]').forEach((details) => {
      details.open = opened.has(details.dataset.checklistPart);
    });
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
    document.dispatchEvent(new CustomEvent('checklist:findings', { detail: { html } }));
  };

  const said = () => {
    const data = new FormData(document.querySelector(FORM));
    [...data.keys()].forEach((name) => {
      if (data.get(name) instanceof File) data.delete(name);
    });
    return data;
  };
  const isLookedAt = ([name]) => !OF_SAVING.includes(name) && !name.startsWith('comments-');
  const asText = (data) => new URLSearchParams([...data].filter(isLookedAt)).toString();

  /** One look at a time; what is typed meanwhile is looked at afterwards. */
  const look = async ({ again = false } = {}) => {
    const url = panel()?.querySelector('[data-checklist]')?.dataset.checklistFindingsUrl;
    if (!url || looking) return;
    const data = said();
    const text = asText(data);
    if (text === lookedAt && !again) return;
    looking = true;
    try {
      const answer = await ask(url, { method: 'POST', body: data });
      // A redirect leads to the sign-in page: that does not belong here.
      if (answer.ok && !answer.redirected) {
        lookedAt = text;
        show(await answer.text());
      }
    } catch {
      // The network is away: the next change looks again.
    } finally {
      looking = false;
    }
    if (text === lookedAt) rest();
  };

  const rest = () => {
    clearTimeout(resting);
    resting = setTimeout(() => look(), REST);
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
        look({ again: true });
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
    const { checklistPart } = details.dataset;
    if (checklistPart) opened[details.open ? 'add' : 'delete'](checklistPart);
    if (!details.matches('[data-checklist-waive]')) return;
    if (details.open) keep(details, {});
    else typed.delete(details.dataset.checklistWaive);
  };
  document.addEventListener('toggle', onToggle, { capture: true });

  /** From a report: `#at=summary`, or `#at=sections/` and the id of a block. By the way of the panel's links. */
  const leadFromAddress = (frames = 600) => {
    const [, place, block] = window.location.hash.match(/^#at=([\w]+)(?:\/([\w-]+))?$/) ?? [];
    if (!place) return;
    if (document.querySelector(`${FORM} [data-block-definition], ${FORM} [data-controller~="w-block"]`) && frames) {
      window.requestAnimationFrame(() => leadFromAddress(frames - 1));
      return;
    }
    const link = document.createElement('a');
    link.href = block ? `#block-${block}-section` : `#${place}`;
    link.dataset.checklistTo = place;
    if (block) link.dataset.checklistBlock = block;
    document.body.append(link);
    link.click();
    link.remove();
  };

  document.addEventListener('DOMContentLoaded', () => {
    const place = panel();
    if (!place) return;
    place.addEventListener('show', rest);
    const form = document.querySelector(FORM);
    for (const kind of ['input', 'change']) form?.addEventListener(kind, rest);
    rest();
    new MutationObserver(() => {
      const fresh = place.querySelector(FINDINGS);
      if (!fresh || fresh.childElementCount) return;
      fresh.innerHTML = findings || ' ';
      restore(place);
      rest();
    }).observe(place, { childList: true });
    if (window.location.hash === '#checklist') place.dispatchEvent(new CustomEvent('open'));
    leadFromAddress();
  });
})();
