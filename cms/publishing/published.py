"""What pages and snippets with documents share: every save, unpublish and deletion refreshes, in its transaction."""

from typing import Any

from django.db import transaction

from cms.publishing.conflicts import in_one_transaction
from cms.publishing.refresh import refresh
from cms.publishing.rows.holding import hold
from cms.publishing.unfinished import DRAFT_FIELDS, Finishable


class Published(Finishable):
    """Keeps the log in step. ``save`` runs after Wagtail has written the row and its children."""

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **options: Any) -> None:
        super().save(*args, **options)
        fields = options.get("update_fields")
        if fields is None or not DRAFT_FIELDS.issuperset(fields):
            refresh(self)

    def publish(self, *args: object, **options: object) -> None:
        """Wagtail does not open a transaction here; without one, a failure would leave half a publication."""

        def unit() -> None:
            hold([self])
            super(Published, self).publish(*args, **options)  # type: ignore[misc]  # makes the row anew of its revision

        in_one_transaction(unit)

    @transaction.atomic
    def unpublish(self, *args: object, **options: object) -> None:
        hold([self])
        super().unpublish(*args, **options)  # type: ignore[misc]
