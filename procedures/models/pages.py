"""Treatment pages and the page that lists them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.models import Orderable, Page
from wagtail.search import index

from api.contract.blocks import Section
from api.contract.values import Fact
from cms.publishing.sharing.links import SharedLinks
from cms.publishing.unfinished import wrong
from cms.site.contacts import Contact
from cms.site.pages import ContentPage, SectionedPage
from cms.site.snippets import lines_of
from cms.streamfield.fields import ContractStreamField
from procedures.blocks.facts import PageFacts
from procedures.blocks.sections import TreatmentSections
from procedures.models.clinician import Clinician
from procedures.models.condition import Condition
from procedures.models.panels import InPageLanguage, ReviewPanel
from procedures.models.reviews import MONTHS
from procedures.models.specialty import Specialty
from procedures.values.body_areas import CHOICES
from procedures.values.codes import HELP, parse_codes

LONGEST_REVIEW_DAYS = 3 * 366
"""Content guidelines of health services ask for a review at least every three years."""


class ProcedureIndexPage(SectionedPage):
    """The page above all treatments."""

    role = "treatments"
    subpage_types = ["procedures.ProcedurePage"]
    page_description = _("The list of treatments. One for each language.")

    class Meta:
        verbose_name = _("treatment index")


class ProcedurePage(ContentPage):
    """A treatment, as patients read about it."""

    class ProcedureType(models.TextChoices):
        NONINVASIVE = "noninvasive", _("Noninvasive: nothing enters the body")
        PERCUTANEOUS = "percutaneous", _("Percutaneous: through the skin, by needle or catheter")
        SURGICAL = "surgical", _("Surgical: with a cut")

    alternative_names = models.TextField(
        blank=True, help_text=_("Other names and abbreviations, one a line. Search finds the treatment by them.")
    )
    procedure_type = models.CharField(max_length=16, choices=ProcedureType, blank=True)
    codes = models.TextField(_("clinical codes"), blank=True, help_text=HELP)
    body_area = models.CharField(max_length=32, choices=CHOICES, blank=True)
    specialties = SharedLinks(Specialty, blank=True, related_name="procedures")
    conditions = SharedLinks(Condition, blank=True, related_name="procedures")
    contact = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Leave empty to show the line of the first specialty."),
    )
    facts = ContractStreamField(
        PageFacts(), contract=list[Fact], blank=True, help_text=_("Key figures for the panel at the top of the page.")
    )
    sections = ContractStreamField(
        TreatmentSections(),
        contract=list[Section],
        blank=True,
        collapsed=True,
        help_text=_("Each section answers one of the patient's questions. Choose its kind first."),
    )
    action_text = models.CharField(
        "text", max_length=160, blank=True, help_text=_("What to do next, starting with a verb: Book your first visit.")
    )
    action_page = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("leads to the page")
    )
    action_url = models.URLField(_("or to the web address"), blank=True)
    last_reviewed = models.DateField(null=True, blank=True, help_text=_("When a clinician last read the whole page."))
    next_review = models.DateField(null=True, blank=True, help_text=_("At most three years later."))
    clinical_review = models.ForeignKey(
        "procedures.ClinicalReview",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    """The record that dates and reviewers come from. None: nobody has reviewed it, or that was recorded elsewhere."""
    review_months = models.PositiveSmallIntegerField(
        _("months between reviews"),
        null=True,
        blank=True,
        validators=MONTHS,
        help_text=_("Leave it empty to go by the specialty, or by the hospital's publishing rules."),
    )
    source_sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    """Digest of the file the page was imported from; empty for pages written here."""

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("summary"), FieldPanel("image")], heading=_("In lists and at the top")),
        FieldPanel("facts", heading=_("Key figures")),
        InPageLanguage("sections"),
        MultiFieldPanel(
            [FieldPanel("action_text"), PageChooserPanel("action_page"), FieldPanel("action_url")],
            heading=_("Call to action at the end"),
        ),
    ]
    about_panels = [
        FieldPanel("alternative_names"),
        FieldRowPanel([FieldPanel("procedure_type"), FieldPanel("body_area")]),
        FieldPanel("specialties"),
        FieldPanel("conditions"),
        FieldPanel("codes"),
        FieldPanel("contact"),
    ]
    review_panels = [ReviewPanel(heading=_("Clinical review")), FieldPanel("review_months")]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(about_panels, heading=_("About the treatment")),
            ObjectList(review_panels, heading=_("Clinical review")),
            ObjectList(ContentPage.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings"), classname="settings"),
        ]
    )
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("alternative_names"),
        index.AutocompleteField("alternative_names"),
        index.RelatedFields("conditions", [index.AutocompleteField("name"), index.AutocompleteField("lay_names")]),
        index.SearchField("sections"),
    ]
    # A clinician has read the original: neither a copy nor a translation.
    exclude_fields_in_copy = ["reviewers", "last_reviewed", "next_review", "clinical_review", "source_sha256"]
    parent_page_types = ["procedures.ProcedureIndexPage"]
    subpage_types: list[str] = []
    page_description = _("What it is, who it is for, what happens, what to expect after.")

    class Meta:
        verbose_name = "treatment"

    def unfinished(self) -> dict[str, str]:
        problems = super().unfinished() | wrong("codes", parse_codes, self.codes)
        return problems | check_names(self) | check_action(self) | check_review(self)


class ProcedureReviewer(Orderable):
    """A clinician who read the page and vouches for it."""

    page = ParentalKey(ProcedurePage, on_delete=models.CASCADE, related_name="reviewers")
    clinician = models.ForeignKey(Clinician, on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("clinician")]

    class Meta(Orderable.Meta):
        verbose_name = _("clinical review")
        verbose_name_plural = _("clinical reviews")


def check_names(page: ProcedurePage) -> dict[str, str]:
    names = [name.casefold() for name in (page.title, *lines_of(page.alternative_names))]
    if len(set(names)) != len(names):
        return {"alternative_names": gettext("A name stands here twice, or repeats the title. Keep it once.")}
    return {}


def check_action(page: ProcedurePage) -> dict[str, str]:
    if page.action_page_id and page.action_url:
        return {"action_url": gettext("Choose a page or a web address, not both.")}
    if (page.action_page_id or page.action_url) and not page.action_text:
        return {"action_text": gettext("Say what to do, for example: Book your first visit.")}
    return {}


def check_review(page: ProcedurePage) -> dict[str, str]:
    last, following = page.last_reviewed, page.next_review
    if last and last > timezone.localdate():
        return {"last_reviewed": gettext("This date is in the future. Enter the day the page was read.")}
    if last and following and following <= last:
        return {"next_review": gettext("The next review must come after the last one.")}
    if last and following and (following - last).days > LONGEST_REVIEW_DAYS:
        return {"next_review": gettext("Plan the next review within three years.")}
    return {}
