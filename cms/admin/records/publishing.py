"""Who published what was public, by which road, and what happened on the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from django.utils.translation import gettext as _
from wagtail.models.audit_log import BaseLogEntry

from cms.admin.dates import to_the_second
from cms.admin.history.entries import NEAR
from cms.admin.records.asking import Inquiry
from cms.admin.records.parts import Fact, Part, Row, name_of
from cms.publishing.following import causes
from cms.publishing.following.models import Followed
from cms.releases.releasing import PUBLISHED
from cms.releases.undoing import UNDONE

PUBLISH, SCHEDULED, APPROVE, SCHEDULE = (
    "wagtail.publish",
    "wagtail.publish.scheduled",
    "wagtail.workflow.approve",
    "wagtail.publish.schedule",
)
PUBLISHES = (PUBLISH, SCHEDULED)
RELEASES = (PUBLISHED, UNDONE)
STEPS = (
    SCHEDULE,
    "wagtail.schedule.cancel",
    "wagtail.workflow.start",
    "wagtail.workflow.reject",
    "wagtail.workflow.resume",
    "wagtail.workflow.cancel",
    APPROVE,
)


def publishing(inquiry: Inquiry) -> Iterator[Part]:
    if inquiry.edition is None:
        return
    entries, published = inquiry.noted, publication(inquiry)
    followed = Followed.objects.filter(edition=inquiry.edition.number).select_related("caused_by").first()
    road = Road.of(published, entries)
    yield Part(
        name="publishing",
        heading=_("Who published it"),
        says=tuple(filter(None, [following(followed), road.says])),
        unknown=() if published else (nobody_knows(),),
        rows=(road.row(followed),) if published or followed else (),
    )
    if published and (steps := steps_before(published, entries)):
        yield Part(name="steps", heading=_("What happened on the way"), rows=tuple(map(step_row, steps)))


def nobody_knows() -> str:
    return _("Nobody noted who published it: a program did, or it was before that was noted.")


def publication(inquiry: Inquiry) -> BaseLogEntry | None:
    """The last one until the moment, which brought the text."""
    return next((each for each in reversed(inquiry.noted) if each.action in PUBLISHES), None)


def revision_published(inquiry: Inquiry) -> int | None:
    """Primary key of the draft that was published, which may be gone."""
    published = publication(inquiry)
    return published.revision_id if published else None


def following(followed: Followed | None) -> str:
    """Of an edition that nobody published for its own sake."""
    if followed is None:
        return ""
    cause, by = causes.in_words(followed.cause), name_of(followed.caused_by)
    if by:
        said = _("This edition followed a change elsewhere, by {by}: {cause}. The page itself was published before.")
        return said.format(by=by, cause=cause)
    return _("This edition followed a change elsewhere: {cause}. The page itself was published before.").format(
        cause=cause
    )


@dataclass(frozen=True, kw_only=True)
class Road:
    """``name``: ``form``, ``approval``, ``schedule``, ``release``, ``program``; empty where nobody knows."""

    name: str = ""
    by: str = ""
    at: datetime | None = None
    says: str = ""
    release: str = ""
    """Name of the one that it was a part of."""

    @classmethod
    def of(cls, published: BaseLogEntry | None, entries: Sequence[BaseLogEntry]) -> "Road":
        if published is None:
            return cls()
        by, at = who(published), published.timestamp
        if (release := release_of(published, entries)) is not None:
            return cls.with_others(release, by=by, at=at)
        if published.action == SCHEDULED:
            return cls.scheduled(last(SCHEDULE, published, entries), at=at)
        if published.user_id is None:
            return cls(name="program", at=at, says=_("A program published it, in nobody’s name."))
        approved = steps_before(published, entries)[-1:]
        if approved and approved[0].action == APPROVE and at - approved[0].timestamp <= NEAR:
            said = _("{by} published it by approving the last step of the workflow.")
            return cls(name="approval", by=by, at=at, says=said.format(by=by))
        return cls(name="form", by=by, at=at, says=_("{by} published it in the admin.").format(by=by))

    @classmethod
    def with_others(cls, release: BaseLogEntry, *, by: str, at: datetime) -> "Road":
        """As it was called then."""
        name, ordered = release.data.get("name", ""), release.data.get("scheduled_for")
        said = _("It was published with the release “{release}”, by {by}.")
        if release.action == UNDONE:
            said = _("It came back when {by} undid the release “{release}”.")
        elif ordered:
            said = _("It was published with the release “{release}”, at the time that {by} had ordered.")
        return cls(name="release", by=by, at=at, release=name, says=said.format(release=name, by=by))

    @classmethod
    def scheduled(cls, order: BaseLogEntry | None, *, at: datetime) -> "Road":
        if order is None:
            return cls(name="schedule", at=at, says=_("It was published at its time. Nobody noted who ordered that."))
        by = who(order)
        said = _("It was published at its time, as {by} had ordered on {when}.")
        return cls(name="schedule", by=by, at=at, says=said.format(by=by, when=to_the_second(order.timestamp)))

    def row(self, followed: Followed | None) -> Row:
        cause, by = (causes.in_words(followed.cause), name_of(followed.caused_by)) if followed else (None, None)
        return Row(
            facts=(
                Fact(name="road", known=self.name or None),
                Fact(name="published_by", label=_("By"), known=self.by or None),
                Fact(name="published_at", label=_("When"), known=self.at),
                Fact(name="release", label=_("Release"), known=self.release or None),
                Fact(name="followed", label=_("Followed from"), known=cause),
                Fact(
                    name="followed_by",
                    label=_("Which was done by"),
                    known=by,
                ),
            )
        )


def release_of(published: BaseLogEntry, entries: Sequence[BaseLogEntry]) -> BaseLogEntry | None:
    """The log has it after the publication, with the same draft."""
    after = (each for each in entries if each.timestamp >= published.timestamp and each.action in RELEASES)
    return next((each for each in after if each.revision_id == published.revision_id), None)


def last(action: str, published: BaseLogEntry, entries: Sequence[BaseLogEntry]) -> BaseLogEntry | None:
    """Of the publication, or before it."""
    until = published.timestamp + NEAR
    return next((each for each in reversed(entries) if each.action == action and each.timestamp <= until), None)


def steps_before(published: BaseLogEntry, entries: Sequence[BaseLogEntry]) -> list[BaseLogEntry]:
    """Since the publication before that one."""
    before = list(takewhile(lambda each: each != published, entries))
    since = takewhile(lambda each: each.action not in PUBLISHES, reversed(before))
    return [each for each in since if each.action in STEPS][::-1]


def step_row(step: BaseLogEntry) -> Row:
    return Row(
        facts=(
            Fact(name="at", label=_("When"), known=step.timestamp),
            Fact(name="action", known=step.action),
            Fact(name="what", label=_("What"), known=str(step.message)),
            Fact(name="by", label=_("By"), known=who(step)),
            Fact(name="comment", label=_("Note"), known=str(step.comment or "")),
        )
    )


def who(entry: BaseLogEntry) -> str:
    """Also of an account that is gone."""
    return str(entry.user_display_name)
