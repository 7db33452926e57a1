"""The shared contact line."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.publishing.unfinished import wrong
from cms.site.searching import SearchedWithDraft
from cms.site.snippets import SharedSnippet, language_tags
from cms.values.addresses import Addressed
from cms.values.hours.kept import KeepsHours
from cms.values.hours.stored import parse_hours
from cms.values.phones import PHONE_HELP, parse_phone


class Contact(KeepsHours, Addressed, SharedSnippet):
    """A line patients can call or write to. Edited once; every page that shows it follows."""

    label = models.CharField(
        "heading", max_length=120, help_text=_("Shown above it, for example: Talk to the pain team.")
    )
    text = RichTextField(
        blank=True, features=["bold", "link"], help_text=_("One or two sentences: what this line is for.")
    )
    phone = models.CharField(max_length=40, blank=True, help_text=PHONE_HELP)
    extension = models.CharField(max_length=12, blank=True, help_text=_("Digits to dial once connected."))
    email = models.EmailField(blank=True)
    response_time = models.CharField(
        max_length=160, blank=True, help_text=_("For example: We call back within one working day.")
    )
    languages = models.CharField(
        max_length=60, blank=True, help_text=_("Language codes with commas, for example: en, es.")
    )

    readers_see_instead = _(
        "Without it, a treatment shows the line of its first specialty, if there is one; elsewhere readers see no line."
    )
    shared_fields = ("phone", "extension", "email", "languages", "opening_hours", *Addressed.address_fields)
    panels = [
        *SharedSnippet.differences_panels,
        FieldPanel("label"),
        FieldPanel("text"),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("extension"), FieldPanel("email")], heading=_("How to reach it")
        ),
        MultiFieldPanel(
            [*KeepsHours.hours_panels, FieldPanel("response_time"), FieldPanel("languages")], heading=_("When")
        ),
        MultiFieldPanel(Addressed.address_panels, heading=_("Where to write or to go"), classname="collapsed"),
    ]
    search_fields = [
        *SearchedWithDraft.draft_fields,
        index.SearchField("label"),
        index.AutocompleteField("label"),
        index.AutocompleteField("phone"),
        index.AutocompleteField("email"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    class Meta(SharedSnippet.Meta):
        verbose_name = _("contact line")
        ordering = ["label"]

    def __str__(self) -> str:
        return f"{self.label} ({self.phone or self.email})"

    def unfinished(self) -> dict[str, str]:
        problems = super().unfinished()
        if not (self.phone or self.email):
            problems["phone"] = gettext("Give a phone number, an e-mail address, or both.")
        problems |= wrong("opening_hours", parse_hours, self.opening_hours) | self.half_an_address()
        return problems | wrong("phone", parse_phone, self.phone) | wrong("languages", language_tags, self.languages)
