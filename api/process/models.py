"""How often something was asked for on a day."""

from django.db import models


class Count(models.Model):
    """Written by ``api_add_counts`` alone (``api.process.counts``). Nothing says who asked, but for a key."""

    class Kind(models.TextChoices):
        READ = "read", "What was read"
        NOT_FOUND = "not-found", "What was searched and not found"

    day = models.DateField()
    """By UTC."""
    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=12, blank=True)
    """Prefix of the API key that was sent along; empty for none, and for one that is not known."""
    name = models.CharField(max_length=200)
    """What was asked for, in words of whoever counts."""
    total = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["name"], condition=models.Q(kind="not-found"), name="count_not_found_by_name")]
        constraints = [models.UniqueConstraint(fields=["kind", "day", "key", "name"], name="one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.name} ({self.total})"
