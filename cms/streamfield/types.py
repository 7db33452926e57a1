"""Questions about the type annotations of contract models."""

from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic import RootModel


def unwrap(annotation: object) -> object:
    """Without ``Annotated``."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation


def members(annotation: object) -> list[object]:
    """The alternatives of a union, without None; root models are looked into."""
    annotation = unwrap(annotation)
    if isinstance(annotation, type) and issubclass(annotation, RootModel):
        return members(annotation.model_fields["root"].annotation)
    if get_origin(annotation) in (Union, UnionType):
        return [member for part in get_args(annotation) if part is not NoneType for member in members(part)]
    return [annotation]


def accepts_none(annotation: object) -> bool:
    annotation = unwrap(annotation)
    if get_origin(annotation) in (Union, UnionType):
        return NoneType in get_args(annotation)
    return annotation is NoneType


def item_type(annotation: object) -> object:
    """X of ``list[X]`` or ``list[X] | None``; None for what is not a list."""
    for member in members(annotation):
        if get_origin(member) is list:
            return get_args(member)[0]
    return None


def literals(annotation: object) -> set[object]:
    """The values of a ``Literal``; empty for other types."""
    return {value for member in members(annotation) if get_origin(member) is Literal for value in get_args(member)}
