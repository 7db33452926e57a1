"""Words of searches that many have asked without finding what they meant."""

from django.db import models


class FrequentSearch(models.Model):
    """Written by ``api_tell_searches`` alone (migration 0014), which takes the words of a search only when it was
    counted often enough. What was asked less often is nowhere but as a digest."""

    digest = models.CharField(primary_key=True, max_length=24)
    """As in names of ``Count``, before the outcome."""
    locale = models.CharField(max_length=16)
    words = models.CharField(max_length=60)
    """As typed, in small letters and without signs."""
    last_asked = models.DateField()
    """By UTC."""

    class Meta:
        default_permissions = ()
        verbose_name_plural = "frequent searches"

    def __str__(self) -> str:
        return self.words
