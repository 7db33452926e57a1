/**
 * Keeps lists of updates fresh while something runs. Without it the page shows how far things were when it was opened.
 *
 * An element with `data-updates-url` is filled with what that address answers, until the answer holds nothing that is
 * marked with `data-updates-running`.
 */
(() => {
  const PAUSE = 2000;

  const refresh = async (element) => {
    try {
      const answer = await fetch(element.dataset.updatesUrl, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
      // A redirect leads to the sign-in page: that does not belong here.
      if (answer.ok && !answer.redirected) {
        element.innerHTML = await answer.text();
      }
    } catch {
      // The server restarts, or the network is away: the next try may succeed.
    }
    watch(element);
  };

  const watch = (element) => {
    if (element.querySelector('[data-updates-running]')) {
      window.setTimeout(refresh, PAUSE, element);
    }
  };

  document.addEventListener('DOMContentLoaded', () => {
    document.querySelectorAll('[data-updates-url]').forEach(watch);
  });
})();
