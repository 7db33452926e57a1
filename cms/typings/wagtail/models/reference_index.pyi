from collections.abc import Iterable
from typing import Any

from django.db import models

class ReferenceIndexQuerySet(models.QuerySet[ReferenceIndex]):
    def group_by_source_object(self) -> Iterable[tuple[Any, list[ReferenceIndex]]]: ...

class ReferenceIndex(models.Model):
    @classmethod
    def get_references_to(cls, object: models.Model) -> ReferenceIndexQuerySet: ...
