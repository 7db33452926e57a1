"""How often somebody may try to sign in, or ask for a new password.

Failures are counted three ways. Those at one account from one address stop whoever guesses there. Those at one account
from anywhere stop guesses from many addresses, and those from one address stop guesses at many accounts; but neither
stops people where they have signed in before: nobody can lock them out from outside, nor a hospital behind one address
by what a single one there does.
"""

import math
import time
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, gettext_noop, ngettext
from limits import RateLimitItem, parse
from limits.strategies import FixedWindowRateLimiter

from api.http.clients import address_of, name_of
from cms.accounts.counters import DatabaseStorage
from cms.accounts.models import Counter

KNOWN = "known"
KNOWN_FOR = timedelta(days=30)
_USUAL = gettext_noop("whoever looks after accounts in your hospital")  # of settings, which cannot mark it

storage = DatabaseStorage()
limiter = FixedWindowRateLimiter(storage)


@dataclass(frozen=True)
class Limit:
    name: str
    """In the setting ``SIGN_IN_LIMITS``, and in the keys of its counters."""
    by: tuple[str, ...]

    @property
    def item(self) -> RateLimitItem:
        return parse(settings.SIGN_IN_LIMITS[self.name])

    def key(self, attempt: "Attempt") -> tuple[str, ...]:
        return (self.name, *(getattr(attempt, part) for part in self.by))


HERE = Limit("here", ("account", "address"))
ACCOUNT = Limit("account", ("account",))
ADDRESS = Limit("address", ("address",))
RESETS = (Limit("reset_account", ("account",)), Limit("reset_address", ("address",)))


@dataclass(frozen=True)
class Attempt:
    """Somebody at a door, as digests."""

    account: str
    address: str

    @classmethod
    def of(cls, name: str, request: HttpRequest) -> Self:
        address = address_of(request, proxies=settings.RATE_LIMITS["PROXIES"])
        return cls(digest_of_account(name), digest_of(name_of(address) if address else ""))

    @property
    def known_key(self) -> str:
        return f"{KNOWN}/{self.account}/{self.address}"

    def limits(self) -> tuple[Limit, ...]:
        return (HERE,) if storage.get(self.known_key) else (HERE, ACCOUNT, ADDRESS)


def seconds_to_wait(attempt: Attempt) -> int:
    """0 for somebody who may try."""
    return max(wait_at(limit, attempt) for limit in attempt.limits())


def wait_at(limit: Limit, attempt: Attempt) -> int:
    item, key = limit.item, limit.key(attempt)
    if limiter.test(item, *key):
        return 0
    return max(1, math.ceil(limiter.get_window_stats(item, *key).reset_time - time.time()))


def may_try(attempt: Attempt) -> bool:
    """Counts it as a failure before any password is compared: who tries many at once has no more of them."""
    if seconds_to_wait(attempt):
        return False
    counted = {limit: limiter.hit(limit.item, *limit.key(attempt)) for limit in (HERE, ACCOUNT, ADDRESS)}
    return all(counted[limit] for limit in attempt.limits())


def take_back(attempt: Attempt) -> None:
    """It was no failure."""
    for limit in (ACCOUNT, ADDRESS):
        storage.take_back(limit.item.key_for(*limit.key(attempt)))


def remember(attempt: Attempt) -> None:
    """After a right password: where it was typed is known, and what was mistyped before is forgiven."""
    limiter.clear(HERE.item, *HERE.key(attempt))
    storage.clear(attempt.known_key)
    storage.incr(attempt.known_key, int(KNOWN_FOR.total_seconds()))


def forgive(name: str) -> None:
    """Let an account try again: somebody has seen to it."""
    Counter.objects.filter(key__contains=f"/{digest_of_account(name)}/").exclude(key__startswith=f"{KNOWN}/").delete()


def seconds_to_wait_for_reset(attempt: Attempt) -> int:
    """Counts the request; 0 when it may be served."""
    allowed = [limiter.hit(limit.item, *limit.key(attempt)) for limit in RESETS]
    return 0 if all(allowed) else max(wait_at(limit, attempt) for limit in RESETS)


def explain(seconds: int) -> str:
    minutes = math.ceil(seconds / 60)
    return ngettext(
        "There were too many attempts. Wait {minutes} minute, or ask {contact}.",
        "There were too many attempts. Wait {minutes} minutes, or ask {contact}.",
        minutes,
    ).format(minutes=minutes, contact=gettext(settings.ACCOUNTS_CONTACT))


def digest_of_account(name: str) -> str:
    return digest_of(unicodedata.normalize("NFKC", name).strip().casefold())


def digest_of(text: str) -> str:
    return salted_hmac("cms.accounts", text).hexdigest()[:32]
