"""What a translation was made from."""

from django.db import models
from wagtail.models import Page


class TranslationSource(models.Model):
    """The page a translation was made from, and the edition of it that the translation says."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    """The translation."""
    source_locale = models.CharField(max_length=16)
    edition = models.BigIntegerField(null=True)
    """Number of the source's edition; null where the source had not been published."""
    sections = models.JSONField(default=dict)
    """Of sections that somebody has brought up to date since: their id, and the number of the edition they say."""
    given_title = models.CharField(max_length=255, blank=True)
    """Of the copy that the translation began as; with the slug it was given until it has a title of its own."""
    given_slug = models.CharField(max_length=255, blank=True)

    def __str__(self) -> str:
        return f"{self.page} from {self.source_locale}"


class ComparedTranslation(models.Model):
    """Whether a translation is behind, as the worker has compared it: two bodies are read for each, which takes too
    long to count all of them. It holds for these editions and sections alone."""

    source = models.OneToOneField(
        TranslationSource, on_delete=models.CASCADE, primary_key=True, related_name="compared"
    )
    live = models.BigIntegerField()
    """Number of the source's edition that readers got then."""
    edition = models.BigIntegerField()
    sections = models.JSONField()
    """Both as the translation said them."""
    is_behind = models.BooleanField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.source_id}: {'behind' if self.is_behind else 'current'}"
