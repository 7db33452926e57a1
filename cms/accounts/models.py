"""What all processes count together."""

from django.db import models


class Counter(models.Model):
    """How often something was tried, until a moment."""

    key = models.CharField(max_length=200, primary_key=True)
    """Of ``limits``. Accounts and addresses are in it as digests: a name that was typed may be a password."""
    count = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
