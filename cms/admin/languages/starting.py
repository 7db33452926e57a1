"""Where a translation is begun: the only language that is left need not be ticked."""

from django.db.models import QuerySet
from wagtail.contrib.simple_translation.forms import SubmitTranslationForm
from wagtail.contrib.simple_translation.views import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail.models import Locale


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
