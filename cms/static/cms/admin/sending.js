/**
 * Nothing that was typed is sent where it would be lost, and whoever sent it learns what became of it.
 *
 * Before a form is sent, the server is asked who is signed in. Without an answer, or when nobody is, the form stays as it is
 * and says so; whoever signs in in another window goes on in this one. When the answer to what was sent never comes, the
 * next page of the admin that opens says what has arrived.
 */
(() => {
  const { standing: standingUrl, outcome: outcomeUrl, signIn: signInUrl, words } = document.currentScript.dataset;
  const WORDS = JSON.parse(words);
  const SENT = "hospital.sent";

  let user = null; // whose form this is

  const say = (text, type) =>
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { text, type, clear: true } }));

  // Who is signed in, and the server's time; null when nobody answers.
  async function standing() {
    try {
      const answer = await fetch(standingUrl, { headers: { Accept: "application/json" } });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  // Signing in changes the token that forms are sent with.
  function renew({ token }) {
    window.wagtailConfig.CSRF_TOKEN = token;
    for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
  }

  // Wagtail asks again who else has the form open, and with the answer takes back its warning.
  const lookAround = () => document.dispatchEvent(new Event("visibilitychange"));
  window.addEventListener("online", lookAround);

  // For two seconds Wagtail watches no form yet, and takes what somebody types meanwhile for what was there.
  const early = new Set();
  const note = ({ target, isTrusted }) => isTrusted && target.form && early.add(target.form);
  for (const kind of ["input", "change"]) document.addEventListener(kind, note, true);
  const watched = ({ target }) => {
    for (const kind of ["input", "change"]) document.removeEventListener(kind, note, true);
    if (early.has(target)) target.setAttribute("data-w-unsaved-force-value", "true");
  };
  document.addEventListener("w-unsaved:watch-edits", watched, { once: true });

  // While the form saves by itself, nothing else is sent. What it has saved is then what it was begun with: else the
  // server would take it for the text of somebody else.
  let saving = null;
  let saved = () => {};
  document.addEventListener("w-autosave:save", (event) => {
    saving ??= new Promise((resolve) => (saved = resolve));
    queueMicrotask(() => event.defaultPrevented && ended());
  });
  function ended() {
    saved();
    saving = null;
  }
  document.addEventListener("w-autosave:error", ended);

  // From the press of a button until this page is gone, nothing is saved beside what is sent: one of the two would be
  // refused, as the text of somebody else. What stops the sending, such as a question or Escape, lets saving go on.
  let isSent = false;
  document.addEventListener("w-autosave:save", (event) => isSent && event.preventDefault());
  window.addEventListener("submit", ({ target: form, defaultPrevented }) => {
    if (form.matches("form[data-edit-form]")) isSent = !defaultPrevented;
  });
  const staysHere = () => (isSent = false);
  window.addEventListener("pageshow", staysHere);
  window.navigation?.addEventListener("navigateerror", staysHere);

  document.addEventListener("w-autosave:success", ({ target: form, detail: { response } }) => {
    const begun = { loaded_revision_id: response.revision_id, loaded_revision_created_at: response.revision_created_at };
    for (const [name, value] of Object.entries(begun)) {
      const input = form.elements.namedItem(name);
      if (input && value) input.value = value;
    }
    ended();
  });

  class SignedOut {
    constructor() {
      this.dialog = document.createElement("dialog");
      this.dialog.className = "signed-out";
      this.dialog.setAttribute("aria-labelledby", "signed-out-heading");
      this.dialog.innerHTML = `
        <h2 id="signed-out-heading"></h2>
        <p data-what></p>
        <p role="status"></p>
        <p><a class="button" target="_blank"></a> <button type="button" class="button button-secondary"></button></p>`;
      const say = (selector, words) => (this.dialog.querySelector(selector).textContent = words);
      say("h2", WORDS.heading);
      say("[data-what]", WORDS.what);
      say("a", WORDS.signIn);
      say("button", WORDS.signedIn);
      this.status = this.dialog.querySelector("[role=status]");
      this.dialog.querySelector("a").href = signInUrl;
      this.dialog.querySelector("button").addEventListener("click", () => this.look());
      window.addEventListener("focus", () => this.dialog.open && this.look());
      document.body.append(this.dialog);
    }

    show() {
      if (!this.dialog.open) this.dialog.showModal();
    }

    async look() {
      const found = await standing();
      if (!found) this.status.textContent = WORDS.noConnection;
      else if (!found.user) this.status.textContent = WORDS.notYet;
      else if (found.user !== user) this.status.textContent = WORDS.somebodyElse.replace("{name}", () => found.name);
      else this.goOn(found);
    }

    goOn(found) {
      renew(found);
      this.status.textContent = "";
      this.dialog.close();
      say(WORDS.again, "success");
      // What could not be saved by itself is saved now.
      const form = document.querySelector("form[data-w-unsaved-has-edits-value=true]");
      form?.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } }));
    }
  }

  let signedOut = null;
  const tellSignedOut = () => (signedOut ??= new SignedOut()).show();

  document.addEventListener("w-autosave:error", async ({ detail }) => {
    if (detail.type !== "server_error") return;
    const found = await standing();
    if (found && found.user !== user) tellSignedOut();
    else if (found) renew(found);
  });

  // What the button says is sent beside the fields, since the button is at rest by then.
  function send(form, submitter, { at, ...found }) {
    renew(found);
    if (submitter?.name) {
      form.append(Object.assign(document.createElement("input"), {
        type: "hidden", name: submitter.name, value: submitter.value, className: "sent-by",
      }));
    }
    localStorage.setItem(SENT, JSON.stringify({ form: new URL(form.action).pathname, since: at }));
    form.dataset.mayBeSent = "true";
    form.requestSubmit();
  }

  function keep(submitter, text) {
    staysHere();
    if (submitter?.dataset.controller?.includes("w-progress")) submitter.dataset.wProgressLoadingValue = "false";
    if (text) say(text, "error");
    window.scrollTo(0, 0);
  }

  document.addEventListener(
    "submit",
    async (event) => {
      const { target: form, submitter } = event;
      if (!form.matches("form[data-edit-form]") || submitter?.hasAttribute("formaction")) return;
      if (form.dataset.mayBeSent) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      isSent = true;
      await saving;
      const found = await standing();
      user ??= found?.user;
      if (found?.user && found.user === user) return send(form, submitter, found);
      if (found) {
        keep(submitter);
        return tellSignedOut();
      }
      return keep(submitter, WORDS.notSent);
    },
    true,
  );

  // The answer that came says itself what it did.
  async function tellOutcome() {
    const sent = JSON.parse(localStorage.getItem(SENT) ?? "null");
    if (!sent) return;
    localStorage.removeItem(SENT);
    if (document.querySelector(".messages li")) return;
    const answer = await fetch(`${outcomeUrl}?${new URLSearchParams(sent)}`, { headers: { Accept: "application/json" } });
    if (answer.status !== 200 || answer.redirected) return;
    const { text, type } = await answer.json();
    say(text, type);
  }

  document.addEventListener("DOMContentLoaded", async () => {
    if (document.querySelector("form[data-edit-form]")) user = (await standing())?.user ?? null;
    await tellOutcome().catch(() => {});
  });
})();
