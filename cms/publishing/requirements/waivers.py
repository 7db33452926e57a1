"""Letting a page be public without something that the hospital asks, until a day; and taking that back."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from cms.publishing.requirements.models import Waiver, in_all_languages
from cms.publishing.requirements.requirement import Gap

USUAL_DAYS, MOST_DAYS = 30, 366
WAIVED, TAKEN_BACK = "cms.waive", "cms.waive.end"
"""Actions in the log of the page."""


def usual_end() -> date:
    return timezone.localdate() + timedelta(days=USUAL_DAYS)


def last_end() -> date:
    return timezone.localdate() + timedelta(days=MOST_DAYS)


@transaction.atomic
def waive(
    page: Page, gaps: Iterable[Gap], *, reason: str, until: date | None = None, user: User | None = None
) -> list[Waiver]:
    """For thirty days where no day is said. The page may lack these afterwards, and nothing else."""
    return [waive_one(page, gap, reason=reason, until=until or usual_end(), user=user) for gap in gaps]


def waive_one(page: Page, gap: Gap, *, reason: str, until: date, user: User | None) -> Waiver:
    waiver = Waiver.objects.create(
        page=page,
        title=page.title,
        locale=page.locale.language_code,
        code=gap.code,
        passage=gap.passage,
        **in_all_languages(gap.message),
        reason=reason,
        until=until,
        waived_by=user,
    )
    said = in_all_languages(gap.message) | {"reason": reason, "until": until.isoformat()}
    log(instance=page, action=WAIVED, user=user, data={"waiver": waiver.pk, "code": gap.code, **said})
    return waiver


@transaction.atomic
def take_back(waiver: Waiver, *, user: User | None = None) -> None:
    """What is public stays so. The page is published again only with what was missing, or with a new waiver."""
    waiver.ended_by_id, waiver.ended_at = user.pk if user else None, timezone.now()
    waiver.save(update_fields=["ended_by", "ended_at"])
    page = Page.objects.filter(pk=waiver.page_id).first()
    if page is not None:
        data = {"waiver": waiver.pk, "code": waiver.code, "missing": waiver.missing, "words": waiver.words}
        log(instance=page, action=TAKEN_BACK, user=user, data=data)
