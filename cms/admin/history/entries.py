"""Editions in words for their editors: what happened, when, why and by whom."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import registry

from api.models import Edition
from cms.admin.dates import moment
from cms.publishing.following import causes
from cms.publishing.following.models import Followed
from cms.publishing.recalls.models import WORDS, Recall

REASONS = {
    "unpublished": _("Unpublished"),
    "deleted": _("Deleted"),
    "expired": _("Expired: its last day had come"),
    "private": _("Made private, or moved out of the site"),
    "recalled": _("Recalled"),
}
# Wagtail's log of what people did says nothing of editions. It is written in the request that makes the edition, just
# after it; what a task appends later has no entry near it.
NEAR = timedelta(seconds=5)
ACTIONS = (
    "cms.recall",
    "cms.release.publish",
    "cms.release.undo",
    "cms.shared_values",
    "wagtail.convert_alias",
    "wagtail.copy",
    "wagtail.create_alias",
    "wagtail.move",
    "wagtail.publish",
    "wagtail.unpublish",
    "wagtail.view_restriction.create",
    "wagtail.view_restriction.delete",
    "wagtail.view_restriction.edit",
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An edition as a line of the published history."""

    edition: Edition
    user: User | None
    """Who did it; None when nobody did, or it is not known."""
    followed: str = ""
    """What change elsewhere it followed from."""
    note: str = ""

    @property
    def pk(self) -> int:
        return self.edition.number

    @property
    def is_published(self) -> bool:
        return self.edition.event == Edition.Event.PUBLISHED

    @property
    def before(self) -> int | None:
        """Number of the edition published before this one."""
        number: int | None = self.edition.before  # type: ignore[attr-defined]
        return number

    @property
    def event(self) -> str:
        return gettext("Published") if self.is_published else gettext("Withdrawn")

    @property
    def when(self) -> str:
        return moment(self.edition.published_at)

    @property
    def reason(self) -> str:
        """In words; empty when published for its own sake."""
        if self.followed:
            return gettext("Followed a change elsewhere: {followed}").format(followed=causes.in_words(self.followed))
        if self.edition.reason == "recalled":
            why = recall_words(self.edition.recall_class)
            note = gettext("Note: {note}").format(note=self.note) if self.note else ""
            return f"{gettext('Recalled. {why}.').format(why=why)} {note}".rstrip()
        return str(REASONS.get(self.edition.reason, self.edition.reason.capitalize()))


def recall_words(recall_class: str) -> str:
    words = {str(name): words for name, words in WORDS.items()}
    return str(words.get(recall_class, recall_class))


def entries(editions: Sequence[Edition], *, instance: Model) -> Iterator[Entry]:
    """``editions`` of one page or snippet, each with ``before``."""
    recalls = {recall.edition: recall for recall in recalls_of(editions)}
    users, followed = users_near(editions, instance), followed_by(editions)
    for edition in editions:
        recall = recalls.get(edition.number)
        cause = followed.get(edition.number)
        user = recall.recalled_by if recall else cause.caused_by if cause else users.get(edition.number)
        note, said = recall.note if recall else "", cause.cause if cause else ""
        yield Entry(edition=edition, user=user, note=note, followed=said)


def followed_by(editions: Iterable[Edition]) -> dict[int, Followed]:
    numbers = [edition.number for edition in editions]
    return Followed.objects.select_related("caused_by").in_bulk(numbers)


def recalls_of(editions: Iterable[Edition]) -> Iterable[Recall]:
    numbers = [edition.number for edition in editions if edition.reason == "recalled"]
    return Recall.objects.filter(edition__in=numbers).select_related("recalled_by") if numbers else ()


def users_near(editions: Sequence[Edition], instance: Model) -> dict[int, User | None]:
    """By number of the edition that is nearest in time to what Wagtail logged."""
    if not editions:
        return {}
    times = [edition.published_at for edition in editions]
    log = registry.get_logs_for_instance(instance).filter(
        action__in=ACTIONS, timestamp__range=(min(times) - NEAR, max(times) + NEAR)
    )
    found = {}
    for logged in log.exclude(user=None).select_related("user").order_by("timestamp"):
        nearest = min(editions, key=lambda edition: abs(edition.published_at - logged.timestamp))
        if abs(nearest.published_at - logged.timestamp) <= NEAR:
            found[nearest.number] = logged.user
    return found
