"""The same for whole pages: each field that editors write."""

import json
from collections.abc import Mapping
from functools import cache
from typing import cast

from django.db.models import Field
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision

from cms.publishing.merging.values import GONE, Conflict, Merging, Side

OF_THE_PAGE = {"go_live_at", "expire_at", "first_published_at", "owner"}
"""Editable fields that belong to the page or its schedule, not to what it says."""
Content = dict[str, object]


def merge_pages(
    base: Page | None,
    mine: Page,
    theirs: Page,
    *,
    holds: Mapping[str, Side] | None = None,
    otherwise: Side = "theirs",
) -> tuple[Page, list[Conflict]]:
    """What ``theirs`` is with all that ``mine`` has changed since ``base``; and what both have changed in other ways.

    Of the latter ``holds`` says which side holds, by the conflict's name; where it does not, ``otherwise`` does.
    Without a base all that differs is a conflict.
    """
    merging = Merging(holds=holds or {}, otherwise=otherwise)
    merged = merge_content(base, mine, theirs, merging)
    streams = stream_fields(type(theirs))
    stored = {name: json.dumps(value) if name in streams else value for name, value in merged.items()}
    return theirs.with_content_json(theirs.serializable_data() | stored), merging.conflicts


def is_all_in(mine: Page, *, base: Page | None, theirs: Page) -> bool:
    """Whether ``theirs`` says nothing that ``mine`` does not say: put together, they are ``mine``."""
    merging = Merging(holds={}, otherwise="theirs")
    return merge_content(base, mine, theirs, merging) == content_of(mine) and not merging.conflicts


def merge_content(base: Page | None, mine: Page, theirs: Page, merging: Merging) -> Content:
    old, ours, others = content_of(base) if base else {}, content_of(mine), content_of(theirs)
    return {name: merging.merge(old.get(name, GONE), ours[name], others[name], (name,)) for name in others}


def page_of(revision: Revision) -> Page:
    """As it was saved; nothing of the page is read later than now."""
    return cast(Page, revision.as_object())


def content_of(page: Page) -> Content:
    """What its editors write, by field, as it is stored; blocks of StreamFields as lists."""
    data, streams = page.serializable_data(), stream_fields(type(page))
    return {name: json.loads(data[name]) if name in streams else data[name] for name in written(type(page))}


@cache
def written(model: type[Page]) -> list[str]:
    """Names of the fields and of the rows below the page that its editors write."""
    fields = [field.name for field in model._meta.concrete_fields if is_written(field)]
    parts = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    choices = [field.name for field in get_all_child_m2m_relations(model)]
    return [*fields, *(name for name in parts if name != COMMENTS_RELATION_NAME), *choices]


def is_written(field: "Field[object, object]") -> bool:
    is_link = field.remote_field is not None and getattr(field.remote_field, "parent_link", False)
    return field.editable and not field.primary_key and not is_link and field.name not in OF_THE_PAGE


@cache
def stream_fields(model: type[Page]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields if isinstance(field, StreamField)}
