"""Who gets the weekly letter about their pages."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WeeklyLetter(models.Model):
    """What somebody chose, and what was sent. Whoever has none has chosen nothing, and gets it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="weekly_letter")
    is_wanted = models.BooleanField(
        _("Weekly letter about my pages"),
        default=True,
        help_text=_(
            "On Mondays, and only if there is something: new findings, reviews due, forgotten drafts, translations "
            "behind."
        ),
    )
    sent_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Weekly letter of {self.user}"
