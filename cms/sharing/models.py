"""Links by which people without an account read a draft."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page


class ShareLink(models.Model):
    """Opens the draft of a page for whoever has it, as long as it lasts and whoever gave it out may edit the page."""

    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of its token, which is nowhere else."""
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    for_whom = models.CharField(max_length=160)
    has_translations = models.BooleanField(default=False)
    """It opens the drafts in other languages, too."""
    has_related = models.BooleanField(default=False)
    """What the page shows of others is shown as its draft has it."""
    asks_signature = models.BooleanField(default=False)
    passphrase = models.CharField(max_length=160, blank=True)
    """As Django keeps passwords; empty for none."""
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    uses = models.PositiveIntegerField(default=0)
    signed_at = models.DateTimeField(null=True)
    """When somebody last signed by it."""
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        """Of the page, for a log: who has it is nobody else's business."""
        return f"Link to page {self.page_id}, until {self.expires_at}"

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def state(self) -> str:
        """For people."""
        if self.revoked_at is not None:
            return _("Taken back")
        return _("In force") if self.is_open else _("Over")
