"""Publishing a release: all of it in one transaction, by the road of every publication, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from api.models import Edition
from cms.publishing.conflicts import in_one_transaction
from cms.publishing.refresh import gathering, refresh_all
from cms.publishing.rows.holding import hold
from cms.publishing.schedule import Row
from cms.releases.members import ClosedError, Content, Joined, lock, note
from cms.releases.models import Release
from cms.releases.readiness import NotReadyError, lacking
from cms.values import told
from cms.values.told import gettext as _

PUBLISHED, SCHEDULED, CANCELLED = "cms.release.publish", "cms.release.schedule", "cms.release.cancel"
"""Actions in the log: the first of each page and snippet, the others of the release."""


class NothingInItError(Exception):
    def __init__(self, release: Release) -> None:
        self.told = _("There is nothing in “{release}” yet.").format(release=release)
        super().__init__(self.told)


class PastError(Exception):
    def __init__(self) -> None:
        super().__init__(_("Choose a time that is still to come."))


def publish(release: Release, *, user: User) -> list[Edition]:
    """Now. Raise NotReadyError, ClosedError, NothingInItError, and what publishing raises: then nothing is done."""

    def unit() -> list[Edition]:
        locked = lock(release)
        if not locked.is_open:
            raise ClosedError(locked)
        return publish_locked(locked, user=user)

    return in_one_transaction(unit)


def publish_locked(release: Release, *, user: User | None, at: datetime | None = None) -> list[Edition]:
    """``at``: when it was to be, which is over now; None for now."""
    joined = held(release)
    refuse_unready(joined, user=user, at=at)
    coming = [each for each in joined if keep(each)]
    with recorded_together() as editions:
        for each in coming:
            bring_out(each, user=user, now=timezone.now())
    for each in coming:
        more: Content = {"scheduled_for": at.isoformat()} if at else {}
        note(each.row, PUBLISHED, release, user=user, revision=each.revision, more=more)
    release.scheduled_for, release.published_at, release.published_by = None, timezone.now(), user
    release.refusal, release.words = "", None
    release.save()
    return editions


def held(release: Release) -> list[Joined]:
    """All rows, in the order of all publishers, and as they are then. Raise NothingInItError."""
    hold(each.row for each in Joined.of(release) if each.row is not None)
    joined = Joined.of(release)
    if not joined:
        raise NothingInItError(release)
    return joined


def refuse_unready(joined: list[Joined], *, user: User | None, at: datetime | None = None) -> None:
    """Raise NotReadyError."""
    if lacks := lacking(joined, user=user, at=at):
        raise NotReadyError(lacks)


@contextmanager
def recorded_together() -> Iterator[list[Edition]]:
    """The list has the editions in the end."""
    editions: list[Edition] = []
    with gathering() as gathered:
        yield editions
    editions += refresh_all(gathered)


def keep(joined: Joined) -> bool:
    """All that is public, before any of it is changed. False where the text is public already."""
    row, member, revision = joined.row, joined.member, joined.revision
    is_public = revision is None or (row.live and row.live_revision_id == revision.pk)
    member.was_public, member.revision = row.live, None if is_public else revision
    member.before = row.serializable_data() if row.live and not is_public else None
    member.title = joined.title
    member.save()
    return not is_public


def bring_out(joined: Joined, *, user: User | None, now: datetime) -> None:
    begin_by(joined.revision, now)
    joined.revision.publish(user=user)  # type: ignore[union-attr]  # it has one, or has nothing to bring out


def begin_by(revision: Revision | None, now: datetime) -> None:
    """What is due by the database's clock is due, though this machine's may be slow: Wagtail would ask that."""
    draft: Row = revision.as_object() if revision else None
    if revision and draft.go_live_at and draft.go_live_at > now:
        revision.content["go_live_at"] = now.isoformat()


@transaction.atomic
def schedule(release: Release, at: datetime, *, user: User) -> None:
    """The drafts as they are now are what will be public; a release that is scheduled already gets them, too.

    Raise NotReadyError, ClosedError, NothingInItError, PastError.
    """
    release = lock(release)
    if not (release.is_open or release.state == Release.State.SCHEDULED):
        raise ClosedError(release)
    if at <= timezone.now():
        raise PastError
    choose_newest(release)
    joined = Joined.of(release)
    if not joined:
        raise NothingInItError(release)
    refuse_unready(joined, user=user, at=at)
    release.scheduled_for, release.scheduled_by = at, user
    release.refusal, release.words = "", None
    release.save()
    log(instance=release, action=SCHEDULED, user=user, data={"at": at.isoformat()})


def choose_newest(release: Release) -> None:
    """Fix what is to be published: nobody should be surprised by what is typed in the last minute."""
    for each in Joined.of(release):
        if each.row is not None:
            each.member.revision = each.row.latest_revision
            each.member.was_over = each.row.live_revision_id
            each.member.save()


@transaction.atomic
def cancel(release: Release, *, user: User | None = None) -> None:
    """Nothing where it is not scheduled."""
    release = lock(release)
    if release.state == Release.State.SCHEDULED:
        stop(release)
        log(instance=release, action=CANCELLED, user=user)


def stop(release: Release, *, refusal: str = "") -> None:
    """It can be changed again; its texts are the newest drafts."""
    release.scheduled_for = None
    release.refusal, release.words = str(told.in_english(refusal)), told.keep(refusal) if refusal else None
    release.save()
    release.members.update(revision=None, was_over=None)
