"""What the content checks found: in a treatment as its editors left it, how much; in what is public, what."""

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.publishing.requirements.models import Waiver
from cms.values.told import tell
from procedures.models.pages import ProcedurePage
from procedures.models.specialty import Specialty


class CheckedTreatment(models.Model):
    """Counted by the worker, for lists: checking a page takes longer than showing a list of fifty."""

    page = models.OneToOneField(ProcedurePage, on_delete=models.CASCADE, primary_key=True, related_name="checked")
    revision_id = models.BigIntegerField(null=True)
    """Of the draft that was checked; None for a page that has none."""
    live_revision_id = models.BigIntegerField(null=True)
    """Of what was public when it was checked; None where nothing was."""
    checked_at = models.DateTimeField(db_index=True)
    errors = models.PositiveIntegerField()
    warnings = models.PositiveIntegerField()
    hints = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.page_id}: {self.errors} errors, {self.warnings} warnings, {self.hints} hints"


class Worded(models.Model):
    """What a check says: in English, by which it is known again, and as it is told in any language."""

    message = models.TextField()
    remedy = models.TextField()
    why = models.TextField()
    words = models.JSONField(null=True)
    """Of each of these how it is put together (``cms/values/told.py``); None of what an earlier release kept."""

    class Meta:
        abstract = True

    def told(self, name: str) -> str:
        """``message``, ``remedy`` or ``why`` in the language that is active."""
        return str(tell(self.words[name]) if self.words else getattr(self, name))


class PublicFinding(Worded):
    """Something that a content check found in what readers see. Gone when it is mended: then it is a past one."""

    class Severity(models.TextChoices):
        ERROR = "error", _("Error")
        WARNING = "warning", _("Warning")
        HINT = "hint", _("Hint")

    page = models.ForeignKey(ProcedurePage, on_delete=models.CASCADE, related_name="public_findings")
    code = models.CharField(max_length=64, db_index=True)
    severity = models.CharField(max_length=8, choices=Severity)
    place = models.CharField(max_length=64)
    """Name of the field of the form."""
    block = models.CharField(max_length=64, blank=True)
    """Id of the block in it, or of the section; empty where the field or the page is meant."""
    passage = models.CharField(max_length=64)
    """Digest of the words that it is about: a waiver holds for these alone."""
    since = models.DateTimeField(db_index=True)
    """When it was found first."""

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page_id}, {self.code}: {self.message}"


class PastFinding(Worded):
    """What was found until it was mended, or its passage said something else, or its page was gone.

    The database writes it (migrations 0008 and 0011), and refuses to change or delete it. It outlives the page.
    """

    page = models.ForeignKey(ProcedurePage, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    code = models.CharField(max_length=64)
    severity = models.CharField(max_length=8, choices=PublicFinding.Severity)
    place = models.CharField(max_length=64)
    block = models.CharField(max_length=64, blank=True)
    passage = models.CharField(max_length=64)
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["page", "until"], name="past_findings_of_page")]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.code}: {self.message}"


def waivers_in_force() -> QuerySet[Waiver]:
    """Of a finding, in a query of findings."""
    same = Waiver.objects.filter(page=OuterRef("page"), code=OuterRef("code"), passage=OuterRef("passage"))
    return same.filter(ended_at=None, until__gte=timezone.localdate())


def open_findings() -> QuerySet[PublicFinding]:
    """Of pages that are public, without what somebody waived."""
    return PublicFinding.objects.filter(~Exists(waivers_in_force()), page__live=True)


class CheckRun(models.Model):
    """All pages, checked one after the other."""

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}: {self.done} of {self.total}"


class FindingCount(models.Model):
    """How many findings were open on a day, for their change over weeks.

    A page counts for each of its specialties, and once in the rows without one: those are of all pages.
    """

    day = models.DateField()
    code = models.CharField(max_length=64)
    severity = models.CharField(max_length=8, choices=PublicFinding.Severity)
    specialty = models.ForeignKey(Specialty, null=True, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["day", "specialty"], name="procedures_count_of_day")]

    def __str__(self) -> str:
        return f"{self.day}, {self.code}: {self.number}"
