"""Files that nothing in the database names any more, and what documents have just stopped showing."""

from django.db import models


class LeftoverFile(models.Model):
    """A stored file without a row: replaced, deleted, or left by an upload that failed."""

    name = models.CharField(max_length=255, unique=True)
    found_at = models.DateTimeField(auto_now_add=True)
    is_recorded = models.BooleanField(default=False)
    """An edition names it. So it stays: the record shows what readers saw."""
    image = models.BigIntegerField(null=True, db_index=True)
    """Primary key of the picture of which it is a size; None of other files, and where nobody knows."""
    document = models.BigIntegerField(null=True, db_index=True)
    """The same of an uploaded document."""
    collection = models.BigIntegerField(null=True)
    """Where the picture or document was when it was deleted, so that its files are as private as that."""

    def __str__(self) -> str:
        return self.name


class LetGo(models.Model):
    """A picture or uploaded document that an edition showed, and the next one does not. Written by a trigger."""

    key = models.CharField(max_length=128)
    """As in ``api_document.dependencies``: ``image:17``."""
    document = models.BigIntegerField()
    """Primary key of the API's document, which gets another when it is withdrawn and comes back. 0: something that
    showed it was withdrawn, so nothing that let it go counts."""
    let_go_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "document"], name="let_go_once")]

    def __str__(self) -> str:
        return self.key
