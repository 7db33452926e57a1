from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.blocks.base import INLINE
from cms.publishing.sharing.links import SharedLinks
from cms.publishing.unfinished import wrong
from cms.site.images import ContentImage
from cms.site.snippets import PublishedSnippet, language_tags
from procedures.models.location import Location
from procedures.models.specialty import Specialty

ACCOUNTS = "auth.change_user"
"""Whoever gives accounts to people says who is which clinician: nobody says it of themselves."""


class Clinician(PublishedSnippet, ClusterableModel):
    """A person who treats patients."""

    credentials = models.CharField(max_length=80, blank=True, help_text=_("For example: MD, PhD."))
    role = models.CharField(max_length=120, blank=True, help_text=_("For example: Neurosurgeon."))
    biography = RichTextField(blank=True, features=INLINE, help_text=_("Two or three sentences patients want to know."))
    photo = models.ForeignKey(ContentImage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    languages = models.CharField(
        max_length=60, blank=True, help_text=_("Language codes with commas, for example: en, es.")
    )
    specialties = SharedLinks(Specialty, blank=True, related_name="clinicians")
    locations = SharedLinks(Location, blank=True, related_name="clinicians")

    registration = models.CharField(
        _("registration number"),
        max_length=80,
        blank=True,
        help_text=_("With the board or council that licenses them. Kept with their clinical reviews; never public."),
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("With which they sign in here. Whoever has it reviews pages in this name."),
    )

    shared_fields = ("name", "credentials", "photo", "languages")
    panels = [
        *PublishedSnippet.differences_panels,
        *PublishedSnippet.name_panels,
        FieldPanel("credentials"),
        FieldPanel("role"),
        FieldPanel("photo"),
        FieldPanel("biography"),
        FieldPanel("languages"),
        FieldPanel("specialties"),
        FieldPanel("locations"),
        MultiFieldPanel(
            [FieldPanel("registration", permission=ACCOUNTS), FieldPanel("account", permission=ACCOUNTS)],
            heading=_("Clinical reviews"),
        ),
    ]

    search_fields = [
        *PublishedSnippet.search_fields,
        index.AutocompleteField("role"),
        index.AutocompleteField("credentials"),
        index.RelatedFields("specialties", [index.AutocompleteField("name")]),
    ]

    class Meta(PublishedSnippet.Meta):
        pass

    def __str__(self) -> str:
        """Two of one name are told apart by what they are."""
        return ", ".join(filter(None, (self.name, self.credentials, self.role)))

    def unfinished(self) -> dict[str, str]:
        return super().unfinished() | wrong("languages", language_tags, self.languages)
