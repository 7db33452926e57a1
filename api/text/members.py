"""What a model of the contract and its members are to readers, worked out once from their annotations."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, Literal, NewType, TypeGuard, TypeVar, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from api.contract.blocks import BlockModel, Section, Subsection
from api.contract.documents import DocumentModel
from api.contract.roles import Mark, Repeated, Token, Value, Whose, Words
from api.contract.values import HtmlText, MarkdownText, PlainText, PortableTextForm, RichText
from api.text.passages import PassageRole

IDENTITY = {"type", "id"}
"""Tell objects apart, and are in every contract."""
RICH_TEXT = (RichText, HtmlText, MarkdownText, PlainText, PortableTextForm)
"""Said as one: what stands inside them is no member of its own."""
EVIDENT = (int, float, Decimal, date, time, timedelta, UUID, Enum)
"""Types that hold no words whatever the member says."""

Some = TypeVar("Some")
Leaf = tuple[object, Mark | None]
"""A type at the end of an annotation, and what the member says about it."""


@dataclass(frozen=True, kw_only=True)
class Member:
    role: PassageRole
    """``unknown`` also where the contract leaves the word to the models that the member is made of."""
    is_silent: bool
    """Says nothing to people, or nothing that is not said elsewhere."""
    models: Mapping[tuple[str, Any], type[BaseModel]]
    """What objects in it may be, by the name and value of the member that tells them apart."""
    only_model: type[BaseModel] | None
    """Set where there is but one."""
    holds_objects: bool

    @property
    def has_words(self) -> bool:
        return self.role not in ("value", "unknown")

    def model_of(self, value: Mapping[str, Any]) -> type[BaseModel] | None:
        """None for an object that the contract does not know any more, or not yet."""
        if self.only_model or not self.models:
            return self.only_model
        names = dict.fromkeys(name for name, _ in self.models)
        found = (self.models.get((name, said)) for name in names if isinstance(said := value.get(name), str | int))
        return next(filter(None, found), None)


UNKNOWN = Member(role="unknown", is_silent=False, models={}, only_model=None, holds_objects=False)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A model of the contract, as the walker needs it."""

    members: Mapping[str, Member]
    """By name, and by the name in JSON where that is another. Without what tells objects apart."""
    told: tuple[tuple[str, Member], ...]
    """Those that tell people something, in the order of the contract."""
    spoken: tuple[tuple[str, Member], ...]
    """Of them, those that may hold words."""
    is_document: bool
    is_part: bool
    """A section or subsection."""
    is_block: bool
    whose: Whose
    formerly: Mapping[str, str]
    """Names of now by those of an earlier contract."""


@cache
def shape_of(model: type[BaseModel]) -> Shape:
    fields = [(name, field, member_of(field)) for name, field in fields_of(model)]
    said = [found for found in fields if found[0] not in IDENTITY or found[2].has_words]
    aliases = {field.alias: member for _, field, member in said if field.alias}
    told = tuple((name, member) for name, _, member in said if not member.is_silent)
    return Shape(
        members={name: member for name, _, member in said} | aliases,
        told=told,
        spoken=tuple((name, member) for name, member in told if member.role != "value" or member.holds_objects),
        is_document=issubclass(model, DocumentModel),
        is_part=issubclass(model, Section | Subsection),
        is_block=issubclass(model, BlockModel),
        whose=getattr(model, "whose", "own"),
        formerly=getattr(model, "formerly", {}),
    )


def member_of(field: FieldInfo) -> Member:
    found = list(leaves_of(field))
    models = [kind for kind, _ in found if is_model(kind)]
    told_apart = {key: kind for kind in models for key in discriminators(kind)}
    mark = next((mark for mark in (mark or evident_mark(kind) for kind, mark in found) if mark), None)
    return Member(
        role=role_of(mark),
        is_silent=isinstance(mark, Token | Repeated),
        models=told_apart,
        only_model=models[0] if len(models) == 1 else None,
        holds_objects=bool(models),
    )


