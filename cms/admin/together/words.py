"""What is asked about a conflict, in words: where it is, and what each side says there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Model
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField
from wagtail.models import Page, RevisionMixin
from wagtail.rich_text import RichText

from cms.admin.history.differences import Change, compare_words
from cms.publishing.merging.drafts import written
from cms.publishing.merging.values import GONE, ORDER, Conflict, Path
from cms.streamfield.finished import name_of

Value = Any
"""Of a block: what it is, its block alone knows."""


@dataclass(frozen=True, kw_only=True)
class Question:
    name: str
    """Of the conflict."""
    place: str
    mine: str
    theirs: str


def question_of(conflict: Conflict, *, mine: RevisionMixin, theirs: RevisionMixin) -> Question:
    place = place_in(mine, conflict.path) or place_in(theirs, conflict.path)
    is_order = conflict.path[-1] == ORDER
    return Question(
        name=conflict.name,
        place=" › ".join([*place, _("order")] if is_order else place),
        mine=said(mine, conflict.path, is_gone=conflict.mine is GONE),
        theirs=said(theirs, conflict.path, is_gone=conflict.theirs is GONE),
    )


def said(draft: RevisionMixin, path: Path, *, is_gone: bool) -> str:
    if is_gone:
        return _("Taken away")
    name, *inner = path
    value = getattr(draft, name)
    if not inner:
        return words_of_field(draft, name) or _("Nothing")
    block, found = found_at(value.stream_block, value, inner)
    return " · ".join(words_of(block, found)) or _("Nothing")


def words_of_field(draft: RevisionMixin, name: str) -> str:
    value = getattr(draft, name)
    if hasattr(value, "all"):
        return ", ".join(named(row) for row in value.all())
    field = draft._meta.get_field(name)
    if stream := getattr(field, "stream_block", None):
        return " · ".join(words_of(stream, value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(field, RichTextField):
        return " ".join(strip_tags(value).split())
    chosen = getattr(draft, f"get_{name}_display")() if getattr(field, "choices", None) else value
    return "" if chosen is None else str(chosen)


def changed_fields(before: RevisionMixin, after: RevisionMixin) -> Iterator[Change]:
    """In the order in which the model has them."""
    for name in written(type(after)):
        was, now = words_of_field(before, name), words_of_field(after, name)
        if was != now:
            yield Change("changed", (label_of(type(after), name),), tuple(compare_words(was, now)))


def named(row: Model) -> str:
    """What the row chooses, where it is only there to choose something: a reviewer of a page is a clinician."""
    chosen = (getattr(row, field.name) for field in row._meta.fields if field.many_to_one)
    found = [str(each) for each in chosen if each is not None and not isinstance(each, Page)]
    return found[0] if found and type(row).__str__ is Model.__str__ else str(row)


def place_in(draft: RevisionMixin, path: Path) -> list[str]:
    """Labels that editors see, from the outside in; empty where the draft does not have it."""
    name, *inner = path
    if not inner:
        return [label_of(type(draft), name)]
    try:
        return list(labels(getattr(draft, name).stream_block, getattr(draft, name), inner))
    except LookupError:
        return []


def label_of(model: type[Model], name: str) -> str:
    field = model._meta.get_field(name)
    rows = cast(type[Model], field.related_model)
    label = str(getattr(field, "verbose_name", None) or rows._meta.verbose_name_plural)
    return label[:1].upper() + label[1:]


def labels(block: blocks.Block, value: Value, path: list[str]) -> Iterator[str]:
    if not path or path == [ORDER]:
        return
    step, *rest = path
    if isinstance(block, blocks.StructBlock):
        yield from labels(block.child_blocks[step], value[step], rest)
        return
    child, inner = item_of(block, value, step)
    yield str(name_of(child, inner))
    yield from labels(child, inner, rest)


def found_at(block: blocks.Block, value: Value, path: list[str]) -> tuple[blocks.Block, Value]:
    if not path or path == [ORDER]:
        return block, value
    step, *rest = path
    if isinstance(block, blocks.StructBlock):
        return found_at(block.child_blocks[step], value[step], rest)
    return found_at(*item_of(block, value, step), rest)


def item_of(block: blocks.Block, value: Value, identity: str) -> tuple[blocks.Block, Value]:
    """Raises LookupError."""
    children = value if isinstance(block, blocks.StreamBlock) else value.bound_blocks
    for child in children:
        if child.id == identity:
            return child.block, child.value
    raise LookupError(identity)


def words_of(block: blocks.Block, value: Value) -> Iterator[str]:
    """What a person reads in it, in the order of the form."""
    if isinstance(block, blocks.StreamBlock):
        for child in value or ():
            yield from words_of(child.block, child.value)
    elif isinstance(block, blocks.ListBlock):
        for item in value or ():
            yield from words_of(block.child_block, item)
    elif isinstance(block, blocks.StructBlock) and isinstance(value, blocks.StructValue):
        for name, inner in block.child_blocks.items():
            yield from words_of(inner, value.get(name))
    elif value not in (None, "", False):
        yield " ".join(strip_tags(value.source).split()) if isinstance(value, RichText) else str(value)
