"""Undoing a release: readers get what they had before it, all at once, or nothing changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from api.models import Edition
from cms.publishing.conflicts import in_one_transaction
from cms.publishing.merging.drafts import BEFORE
from cms.publishing.schedule import Row
from cms.releases.members import Content, Joined, lock, note
from cms.releases.models import Release
from cms.releases.releasing import held, recorded_together

UNDONE = "cms.release.undo"


@dataclass(frozen=True)
class Since:
    """What happened to a member after the release."""

    joined: Joined
    what: str
    is_left_out: bool
    """It stays as it is, also where somebody insists."""

    def __str__(self) -> str:
        return _("“{title}”: {what}").format(title=self.joined.title, what=self.what)


class ChangedSinceError(Exception):
    """Nothing was undone. ``since`` has what was done after the release."""

    def __init__(self, since: list[Since]) -> None:
        super().__init__(" ".join(map(str, since)))
        self.since = since


class NotPublishedError(Exception):
    def __init__(self, release: Release) -> None:
        super().__init__(_("“{release}” is not public, so there is nothing to undo.").format(release=release))


def undo(release: Release, *, user: User, is_confirmed: bool = False) -> list[Edition]:
    """Raise NotPublishedError; ChangedSinceError unless that was confirmed; and what publishing raises."""

    def unit() -> list[Edition]:
        locked = lock(release)
        if locked.state != Release.State.PUBLISHED:
            raise NotPublishedError(locked)
        return undo_locked(locked, user=user, is_confirmed=is_confirmed)

    return in_one_transaction(unit)


def undo_locked(release: Release, *, user: User, is_confirmed: bool) -> list[Edition]:
    joined = held(release)
    found = since(joined)
    if found and not is_confirmed:
        raise ChangedSinceError(found)
    left_out = {each.joined for each in found if each.is_left_out}
    going_back = [each for each in joined if was_touched(each) and each not in left_out]
    with recorded_together() as editions:
        came_back = [go_back(each, user=user) for each in going_back]
    for each, revision in zip(going_back, came_back, strict=True):
        note(each.row, UNDONE, release, user=user, revision=revision)
    release.undone_at, release.undone_by = timezone.now(), user
    release.save()
    log(instance=release, action=UNDONE, user=user)
    return editions


def was_touched(joined: Joined) -> bool:
    """Not what said the same already."""
    return joined.member.before is not None or not joined.member.was_public


def since(joined: list[Joined]) -> list[Since]:
    return [found for each in joined if was_touched(each) for found in since_one(each)]


def since_one(joined: Joined) -> Iterator[Since]:
    """What somebody has taken away stays away: an undo makes nothing public that was withdrawn on purpose."""
    row, member = joined.row, joined.member
    if row is None:
        yield Since(joined, _("It was deleted since. It stays so."), is_left_out=True)
    elif not row.live:
        yield Since(joined, _("It was taken away from readers since. It stays so."), is_left_out=True)
    elif row.live_revision_id != member.revision_id:
        what = _("Another text of it was published since. Readers would lose that.")
        yield Since(joined, what, is_left_out=False)


def go_back(joined: Joined, *, user: User) -> Revision | None:
    """The text of the release stays the newest draft, to be mended. None where nothing was public before."""
    if joined.member.before is None:
        joined.row.unpublish(user=user)
        return None
    revision = as_it_was(joined, joined.member.before, user=user)
    revision.publish(user=user)
    return revision


def as_it_was(joined: Joined, before: Content, *, user: User) -> Revision:
    """What was public, older than the text of the release. Times that are over by now hold nothing up."""
    row = joined.row
    made: Revision = Revision._default_manager.create(
        created_at=joined.revision.created_at - timedelta(microseconds=1),  # type: ignore[union-attr]  # it was published
        content_type=ContentType.objects.get_for_model(row, for_concrete_model=False),
        base_content_type=row.get_base_content_type(),
        object_id=str(row.pk),
        object_str=str(row),
        content=before | {"go_live_at": None} | meaning_it(row, before),
        user=user,
    )
    return made


def meaning_it(row: Row, before: Content) -> Content:
    """What languages share goes back, too: else the old value would follow the one that is public now."""
    return {BEFORE: dict(row.shared_before)} if BEFORE in before else {}
