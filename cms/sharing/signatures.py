"""What a guest's signature is worth: whoever reviews a kind of page says it, and records it."""

from dataclasses import dataclass
from typing import Protocol

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.sharing.guests import account
from cms.sharing.letters import tell_of_signature
from cms.sharing.models import ShareLink


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Somebody vouches for a text with their name."""

    name: str
    registration: str
    statement: str
    """What they say by it."""
    digest: str
    """Of exactly what they read."""
    for_whom: str
    """The link that they read it by was."""
    shared_by: User | None


class Signing(Protocol):
    """Of one kind of page."""

    def statement(self, page: Page) -> str | None:
        """What whoever signs says, in the language that is active. None: nobody may sign by a link."""

    def obstacles(self, page: Page) -> list[str]:
        """Why nobody can sign what the draft says now."""

    def record(self, page: Page, signature: Signature, guest: User) -> None:
        """``page``: the newest draft. Raise ValidationError."""


_registered: dict[type[Page], Signing] = {}


def register(model: type[Page], signing: Signing) -> None:
    _registered[model] = signing


def statement_of(page: Page) -> str | None:
    signing = _registered.get(type(page))
    return signing.statement(page) if signing else None


def obstacles_of(page: Page) -> list[str]:
    signing = _registered.get(type(page))
    return signing.obstacles(page) if signing else []


@transaction.atomic
def sign(page: Page, signature: Signature, link: ShareLink) -> None:
    """Raise ValidationError where it counts for nothing; then nothing is kept."""
    _registered[type(page)].record(page, signature, account())
    ShareLink.objects.filter(pk=link.pk).update(signed_at=timezone.now())
    tell_of_signature(link, page, name=signature.name)
