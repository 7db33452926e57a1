"""Ids of the parts of imported content: the same whenever the same file is read."""

from typing import TypeVar
from uuid import UUID, uuid5

from pydantic import BaseModel, RootModel

from procedures.importing.structure.blocks import UNNAMED

NAMESPACE = UUID("f4a8ad0e-6a55-4c7b-8d0e-0a5f1c6f2b11")
Model = TypeVar("Model", bound=BaseModel)


def identified(models: list[Model], *, sha256: str) -> list[Model]:
    """With an id for every part that has none yet, made of the file's digest and the part's place."""
    root = uuid5(NAMESPACE, sha256)
    return [_identified(model, identity=uuid5(root, str(index))) for index, model in enumerate(models)]


def _identified(model: Model, *, identity: UUID) -> Model:
    if isinstance(model, RootModel):
        return type(model)(_identified(model.root, identity=identity))
    changes = {name: _inside(value, identity=uuid5(identity, name)) for name, value in model}
    if changes.get("id") == UNNAMED:
        changes["id"] = identity
    return model.model_copy(update=changes)


def _inside(value: object, *, identity: UUID) -> object:
    if isinstance(value, BaseModel):
        return _identified(value, identity=identity)
    if isinstance(value, list):
        return [_inside(item, identity=uuid5(identity, str(index))) for index, item in enumerate(value)]
    return value
