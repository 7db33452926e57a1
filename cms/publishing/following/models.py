"""What has changed, and which documents still have to follow. Written by database triggers and the kernel."""

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q

from cms.values.told import told_from


class TransactionId(Func):
    """Number of the transaction that writes the row."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class Change(models.Model):
    """Something that documents are made from was written: an outbox that triggers fill, however it was written.

    The row disappears once the documents that follow from it are known.
    """

    key = models.CharField(max_length=160)
    """``type:id`` of what changed. Beside the keys of editions: ``tree:id`` for a page and all below it,
    ``language:code`` for everything in a language."""
    transaction = models.BigIntegerField(db_default=TransactionId())
    """Which transaction wrote it."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["transaction", "key"], name="one_change_per_transaction")]

    def __str__(self) -> str:
        return self.key


class FollowUp(models.Model):
    """A change with the documents that must be rendered again because of it."""

    transaction = models.BigIntegerField(unique=True, db_default=TransactionId())
    cause = models.TextField()
    """In words for an editor."""
    caused_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    total = models.PositiveIntegerField(default=0)
    """How many documents follow. An estimate until they have been looked for."""
    pages = models.JSONField(default=dict)
    """How many of them are pages of the tree, by language: what editors count."""
    finished_at = models.DateTimeField(null=True)
    """When the last one was rendered; null while some wait."""

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.cause


class Followed(models.Model):
    """Which change an edition followed from, and who made it: kept as long as the edition."""

    edition = models.BigIntegerField(primary_key=True)
    """Its number."""
    cause = models.TextField()
    """In words for an editor."""
    caused_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.edition}: {self.cause}"


class StaleDocument(models.Model):
    """A document that waits to be rendered again. There is one row for each, however many changes reach it."""

    type = models.CharField(max_length=32)
    document_id = models.UUIDField()
    locale = models.CharField(max_length=16)
    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="waiting")
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(auto_now_add=True)
    """Not before; later after a failure."""
    problem = models.TextField(blank=True)
    """Why it could not be rendered, in words for an editor: in English, and in ``words`` how they are put together
    (``cms/values/told.py``)."""
    words = models.JSONField(null=True)
    needs_editor = models.BooleanField(default=False)
    """Trying again would fail again: what it is made from must be mended first."""
    waits_for = models.CharField(max_length=320, blank=True, default="")
    """``type:locale:slug`` that another document has; a trigger lets this one be tried again once that gives it up."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["type", "document_id", "locale"], name="one_wait_per_document"),
        ]
        indexes = [
            models.Index(F("due_at"), F("id"), name="stale_document_due", condition=Q(needs_editor=False)),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.document_id} ({self.locale})"

    @property
    def problem_told(self) -> str:
        """In the language that is active."""
        return told_from(self.words, otherwise=self.problem)
