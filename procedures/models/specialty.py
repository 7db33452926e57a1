from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from cms.blocks.base import INLINE
from cms.site.contacts import Contact
from cms.site.images import ContentImage
from cms.site.snippets import PublishedSnippet
from procedures.models.reviews import MONTHS


class Specialty(PublishedSnippet):
    """A specialty or programme, with the line patients call about it."""

    description = RichTextField(blank=True, features=INLINE, help_text=_("What it is, in two or three sentences."))
    contact = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="specialties",
        help_text=_("Shown on every treatment of this specialty that has no contact line of its own."),
    )
    image = models.ForeignKey(
        ContentImage, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("picture")
    )
    review_months = models.PositiveSmallIntegerField(
        _("months between reviews"),
        null=True,
        blank=True,
        validators=MONTHS,
        help_text=_("Of its treatments. Leave it empty to go by the hospital's publishing rules."),
    )

    shared_fields = ("image",)
    panels = [
        *PublishedSnippet.differences_panels,
        *PublishedSnippet.name_panels,
        FieldPanel("image"),
        FieldPanel("description"),
        FieldPanel("contact"),
        FieldPanel("review_months"),
    ]

    class Meta(PublishedSnippet.Meta):
        verbose_name_plural = "specialties"
