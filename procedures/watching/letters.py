"""The weekly letter to owners of pages: what is new, due, forgotten or behind. Who has nothing of it gets none."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.admin.languages.translations import address_of
from cms.publishing.translating.comparing import compare_changed, sources_behind
from cms.values.languages import language_read_by
from procedures.models import ProcedurePage, WeeklyLetter, open_findings
from procedures.watching.waiting import due_review, forgotten_draft, overdue_review

logger = logging.getLogger(__name__)

WEEK = timedelta(days=7)
NOT_AGAIN = timedelta(days=3)
"""Nobody gets two letters in so short a time, however often they are written."""
MOST = 15
"""Pages named of each kind; the list has the rest."""
WORTH_A_LETTER = ("error", "warning")


@dataclass(frozen=True, kw_only=True)
class Line:
    """``address`` leads into the admin."""

    title: str
    note: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """What waits of one kind. ``lines`` are the first of ``number``; ``address`` leads to the list of all."""

    heading: str
    number: int
    lines: Sequence[Line]
    address: str

    @property
    def left_out(self) -> int:
        return self.number - len(self.lines)


def write_all() -> int:
    """Returns how many were written. One that fails holds up no other."""
    compare_changed()
    return sum(write_safely(user) for user in owners())


def owners() -> QuerySet[User]:
    """Whoever owns a page, is still there, and did not refuse."""
    refused = Q(weekly_letter__is_wanted=False) | Q(weekly_letter__sent_at__gt=timezone.now() - NOT_AGAIN)
    pages = ProcedurePage.objects.filter(owner__isnull=False)
    people = get_user_model().objects.filter(pk__in=pages.values("owner"), is_active=True).exclude(email="")
    return people.exclude(refused).order_by("pk")


def write_safely(user: User) -> bool:
    try:
        return write(user)
    except Exception:  # whatever it is: the others get theirs
        logger.exception("The weekly letter to account %s could not be written.", user.pk)
        return False


@transaction.atomic
def write(user: User) -> bool:
    """Whether there was something to write, to somebody who may look at it."""
    if not user.has_perm("wagtailadmin.access_admin"):
        return False
    with override(language_read_by(user)):
        parts = list(parts_for(user, since=timezone.now() - WEEK))
        if parts:
            send(user, parts)
    WeeklyLetter.objects.update_or_create(user=user, defaults={"sent_at": timezone.now()} if parts else {})
    return bool(parts)


def send(user: User, parts: Sequence[Part]) -> None:
    account = in_admin(f"{reverse('wagtailadmin_account')}#tab-notifications")
    told = {"user": user, "parts": parts, "site_name": settings.WAGTAIL_SITE_NAME, "account": account}
    subject = _("Your pages this week: %(what)s") % {"what": ", ".join(f"{p.heading} ({p.number})" for p in parts)}
    send_mail(subject, render_to_string("procedures/letters/weekly.txt", told), None, [user.email])


def parts_for(user: User, *, since: datetime) -> Iterator[Part]:
    """In the order of how much they matter; without those that are empty."""
    mine = ProcedurePage.objects.filter(owner=user).select_related("locale")
    public = mine.filter(live=True).order_by("next_review", "pk")
    pages = treatments(user)
    parts = (
        part(_("reviews overdue"), public.filter(overdue_review()), f"{pages}&state=live&review=overdue"),
        new_findings(user, since=since),
        part(_("reviews due soon"), public.filter(due_review()), f"{pages}&state=live&review=soon"),
        part(_("drafts forgotten"), mine.filter(forgotten_draft()).order_by("title"), f"{pages}&state=forgotten"),
        translations_behind(user),
    )
    return (each for each in parts if each.number)


def part(heading: str, pages: QuerySet[ProcedurePage], address: str) -> Part:
    lines = [Line(title=page.title, note=note_of(page), address=edit_address(page.pk)) for page in pages[:MOST]]
    return Part(heading=heading, number=pages.count(), lines=lines, address=address)


def note_of(page: ProcedurePage) -> str:
    day = f", {page.next_review.isoformat()}" if page.next_review else ""
    return f"{page.locale.language_code}{day}"


def new_findings(user: User, *, since: datetime) -> Part:
    found = open_findings().filter(page__owner=user, since__gte=since, severity__in=WORTH_A_LETTER)
    pages = found.values("page", "page__title", "page__locale__language_code").annotate(number=Count("pk"))
    lines = [
        Line(
            title=row["page__title"],
            note=f"{row['page__locale__language_code']}, {row['number']}",
            address=edit_address(row["page"]),
        )
        for row in pages.order_by("-number", "page__title")[:MOST]
    ]
    address = f"{in_admin(reverse('findings:report'))}?owner={user.pk}&since={timezone.localtime(since):%Y-%m-%d}"
    return Part(heading=_("pages with new findings"), number=pages.count(), lines=lines, address=address)


def translations_behind(user: User) -> Part:
    behind = sources_behind().filter(page__owner=user).order_by("page__title", "pk")
    lines = [
        Line(
            title=source.page.title,
            note=source.page.locale.language_code,
            address=in_admin(address_of(source.page)),
        )
        for source in behind[:MOST]
    ]
    address = in_admin(reverse("publishing:behind"))
    return Part(heading=_("translations behind"), number=behind.count(), lines=lines, address=address)


def treatments(user: User) -> str:
    return f"{in_admin(reverse('treatments:index'))}?owner={user.pk}"


def edit_address(page: int) -> str:
    return in_admin(reverse("wagtailadmin_pages:edit", args=[page]))


def in_admin(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
