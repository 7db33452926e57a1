from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.blocks.base import INLINE
from cms.publishing.unfinished import wrong
from cms.site.images import ContentImage
from cms.site.snippets import PublishedSnippet
from cms.values.hours.kept import KeepsHours
from cms.values.hours.stored import parse_hours
from cms.values.phones import PHONE_HELP, parse_phone


class Location(KeepsHours, PublishedSnippet):
    """A place where patients are seen."""

    street = models.CharField(max_length=160)
    city = models.CharField(max_length=80)
    region = models.CharField(_("state or region"), max_length=80, blank=True)
    postal_code = models.CharField(max_length=16, blank=True)
    country = models.CharField(
        max_length=2,
        default="US",
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, for example US."))],
        help_text=_("Two capital letters, for example US."),
    )
    latitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)])
    phone = models.CharField(max_length=40, blank=True, help_text=PHONE_HELP)
    image = models.ForeignKey(
        ContentImage, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("picture")
    )
    directions = RichTextField(blank=True, features=INLINE, help_text=_("How to get there and where to park."))

    shared_fields = (
        "street", "city", "region", "postal_code", "country", "latitude", "longitude",
        "phone", "opening_hours", "image",
    )  # fmt: skip
    panels = [
        *PublishedSnippet.differences_panels,
        *PublishedSnippet.name_panels,
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("city"), FieldPanel("region")]),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("country")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Address"),
        ),
        FieldPanel("phone"),
        MultiFieldPanel(KeepsHours.hours_panels, heading=_("When it is open")),
        FieldPanel("image"),
        FieldPanel("directions"),
    ]

    search_fields = [
        *PublishedSnippet.search_fields,
        index.AutocompleteField("street"),
        index.AutocompleteField("city"),
    ]

    class Meta(PublishedSnippet.Meta):
        pass

    def unfinished(self) -> dict[str, str]:
        problems = super().unfinished() | wrong("phone", parse_phone, self.phone)
        return problems | wrong("opening_hours", parse_hours, self.opening_hours)
