"""Tokens that open a draft for a while, without a session.

The database holds no token: it holds who may see what, and a token is the random name of that, signed. So whoever reads
the database or a backup of it can open nothing, and whoever guesses has a signature to guess.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_out
from django.contrib.contenttypes.models import ContentType
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, Site

from cms.previews.models import LIFETIME, PreviewGrant
from cms.releases.models import Release


class TokenUnknownError(Exception):
    """Nobody ever gave out this token."""


class TokenOverError(Exception):
    """The token opens nothing any more."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Which draft is meant."""

    content_type: ContentType
    object_id: str
    parent_object_id: str = ""
    revision_id: int | None = None
    has_typing: bool = False
    moment: datetime | None = None
    """The page as it will be then, in the place of a draft."""

    @classmethod
    def of(
        cls,
        page: Page,
        *,
        revision_id: int | None = None,
        has_typing: bool = False,
        moment: datetime | None = None,
    ) -> Self:
        """A page that was never saved is found again by its parent; only whoever types it sees it."""
        is_new = page.pk is None
        return cls(
            content_type=ContentType.objects.get_for_model(page),
            object_id="" if is_new else str(page.pk),
            parent_object_id=str(parent.pk) if is_new and (parent := page.get_parent()) else "",
            revision_id=revision_id,
            has_typing=has_typing,
            moment=moment,
        )

    @classmethod
    def of_site(cls, site: Site, *, moment: datetime) -> Self:
        """The lists of the site, and its search, as they will be then."""
        return cls(content_type=ContentType.objects.get_for_model(site), object_id=str(site.pk), moment=moment)

    @classmethod
    def of_release(cls, release: Release) -> Self:
        """The same, as if the release were published now."""
        return cls(content_type=ContentType.objects.get_for_model(release), object_id=str(release.pk))


def signer() -> Signer:
    return Signer(salt="cms.previews", sep=".")


def issue(shown: Shown, user: User) -> str:
    """A token that opens the draft for whoever has it, as long as the user may see it."""
    now = timezone.now()
    PreviewGrant.objects.filter(expires_at__lte=now).delete()
    lasting = PreviewGrant.objects.filter(user=user, expires_at__gt=now + LIFETIME / 2, **vars(shown))
    grant = lasting.order_by("expires_at").last() or PreviewGrant.objects.create(user=user, **vars(shown))
    return signer().sign(grant.pk.hex)


def grant_of(token: str) -> PreviewGrant:
    """Raise TokenUnknownError, TokenOverError."""
    try:
        pk = signer().unsign(token)
    except BadSignature as error:
        raise TokenUnknownError from error
    valid = PreviewGrant.objects.filter(pk=pk, expires_at__gt=timezone.now(), user__is_active=True)
    grant = valid.select_related("user", "content_type", "revision").first()
    if grant is None:
        raise TokenOverError
    return grant


def connect() -> None:
    user_logged_out.connect(take_back_all)


def take_back_all(sender: object, request: HttpRequest, user: User | None, **rest: object) -> None:
    """Whoever signs out has seen enough."""
    if user is not None:
        PreviewGrant.objects.filter(user=user).delete()
