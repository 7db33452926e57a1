"""A release as an editor reads it: each page and snippet with what will change, and what is in the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import cast

from django.contrib.auth.models import User
from django.db.models import Field, Model
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.permissions import page_permission_policy, policy_registry

from cms.admin.history.differences import Change, by_heading, compare
from cms.admin.subjects import Visitor
from cms.publishing.publications.preview import preview_context
from cms.publishing.publications.registry import publication_of, publications
from cms.publishing.requirements.examining import findings_of
from cms.publishing.requirements.requirement import Gap
from cms.publishing.schedule import schedulable_models
from cms.releases.members import Joined, can_be_collected, may_edit, may_publish
from cms.releases.models import Release, ReleaseMember
from cms.releases.readiness import problems_of, waits_for
from cms.values.languages import named_in_settings

RIGHTS = ["add", "change", "publish"]
MOST_OFFERED = 200


def may_collect(user: Visitor) -> bool:
    """Whoever writes or publishes something. What a release may do is asked of each thing in it."""
    is_for_pages = page_permission_policy.user_has_any_permission(user, RIGHTS)
    return bool(is_for_pages or any(may_change(user, model) for model in snippets()))


def snippets() -> list[type[Model]]:
    return [model for model in schedulable_models() if model is not Page]


def may_publish_something(user: Visitor) -> bool:
    is_for_pages = page_permission_policy.user_has_permission(user, "publish")
    return bool(
        is_for_pages
        or any(policy_registry.get_by_type(each).user_has_permission(user, "publish") for each in snippets())
    )


def collectable_models() -> list[type[Model]]:
    """Of pages those that have documents."""
    return [*(each.model for each in publications() if issubclass(each.model, Page)), *snippets()]


def may_change(user: Visitor, model: type[Model]) -> bool:
    return bool(policy_registry.get_by_type(model).user_has_any_permission(user, ["change", "publish"]))


@dataclass(frozen=True, kw_only=True)
class Line:
    """``is_seen``: whoever looks may know what it is."""

    member: ReleaseMember
    title: str
    kind: str
    language: str
    edit_url: str | None
    is_seen: bool
    is_new: bool
    is_newer: bool
    is_drawn: bool
    """It has a document of its own, which can be seen."""
    waits_for: str
    problems: tuple[str, ...]


def lines_of(release: Release, joined: Iterable[Joined], user: Visitor) -> list[Line]:
    at = release.scheduled_for
    return [line_of(each, user, at=at, is_over=release.published_at is not None) for each in joined]


def line_of(joined: Joined, user: Visitor, *, at: datetime | None, is_over: bool) -> Line:
    row, member = joined.row, joined.member
    is_seen = row is None or may_edit(row, user) or may_publish(row, user)
    locale = getattr(row, "locale", None)
    return Line(
        member=member,
        title=joined.title if is_seen else _("Something that you may not edit"),
        kind=str(member.model._meta.verbose_name),
        language=named_in_settings(locale.language_code) if locale else "",
        edit_url=AdminURLFinder(user).get_edit_url(row) if row and is_seen else None,
        is_seen=is_seen,
        is_new=row is not None and not row.live,
        is_newer=joined.is_newer and not is_over,
        is_drawn=is_seen and row is not None and publication_of(row) is not None,
        waits_for=waits_for(joined),
        problems=() if is_over else tuple(problems_of(joined, user=cast(User, user), at=at)),
    )


def changes_of(joined: Joined) -> list[tuple[str, list[Change]]]:
    """What readers will see otherwise. Empty for what has no document of its own."""
    if joined.row is None:
        return []
    return by_heading(compare(as_read(joined.row) if joined.row.live else {}, as_read(joined.draft)))


def as_read(instance: Model) -> Mapping[str, object]:
    """As far as it can be shown: a draft may be unfinished."""
    document = preview_context(instance).get("document")
    return cast(Mapping[str, object], document.model_dump(mode="json")) if document else {}


@dataclass(frozen=True)
class FieldChange:
    """Of what readers see only in pages, such as a contact line."""

    label: str
    was: str
    now: str


def fields_changed(joined: Joined) -> list[FieldChange]:
    if joined.row is None:
        return []
    fields = [field for field in joined.row._meta.concrete_fields if field.editable and not field.primary_key]
    pairs = ((field.verbose_name, shown(field, joined.row), shown(field, joined.draft)) for field in fields)
    return [FieldChange(str(label).capitalize(), was, now) for label, was, now in pairs if was != now]


def shown(field: Field, instance: Model) -> str:  # type: ignore[type-arg]
    """Of rich text its words."""
    value = getattr(instance, field.name)
    if isinstance(field, RichTextField):
        return " ".join(unescape(strip_tags(value.replace("><", "> <"))).split())
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Findings:
    """What the checks of the content say of one page."""

    title: str
    edit_url: str | None
    gaps: list[Gap]


def findings(release: Release, user: Visitor) -> list[Findings]:
    """Of all pages in which something was found, with what keeps them from being public first in each."""
    seen = [each for each in Joined.of(release) if each.row is not None and may_edit(each.row, user)]
    checked = ((each, gaps_of(each)) for each in seen if isinstance(each.draft, Page))
    finder = AdminURLFinder(user)
    return [Findings(each.title, finder.get_edit_url(each.row), gaps) for each, gaps in checked if gaps]


def gaps_of(joined: Joined) -> list[Gap]:
    found = [each.gap for each in findings_of(joined.draft) if each.standing == "advised"]
    return sorted(found, key=lambda gap: gap.is_hint)


def drafts_to_offer(release: Release, user: Visitor) -> list[Model]:
    """What has a draft that is not public, and is not in the release yet: the newest first."""
    known = {(each.model, each.object_id) for each in release.members.select_related("content_type")}
    found = [row for model in schedulable_models() for row in with_drafts(model)]
    rows = [each.specific if isinstance(each, Page) else each for each in newest_first(found)]
    offered = (row for row in rows if (type(row), str(row.pk)) not in known)
    return [row for row in offered if can_be_collected(row) and may_edit(row, user)][:MOST_OFFERED]


def with_drafts(model: type[Model]) -> Iterable[Model]:
    rows = model._default_manager.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    return rows.select_related("latest_revision").order_by("-latest_revision__created_at")[: 2 * MOST_OFFERED]


def newest_first(rows: Iterable[Model]) -> list[Model]:
    return sorted(rows, key=lambda row: row.latest_revision.created_at, reverse=True)  # type: ignore[attr-defined]
