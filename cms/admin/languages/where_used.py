"""Where something shared is used, a page of the list at a time.

Wagtail's own list reads every source from the database, each by itself, before it takes twenty of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from wagtail.models.reference_index import ReferenceIndex
from wagtail.snippets.views.snippets import UsageView

Key = tuple[int, str]
"""Content type of a source's first model, and its primary key as the index of references writes it."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a paginator asks of a list: how many there are, and some of them, with their references."""

    references: QuerySet[ReferenceIndex]

    @property
    def keys(self) -> QuerySet[ReferenceIndex, Key]:
        keys = self.references.values_list("base_content_type_id", "object_id").distinct()
        return keys.order_by("base_content_type_id", "object_id")

    def count(self) -> int:
        return self.keys.count()

    def __getitem__(self, some: slice) -> list[tuple[Model, list[ReferenceIndex]]]:
        keys = list(self.keys[some])
        models = read_models(keys)
        return [(models[key], found) for key, found in self.grouped(keys) if key in models]

    def grouped(self, keys: list[Key]) -> Iterator[tuple[Key, list[ReferenceIndex]]]:
        these = Q(pk__in=[])
        for kind, group in groupby(keys, key=lambda key: key[0]):
            these |= Q(base_content_type_id=kind, object_id__in=[pk for _, pk in group])
        found = self.references.filter(these).order_by("base_content_type_id", "object_id", "pk")
        for key, references in groupby(found, key=lambda found: (found.base_content_type_id, found.object_id)):
            yield key, list(references)


def read_models(keys: list[Key]) -> dict[Key, Model]:
    """One query for each kind. What is gone meanwhile is left out."""
    models: dict[Key, Model] = {}
    for kind, group in groupby(keys, key=lambda key: key[0]):
        found = ContentType.objects.get_for_id(kind).get_all_objects_for_this_type(pk__in=[pk for _, pk in group])
        models |= {(kind, str(model.pk)): model for model in found}
    return models


class WhereUsedView(UsageView):
    def get_queryset(self) -> Sources:
        return Sources(ReferenceIndex.get_references_to(self.object))
