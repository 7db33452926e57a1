"""Notices above pages: for a while, everywhere or in a part of the site."""

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    PageChooserPanel,
    PublishingPanel,
)
from wagtail.fields import RichTextField
from wagtail.models import Page

from api.contract.site import (
    AlertContent,
    AlertScope,
    PageScope,
    SiteScope,
)
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.members import linked, members
from cms.publishing.rendering.values import call_to_action
from cms.publishing.rows.surroundings import is_expired
from cms.site.contacts import Contact
from cms.site.snippets import PreviewedSnippet, SelfAddressedSnippet

HELP = _(
    "An alert begins when you publish it and ends when you unpublish it. To choose both beforehand, open the status "
    "(the “i” at the top) and press “Set schedule”."
)


class Alert(PreviewedSnippet, SelfAddressedSnippet):
    """Its name is its title. Publishing and expiry say when it is shown."""

    preview_template = "cms/alert.html"

    class Severity(models.TextChoices):
        INFORMATION = "information", _("Information: good to know")
        WARNING = "warning", _("Warning: it changes what patients should do")
        EMERGENCY = "emergency", _("Emergency: danger, shown first and above all else")

    class Place(models.TextChoices):
        SITE = "site", _("On every page")
        PAGE = "page", _("On one page and all below it")

    text = RichTextField(blank=True, features=["bold", "link"], help_text=_("What patients should know and do."))
    severity = models.CharField(max_length=16, choices=Severity, default=Severity.INFORMATION)
    place = models.CharField("where", max_length=8, choices=Place, default=Place.SITE)
    page = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The alert follows it when it moves, and is not shown while it is not published."),
    )
    action_text = models.CharField("text", max_length=160, blank=True, help_text=_("What to do, starting with a verb."))
    action_page = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("leads to the page")
    )
    action_url = models.URLField(_("or to the web address"), blank=True)
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text=_("The line to call.")
    )

    panels = [
        HelpPanel(HELP),
        FieldPanel("name", heading=_("Title"), help_text=_("One short sentence that says it all.")),
        FieldPanel("text"),
        FieldPanel("severity"),
        MultiFieldPanel([FieldPanel("place"), PageChooserPanel("page")], heading=_("Where it is shown")),
        MultiFieldPanel(
            [FieldPanel("action_text"), FieldRowPanel([PageChooserPanel("action_page"), FieldPanel("action_url")])],
            heading=_("What to do next"),
        ),
        FieldPanel("contact"),
        PublishingPanel(),
    ]

    class Meta(SelfAddressedSnippet.Meta):
        verbose_name = "alert"
        ordering = ["-pk"]

    @admin.display(description=_("shown on"), ordering="page__title")
    def shown_on(self) -> str:
        return self.page.title if self.page else gettext("every page")

    @admin.display(description=_("now"))
    def state(self) -> str:
        """Whether readers see it, in words."""
        if self.live and not is_expired(self):
            waits = self.place == Alert.Place.PAGE and not (self.page and self.page.live)
            return gettext("Waits for its page") if waits else gettext("Shown now")
        if self.expired or self.live:
            return gettext("Over")
        return gettext("Coming") if self.approved_schedule else gettext("Draft")

    def unfinished(self) -> dict[str, str]:
        return super().unfinished() | check_place(self) | check_action(self)


def check_place(alert: Alert) -> dict[str, str]:
    if alert.place == Alert.Place.PAGE and alert.page_id is None:
        return {"page": gettext("Choose the page, or show the alert on every page.")}
    if alert.place == Alert.Place.SITE and alert.page_id is not None:
        return {
            "page": gettext(
                "The alert is for every page. Take the page away, or choose “On one page and all below it”."
            )
        }
    return {}


def check_action(alert: Alert) -> dict[str, str]:
    if alert.action_page_id and alert.action_url:
        return {"action_url": gettext("Choose a page or a web address, not both.")}
    if (alert.action_page_id or alert.action_url) and not alert.action_text:
        return {"action_text": gettext("Say what to do, for example: See which clinics are open.")}
    return {}


def alert_content(alert: Alert, context: Context) -> AlertContent | None:
    """None while the page that it is about is not public."""
    scope = scope_of(alert, context)
    if scope is None:
        return None
    return AlertContent(
        **members(alert),
        title=alert.name,
        text=context.rich_text(alert.text),
        severity=alert.severity,
        scope=AlertScope(scope),
        call_to_action=call_to_action(alert, context),
        contact=context.reference(alert.contact) if alert.contact else None,
    )


def scope_of(alert: Alert, context: Context) -> SiteScope | PageScope | None:
    if alert.place == Alert.Place.SITE:
        return SiteScope()
    document = linked(alert.page, context)
    return PageScope(path=document.path, document=document) if document and document.path else None
