"""How much a client may ask, told and enforced as draft-ietf-httpapi-ratelimit-headers-10 says."""

import logging
import time
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from limits import parse
from limits.errors import StorageError

from api.http.clients import Address, address_of, name_of
from api.http.costs import cost_of
from api.http.counters import Counter, Quota, counter_for
from api.http.problems import PREFIX, QuotaExceeded, respond

logger = logging.getLogger(__name__)

TOO_OFTEN = "You have asked more often than you may."
TOO_DEAR = "What you have asked costs more than you may. Documents cost nothing."
STORE_PAUSE = 10.0
"""Seconds for which a store that did not answer is left alone, so that not every request waits for it."""


class Policy:
    """A quota with a name: so many units in a window."""

    def __init__(self, name: str, quota: str, *, storage: str, refusal: str) -> None:
        self.name = name
        self.refusal = refusal
        self.storage = storage
        self.item = parse(quota)
        self.window = self.item.get_expiry()
        self.told = f'"{name}";q={self.item.amount};w={self.window}'
        self.whole = Quota(remaining=self.item.amount, seconds=self.window)

    @cached_property
    def counter(self) -> Counter:
        """Made by the first request: connections and threads would not survive the fork of a server's workers."""
        return counter_for(self.item, self.storage, name=self.name)

    def take(self, client: str | None, *, cost: int = 1) -> "Taken":
        """``client`` is None for one that is exempt."""
        return Taken(self, self.whole if client is None else self.counter.count(client, cost=cost))


class Taken(NamedTuple):
    """What a client has left of a policy after its request."""

    policy: Policy
    quota: Quota

    def __str__(self) -> str:
        return f'"{self.policy.name}";r={self.quota.remaining};t={self.quota.seconds}'


class RateLimitMiddleware:
    """Counts what clients ask by their addresses, in windows that begin with a client's first request.

    Twice: every request, so that nobody runs away; and what dear questions cost, in a quota of its own, so that nobody
    who searches too much loses the documents, and others lose nothing by it.

    When the store is down, everybody may ask: a hospital's pages are worth more than the count.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.settings = settings.RATE_LIMITS
        if self.settings["QUOTA"] is None:
            raise MiddlewareNotUsed
        self.get_response = get_response
        quota, storage = self.settings["QUOTA"], self.settings["STORAGE"]
        self.requests = Policy("default", quota, storage=storage, refusal=TOO_OFTEN)
        self.cost = Policy("cost", quota, storage=storage, refusal=TOO_DEAR)
        self.policy = f"{self.requests.told}, {self.cost.told}"
        self.name_of = lru_cache(maxsize=1024)(self.counted_name)
        self.is_down = False
        self.try_again_at = 0.0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        taken = self.take(request, address_of(request, proxies=self.settings["PROXIES"]))
        # Only the last can be exceeded: nothing is counted after it.
        response = refuse(request, taken[-1]) if taken and taken[-1].quota.is_exceeded else self.get_response(request)
        response["RateLimit-Policy"] = self.policy
        if taken:
            response["RateLimit"] = ", ".join(map(str, taken))
        return response

    def take(self, request: HttpRequest, client: Address | None) -> list[Taken]:
        """Count it; empty where it cannot be counted, because the client or the store cannot be reached."""
        if client is None or time.monotonic() < self.try_again_at:
            return []
        try:
            taken = self.count(request, self.name_of(client))
        except StorageError as error:
            self.pause(error)
            return []
        if self.is_down:
            self.is_down = False
            logger.warning("The store of the rate limits answers again.")
        return taken

    def count(self, request: HttpRequest, name: str | None) -> list[Taken]:
        taken = [self.requests.take(name)]
        if not taken[0].quota.is_exceeded and (cost := cost_of(request)):
            taken.append(self.cost.take(name, cost=cost))
        return taken

    def counted_name(self, client: Address) -> str | None:
        """What the client is counted by; None for one that is exempt."""
        return None if any(client in network for network in self.settings["EXEMPT"]) else name_of(client)

    def pause(self, error: StorageError) -> None:
        self.try_again_at = time.monotonic() + STORE_PAUSE
        if not self.is_down:
            self.is_down = True
            logger.error("Rate limits are not enforced: their store does not answer (%s).", error.storage_error)


def refuse(request: HttpRequest, taken: Taken) -> HttpResponse:
    error = QuotaExceeded(taken.policy.refusal, policy=taken.policy.name, seconds=taken.quota.seconds)
    return respond(error.problem(request.path), headers=error.headers)
