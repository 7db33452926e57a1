"""What something chosen in the admin (an image, a snippet, a page) becomes in the contract."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model
from pydantic import BaseModel

Build = Callable[..., BaseModel | None]
"""Called with the instance and the ``Context``, which knows this module."""
BuildFunction = TypeVar("BuildFunction", bound=Build)


@dataclass(frozen=True)
class Reference:
    contract: type[BaseModel]
    build: Build


_references: dict[type[Model], Reference] = {}


def reference(model: type[Model], *, becomes: type[BaseModel]) -> Callable[[BuildFunction], BuildFunction]:
    """Register a function that builds the contract value of a model's instances; None when one is not public."""

    def register(build: BuildFunction) -> BuildFunction:
        _references[model] = Reference(becomes, build)
        return build

    return register


def find(model: type[Model]) -> Reference | None:
    """The registration of the class or of the nearest class it derives from."""
    return next((_references[base] for base in model.__mro__ if base in _references), None)


def reference_model(model: type[Model]) -> type[BaseModel] | None:
    found = find(model)
    return found.contract if found else None
