"""How often a client may ask, told and enforced as draft-ietf-httpapi-ratelimit-headers-10 says."""

import logging
import time
from collections.abc import Callable
from functools import cached_property, lru_cache

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from limits import parse
from limits.errors import StorageError

from api.http.clients import Address, address_of, name_of
from api.http.counters import Counter, Quota, counter_for
from api.http.problems import PREFIX, QuotaExceeded, respond

logger = logging.getLogger(__name__)

POLICY = "default"
STORE_PAUSE = 10.0
"""Seconds for which a store that did not answer is left alone, so that not every request waits for it."""


class RateLimitMiddleware:
    """Counts requests by client address, in windows that begin with a client's first request.

    When the store is down, everybody may ask: a hospital's pages are worth more than the count.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.settings = settings.RATE_LIMITS
        if self.settings["QUOTA"] is None:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.item = parse(self.settings["QUOTA"])
        self.window = self.item.get_expiry()
        self.policy = f'"{POLICY}";q={self.item.amount};w={self.window}'
        self.name_of = lru_cache(maxsize=1024)(self.counted_name)
        self.is_down = False
        self.try_again_at = 0.0

    @cached_property
    def counter(self) -> Counter:
        """Made by the first request: connections and threads would not survive the fork of a server's workers."""
        return counter_for(self.item, self.settings["STORAGE"])

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        quota = self.take(address_of(request, proxies=self.settings["PROXIES"]))
        if quota is not None and quota.is_exceeded:
            error = QuotaExceeded(policy=POLICY, seconds=quota.seconds)
            response = respond(error.problem(request.path), headers=error.headers)
        else:
            response = self.get_response(request)
        response["RateLimit-Policy"] = self.policy
        if quota is not None:
            response["RateLimit"] = f'"{POLICY}";r={quota.remaining};t={quota.seconds}'
        return response

    def take(self, client: Address | None) -> Quota | None:
        """Count the request; None where it cannot be counted, because the client or the store cannot be reached."""
        if client is None or time.monotonic() < self.try_again_at:
            return None
        name = self.name_of(client)
        if name is None:
            return Quota(remaining=self.item.amount, seconds=self.window)
        try:
            quota = self.counter.count(name)
        except StorageError as error:
            self.pause(error)
            return None
        if self.is_down:
            self.is_down = False
            logger.warning("The store of the rate limits answers again.")
        return quota

    def counted_name(self, client: Address) -> str | None:
        """What the client is counted by; None for one that is exempt."""
        return None if any(client in network for network in self.settings["EXEMPT"]) else name_of(client)

    def pause(self, error: StorageError) -> None:
        self.try_again_at = time.monotonic() + STORE_PAUSE
        if not self.is_down:
            self.is_down = True
            logger.error("Rate limits are not enforced: their store does not answer (%s).", error.storage_error)
