// A section of a treatment begins with the question of its kind, in the language of the page.
(() => {
  const { StreamBlockDefinition } = window.wagtailStreamField.blocks;

  function questionsIn(language, questions) {
    return questions[language] ?? questions[language.split("-")[0]] ?? {};
  }

  class TreatmentSectionsDefinition extends StreamBlockDefinition {
    render(placeholder, prefix, initialState, initialError) {
      const language = placeholder.closest("[data-page-language]")?.dataset.pageLanguage ?? "";
      for (const [kind, question] of Object.entries(questionsIn(language, this.meta.questions))) {
        this.initialChildStates[kind].heading = question;
      }
      return super.render(placeholder, prefix, initialState, initialError);
    }
  }

  window.telepath.register("procedures.blocks.TreatmentSections", TreatmentSectionsDefinition);
})();
