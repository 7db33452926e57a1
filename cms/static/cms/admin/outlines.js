// What a block is called in the outline of a page while it is closed: the first of its wordings of which every field is
// filled in. “Hospital stay: about 1 to 2 days”, not “Hospital stay 1 days”.
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const FIELD = /\{(\w+)\}/g;
  const NUMBERS = ["maximum", "minimum", "value", "length"];

  function written(child) {
    const value = child?.getValue?.();
    return value !== "" && value !== null && value !== undefined && value !== false;
  }

  function isOne(children) {
    const last = NUMBERS.find((name) => written(children[name]));
    return last !== undefined && Number(children[last].getValue()) === 1;
  }

  function wordOf(child, children, singulars, options) {
    if (!written(child)) return "";
    const singular = singulars[child.getValue()];
    return singular && isOne(children) ? singular : (child.getTextLabel?.(options) ?? "");
  }

  function outlineOf(children, meta, options) {
    for (const wording of meta.outline) {
      const words = {};
      for (const [, name] of wording.matchAll(FIELD)) {
        words[name] = wordOf(children[name], children, meta.singulars, options);
      }
      if (Object.values(words).every(Boolean)) return wording.replace(FIELD, (_, name) => words[name]);
    }
    return "";
  }

  class OutlinedDefinition extends StructBlockDefinition {
    render(placeholder, prefix, initialState, initialError) {
      const block = super.render(placeholder, prefix, initialState, initialError);
      if (this.meta.outline) block.getTextLabel = (options) => outlineOf(block.childBlocks, this.meta, options);
      return block;
    }
  }

  window.telepath.register("cms.blocks.Outlined", OutlinedDefinition);
})();
