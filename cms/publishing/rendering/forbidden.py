"""What the contract forbids in a page, in words for its editor: where it stands, called as the form calls it, and the
remedy. No names of members, and nothing that pydantic says."""

from collections.abc import Iterator, Sequence
from typing import cast

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from wagtail.blocks import StructValue

from cms.publishing.unfinished import label_of
from cms.streamfield.blocks import ContractBlock
from cms.streamfield.fields import ContractStreamField
from cms.streamfield.finished import ADD_ONE, FILL_IN, Words
from cms.streamfield.places import place_of
from cms.values.told import gettext as _
from cms.values.told import joined, quoted, told

UNWRITTEN = {"string_type", "string_too_short", "missing", "model_type"}


class ForbiddenPartError(ValueError):
    """The contract forbids what a block says, or what was chosen says."""

    def __init__(
        self,
        error: ValidationError,
        *,
        block: ContractBlock | None = None,
        value: StructValue | None = None,
        chosen: Model | None = None,
    ) -> None:
        super().__init__(str(error))
        self.error, self.block, self.value, self.chosen = error, block, value, chosen


def sentences_about(error: ValueError, instance: object) -> list[str]:
    """``instance`` is the page or snippet that was to be published; others than the contract's errors say in words
    what is wrong."""
    if isinstance(error, ForbiddenPartError):
        faults = faults_in(error.error)
        return list(dict.fromkeys(sentence(list(places_in(error, instance, fault)), fault) for fault in faults))
    if isinstance(error, ValidationError):
        return list(dict.fromkeys(sentence(list(labels(instance, fault)), fault) for fault in faults_in(error)))
    return [str(error)]


def faults_in(error: ValidationError) -> list[ErrorDetails]:
    """Without members that are made from others: there is nothing to mend in them."""
    return [fault for fault in error.errors() if fault["type"] != "default_factory_not_called"]


def sentence(place: Sequence[Words], fault: ErrorDetails) -> str:
    if not place:
        return remedy(fault)
    return joined([joined([told(name) for name in place], between=" › "), remedy(fault)], between=": ")


def remedy(fault: ErrorDetails) -> str:
    limits = fault.get("ctx", {})
    match fault["type"]:
        case kind if kind in UNWRITTEN:
            return told(FILL_IN)
        case "too_short":
            return told(ADD_ONE)
        case "greater_than_equal":
            return _("It must be {limit} or more.").format(limit=limits["ge"])
        case "less_than_equal":
            return _("It must be {limit} or less.").format(limit=limits["le"])
        case _other:
            return _("It cannot be published as it is written here. Write it in another way, or leave it out.")


def places_in(error: ForbiddenPartError, instance: object, fault: ErrorDetails) -> Iterator[Words]:
    if error.chosen is not None:
        yield from (quoted(str(error.chosen)), *labels(error.chosen, fault))
    elif error.block is not None:
        yield from place_in(instance, error.value) or (cast(Words, error.block.label),)
        yield from label_in(error.block, error.error, fault)


def place_in(instance: object, value: object) -> tuple[Words, ...]:
    fields = instance._meta.fields if isinstance(instance, Model) else ()
    streams = (field for field in fields if isinstance(field, ContractStreamField))
    places = (place_of(value, field.stream_block, getattr(instance, field.name)) for field in streams)
    return next(filter(None, places), ())


def label_in(block: ContractBlock, error: ValidationError, fault: ErrorDetails) -> Iterator[Words]:
    """Nothing where it is about a member that the block works out, or about a part of that."""
    member = str(fault["loc"][0]) if fault["loc"] else ""
    if error.title == block.meta.contract.__name__ and member in block.child_blocks:
        yield block.child_blocks[member].label


def labels(instance: object, fault: ErrorDetails) -> Iterator[Words]:
    """Nothing where the member is no field: what is said then is said of the whole."""
    if isinstance(instance, Model) and fault["loc"]:
        try:
            yield quoted(label_of(instance, str(fault["loc"][0])))
        except (FieldDoesNotExist, AttributeError):
            return
