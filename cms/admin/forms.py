"""Forms of the admin's own views. Whatever can be wrong is found here, before anything happens."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser
from wagtail.models import Page

from api.models import ApiKey, Document
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


class ApiKeyForm(forms.ModelForm):  # type: ignore[type-arg]
    """Of a new key. Keys are never changed, only revoked."""

    scopes = forms.MultipleChoiceField(
        label=_("What it may read"),
        choices=ApiKey.Scope,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what the key may read.")},
    )
    expires_on = forms.DateField(
        label=_("Last day of its use"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Leave empty for a key that is valid until somebody revokes it."),
    )

    class Meta:
        model = ApiKey
        fields = ("name", "scopes")
        labels = {"name": _("Who uses it")}
        error_messages = {"name": {"required": _("Say who uses it.")}}
        help_texts = {"name": _("So that you know later whom a key belongs to, for example: Records department.")}

    def clean_expires_on(self) -> date | None:
        last_day: date | None = self.cleaned_data["expires_on"]
        if last_day is not None and last_day < timezone.localdate():
            raise forms.ValidationError(gettext("This day is over. Choose today or a later day."))
        return last_day

    @property
    def expires_at(self) -> datetime | None:
        """The last moment of the last day; None for never."""
        last_day = self.cleaned_data["expires_on"]
        return timezone.make_aware(datetime.combine(last_day, time.max)) if last_day else None
