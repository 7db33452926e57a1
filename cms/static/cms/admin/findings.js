/**
 * What the checks of the content find, beside the words that it is about: a note under the field, and a count at each
 * section, closed or open. What a machine can mend is mended by a click, as if it had been typed.
 *
 * The notes come with the findings of the checklist (`checklist.js`), drawn by the server. Fields and blocks are found by
 * Wagtail's content paths; what stands in a block that is not drawn yet is counted alone.
 */
(() => {
  const FORM = '#page-edit-form';
  const NOTE = '.finding';
  const AROUND = 20; // characters before the words, by which they are found again
  const SHOWN = 30000; // milliseconds for which a mending can be taken back here
  let current = '';

  const parsed = (html) => {
    const place = document.createElement('template');
    place.innerHTML = html;
    return place.content;
  };

  /** Fields, blocks and items right below an element, as Wagtail's content paths have them. */
  const below = (element) =>
    [...element.querySelectorAll('[data-contentpath]')].filter(
      (each) => each.parentElement.closest('[data-contentpath]') === element,
    );

  const step = (element, key) => {
    const found = below(element);
    return /^\d+$/.test(key) ? found[Number(key)] : found.find((each) => each.dataset.contentpath === key);
  };

  const locate = ({ findingPlace, findingBlock, findingInside }) => {
    const form = document.querySelector(FORM);
    let found = form.querySelector(`[data-contentpath="${CSS.escape(findingBlock || findingPlace)}"]`);
    for (const key of findingInside ? findingInside.split('/') : []) {
      const next = found && step(found, key);
      if (!next) break;
      found = next;
    }
    return found && (document.getElementById(`block-${found.dataset.contentpath}-content`) ?? found);
  };

  /** Notes that say the same in the same place stay: nothing jumps under somebody who types. */
  const place = (notes) => {
    const wanted = new Map(notes.map((note) => [note.outerHTML, { note, at: locate(note.dataset) }]));
    document.querySelectorAll(`${FORM} ${NOTE}[data-finding]`).forEach((there) => {
      if (wanted.get(there.outerHTML)?.at === there.parentElement) wanted.delete(there.outerHTML);
      else there.remove();
    });
    wanted.forEach(({ note, at }) => at?.append(note));
  };

  const count = (counts) => {
    document.querySelectorAll('.finding-count').forEach((there) => there.remove());
    counts.forEach((each) => {
      const section = document.getElementById(`block-${each.dataset.findingCount}-section`);
      section?.querySelector('.w-panel__header')?.append(each);
    });
  };

  const draw = (html) => {
    current = html;
    const notes = parsed(html).querySelector('[data-findings-notes]')?.content;
    if (!notes) return;
    place([...notes.querySelectorAll(NOTE)]);
    count([...notes.querySelectorAll('.finding-count')]);
  };

  // A block is drawn when somebody opens it or leads to it, and again when it is moved.
  const drawAgain = () => window.requestAnimationFrame(() => current && draw(current));

  const isShown = (element) => element.offsetParent !== null;

  /** Words in a text field: where they begin; in formatted text: as a range of the paragraph they stand in. */
  const inText = (text, words, before) => {
    const exactly = before ? text.indexOf(before + words) : -1;
    return exactly < 0 ? text.indexOf(words) : exactly + before.length;
  };

  const rangeIn = (paragraph, from, length) => {
    const nodes = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let passed = 0;
    let hasStart = false;
    while (nodes.nextNode()) {
      const { currentNode: node } = nodes;
      if (!hasStart && from < passed + node.length) {
        range.setStart(node, from - passed);
        hasStart = true;
      }
      if (hasStart && from + length <= passed + node.length) {
        range.setEnd(node, from + length - passed);
        return range;
      }
      passed += node.length;
    }
    return null;
  };

  const frame = () => new Promise((go) => { window.requestAnimationFrame(go); });

  const write = async (field, old, fresh, before) => {
    const input = [...field.querySelectorAll('textarea, input[type="text"], input:not([type])')]
      .filter(isShown)
      .find(({ value }) => value.includes(old));
    if (input) {
      const from = inText(input.value, old, before);
      const around = input.value.slice(Math.max(0, from - AROUND), from);
      input.focus();
      input.setSelectionRange(from, from + old.length);
      return document.execCommand('insertText', false, fresh) ? around : null;
    }
    const editor = [...field.querySelectorAll('[contenteditable="true"]')].find(({ textContent }) => textContent.includes(old));
    const paragraph = editor && [...editor.querySelectorAll('[data-block]')].find(({ textContent }) => textContent.includes(old));
    if (!paragraph) return null;
    const from = inText(paragraph.textContent, old, before);
    const around = paragraph.textContent.slice(Math.max(0, from - AROUND), from);
    const range = rangeIn(paragraph, from, old.length);
    editor.focus();
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    await frame(); // the editor takes notice of the selection
    await frame();
    document.execCommand('insertText', false, fresh);
    return around;
  };

  const mend = async (note, { findingOld: old, findingNew: fresh }) => {
    const field = note.parentElement;
    const around = await write(field, old, fresh, '');
    if (around === null) return;
    const told = parsed(current).querySelector('[data-findings-mended]').content.firstElementChild;
    told.querySelector('button').addEventListener('click', async () => {
      told.remove();
      await write(field, fresh, old, around);
    });
    document.querySelectorAll('.finding--mended').forEach((there) => there.remove());
    field.append(told);
    setTimeout(() => told.remove(), SHOWN);
  };

  /** From the panel: what is closed around the words is opened, and they are written where their note is drawn. */
  const mendFrom = async (button) => {
    const noteOf = () => document.querySelector(`${FORM} ${NOTE}[data-finding="${CSS.escape(button.dataset.findingMend)}"]`);
    button.closest('li')?.querySelector('[data-checklist-to]')?.click();
    // Opening takes a moment, and drawing what was closed another.
    for (let frames = 0; frames < 120 && !(noteOf() && isShown(noteOf())); frames += 1) await frame();
    noteOf()?.querySelector('[data-finding-old]')?.click();
  };

  /** In the panel of the checklist, where there is room for a reason. */
  const waive = async ({ finding }) => {
    const panel = document.querySelector('[data-side-panel="checklist"]');
    panel?.dispatchEvent(new CustomEvent('open'));
    const waiving = panel?.querySelector(`[data-checklist-waive="${CSS.escape(finding)}"]`);
    if (!waiving) return;
    for (let around = waiving; around; around = around.parentElement?.closest('details')) around.open = true;
    const reason = waiving.querySelector('[name="reason"]');
    // The panel opens after a moment.
    for (let frames = 0; frames < 60 && document.activeElement !== reason; frames += 1) {
      await frame();
      reason.focus();
    }
    waiving.scrollIntoView({ block: 'center' });
  };

  document.addEventListener('click', ({ target }) => {
    const fromPanel = target.closest?.('[data-finding-mend]');
    if (fromPanel) mendFrom(fromPanel);
    const button = target.closest?.(`${NOTE} button`);
    const note = button?.closest(`${NOTE}[data-finding]`);
    if (!note) return;
    if ('findingOld' in button.dataset) mend(note, button.dataset);
    else waive(note.dataset);
  });
  document.addEventListener('checklist:findings', ({ detail }) => draw(detail.html));
  document.addEventListener('DOMContentLoaded', () => {
    const form = document.querySelector(FORM);
    if (!form) return;
    const isField = (node) => node.matches?.('[data-contentpath]') || node.querySelector?.('[data-contentpath]');
    new MutationObserver((records) => {
      if (records.some(({ addedNodes }) => [...addedNodes].some(isField))) drawAgain();
    }).observe(form, { childList: true, subtree: true });
  });
})();
