"""What the days until a moment bring to treatments whose review is not renewed, as ``standing`` will do it."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial

from django.db.models import Model
from django.utils import timezone

from cms.releases.coming import BY_DAY, ByDay, Coming
from procedures.due.standing import standing_of, standings
from procedures.models import ProcedurePage, ReviewPolicy, ReviewStanding


def connect() -> None:
    BY_DAY.append(ByDay(coming=withdrawals, said_otherwise=said_otherwise))


def withdrawals(until: datetime) -> Iterator[Coming]:
    """Where the hospital says so; of what is overdue for so long by now, at the next hour."""
    hospital = timezone.get_default_timezone()
    for policy in ReviewPolicy.objects.exclude(withdraws_after=None):
        patience = timedelta(days=policy.withdraws_after or 0)
        overdue = ProcedurePage.objects.filter(
            live=True,
            alias_of=None,
            procedure_type=policy.kind,
            next_review__lt=timezone.localdate(until, hospital) - patience,
        )
        for page in overdue.order_by("pk"):
            first = standing_of(page, policy).next_review + patience + timedelta(days=1)
            begins = datetime.combine(first, time.min, tzinfo=hospital)
            at = max(begins, timezone.now())
            yield Coming(kind="withdrawn", at=at, title=page.title, rows=(page,), do=partial(withdraw, page.pk))


def withdraw(pk: int) -> None:
    """Nothing where a text that came before has another day, or the page is gone."""
    page = ProcedurePage.objects.filter(pk=pk, live=True).exclude(next_review=None).first()
    if page is not None and standing_of(page, ReviewPolicy.of(page)).is_to_be_withdrawn:
        page.unpublish(log_action=None)


def said_otherwise() -> Iterator[Model]:
    """Pages whose review will have become due or overdue, and what repeats them."""
    before = {each.page_id: each for each in ReviewStanding.objects.all()}
    for now in standings():
        if now.says_otherwise_than(before.get(now.page.pk)):
            yield from (now.page, *(alias.specific for alias in now.page.aliases.all()))
