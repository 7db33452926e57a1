"""Mails about reviews that are due: one to each person, however many pages it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.permissions import page_permission_policy

from cms.values.languages import language_read_by
from procedures.models import ProcedurePage


@dataclass(frozen=True, kw_only=True)
class Due:
    """A page to tell of."""

    page: ProcedurePage
    day: date
    """Of the next review."""
    is_past: bool
    is_withdrawn: bool = False

    @property
    def address(self) -> str:
        return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_pages:edit', args=[self.page.pk])}"


def tell_owners(due: Iterable[Due]) -> None:
    """Two accounts with one address get one mail, in the language of the first."""
    users: dict[str, User] = {}
    pages: dict[str, dict[int, Due]] = {}
    for each in due:
        for user in (user for user in people_of(each) if user.email and user.is_active):
            users.setdefault(user.email, user)
            pages.setdefault(user.email, {})[each.page.pk] = each
    messages = [message_to(users[address], list(told.values())) for address, told in pages.items()]
    if messages:
        mail.get_connection().send_messages(messages)


def people_of(due: Due) -> Iterator[User]:
    """Its author and its reviewers; once the day is past, whoever may publish it as well."""
    page = due.page
    if page.owner is not None:
        yield page.owner
    for row in page.reviewers.select_related("clinician__account"):
        if row.clinician.account is not None:
            yield row.clinician.account
    if due.is_past:
        yield from page_permission_policy.users_with_permission_for_instance("publish", page)


def message_to(user: User, due: list[Due]) -> mail.EmailMessage:
    with override(language_read_by(user)):
        subject = _("Clinical review: %(title)s") % {"title": due[0].page.title}
        if due[1:]:
            subject = _("Clinical review: %(number)d pages") % {"number": len(due)}
        text = render_to_string("procedures/due.txt", {"due": sorted(due, key=lambda each: each.day)})
    return mail.EmailMessage(subject, text, to=[user.email])
