"""Where something begins in a language: which one is said, and the only one that is left need not be ticked."""

from django.db.models import QuerySet
from wagtail.contrib.simple_translation.forms import SubmitTranslationForm
from wagtail.contrib.simple_translation.views import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail.models import Locale
from wagtail.snippets.views.snippets import CreateView

from cms.values.languages import named_in_settings


class InItsLanguageAddView(CreateView):
    """Wagtail says in which language something is added in a panel that is closed, on a phone at least, and takes the
    site's first where nobody chose: what is written in another would reach the wrong readers."""

    def get_page_subtitle(self) -> str:
        kind: str = super().get_page_subtitle()
        return f"{kind} ({named_in_settings(self.locale.language_code)})" if self.locale else kind


class TranslatePage(SubmitPageTranslationView):
    def get_form(self) -> SubmitTranslationForm:
        return with_the_only_language(super().get_form())


class TranslateSnippet(SubmitSnippetTranslationView):
    def get_form(self) -> SubmitTranslationForm:
        return with_the_only_language(super().get_form())


def with_the_only_language(form: SubmitTranslationForm) -> SubmitTranslationForm:
    field = form.fields["locales"]
    languages: QuerySet[Locale] = field.queryset.exclude(pk__in=list(field.widget.disabled_values))
    if not form.is_bound and len(languages) == 1:
        form.initial["locales"] = list(languages)
    return form
