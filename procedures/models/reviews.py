"""Records of clinical reviews, and what the hospital wants of them."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.models import Page

from procedures.review.lapses import Said

if TYPE_CHECKING:
    from procedures.models.pages import ProcedurePage

USUAL_MONTHS, USUAL_LEAD_DAYS = 12, 30
MOST_MONTHS = 36
MONTHS = (MinValueValidator(1), MaxValueValidator(MOST_MONTHS))


class ClinicalReview(models.Model):
    """A clinician vouched for what a page said: who, what exactly, and when. Nobody writes one by hand.

    It outlives the page and the account; a page's draft names the review that it goes back to.
    """

    page = models.ForeignKey(Page, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    title = models.TextField()
    """Of the page, as it was read."""
    locale = models.CharField(max_length=16)
    name = models.CharField(max_length=160)
    credentials = models.CharField(max_length=80, blank=True)
    registration = models.CharField(max_length=80, blank=True)
    clinician = models.ForeignKey("procedures.Clinician", null=True, on_delete=models.SET_NULL, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reviewed_at = models.DateTimeField(auto_now_add=True)
    next_review = models.DateField(null=True)
    digest = models.CharField(max_length=80)
    """Of the document that says what was read, reviewer and dates included: that of its edition, once it is public."""
    body = models.TextField()
    """That document, without an edition, as JSON."""
    sections = models.JSONField(default=dict)
    """What it said by section, as it is compared (``procedures.review.lapses``)."""
    before = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    """The review that the differences were shown from; null: the whole page was new."""

    statement = models.TextField(blank=True)
    """What whoever signed by a link said; empty for who approved in the admin."""
    signed_as = models.CharField(max_length=160, blank=True)
    """Likewise: the name that they wrote."""
    read_digest = models.CharField(max_length=80, blank=True)
    """Likewise: of exactly what was shown to them, before the review stood in it."""
    shared_with = models.CharField(max_length=160, blank=True)
    """Likewise: for whom the link was."""
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """Likewise: who gave it out."""

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.title} ({self.locale}), by {self.name}"

    @property
    def said(self) -> dict[str, Said]:
        return {key: Said.from_json(kept) for key, kept in self.sections.items()}


class ReviewPolicy(models.Model):
    """What the hospital wants of the reviews of one kind of treatment."""

    kind = models.CharField(max_length=16, unique=True, blank=True)
    months = models.PositiveSmallIntegerField(default=USUAL_MONTHS, validators=MONTHS)
    """From one review to the next, where neither the page nor its specialties say otherwise."""
    lead_days = models.PositiveSmallIntegerField(default=USUAL_LEAD_DAYS)
    """So many days before the next review, a page is due."""
    tells_owners = models.BooleanField(default=True)
    withdraws_after = models.PositiveSmallIntegerField(null=True)
    """So many days after its day, a page that nobody has reviewed is taken away; null: it stays."""
    signs_by_link = models.BooleanField(default=False)
    """Who reads a draft by a shared link may sign it, and that is its review."""
    statement = models.TextField(blank=True)
    """What they say by it; empty: what is usual."""

    class Meta:
        default_permissions = ()
        verbose_name_plural = "review policies"

    def __str__(self) -> str:
        return f"Reviews of kind “{self.kind}”"

    @classmethod
    def of(cls, page: "ProcedurePage") -> "ReviewPolicy":
        """What is usual where the hospital has not said otherwise."""
        return cls.objects.filter(kind=page.procedure_type).first() or cls(kind=page.procedure_type)


class ReviewStanding(models.Model):
    """What readers were last told of a public page's review, and its owners: so that each day brings what is new."""

    page = models.OneToOneField(
        "procedures.ProcedurePage", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    next_review = models.DateField()
    state = models.CharField(max_length=8)
    told = models.SmallIntegerField(null=True)
    """The last of the times at which its owners were told (``procedures.review.states.TOLD_AT``)."""

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page_id}: {self.state}, next review {self.next_review}"


def months_between_reviews(page: "ProcedurePage", policy: ReviewPolicy) -> int:
    """Of the page, else the shortest of its specialties, else of its kind."""
    of_specialties = [each.review_months for each in page.specialties.all() if each.review_months]
    return page.review_months or min(of_specialties, default=policy.months)


def is_recorded_elsewhere(page: "ProcedurePage") -> bool:
    """It came with dates, from a file or from before reviews were recorded here."""
    return page.clinical_review_id is None and isinstance(page.last_reviewed, date)
