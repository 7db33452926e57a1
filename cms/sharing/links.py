"""Giving out a link, opening what it opens, and taking it back."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from cms.previews.tokens import TokenOverError, TokenUnknownError
from cms.sharing.models import ShareLink

SHARED, REVOKED = "cms.share", "cms.share.revoke"
"""Actions in the log of the page."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody is to be given."""

    for_whom: str
    days: int
    passphrase: str = ""
    has_translations: bool = False
    has_related: bool = False
    asks_signature: bool = False


def share(page: Page, wanted: Wanted, user: User) -> tuple[ShareLink, str]:
    """The link, and its token, which nobody can find out later."""
    token = token_urlsafe(32)
    link = ShareLink.objects.create(
        digest=digest_of(token),
        page=page,
        for_whom=wanted.for_whom,
        expires_at=timezone.now() + timedelta(days=min(wanted.days, settings.SHARE_MOST_DAYS)),
        passphrase=make_password(wanted.passphrase) if wanted.passphrase else "",
        has_translations=wanted.has_translations,
        has_related=wanted.has_related,
        asks_signature=wanted.asks_signature,
        created_by=user,
    )
    said = {"link": link.pk, "for_whom": link.for_whom, "until": link.expires_at.isoformat()}
    log(instance=page, action=SHARED, user=user, data=said)
    return link, token


def link_of(token: str) -> ShareLink:
    """Raise TokenUnknownError, TokenOverError."""
    found = ShareLink.objects.select_related("page__locale", "created_by").filter(digest=digest_of(token)).first()
    if found is None:
        raise TokenUnknownError
    if not (found.is_open and is_given_out_by_right(found)):
        raise TokenOverError
    return found


def is_given_out_by_right(link: ShareLink) -> bool:
    """Who has left, or may not edit the page any more, shows it to nobody."""
    return may_share(link.page, link.created_by)


def may_share(page: Page, user: User | AnonymousUser | None) -> bool:
    """Whoever may change a page may show it to somebody."""
    return user is not None and user.is_active and bool(page.permissions_for_user(user).can_edit())


def pages_of(link: ShareLink) -> dict[str, Page]:
    """By language, its own first."""
    others = link.page.get_translations().filter(alias_of=None) if link.has_translations else ()
    shown = [each for each in others if may_share(each, link.created_by)]
    return {page.locale.language_code: page for page in (link.page, *shown)}


def note_use(link: ShareLink) -> None:
    ShareLink.objects.filter(pk=link.pk).update(last_used_at=timezone.now(), uses=F("uses") + 1)


def revoke(link: ShareLink, user: User) -> None:
    if ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        log(instance=link.page, action=REVOKED, user=user, data={"link": link.pk, "for_whom": link.for_whom})


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
