"""The form of a webhook: what each answer means, and a look at the address before it is kept."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from api.contract.catalogue import CATALOGUE
from cms.webhooks.addresses import AddressError, check
from cms.webhooks.models import QUIET_SECONDS, Endpoint, Event

WORDS = {
    "procedure": _("Treatments"),
    "page": _("Pages of information"),
    "site": _("Site information"),
    "synonyms": _("Words that mean the same"),
    "pick": _("Promoted search results"),
    "urgent": _("Help in danger"),
}
"""Where the admin has another word than the API."""
DOCUMENT_TYPES = [(kind.name, WORDS.get(kind.name, kind.collection.capitalize())) for kind in CATALOGUE.values()]
EVENTS = [
    (Event.PUBLISHED.value, _("Published: something is new or has changed")),
    (Event.WITHDRAWN.value, _("Withdrawn: something is no longer public")),
    (Event.RECALLED.value, _("Recalled: something must not be relied on any more")),
    (
        Event.SITE_CHANGED.value,
        _("Site changed: one message about all of it, once nothing has changed for a while"),
    ),
]


class Choices(forms.MultipleChoiceField):
    """Check boxes; none ticked means all."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, **options})


class EndpointForm(WagtailAdminModelForm):
    document_types = Choices(
        label=_("Types of content"),
        choices=DOCUMENT_TYPES,
        help_text=_("Tick nothing to send messages about all types."),
    )
    events = Choices(
        label=_("Events"),
        choices=EVENTS,
        help_text=_(
            "Tick “Site changed” for systems that build the whole site anew. Tick nothing to send all others, which"
            " is right for every system that keeps copies of pages: without withdrawals and recalls it goes on"
            " showing what must not be shown."
        ),
    )
    locales = Choices(
        label=_("Languages"),
        choices=settings.WAGTAIL_CONTENT_LANGUAGES,
        help_text=_("Tick nothing to send messages about all languages."),
    )

    quiet_seconds = forms.IntegerField(
        label=_("Seconds of quiet"),
        required=False,
        initial=QUIET_SECONDS,
        min_value=1,
        max_value=3600,
        help_text=_("For “Site changed” alone: how long nothing must have changed before it is sent. Left empty: 30."),
    )

    class Meta:
        model = Endpoint
        fields: ClassVar = ["name", "url", "contact", "document_types", "events", "quiet_seconds", "locales"]
        help_texts: ClassVar = {
            "name": _("Whom the messages are for, for example: Hospital web site."),
            "url": _("The people who run the other system give it to you. It begins with https://."),
            "contact": _(
                "Who is told when messages do not arrive, for example the people who run the other system. The"
                " administrators are told in any case."
            ),
        }

    def save(self, commit: bool = True) -> Endpoint:
        """Only what the form shows: meanwhile the worker may have switched the webhook off."""
        endpoint: Endpoint = super().save(commit=False)
        if commit:
            endpoint.save(update_fields=self.Meta.fields if endpoint.pk else None)
        return endpoint

    def clean_quiet_seconds(self) -> int:
        return int(self.cleaned_data["quiet_seconds"] or QUIET_SECONDS)

    def clean_url(self) -> str:
        address = str(self.cleaned_data["url"]).strip()
        if "url" in self.changed_data:
            try:
                check(address)
            except AddressError as error:
                raise forms.ValidationError(str(error)) from error
        return address
