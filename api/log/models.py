"""The log of editions, and what is live now."""

import secrets
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower

PATH_KEY = Func(Lower("path"), Value("/"), function="rtrim", output_field=models.TextField())
"""A front-end path as ``api.log.paths`` looks for it: in lower case, without a slash at its end."""


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
    expires_at = models.DateTimeField(null=True)
    """When it stops being public by itself; null when it stays until it is withdrawn."""
    recall_class = models.CharField(max_length=32, blank=True)
    """For the reason ``recalled``: why readers must not rely on it."""
    replacement_type = models.CharField(max_length=32, blank=True)
    """With ``replacement_id``, for the reason ``recalled``: the document to read instead, if there is one."""
    replacement_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["type", "document_id", "locale", "-number"], name="edition_of_document"),
            models.Index(fields=["type", "locale", "slug", "-number"], name="edition_of_address"),
            models.Index(fields=["type", "locale", "number"], name="edition_in_feed"),
            models.Index(PATH_KEY, F("number").desc(), name="edition_by_path_key"),
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

    @property
    def etag(self) -> str:
        """Strong validator of the body, without quotes."""
        return f"{self.number}-{self.digest.removeprefix('sha256-')[:16]}"


LIST_INDEXES = [
    models.Index(
        name=name,
        fields=["type", "locale", *fields],
        condition=Q(is_alias=False),
        include=["expires_at"],  # so that counting needs no visit to the table
        opclasses=opclasses,
    )
    for name, fields, opclasses in (
        ("document_by_title", ["sort_title", "id"], []),
        ("document_by_date", ["published_at", "id"], []),
        ("document_by_first_date", ["first_published_at", "id"], []),
        ("document_by_body_area", ["body_area"], []),
        ("document_by_last_review", ["last_reviewed"], []),
        ("document_by_next_review", ["next_review"], []),
        ("document_below", ["path"], ["varchar_ops", "varchar_ops", "text_pattern_ops"]),
    )
]
"""For lists: each leads to the rows in an order, or to those between two values."""


class Document(models.Model):
    """What the API serves now for a document in one language. Thrown away and rebuilt from the log at will."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="document")
    type = models.CharField(max_length=32)
    document_id = models.UUIDField()
    locale = models.CharField(max_length=16)
    slug = models.CharField(max_length=255)
    path = models.TextField(blank=True)
    """Front-end path; empty where the document has no page."""
    is_alias = models.BooleanField(default=False)
    """The same content as another page, at a path of its own: left out of lists."""
    expires_at = models.DateTimeField(null=True)
    """From then on it is not served, whether or not the schedule has withdrawn it yet."""
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
    body_area = models.CharField(max_length=64, blank=True)
    codes = ArrayField(models.CharField(max_length=255), default=list)
    """Clinical codes, written ``system|code``: the system's short name, and the code as the system prints it."""
    section_kinds = ArrayField(models.CharField(max_length=32), default=list)
    last_reviewed = models.DateField(null=True)
    next_review = models.DateField(null=True)
    """When the clinical review runs out; null where there is none."""
    procedure_type = models.CharField(max_length=16, blank=True)
    dependencies = ArrayField(models.CharField(max_length=128), default=list)
    rendered_by = models.CharField(max_length=48, default="", db_default="")
    """Number of the edition and digest of the program that rendered it, or that would render the same; the same for
    ``indexed_by`` and the program that worked out the columns. Written ``number:digest``; empty where nobody knows."""
    indexed_by = models.CharField(max_length=48, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["type", "document_id", "locale"], name="one_document_per_language"),
            models.UniqueConstraint(
                fields=["type", "locale", "slug"], name="one_document_per_address", condition=Q(is_alias=False)
            ),
        ]
        indexes = [
            models.Index(fields=["type", "locale", "slug", "is_alias"], name="document_by_slug"),
            *LIST_INDEXES,
            models.Index(fields=["expires_at"], name="document_by_expiry", condition=Q(expires_at__isnull=False)),
            models.Index(fields=["locale", "path"], name="document_by_path"),
            models.Index(PATH_KEY, name="document_by_path_key"),
            GinIndex(fields=["slug"], opclasses=["gin_trgm_ops"], name="document_slug_trgm"),
            GinIndex(fields=["dependencies"], name="document_dependencies"),
            GinIndex(fields=["specialties"], name="document_specialties"),
            GinIndex(fields=["conditions"], name="document_conditions"),
            GinIndex(fields=["clinicians"], name="document_clinicians"),
            GinIndex(fields=["locations"], name="document_locations"),
            GinIndex(fields=["codes"], name="document_codes"),
            GinIndex(fields=["section_kinds"], name="document_section_kinds"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.slug} ({self.locale})"


class Feed(models.Model):
    """One row: which life of the log the feed's tokens belong to.

    After a restore from a backup, numbers that readers have seen are given again to other editions. A new epoch makes
    every token from before refused, so that readers start again instead of missing something.
    """

    epoch = models.CharField(max_length=8)
    rebuilt = models.PositiveIntegerField(default=0, db_default=0)
    """How often the documents were made anew from the log: what processes keep of them holds no more."""

    def __str__(self) -> str:
        return self.epoch

    @classmethod
    def begin(cls) -> Self:
        """A life of its own, whatever was before."""
        return cls.objects.create(epoch=secrets.token_hex(4))
