"""Help for those who search in danger: shown above whatever they searched for."""

from pathlib import Path

import yaml
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.models import Locale
from wagtail.search import index

from api.contract.site import UrgentContent
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.keys import key_of
from cms.publishing.rendering.members import members
from cms.publishing.unfinished import wrong
from cms.site.information import KEY, SiteInformation
from cms.site.snippets import SelfAddressedSnippet, lines_of
from cms.values.phones import PHONE_HELP, parse_phone

HELP = _(
    "Whoever searches for one of these phrases, alone or within a longer question, sees this above all results. "
    "Check the numbers by calling them. Words after a minus keep a phrase out: “stroke -risk” is not found in “risk of "
    "stroke”."
)
DEFAULTS = Path(__file__).with_name("urgent.yaml")
"""By language, what a new site begins with."""


class UrgentHelp(SelfAddressedSnippet):
    """Its name is its title."""

    text = models.CharField(max_length=400, help_text=_("What to do now, in one or two short sentences."))
    phone = models.CharField(_("line to call"), max_length=40, blank=True, help_text=PHONE_HELP)
    emergency_number = models.CharField(
        max_length=12, blank=True, help_text=_("To dial at once. Left empty, it is that of the site information.")
    )
    phrases = models.TextField(
        _("what people search for"),
        help_text=_(
            "One phrase a line, for example: want to die. Forms of the words make no difference. A short phrase "
            "is found in every search that has it: “help” would be found in “help with my knee”."
        ),
    )

    panels = [
        HelpPanel(HELP),
        FieldPanel("name", heading=_("Title"), help_text=_("One short sentence, for example: You are not alone.")),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("emergency_number")]),
        FieldPanel("phrases"),
    ]
    search_fields = [*SelfAddressedSnippet.search_fields, index.SearchField("phrases")]

    class Meta(SelfAddressedSnippet.Meta):
        verbose_name = _("help in danger")
        verbose_name_plural = _("help in danger")

    @admin.display(description=_("what people search for"))
    def searches(self) -> str:
        return ", ".join(lines_of(self.phrases))

    def unfinished(self) -> dict[str, str]:
        problems = super().unfinished() | wrong("phone", parse_phone, self.phone)
        phrases = lines_of(self.phrases)
        if not phrases or any(all(word.startswith("-") for word in phrase.split()) for phrase in phrases):
            problems["phrases"] = gettext(
                "Write at least one phrase that people search for, and none of minuses alone."
            )
        return problems


def urgent_content(urgent: UrgentHelp, context: Context) -> UrgentContent:
    return UrgentContent(
        **members(urgent),
        title=urgent.name,
        text=urgent.text,
        phone=parse_phone(urgent.phone) if urgent.phone else None,
        emergency_number=urgent.emergency_number or number_of_site(urgent.locale, context),
        phrases=lines_of(urgent.phrases),
    )


def number_of_site(locale: Locale, context: Context) -> str | None:
    context.note(f"translations:{KEY}")
    information = SiteInformation.objects.filter(locale=locale, live=True).first()
    if information is None or not context.is_public(information):
        return None
    context.note(key_of(information))
    return information.emergency_number or None


def create_defaults(locale: Locale) -> None:
    """Publish what a new site begins with, if there is something in its language."""
    known = yaml.safe_load(DEFAULTS.read_text(encoding="utf-8"))
    for each in known.get(locale.language_code.partition("-")[0], ()):
        urgent = UrgentHelp(locale=locale, live=False, **each | {"phrases": "\n".join(each["phrases"])})
        urgent.full_clean(exclude=["slug"])
        urgent.save()
        urgent.save_revision().publish()
