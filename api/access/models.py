"""Who may read more than the public."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class ApiKey(models.Model):
    """Lets a program read what is not public. Only a digest of the key is stored."""

    class Scope(models.TextChoices):
        RECORDS = "records", "Records: what was published at any time, withdrawn text included"
        WEBHOOKS = "webhooks", "Webhooks: what was sent to other systems, and what became of it"
        PUBLIC = "public", "What is public, which needs no key: whoever sends one is told before something goes"

    name = models.CharField(max_length=120)
    """Who uses it."""
    prefix = models.CharField(max_length=12, unique=True)
    """The key's first characters, to tell keys apart."""
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the whole key, in hexadecimal. Keys are random and long, so no salt is needed."""
    scopes = ArrayField(models.CharField(max_length=32, choices=Scope), default=list)
    document_types = ArrayField(models.CharField(max_length=32), default=list, blank=True, db_default=[])
    """Of what the scopes open, only documents of these types; empty for all. The same for ``locales``."""
    locales = ArrayField(models.CharField(max_length=16), default=list, blank=True, db_default=[])
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

    @property
    def is_narrow(self) -> bool:
        return bool(self.document_types or self.locales)

    def opens(self, *, document_type: str, locale: str) -> bool:
        of_type = not self.document_types or document_type in self.document_types
        return of_type and (not self.locales or locale in self.locales)
