"""The log of editions, and what is live now."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class Edition(models.Model):
    """One published rendering of a page or snippet in one language, or its withdrawal. Never changed, never deleted.

    The database refuses UPDATE, DELETE and TRUNCATE (migration 0002). There is no foreign key to what the edition was
    made from, so that deleting a page cannot reach the log.
    """

    class Event(models.TextChoices):
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    number = models.BigAutoField(primary_key=True)
    """Follows commit order: it is drawn while the log's advisory lock is held."""
    event = models.CharField(max_length=16, choices=Event)
    reason = models.CharField(max_length=32, blank=True)
    """Why it was withdrawn; empty when published."""
    type = models.CharField(max_length=32)
    document_id = models.UUIDField()
    """The same for all translations."""
    locale = models.CharField(max_length=16)
    slug = models.CharField(max_length=255)
    path = models.TextField(blank=True)
    """Front-end path; empty where the document has no page."""
    title = models.TextField()
    published_at = models.DateTimeField()
    """When it took effect; grows with the number."""
    first_published_at = models.DateTimeField()
    digest = models.CharField(max_length=71, blank=True)
    """``sha256-…`` of the content, as told in the contract's ``EditionStamp``; empty when withdrawn."""
    body = models.BinaryField(null=True)
    """The JSON as served, UTF-8; null when withdrawn."""
    dependencies = ArrayField(models.CharField(max_length=128), default=list)
    """Keys ``type:id`` of everything the content was made from."""

    class Meta:
        indexes = [
            models.Index(fields=["type", "document_id", "locale", "-number"], name="edition_of_document"),
            models.Index(fields=["type", "locale", "slug", "-number"], name="edition_of_address"),
        ]
        constraints = [
            models.CheckConstraint(
                name="edition_has_body_or_reason",
                condition=Q(event="published", body__isnull=False, reason="") & ~Q(digest="")
                | Q(event="withdrawn", body__isnull=True, digest="") & ~Q(reason=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.type} {self.slug} ({self.locale}) {self.event}"


class Document(models.Model):
    """What the API serves now for a document in one language. Thrown away and rebuilt from the log at will."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="document")
    type = models.CharField(max_length=32)
    document_id = models.UUIDField()
    locale = models.CharField(max_length=16)
    slug = models.CharField(max_length=255)
    etag = models.CharField(max_length=96)
    """Strong validator of the body, without quotes."""
    summary = models.BinaryField()
    """The JSON shown in lists, UTF-8."""
    sort_title = models.CharField(max_length=255)
    """Title folded for sorting: no case, no accents."""
    published_at = models.DateTimeField()
    first_published_at = models.DateTimeField()
    specialties = ArrayField(models.CharField(max_length=255), default=list)
    """Slugs, for the counts of the vocabularies and for filters; the same for ``conditions``."""
    conditions = ArrayField(models.CharField(max_length=255), default=list)
    clinicians = ArrayField(models.CharField(max_length=255), default=list)
    locations = ArrayField(models.CharField(max_length=255), default=list)
    dependencies = ArrayField(models.CharField(max_length=128), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["type", "document_id", "locale"], name="one_document_per_language"),
            models.UniqueConstraint(fields=["type", "locale", "slug"], name="one_document_per_address"),
        ]
        indexes = [
            models.Index(fields=["type", "locale", "sort_title", "id"], name="document_by_title"),
            models.Index(fields=["type", "locale", "-published_at", "id"], name="document_by_date"),
            GinIndex(fields=["dependencies"], name="document_dependencies"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.slug} ({self.locale})"
