"""What pages and snippets with documents share: every save, unpublish and deletion refreshes, in its transaction."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import Page

from cms.publishing.conflicts import in_one_transaction
from cms.publishing.refresh import refresh
from cms.publishing.requirements.examining import Examination, examine
from cms.publishing.requirements.lacking import remember
from cms.publishing.rows.holding import hold
from cms.publishing.unfinished import Finishable, UnfinishedError, problems_of, saves_more_than_a_draft


class Published(Finishable):
    """Keeps the log in step. ``save`` runs after Wagtail has written the row and its children."""

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **options: Any) -> None:
        fields = options.get("update_fields")
        examination = self.examined() if fields is None or says_more(self, fields) else None
        super().save(*args, **options)
        if saves_more_than_a_draft(fields):
            refresh(self)
        if examination and isinstance(self, Page):
            remember(self, examination)

    def examined(self) -> Examination | None:
        """Raise UnfinishedError where the hospital asks for something that is missing, by whatever road it is saved."""
        examination = examine(self) if isinstance(self, Page) and self.live else None
        if examination and examination.blocking:
            raise UnfinishedError(self, all_problems(self, examination))
        return examination

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


def says_more(instance: Model, fields: Collection[str]) -> bool:
    """Of what Wagtail writes of every page, only this: becoming public. The tree it keeps in order is no content."""
    own = {name for field in instance._meta.local_fields for name in (field.name, field.attname)}
    return not (own | {"live"}).isdisjoint(fields)


def all_problems(instance: Finishable, examination: Examination) -> dict[str, list[str]]:
    """What is unfinished and what is missing, by field."""
    problems, missing = problems_of(instance), examination.problems()
    return {name: problems.get(name, []) + missing.get(name, []) for name in [*problems, *missing]}
