"""How a stored body is read that another contract wrote: an earlier release's, or a later one's after going back.

Bodies never change, and the contract does. Whatever is worked out from a body (columns, lists, search, single sections,
Markdown) reads it here, so that a member the contract has gained, lost or changed stops nothing:

- A body that is as the contract of today wants it is its model, as ever.
- Another becomes that model without being checked. What it does not say is an empty list where the contract has a
  list, and else None, also where the contract says that there is always something. A block that is not as the contract
  wants it is an ``EarlierBlock``.
- Its words are read from its JSON (``api.text.walker``), which loses none of them.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Generic, NamedTuple, TypeVar, get_origin

from pydantic import BaseModel, ConfigDict, PrivateAttr, TypeAdapter, ValidationError, model_serializer

from api.contract.blocks import Block, BlockModel
from api.contract.catalogue import CATALOGUE
from api.contract.documents import DocumentModel
from api.contract.roles import Token
from api.log.models import Edition
from api.text.members import Member, by_names_of_now, fields_of, member_of

D = TypeVar("D", bound=DocumentModel)
Json = Mapping[str, Any]


class Reading(NamedTuple, Generic[D]):
    document: D
    said: Json | None = None
    """The body itself where another contract wrote it: it may say more than the document; else None."""

    @property
    def words(self) -> D | Json:
        """What ``api.text`` is to read."""
        return self.said or self.document


class EarlierBlock(BlockModel):
    """A block as the contract of today does not have it. Members that are today as they were can be asked for; written
    as JSON, it is what it was."""

    model_config = ConfigDict(extra="allow")

    type: Annotated[str, Token()]
    _said: Json = PrivateAttr()

    @classmethod
    def of(cls, said: Json, members: Json) -> "EarlierBlock":
        name = said.get("type")
        block = cls.model_construct(**{"id": None, **members, "type": name if isinstance(name, str) else ""})
        block._said = said
        return block

    @property
    def as_written(self) -> Json:
        return self._said

    @model_serializer
    def serialise(self) -> dict[str, object]:
        return dict(self._said)


def read_edition(edition: Edition) -> Reading[DocumentModel] | None:
    """None for a withdrawal, and for types of documents that there are no more."""
    kind = CATALOGUE.get(edition.type)
    if kind is None or edition.body is None:
        return None
    known = {name: getattr(edition, name) for name in ("type", "locale", "slug", "path", "title")}
    return read(kind.document, bytes(edition.body), known={"id": edition.document_id, "name": edition.title, **known})


def read(model: type[D], body: bytes, *, known: Json | None = None) -> Reading[D]:
    """``known`` is what is known of the document beside its body, should that not say it."""
    try:
        return Reading(model.model_validate_json(body))
    except ValidationError:
        said = parsed(body)
    return Reading(completed(fitted(model, said), known or {}), said)


def parsed(body: bytes) -> Json:
    """Empty where somebody damaged it: the check of the log tells of that."""
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def completed(document: D, known: Json) -> D:
    unsaid = {name for name, value in document if value is None}
    return document.model_copy(update={name: value for name, value in known.items() if name in unsaid})


M = TypeVar("M", bound=BaseModel)


def fitted(model: type[M], said: Json) -> M:
    now = by_names_of_now(model, said)
    members: dict[str, Any] = {name: read_member(model, name, now) for name, _ in fields_of(model)}
    return model.model_construct(**members)


def read_member(model: type[BaseModel], name: str, said: Json) -> object:
    """As the contract has it, or as near as possible."""
    reading = reading_of(model, name)
    value = said.get(name, reading.default)
    try:
        return reading.adapter.validate_python(value)
    except ValidationError:
        pass
    if not reading.is_list:
        return read_object(reading.member, value)
    items = value if isinstance(value, list) else []
    return [item for given in items if (item := read_item(reading, given)) is not None]


class MemberReading(NamedTuple):
    adapter: TypeAdapter[Any]
    member: Member
    is_list: bool
    default: object


@cache
def reading_of(model: type[BaseModel], name: str) -> MemberReading:
    field = model.model_fields[name]
    annotation = field.rebuild_annotation()
    return MemberReading(
        adapter=TypeAdapter(annotation),
        member=member_of(field),
        is_list=get_origin(field.annotation) is list,
        default=None if field.is_required() else field.default,
    )


def read_item(reading: MemberReading, value: object) -> object:
    try:
        return reading.adapter.validate_python([value])[0]
    except ValidationError:
        pass
    if isinstance(value, str) and not reading.member.holds_objects:
        return value or None  # it is the list that has too few
    return read_object(reading.member, value)


def read_object(member: Member, value: object) -> object:
    if not isinstance(value, Mapping):
        return None
    if holds_blocks(member):
        return read_block(value)
    model = member.model_of(value)
    return None if model is None else fitted(model, value)


def read_block(said: Json) -> Block:
    try:
        return Block.model_validate(said)
    except ValidationError:
        return Block.model_construct(earlier_block(BLOCK.model_of(said), said))  # type: ignore[arg-type]


def holds_blocks(member: Member) -> bool:
    return any(issubclass(model, BlockModel) for model in member.models.values())


def earlier_block(model: type[BaseModel] | None, said: Json) -> EarlierBlock:
    known = {name for name, _ in fields_of(model)} if model else set()
    return EarlierBlock.of(
        said, {name: read_member(model, name, said) if model and name in known else said[name] for name in said}
    )


BLOCK = member_of(Block.model_fields["root"])
