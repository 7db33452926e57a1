"""A correction of what is public now, on a page of which another text is scheduled: it goes into both."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, Revision, RevisionMixin

from cms.publishing.merging.drafts import draft_of, merge_drafts
from cms.publishing.merging.values import Conflict
from cms.publishing.rows.holding import hold

ACTION = "cms.merge"


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """``scheduled`` is what comes instead of the revision that was scheduled; None where none was."""

    published: Revision
    scheduled: Revision | None = None
    conflicts: tuple[Conflict, ...] = ()
    """What the scheduled text had changed already in another way: it says there what it said."""


@transaction.atomic
def correct(correction: Page, *, user: User | AnonymousUser | None = None) -> Corrected:
    """Publish ``correction``, the public page with what was wrong mended; mend the same in what is scheduled.

    The schedule stays in force. Raises what publishing raises, and then nothing has happened.
    """
    hold([correction])
    row = type(correction).objects.get(pk=correction.pk)
    before = row.with_content_json(row.serializable_data())  # rows below a page are read when they are asked for
    scheduled, old = row.scheduled_revision, row.live_revision
    correction.go_live_at = row.go_live_at if scheduled is None else None
    published = correction.save_revision(user=user, log_action=True)
    published.publish(user=user)
    if scheduled is None:
        return Corrected(published=published)
    merged, conflicts = merge_drafts(before, draft_of(published), draft_of(scheduled))
    again = schedule_again(merged, at=scheduled.approved_go_live_at, author=scheduled.user)
    note_merge(merged, made=again, base=old, mine=published, theirs=scheduled, conflicts=conflicts, user=user)
    return Corrected(published=published, scheduled=again, conflicts=tuple(conflicts))


def schedule_again(draft: RevisionMixin, *, at: datetime | None, author: User | None) -> Revision:
    """In the place of what was scheduled until now. Who scheduled it stays who did."""
    revision: Revision = draft.save_revision(user=author, approved_go_live_at=at, clean=False)
    draft.revisions.exclude(pk=revision.pk).update(approved_go_live_at=None)
    return revision


def save_draft(draft: RevisionMixin, *, user: User | AnonymousUser | None) -> Revision:
    """What was put together, as the newest draft. What was never public says in its own row what its draft says."""
    made: Revision = draft.save_revision(user=user, clean=False)
    if not isinstance(draft, Page) and not getattr(draft, "live", True):
        draft.save()
    return made


def note_merge(
    draft: RevisionMixin,
    *,
    made: Revision,
    base: Revision | None,
    mine: Revision,
    theirs: Revision,
    conflicts: list[Conflict],
    user: User | AnonymousUser | None,
) -> None:
    """In the history of the page or snippet, so that what is open can be asked later."""
    data = {"base": base and base.pk, "mine": mine.pk, "theirs": theirs.pk, "questions": len(conflicts)}
    log(instance=draft, action=ACTION, user=user, revision=made, data=data, content_changed=True)
