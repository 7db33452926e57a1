"""What waits to be sent."""

from django.db import models


class Mail(models.Model):
    """One message. The queue holds its number alone, so that no log of tasks tells what is in it.

    Gone as soon as it is sent.
    """

    message = models.JSONField()
    """As ``cms.mail.packing`` makes it."""
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Mail {self.pk}"
