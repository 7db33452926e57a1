from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from cms.site.searching import SearchedWithDraft
from cms.site.snippets import SharedSnippet


class Reference(SharedSnippet):
    """A source that pages cite."""

    title = models.CharField(max_length=300)
    authors = models.CharField(max_length=300, blank=True, help_text=_("As cited, for example: Ruiz A, Chen L, et al."))
    publisher = models.CharField(max_length=200, blank=True, help_text=_("Journal, society or agency."))
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1800), MaxValueValidator(2100)]
    )
    doi = models.CharField(
        "DOI",
        max_length=200,
        blank=True,
        validators=[RegexValidator(r"^10\.\d{4,9}/\S+$", _("A DOI starts with 10., for example 10.1000/xyz123."))],
        help_text=_("Starts with 10., without https://doi.org/."),
    )
    url = models.URLField(_("web address"), blank=True)
    checked_on = models.DateField(
        null=True, blank=True, help_text=_("When somebody last checked that it still says what we say.")
    )

    shared_fields = ("year", "doi")
    panels = [
        *SharedSnippet.differences_panels,
        FieldPanel("title"),
        FieldPanel("authors"),
        FieldRowPanel([FieldPanel("publisher"), FieldPanel("year")]),
        FieldRowPanel([FieldPanel("doi"), FieldPanel("url")]),
        FieldPanel("checked_on"),
    ]
    search_fields = [
        *SearchedWithDraft.draft_fields,
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("authors"),
        index.AutocompleteField("authors"),
        index.AutocompleteField("publisher"),
        index.FilterField("locale_id"),
    ]

    class Meta(SharedSnippet.Meta):
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def unfinished(self) -> dict[str, str]:
        problems = super().unfinished()
        if not (self.doi or self.url or self.publisher):
            problems["publisher"] = gettext("Say where to find it: a publisher, a DOI or a web address.")
        return problems
