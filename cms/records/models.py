"""Which records were taken out of the system."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

RIGHT = "cms.view_recordexport"
"""To ask what was public, and to export the answer."""


class RecordExport(models.Model):
    """Somebody exported the record of what was public: who, of what, and when. Nobody writes one by hand."""

    type = models.CharField(max_length=32)
    """With the next two: the address of the document."""
    document_id = models.UUIDField()
    locale = models.CharField(max_length=16)
    title = models.TextField()
    moment = models.DateTimeField()
    """Which was asked for."""
    edition = models.BigIntegerField(null=True)
    """Number of the edition that was public then; None: nothing was."""
    digest = models.CharField(max_length=71)
    """Of the file ``record.json``."""
    key = models.CharField(max_length=64, blank=True)
    """Id of the key that signed it; empty: nothing did."""
    exported_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    exported_at = models.DateTimeField()

    class Meta:
        verbose_name = _("record of what was public")
        verbose_name_plural = _("records of what was public")
        ordering = ["-pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["type", "document_id", "locale"], name="record_exports_of_document")]

    def __str__(self) -> str:
        return f"{self.title} ({self.locale}), {self.moment.isoformat()}"
