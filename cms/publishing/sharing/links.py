"""Links to shared content that Wagtail's list of uses knows.

Its index of references reads foreign keys, inline children and streams, but no relation to many.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from django.db.models import Model
from modelcluster.fields import ParentalManyToManyField

Reference: TypeAlias = tuple[type[Model], str, str, str]
"""To which model, its primary key, and where it is in the field: as the model has it, as this row has it."""


class SharedLinks(ParentalManyToManyField):  # type: ignore[type-arg]
    def extract_references(self, value: Iterable[Model]) -> Iterator[Reference]:
        """Wagtail's documented hook, for fields that are no foreign keys."""
        for row in value:
            yield self.related_model, str(row.pk), "item", str(row.pk)

    def deconstruct(self) -> tuple[str, str, Sequence[object], dict[str, object]]:
        """To migrations it is what it was made from: the tables are the same."""
        name, _, arguments, options = super().deconstruct()
        return name, "modelcluster.fields.ParentalManyToManyField", arguments, options
