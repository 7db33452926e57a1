"""What a release consists of: each page or snippet as it is public, and the text that is to be."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from django.contrib.auth.models import AnonymousUser, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_latest_str
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, Revision
from wagtail.permissions import policy_registry

from cms.publishing.schedule import Row
from cms.releases.models import Release, ReleaseMember

Content = dict[str, object]
"""Of a row, as Wagtail serialises it; what a log entry says besides."""

ADDED, TAKEN_OUT = "cms.release.add", "cms.release.remove"
"""Actions in the log of the page or snippet."""


class ClosedError(Exception):
    """The release is scheduled, published or undone: what it consists of stays."""

    def __init__(self, release: Release) -> None:
        said = _("“{release}” is not being collected any more. Cancel its schedule first, or begin another release.")
        super().__init__(said.format(release=release))


@dataclass(frozen=True)
class Joined:
    """A member with its row; None where that is deleted."""

    member: ReleaseMember
    row: Row

    @cached_property
    def revision(self) -> Revision | None:
        """The text that was chosen when it was scheduled; else the newest draft, whatever becomes of it until then."""
        return self.member.revision or (self.row and self.row.latest_revision)

    @cached_property
    def draft(self) -> Row:
        return self.revision.as_object() if self.revision else self.row

    @property
    def title(self) -> str:
        return str(get_latest_str(self.row)) if self.row else self.member.title

    @property
    def is_newer(self) -> bool:
        """Somebody has gone on writing since the text was chosen."""
        return bool(self.row and self.member.revision_id and self.row.latest_revision_id != self.member.revision_id)

    def may_be_published_by(self, user: User | AnonymousUser) -> bool:
        return self.row is None or may_publish(self.row, user)

    @classmethod
    def of(cls, release: Release) -> list[Self]:
        """Snippets before the pages that show them, pages above before those below."""
        members = list(release.members.select_related("content_type", "revision"))
        found = [cls(member, row) for member, row in zip(members, rows_of(members), strict=True)]
        return sorted(found, key=lambda each: (each.member.is_page, getattr(each.row, "path", ""), each.member.pk))


def rows_of(members: Iterable[ReleaseMember]) -> list[Model | None]:
    members = list(members)
    keys: dict[type[Model], list[str]] = {}
    for each in members:
        keys.setdefault(each.model, []).append(each.object_id)
    found = {
        (model, str(row.pk)): row
        for model in keys
        for row in model._default_manager.filter(pk__in=keys[model]).select_related("latest_revision", "live_revision")
    }
    return [found.get((each.model, each.object_id)) for each in members]


def may_publish(instance: Model, user: User | AnonymousUser) -> bool:
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_publish())
    return policy_registry.get(instance).user_has_permission(user, "publish")


def may_edit(instance: Model, user: User | AnonymousUser) -> bool:
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    return policy_registry.get(instance).user_has_any_permission(user, ["change", "publish"])


def can_be_collected(instance: Model) -> bool:
    """What has drafts. An alias is published with its original."""
    return isinstance(instance, DraftStateMixin) and getattr(instance, "alias_of_id", None) is None


def lock(release: Release) -> Release:
    """Until the transaction ends, and as the database has it now. Before any page is."""
    return Release.objects.select_for_update(no_key=True).get(pk=release.pk)


@transaction.atomic
def add(release: Release, instance: Model, *, user: User | None = None) -> ReleaseMember:
    """Once, however often it is added. Raise ClosedError."""
    if not lock(release).is_open:
        raise ClosedError(release)
    member, is_new = ReleaseMember.objects.get_or_create(
        release=release,
        content_type=ContentType.objects.get_for_model(instance, for_concrete_model=False),
        object_id=str(instance.pk),
        defaults={"title": str(get_latest_str(instance)), "added_by": user},
    )
    if is_new:
        note(instance, ADDED, release, user=user)
    return member


@transaction.atomic
def take_out(member: ReleaseMember, *, user: User | None = None) -> None:
    """Raise ClosedError."""
    if not lock(member.release).is_open:
        raise ClosedError(member.release)
    (row,) = rows_of([member])
    if row is not None:
        note(row, TAKEN_OUT, member.release, user=user)
    member.delete()


def note(
    instance: Model,
    action: str,
    release: Release,
    *,
    user: User | None,
    revision: Revision | None = None,
    more: Content | None = None,
) -> None:
    """In the log of the page or snippet, with the release's name: it may be called otherwise later."""
    said = {"release": release.pk, "name": release.name, **(more or {})}
    log(instance=instance, action=action, user=user, data=said, revision=revision)


def releases_of(instance: Model) -> list[Release]:
    """Those in which it is, and that are not public yet."""
    content_type = ContentType.objects.get_for_model(instance, for_concrete_model=False)
    found = Release.objects.filter(members__content_type=content_type, members__object_id=str(instance.pk))
    return list(found.filter(published_at=None))
