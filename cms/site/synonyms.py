"""Words that mean the same for search."""

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.search import index

from api.contract.site import (
    SynonymsContent,
)
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.members import members
from cms.site.snippets import SelfAddressedSnippet, lines_of


class Synonyms(SelfAddressedSnippet):
    """Whoever searches for one of the words finds what is written with another."""

    terms = models.TextField(
        "words", help_text=_("Words and abbreviations, one a line, as patients and doctors write them. At least two.")
    )

    panels = [
        HelpPanel(_("Whoever searches for one of these words finds what is written with another.")),
        FieldPanel("name", heading=_("What they mean"), help_text=_("For your colleagues, for example: Heart attack.")),
        FieldPanel("terms"),
    ]
    search_fields = [*SelfAddressedSnippet.search_fields, index.SearchField("terms")]

    class Meta(SelfAddressedSnippet.Meta):
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")

    @admin.display(description=_("words"))
    def words(self) -> str:
        return ", ".join(lines_of(self.terms))

    def unfinished(self) -> dict[str, str]:
        words = [word.casefold() for word in lines_of(self.terms)]
        problems = super().unfinished()
        if len(set(words)) < 2:
            problems["terms"] = gettext("Write at least two different words, each on its own line.")
        elif len(set(words)) != len(words):
            problems["terms"] = gettext("A word stands here twice. Keep it once.")
        return problems


def synonyms_content(synonyms: Synonyms, context: Context) -> SynonymsContent:
    return SynonymsContent(**members(synonyms), terms=lines_of(synonyms.terms))
