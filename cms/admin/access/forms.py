"""The form of a new API key."""

from datetime import date, datetime, time

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from api.access.keys import USUAL
from api.models import ApiKey
from cms.webhooks.forms import DOCUMENT_TYPES, Choices

SCOPES = [
    (ApiKey.Scope.RECORDS.value, _("Records: what was published at any time, withdrawn text included")),
    (ApiKey.Scope.WEBHOOKS.value, _("Webhooks: what was sent to other systems, and what became of it")),
    (ApiKey.Scope.PUBLIC.value, _("What is public, which needs no key: to be told before something goes")),
]


def in_a_year() -> date:
    return timezone.localdate() + USUAL


class ApiKeyForm(forms.ModelForm):  # type: ignore[type-arg]
    """Of a new key. Keys are never changed, only revoked."""

    scopes = forms.MultipleChoiceField(
        label=_("What it may read"),
        choices=SCOPES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what the key may read.")},
    )
    document_types = Choices(
        label=_("Types of content"),
        choices=DOCUMENT_TYPES,
        help_text=_("Of the record. Tick nothing for all types."),
    )
    locales = Choices(
        label=_("Languages"),
        choices=settings.WAGTAIL_CONTENT_LANGUAGES,
        help_text=_("Of the record. Tick nothing for all languages."),
    )
    expires_on = forms.DateField(
        label=_("Last day of its use"),
        required=False,
        initial=in_a_year,
        widget=AdminDateInput,
        help_text=_("Before it ends, make another in its place. Empty: until somebody revokes it."),
    )

    class Meta:
        model = ApiKey
        fields = ("name", "scopes", "document_types", "locales")
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
