"""Files that nothing in the database names any more."""

from django.db import models


class LeftoverFile(models.Model):
    """A stored file without a row: replaced, deleted, or left by an upload that failed."""

    name = models.CharField(max_length=255, unique=True)
    found_at = models.DateTimeField(auto_now_add=True)
    is_recorded = models.BooleanField(default=False)
    """An edition names it. So it stays: the record shows what readers saw."""

    def __str__(self) -> str:
        return self.name
