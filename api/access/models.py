"""Who may read more than the public."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class ApiKey(models.Model):
    """Lets a program read what is not public. Only a digest of the key is stored."""

    class Scope(models.TextChoices):
        RECORDS = "records", "Records: what was published at any time, withdrawn text included"

    name = models.CharField(max_length=120)
    """Who uses it."""
    prefix = models.CharField(max_length=12, unique=True)
    """The key's first characters, to tell keys apart."""
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the whole key, in hexadecimal. Keys are random and long, so no salt is needed."""
    scopes = ArrayField(models.CharField(max_length=32, choices=Scope), default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    """To some minutes: written with the counts of what is read (``api.process.counts``)."""

    class Meta:
        verbose_name = "API key"
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
