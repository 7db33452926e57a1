"""What all processes count together, and how people left their lists."""

from django.conf import settings
from django.db import models


class Counter(models.Model):
    """How often something was tried, until a moment."""

    key = models.CharField(max_length=200, primary_key=True)
    """Of ``limits``. Accounts and addresses are in it as digests: a name that was typed may be a password."""
    count = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


class KeptList(models.Model):
    """How somebody left a list of the admin: in which order, and narrowed to what."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=200)
    """The list's path."""
    query = models.TextField()
    """Its parameters, as in an address."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "address"], name="accounts_one_state_of_a_list")]

    def __str__(self) -> str:
        return f"{self.address}?{self.query}"
