// Draws a block of a form when somebody opens it. Until then one hidden field has what it says (cms/streamfield/closed.py).
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const blocks = new Set();
  const commented = JSON.parse(document.getElementById("comments-data")?.textContent ?? "{}").comments ?? [];

  // What its fields say, however they are drawn.
  function said(element) {
    const fields = [...element.querySelectorAll("input[name], textarea[name], select[name]")];
    return JSON.stringify(
      fields.map((field) => [
        field.name,
        field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value,
        field.checked ?? null,
      ]),
    );
  }

  class ClosedBlock {
    constructor(blockDef, placeholder, prefix, state) {
      Object.assign(this, { blockDef, prefix, state, type: blockDef.name, drawn: null, found: null });
      this.element = document.createElement("div");
      this.input = Object.assign(document.createElement("input"), {
        type: "hidden",
        name: prefix,
        value: JSON.stringify(state),
      });
      this.fields = document.createElement("div");
      this.element.append(this.input, this.fields);
      placeholder.replaceWith(this.element);
      blocks.add(this);
      this.openWhenSeen();
    }

    openWhenSeen() {
      this.seen = new ResizeObserver(() => this.element.offsetParent && this.open());
      this.seen.observe(this.element);
    }

    open() {
      if (this.drawn) return this.drawn;
      this.seen.disconnect();
      const place = this.fields.appendChild(document.createElement("div"));
      this.drawn = this.blockDef.draw(place, this.prefix, this.state);
      this.settle();
      return this.drawn;
    }

    // Editors of text and choosers bring what they were given into a form of their own, soon or late. So what somebody
    // finds who begins to change something is what was there before.
    settle() {
      for (const kind of ["focusin", "pointerdown", "keydown", "dragenter"]) {
        this.fields.addEventListener(kind, () => this.touch(), { capture: true });
      }
    }

    touch() {
      this.found ??= said(this.fields);
    }

    // Opened and read, it is sent as it was given: reading is no change.
    get isChanged() {
      return this.found !== null && said(this.fields) !== this.found;
    }

    tidy(data) {
      if (this.isChanged) {
        data.delete(this.prefix);
      } else if (this.drawn) {
        for (const name of new Set(data.keys())) if (name.startsWith(`${this.prefix}-`)) data.delete(name);
      }
    }

    get childBlocks() {
      return this.open().childBlocks;
    }
    get layout() {
      return this.open().layout;
    }
    get container() {
      return this.drawn?.container;
    }
    setState(state) {
      this.open();
      this.touch();
      this.drawn.setState(state);
    }
    setError(error) {
      if (error) this.open().setError(error);
    }
    getState() {
      return this.drawn ? this.drawn.getState() : this.state;
    }
    getValue() {
      return this.open().getValue();
    }
    getDuplicatedState() {
      return this.open().getDuplicatedState();
    }
    focus(options) {
      this.open().focus(options);
    }
    setCapabilityOptions(...options) {
      this.drawn?.setCapabilityOptions?.(...options);
    }
    getTextLabel(options) {
      if (this.drawn) return this.drawn.getTextLabel(options);
      const label = (this.blockDef.meta.labelFormat ?? "").replace(/\{(\w+)\}/g, (_, name) => this.state[name] ?? "");
      const longest = options?.maxLength ?? Infinity;
      return label.length > longest ? `${label.slice(0, longest)}…` : label;
    }
  }

  class ClosedAtFirstDefinition extends StructBlockDefinition {
    render(placeholder, prefix, initialState, initialError) {
      const { _closed: isClosed, ...state } = initialState ?? {};
      const hasComments = commented.some(({ contentpath }) => isIn(contentpath, placeholder));
      if (!isClosed || initialError || hasComments) return super.render(placeholder, prefix, state, initialError);
      return new ClosedBlock(this, placeholder, prefix, state);
    }

    draw(placeholder, prefix, state) {
      return super.render(placeholder, prefix, state);
    }
  }

  function isIn(contentpath, element) {
    const id = element.closest("[data-contentpath]")?.dataset.contentpath;
    return Boolean(id) && contentpath.split(".").includes(id);
  }

  window.telepath.register("cms.streamfield.ClosedAtFirst", ClosedAtFirstDefinition);

  document.addEventListener("wagtail:panel-toggle", ({ target, detail }) => {
    if (!detail.expanded) return;
    const panel = target.closest("[data-panel]");
    for (const block of blocks) if (block.element.closest("[data-panel]") === panel) block.open();
  }, true);

  document.addEventListener("formdata", (event) => {
    for (const block of blocks) if (block.input.form === event.target) block.tidy(event.formData);
  });

  // A link to what stands in a closed block opens it.
  document.addEventListener("click", ({ target }) => {
    const id = target.closest?.("a[href^='#']")?.hash.slice(1);
    if (!id || document.getElementById(id)) return;
    const [, uuid] = id.match(/^block-([0-9a-f-]{36})-/) ?? [];
    for (const block of blocks) if (uuid && JSON.stringify(block.state).includes(uuid)) block.open();
  }, true);
})();
