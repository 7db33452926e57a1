"""What holds for the whole site in one language."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Locale, Page

from api.contract.catalogue import SITE
from api.contract.site import (
    SiteContent,
    SiteLanguage,
    SocialLink,
)
from api.contract.values import DocumentLink
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.keys import DEFAULT_SITE, key_of
from cms.publishing.rendering.members import linked, named_members
from cms.publishing.rendering.values import postal_address
from cms.publishing.rows.sites import default_site
from cms.site.contacts import Contact
from cms.site.images import ContentImage
from cms.site.snippets import PreviewedSnippet, PublishedSnippet
from cms.site.social_blocks import SocialLinks
from cms.streamfield.fields import ContractStreamField
from cms.streamfield.walker import fill
from cms.values.addresses import Addressed

KEY = UUID("0d6f4a1e-8d0b-4c53-9d1c-6f7a5c1b2e90")
"""Id of the one site there is: the information in all languages shares it, whoever adds which first."""
EMERGENCY = ("emergency_text", "emergency_number")
LOST = _(
    "Readers see this on every page now, and would not see it any more. Give it again, or say below who decided that it"
    " is taken away, and why."
)


class SiteInformation(PreviewedSnippet, Addressed, PublishedSnippet):
    """One for each language. Its name is the hospital's."""

    preview_template = "cms/site_information.html"

    tagline = models.CharField(max_length=160, blank=True, help_text=_("A few words beside the name."))
    description = models.TextField(
        blank=True, help_text=_("One or two sentences for search engines and for pages that are shared.")
    )
    logo = models.ForeignKey(ContentImage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    image = models.ForeignKey(
        ContentImage,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Shown when somebody shares a page that has no picture."),
    )
    contact = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The main line of the hospital."),
    )
    emergency_text = models.CharField(
        max_length=240, blank=True, help_text=_("What to do in an emergency. Front ends show it on every page.")
    )
    emergency_number = models.CharField(max_length=12, blank=True, help_text=_("To dial at once, for example 911."))
    none_because = models.CharField(
        _("why no emergency number is shown"),
        max_length=240,
        blank=True,
        db_default="",
        help_text=_("Only to take it away from every page: who decided that, and why. Readers do not see this."),
    )
    social_links = ContractStreamField(SocialLinks(), contract=list[SocialLink], blank=True)
    copyright = models.CharField(max_length=160, blank=True, help_text=_("For example: © Larkmoor Hospital."))

    is_seen_by_itself = True
    shared_fields = ("logo", *Addressed.address_fields, "emergency_number")
    panels = [
        HelpPanel(_("What every page of the site shows around its content. There is one of these for each language.")),
        *PublishedSnippet.differences_panels,
        FieldPanel("name", heading=_("Name of the hospital")),
        FieldPanel("tagline"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("logo"), FieldPanel("image", heading=_("Picture for sharing"))]),
        FieldPanel("contact"),
        MultiFieldPanel(Addressed.address_panels, heading=_("Address")),
        MultiFieldPanel(
            [FieldPanel("emergency_text"), FieldPanel("emergency_number"), FieldPanel("none_because")],
            heading=_("In an emergency"),
        ),
        FieldPanel("social_links"),
        FieldPanel("copyright"),
    ]

    class Meta(PublishedSnippet.Meta):
        verbose_name = _("site information")
        verbose_name_plural = _("site information")

    def save(self, *args: Any, **options: Any) -> None:
        self.slug, self.translation_key = str(SITE.only_slug), KEY
        super().save(*args, **options)

    def clean(self) -> None:
        self.slug, self.translation_key = str(SITE.only_slug), KEY
        if others_in_language(self).exists():
            message = gettext("There is site information in {display_name} already. Change that one.").format(
                display_name=self.locale.get_display_name()
            )
            raise ValidationError(message)
        super().clean()

    def unfinished(self) -> dict[str, str]:
        return super().unfinished() | self.half_an_address() | self.lost_emergency()

    def lost_emergency(self) -> dict[str, str]:
        """What every page tells in an emergency is not published away in passing."""
        if self.none_because:
            return {}
        live = SiteInformation.objects.filter(pk=self.pk, live=True).values(*EMERGENCY).first() or {}
        return {name: str(LOST) for name in EMERGENCY if live.get(name) and not getattr(self, name)}


def others_in_language(information: SiteInformation) -> models.QuerySet[SiteInformation]:
    return SiteInformation.objects.filter(locale=information.locale_id).exclude(pk=information.pk)


def site_content(information: SiteInformation, context: Context) -> SiteContent:
    return SiteContent(
        **named_members(information),
        tagline=information.tagline or None,
        description=information.description or None,
        logo=context.reference(information.logo) if information.logo else None,
        image=context.reference(information.image) if information.image else None,
        contact=context.reference(information.contact) if information.contact else None,
        address=postal_address(information) if information.street else None,
        emergency_text=information.emergency_text or None,
        emergency_number=information.emergency_number or None,
        social_links=fill(information.social_links.stream_block, information.social_links, context),
        copyright=information.copyright or None,
        home=home_in(information.locale, context),
        languages=list(languages(context)),
    )


def languages(context: Context) -> Iterator[SiteLanguage]:
    for each in SiteInformation.objects.filter(live=True).select_related("locale").order_by("locale__language_code"):
        context.note(key_of(each), f"translations:{each.translation_key}")
        if context.is_public(each):
            home = home_in(each.locale, context)
            yield SiteLanguage(locale=each.locale.language_code, title=each.name, path=home.path if home else None)


def home_in(locale: Locale, context: Context) -> DocumentLink | None:
    """The first page of the default site in a language."""
    context.note(DEFAULT_SITE)
    site = default_site()
    if site is None:
        return None
    context.note(f"site:{site.pk}", f"translations:{site.root_page.translation_key}")
    same = Page.objects.filter(translation_key=site.root_page.translation_key, locale=locale)
    return linked(same.first(), context)
