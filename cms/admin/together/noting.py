"""What two texts of a page were put together from, as the page's history keeps it, and what is still to be chosen."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

from cms.publishing.merging.correcting import ACTION
from cms.publishing.merging.pages import merge_pages, page_of
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
    def pages(self) -> tuple[Page | None, Page, Page]:
        return (page_of(self.base) if self.base else None, page_of(self.mine), page_of(self.theirs))

    def merged(self, holds: dict[str, Side] | None = None) -> tuple[Page, list[Conflict]]:
        return merge_pages(*self.pages, holds=holds)


def merge_that_made(revision: Revision) -> Merge | None:
    """None where the revision was made in another way, or what it was made from is not kept."""
    entry = PageLogEntry.objects.filter(page=int(revision.object_id), revision=revision, action=ACTION).last()
    if entry is None:
        return None
    names = ("base", "mine", "theirs")
    kept = Revision.page_revisions.filter(object_id=revision.object_id).in_bulk([entry.data[each] for each in names])
    base, mine, theirs = (kept.get(entry.data[each]) for each in names)
    return Merge(revision, base, mine, theirs) if mine and theirs else None


def open_questions_of(page: Page) -> str | None:
    """Address of where they are asked; None where the newest draft was not made of two, or that has been settled."""
    newest = Page.objects.values_list("latest_revision", flat=True).get(pk=page.pk)
    entries = PageLogEntry.objects.filter(page=page.pk, revision=newest, action=ACTION)
    entry = entries.last()
    if entry is None or not entry.data.get("questions"):
        return None
    return reverse("publishing:together", args=[page.pk, newest])


def note_choice(page: Page, *, made: Revision, user: User | AnonymousUser) -> None:
    log(instance=page, action=CHOSEN, user=user, revision=made, content_changed=True)
