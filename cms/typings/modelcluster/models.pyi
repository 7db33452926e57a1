from typing import Any, Self

from django.db import models

class ClusterableModel(models.Model):
    class Meta:
        abstract = True

    def serializable_data(self) -> dict[str, Any]: ...
    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Self | None: ...

def get_all_child_m2m_relations(model: type[models.Model]) -> list[models.ManyToManyField[Any, Any]]: ...
def get_all_child_relations(model: type[models.Model]) -> list[models.ManyToOneRel]: ...
