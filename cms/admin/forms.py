"""Forms of the admin's own views. Whatever can be wrong is found here, before anything happens."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from api.models import Document
from cms.publishing.publications.registry import publication_of
from cms.publishing.recalls.models import RECALL_CLASSES


class RecallForm(forms.Form):
    recall_class = forms.ChoiceField(
        label=_("Why is it recalled?"),
        choices=RECALL_CLASSES,
        widget=forms.RadioSelect,
        help_text=_("Apps are told. For the first reason they can warn readers who have already seen the page."),
        error_messages={"required": _("Choose a reason. Apps are told which it is.")},
    )
    replacement = forms.ModelChoiceField(
        Page.objects.all(),
        label=_("What should readers read instead?"),
        required=False,
        widget=AdminPageChooser,
        help_text=_("A published page. Leave empty when there is none."),
        error_messages={"invalid_choice": _("This page does not exist any more. Choose another, or none.")},
    )
    note = forms.CharField(
        label=_("Note for colleagues"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is wrong, and who takes care of it. Readers do not see it."),
    )
    include_translations = forms.BooleanField(label=_("Also recall its translations"), required=False, initial=True)

    def __init__(self, *args: Any, page: Page, translations: list[Page], **options: Any) -> None:
        """``translations`` are those that can be recalled with the page."""
        super().__init__(*args, **options)
        self.page = page
        self.translations = translations
        if not translations:
            del self.fields["include_translations"]

    def clean_replacement(self) -> Page | None:
        chosen: Page | None = self.cleaned_data["replacement"]
        replacement = chosen.specific if chosen else None
        if replacement is None:
            return None
        if replacement.translation_key == self.page.translation_key or replacement.alias_of_id in self.family():
            raise forms.ValidationError(gettext("This is the page you are recalling. Choose another, or none."))
        if not self.is_seen_by_readers(replacement):
            language = self.page.locale.get_display_name()
            raise forms.ValidationError(
                gettext(
                    "Readers cannot see “{replacement}” in {language}. Choose a published page in {language}, or none."
                ).format(replacement=replacement, language=language)
            )
        return replacement

    def family(self) -> set[int]:
        return {self.page.pk, *(translation.pk for translation in self.translations)}

    def is_seen_by_readers(self, replacement: Page) -> bool:
        """In the language of the page: a recall tells its replacement in its own language."""
        publication = publication_of(replacement)
        if publication is None:
            return False
        documents = Document.objects.filter(
            type=publication.document_type.name,
            document_id=replacement.translation_key,
            locale=self.page.locale.language_code,
        )
        return documents.exclude(expires_at__lte=timezone.now()).exists()

    @property
    def pages(self) -> list[Page]:
        """What is to be recalled, once the form is valid."""
        return [self.page, *(self.translations if self.cleaned_data.get("include_translations") else [])]