def role_of(mark: Mark | None) -> PassageRole:
    if isinstance(mark, Words):
        return mark.role
    return "value" if isinstance(mark, Value) else "unknown"


def leaves(annotation: object, mark: Mark | None = None) -> Iterator[Leaf]:
    """What an outer annotation says goes before what an inner one says: a member knows better than its type."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if metadata := getattr(annotation, "__metadata__", ()):
        said = [each for each in metadata if isinstance(each, Mark)]
        yield from leaves(arguments[0], mark or (said[-1] if said else None))
    elif is_literal(annotation):
        yield annotation, mark
    elif origin is not None:
        # The keys of a mapping are no words.
        for argument in arguments[1:] if is_class(origin, Mapping) else arguments:
            yield from leaves(argument, mark)
    elif annotation is not NoneType and annotation is not Ellipsis:
        yield from leaves_of_name(annotation, mark)


def leaves_of_name(kind: object, mark: Mark | None) -> Iterator[Leaf]:
    """Of a class, or a name for another type."""
    if isinstance(kind, NewType):
        yield from leaves(kind.__supertype__, mark)
    elif hasattr(kind, "__value__"):  # of a ``type`` statement
        yield from leaves(kind.__value__, mark)
    elif is_class(kind, RootModel) and not is_class(kind, RICH_TEXT):
        yield from leaves(kind.model_fields["root"].rebuild_annotation(), mark)
    else:
        yield kind, mark


def is_class(kind: object, base: "type[Some] | tuple[type[Some], ...]") -> TypeGuard[type[Some]]:
    return isinstance(kind, type) and issubclass(kind, base)


def is_literal(kind: object) -> bool:
    return get_origin(kind) is Literal


def is_model(kind: object) -> TypeGuard[type[BaseModel]]:
    return is_class(kind, BaseModel) and not is_class(kind, RICH_TEXT)


def evident_mark(kind: object) -> Mark | None:
    """What types say that hold no words; None for text, for models, and for what may hold anything."""
    if is_literal(kind):
        return Value() if len(get_args(kind)) > 1 else Token()
    if is_class(kind, UUID):
        return Token()
    return Value() if is_class(kind, EVIDENT) else None


def discriminators(model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    """Members of which the model allows a single value, with the value."""
    for name, field in fields_of(model):
        for kind, _ in leaves(field.annotation):
            if is_literal(kind) and len(get_args(kind)) == 1:
                yield field.alias or name, get_args(kind)[0]


def unmarked_members(model: type[BaseModel]) -> list[str]:
    """Names of its members that may hold words and do not say which role these have."""
    return [name for name, field in fields_of(model) if any(map(is_unmarked, leaves_of(field)))]


def is_unmarked(leaf: Leaf) -> bool:
    kind, mark = leaf
    return mark is None and evident_mark(kind) is None and not is_model(kind)


def models_in(model: type[BaseModel]) -> set[type[BaseModel]]:
    """The models that its members are made of; not those of rich text, which is one word in the contract."""
    return {kind for _, field in fields_of(model) for kind, _ in leaves_of(field) if is_model(kind)}


def by_names_of_now(model: type[BaseModel], said: Mapping[str, Any]) -> Mapping[str, Any]:
    """JSON of an earlier contract. What it says by both names it says by the present one."""
    formerly = shape_of(model).formerly
    if formerly.keys().isdisjoint(said):
        return said
    present = [(formerly.get(name, name), value) for name, value in said.items()]
    return {name: said.get(name, value) for name, value in present}


def fields_of(model: type[BaseModel]) -> Iterable[tuple[str, FieldInfo]]:
    """A model may name another that is written below it."""
    model.model_rebuild()
    return model.model_fields.items()


def leaves_of(field: FieldInfo) -> Iterator[Leaf]:
    return leaves(field.rebuild_annotation())
