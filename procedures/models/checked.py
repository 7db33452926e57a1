"""How many findings the content checks have in a treatment as its editors left it."""

from django.db import models

from procedures.models.pages import ProcedurePage


class CheckedTreatment(models.Model):
    """Counted by the worker, for lists: checking a page takes longer than showing a list of fifty."""

    page = models.OneToOneField(ProcedurePage, on_delete=models.CASCADE, primary_key=True, related_name="checked")
    revision_id = models.BigIntegerField(null=True)
    """Of the draft that was checked; None for a page that has none."""
    checked_at = models.DateTimeField()
    errors = models.PositiveIntegerField()
    warnings = models.PositiveIntegerField()
    hints = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.page_id}: {self.errors} errors, {self.warnings} warnings, {self.hints} hints"
