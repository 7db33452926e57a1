"""Brings what readers are told of reviews up to the day. Running it twice does no harm."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from cms.publishing.refresh import refresh
from cms.publishing.rows import clock
from cms.publishing.rows.holding import hold
from procedures.due.telling import Due, tell_owners
from procedures.models import ProcedurePage, ReviewPolicy, ReviewStanding
from procedures.review.states import stage_on, state_on

logger = logging.getLogger(__name__)

WITHDRAWN = "procedures.review.withdrawn"
"""Action in the log of a page."""
AT_ONCE = 100


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Of a public page, today or on the day that somebody looks at."""

    page: ProcedurePage
    policy: ReviewPolicy
    next_review: date
    state: str
    told: int | None

    @property
    def is_to_be_withdrawn(self) -> bool:
        after = self.policy.withdraws_after
        return after is not None and clock.today() > self.next_review + timedelta(days=after)

    def says_otherwise_than(self, before: ReviewStanding | None) -> bool:
        """Than readers were told."""
        is_same_review = before is not None and before.next_review == self.next_review
        return self.state != (before.state if before and is_same_review else "current")


def follow_reviews() -> None:
    """Each page is a transaction of its own; one that fails keeps no other from being followed."""
    due: list[Due] = []
    for each in standings():
        try:
            due += bring_up(each)
        except Exception:
            logger.exception("The review of “%s” could not be followed; it is tried again in an hour", each.page)
    tell_owners(due)


def standings() -> Iterator[Standing]:
    policies = {policy.kind: policy for policy in ReviewPolicy.objects.all()}
    public = ProcedurePage.objects.filter(live=True, alias_of=None).exclude(next_review=None).order_by("pk")
    for page in public.select_related("owner").defer("sections", "facts").iterator(chunk_size=AT_ONCE):
        yield standing_of(page, policies.get(page.procedure_type) or ReviewPolicy(kind=page.procedure_type))


def standing_of(page: ProcedurePage, policy: ReviewPolicy) -> Standing:
    """Whether it has lapsed is no matter of the day."""
    today, following = clock.today(), page.next_review
    assert following is not None  # noqa: S101  those without are left out
    return Standing(
        page=page,
        policy=policy,
        next_review=following,
        state=state_on(today, next_review=following, lead_days=policy.lead_days),
        told=stage_on(today, next_review=following),
    )


@transaction.atomic
def bring_up(now: Standing) -> list[Due]:
    """Whom to tell of it. Nothing where all is told already."""
    before = ReviewStanding.objects.select_for_update().filter(page=now.page).first()
    if before is not None and kept(before) == kept(now) and not now.is_to_be_withdrawn:
        return []
    is_same_review = before is not None and before.next_review == now.next_review
    if now.is_to_be_withdrawn:
        withdraw(now)
    elif now.says_otherwise_than(before):
        render_again(now.page)
    values = dict(zip(("next_review", "state", "told"), kept(now), strict=True))
    ReviewStanding.objects.update_or_create(page=now.page, defaults=values)
    is_told = before is not None and is_same_review and before.told == now.told and not now.is_to_be_withdrawn
    return [] if is_told or now.told is None or not now.policy.tells_owners else [due_of(now)]


def due_of(now: Standing) -> Due:
    is_past = clock.today() > now.next_review
    return Due(page=now.page, day=now.next_review, is_past=is_past, is_withdrawn=now.is_to_be_withdrawn)


def kept(standing: Standing | ReviewStanding) -> tuple[date, str, int | None]:
    return standing.next_review, standing.state, standing.told


def render_again(page: ProcedurePage) -> None:
    """An edition of its own, where the document says something else today; of what repeats the page, too."""
    for each in (page, *page.aliases.all()):
        refresh(each.specific)


def withdraw(standing: Standing) -> None:
    """By the road of every unpublishing, with its entry in the page's log."""
    page = ProcedurePage.objects.get(pk=standing.page.pk)
    hold([page])
    page.unpublish(log_action=WITHDRAWN)
    logger.warning("“%s” was withdrawn: its review has been overdue since %s", page, standing.next_review)
