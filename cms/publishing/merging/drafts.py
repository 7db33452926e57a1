"""The same for whole drafts of pages and snippets: each field that editors write."""

import json
from collections.abc import Mapping
from functools import cache
from typing import TypeVar, cast

from django.db.models import Field, Model
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Revision, RevisionMixin

from cms.publishing.merging.values import GONE, Conflict, Merging, Side

OF_THE_ROW = {"go_live_at", "expire_at", "first_published_at", "owner"}
"""Editable fields that belong to the page or snippet or its schedule, not to what it says."""
BEFORE = "shared_before"
"""Member of a revision: of fields, by name, what all languages said when the draft was begun
(``cms.publishing.sharing.values``). What holds in a field brings it along."""
Content = dict[str, object]


Draft = TypeVar("Draft", bound=RevisionMixin)


def merge_drafts(
    base: Draft | None,
    mine: Draft,
    theirs: Draft,
    *,
    holds: Mapping[str, Side] | None = None,
    otherwise: Side = "theirs",
) -> tuple[Draft, list[Conflict]]:
    """What ``theirs`` is with all that ``mine`` has changed since ``base``; and what both have changed in other ways.

    Of the latter ``holds`` says which side holds, by the conflict's name; where it does not, ``otherwise`` does.
    Without a base all that differs is a conflict.
    """
    merging = Merging(holds=holds or {}, otherwise=otherwise)
    merged = merge_content(base, mine, theirs, merging)
    streams = stream_fields(type(theirs))
    stored = {name: json.dumps(value) if name in streams else value for name, value in merged.items()}
    content = theirs.serializable_data() | stored | begun_with(mine, theirs, merged)
    return theirs.with_content_json(content), merging.conflicts


def begun_with(mine: RevisionMixin, theirs: RevisionMixin, merged: Content) -> Content:
    """What all languages said when what holds in each field was written."""
    others = theirs.serializable_data()
    ours, known = (cast(Content, data.get(BEFORE)) for data in (mine.serializable_data(), others))
    if known is None or ours is None:
        return {}
    taken = {name: ours[name] for name in ours if merged.get(name) != others.get(name)}
    return {BEFORE: known | taken}


def is_all_in(mine: Draft, *, base: Draft | None, theirs: Draft) -> bool:
    """Whether ``theirs`` says nothing that ``mine`` does not say: put together, they are ``mine``."""
    merging = Merging(holds={}, otherwise="theirs")
    return merge_content(base, mine, theirs, merging) == content_of(mine) and not merging.conflicts


def merge_content(base: RevisionMixin | None, mine: RevisionMixin, theirs: RevisionMixin, merging: Merging) -> Content:
    old, ours, others = content_of(base) if base else {}, content_of(mine), content_of(theirs)
    return {name: merging.merge(old.get(name, GONE), ours[name], others[name], (name,)) for name in others}


def draft_of(revision: Revision) -> RevisionMixin:
    """As it was saved; nothing of the page or snippet is read later than now."""
    return cast(RevisionMixin, revision.as_object())


def content_of(draft: RevisionMixin) -> Content:
    """What its editors write, by field, as it is stored; blocks of StreamFields as lists."""
    data, streams = draft.serializable_data(), stream_fields(type(draft))
    return {name: json.loads(data[name]) if name in streams else data[name] for name in written(type(draft))}


@cache
def written(model: type[Model]) -> list[str]:
    """Names of the fields and of the rows below that editors write."""
    fields = [field.name for field in model._meta.concrete_fields if is_written(field)]
    parts = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    choices = [field.name for field in get_all_child_m2m_relations(model)]
    return [*fields, *(name for name in parts if name != COMMENTS_RELATION_NAME), *choices]


def is_written(field: "Field[object, object]") -> bool:
    is_link = field.remote_field is not None and getattr(field.remote_field, "parent_link", False)
    return field.editable and not field.primary_key and not is_link and field.name not in OF_THE_ROW


@cache
def stream_fields(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields if isinstance(field, StreamField)}
