"""What keeps a release from being public: asked before it is scheduled, and again at its time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone
from wagtail.locks import BaseLock, WorkflowLock
from wagtail.models import Page

from cms.publishing.publications.preview import preview_context
from cms.publishing.requirements.examining import examine
from cms.publishing.rows.surroundings import Surroundings
from cms.releases.members import Joined
from cms.values.told import Told
from cms.values.told import gettext as _
from cms.values.told import joined as one_after_the_other


class NotReadyError(Exception):
    """Nothing of the release is published. ``lacks`` has what must be mended first."""

    def __init__(self, lacks: list["Lacking"]) -> None:
        self.told = one_after_the_other([each.told for each in lacks])
        super().__init__(self.told)
        self.lacks = lacks


@dataclass(frozen=True)
class Lacking:
    """A member, and all that keeps it from being public, in sentences."""

    joined: Joined
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return self.told

    @property
    def told(self) -> Told:
        problems = one_after_the_other(self.problems)
        return _("“{title}”: {problems}").format(title=self.joined.title, problems=problems)


def lacking(joined: list[Joined], *, user: User | None, at: datetime | None = None) -> list[Lacking]:
    """Of those that are not ready. ``at`` is when they are to be public; None for now. ``user`` publishes them."""
    found = ((each, tuple(problems_of(each, user=user, at=at))) for each in joined)
    return [Lacking(each, problems) for each, problems in found if problems]


def problems_of(joined: Joined, *, user: User | None, at: datetime | None = None) -> Iterator[str]:
    if joined.row is None:
        yield _("It was deleted. Take it out of the release.")
        return
    if joined.revision is None and not joined.row.live:
        yield _("Nothing of it was ever saved as a draft.")
        return
    yield from problems_of_time(joined, at or timezone.now())
    yield from problems_of_text(joined)
    yield from problems_of_people(joined, user)


def problems_of_time(joined: Joined, at: datetime) -> Iterator[str]:
    if planned := joined.row.scheduled_revision:
        yield _("It is scheduled by itself, for {when}. Cancel that schedule first.").format(
            when=in_words(planned.approved_go_live_at)
        )
    if (begins := joined.draft.go_live_at) and begins > at:
        yield _("Its draft is to go live only at {when}. Take that time away, or schedule the release later.").format(
            when=in_words(begins)
        )
    if (ends := joined.draft.expire_at) and ends <= at:
        yield _("Its draft expires at {when}, before it would be public.").format(when=in_words(ends))


def in_words(when: datetime) -> str:
    return f"{timezone.localtime(when, timezone.get_default_timezone()):%Y-%m-%d %H:%M}"


def problems_of_text(joined: Joined) -> Iterator[str]:
    public, member = joined.row.live_revision_id, joined.member
    if member.revision_id and public and public not in (member.was_over, member.revision_id):
        yield _("Another text of it was published since this one was scheduled. Schedule the release again.")
    if isinstance(joined.draft, Page) and Surroundings().address_of(joined.draft) is None:
        return  # readers do not get it, whatever it says
    yield from preview_context(joined.draft).get("problems", ())
    examination = examine(joined.draft) if isinstance(joined.draft, Page) else None
    for each in examination.blocking if examination else ():
        yield each.gap.message


def problems_of_people(joined: Joined, user: User | None) -> Iterator[str]:
    """Whoever may not publish it, or is to wait for somebody else."""
    if user is not None and not joined.may_be_published_by(user):
        yield _("{user} may not publish it.").format(user=user.get_full_name() or user.get_username())
        return
    held = joined.row.get_lock() if hasattr(joined.row, "get_lock") else None
    if held is not None and not joined.row.approved_schedule and (user is None or held.for_user(user)):
        yield said_of(held)


def said_of(held: BaseLock) -> str:
    if isinstance(held, WorkflowLock):
        return _("It waits for the step “{step}” of its review.").format(step=held.task.name)
    return _("It is locked. Unlock it first.")


def waits_for(joined: Joined) -> str:
    """Name of the step of the review in which it is; empty where it is in none."""
    task = getattr(joined.row, "current_workflow_task", None)
    return task.name if task else ""
