"""What two texts of one thing were put together from, as its history keeps it, and what is still to be chosen."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Model
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.log_actions import log, registry
from wagtail.models import Revision, RevisionMixin
from wagtail.models.audit_log import BaseLogEntry

from cms.publishing.merging.correcting import ACTION
from cms.publishing.merging.drafts import draft_of, merge_drafts
from cms.publishing.merging.values import Conflict, Side

CHOSEN = "cms.merge.chosen"
"""Somebody has said what holds."""


@dataclass(frozen=True)
class Merge:
    """Made of ``mine`` and ``theirs``, which both began with ``base``; None where that is not kept any more."""

    made: Revision
    base: Revision | None
    mine: Revision
    theirs: Revision

    @property
    def is_of_schedule(self) -> bool:
        return self.made.approved_go_live_at is not None

    @cached_property
    def texts(self) -> tuple[RevisionMixin | None, RevisionMixin, RevisionMixin]:
        return (draft_of(self.base) if self.base else None, draft_of(self.mine), draft_of(self.theirs))

    def merged(self, holds: dict[str, Side] | None = None) -> tuple[RevisionMixin, list[Conflict]]:
        return merge_drafts(*self.texts, holds=holds)


def merge_that_made(revision: Revision) -> Merge | None:
    """None where the revision was made in another way, or what it was made from is not kept."""
    row = revision.content_object
    entry = entry_of(row, made=revision.pk) if row is not None else None
    if entry is None:
        return None
    names = ("base", "mine", "theirs")
    kept = Revision.objects.for_instance(row).in_bulk([entry.data[each] for each in names])
    base, mine, theirs = (kept.get(entry.data[each]) for each in names)
    return Merge(revision, base, mine, theirs) if mine and theirs else None


def entry_of(row: Model, *, made: int) -> BaseLogEntry | None:
    return registry.get_logs_for_instance(row).filter(revision=made, action=ACTION).order_by("timestamp").last()


def open_questions_of(row: RevisionMixin) -> str | None:
    """Address of where they are asked; None where the newest draft was not made of two, or that has been settled."""
    newest = newest_of(row)
    entry = entry_of(row, made=newest) if newest else None
    if entry is None or not entry.data.get("questions"):
        return None
    return reverse("publishing:together", args=[newest])


def newest_of(row: RevisionMixin) -> int | None:
    """As the database has it now."""
    return type(row)._base_manager.values_list("latest_revision", flat=True).get(pk=row.pk)


def note_choice(row: RevisionMixin, *, made: Revision, user: User | AnonymousUser) -> None:
    log(instance=row, action=CHOSEN, user=user, revision=made, content_changed=True)
