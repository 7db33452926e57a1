"""The record of recalls: who took which page away from readers, when and why."""

from typing import get_args

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from api.contract.answers.problems import RecallClass

WORDS: dict[RecallClass, str | Promise] = {
    "safety": _("It may harm: the advice is not safe"),
    "wrong": _("It says something wrong"),
    "outdated": _("Practice has changed"),
    "legal": _("Rights or law do not allow it"),
}
RECALL_CLASSES = [(name, WORDS[name]) for name in get_args(RecallClass)]


class Recall(models.Model):
    """One published page that was recalled in one language. Whoever may add one has the right to recall."""

    type = models.CharField(max_length=32)
    document_id = models.UUIDField()
    locale = models.CharField(max_length=16)
    title = models.TextField()
    edition = models.BigIntegerField()
    """Number of the withdrawal in the log."""
    recall_class = models.CharField("reason", max_length=32, choices=RECALL_CLASSES)
    note = models.TextField(blank=True)
    """For colleagues; readers do not see it."""
    replacement_type = models.CharField(max_length=32, blank=True)
    replacement_id = models.UUIDField(null=True)
    replacement_title = models.TextField(blank=True)
    recalled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    recalled_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("add", "view")

    def __str__(self) -> str:
        return f"{self.title} ({self.locale})"
