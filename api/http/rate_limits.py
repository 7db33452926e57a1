"""How often a client may ask, told and enforced as draft-ietf-httpapi-ratelimit-headers-10 says."""

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from limits import parse
from limits.errors import StorageError
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from api.http.clients import Address, address_of, name_of
from api.problems import PREFIX, QuotaExceeded, respond

logger = logging.getLogger(__name__)

POLICY = "default"
STORE_TIMEOUT = 0.25
"""Seconds in which the store must answer."""
STORE_PAUSE = 10.0
"""Seconds for which a store that did not answer is left alone, so that not every request waits for it."""


@dataclass(frozen=True, kw_only=True)
class Quota:
    """What a client has left in its window."""

    remaining: int
    seconds: int
    """Until the window ends."""
    is_exceeded: bool = False


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
        self.is_down = False
        self.try_again_at = 0.0

    @cached_property
    def limiter(self) -> FixedWindowRateLimiter:
        """Made by the first request: connections and threads would not survive the fork of a server's workers."""
        waits = {"socket_timeout": STORE_TIMEOUT, "socket_connect_timeout": STORE_TIMEOUT}
        uri = self.settings["STORAGE"]
        options = {} if uri.startswith("memory:") else waits
        return FixedWindowRateLimiter(cast(Storage, storage_from_string(uri, wrap_exceptions=True, **options)))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        quota = self.take(address_of(request, proxies=self.settings["PROXIES"]))
        if quota is not None and quota.is_exceeded:
            error = QuotaExceeded(policy=POLICY, seconds=quota.seconds)
            response = respond(error.problem(request.path), headers=error.headers)
        else:
            response = self.get_response(request)
        response["RateLimit-Policy"] = f'"{POLICY}";q={self.item.amount};w={self.window}'
        if quota is not None:
            response["RateLimit"] = f'"{POLICY}";r={quota.remaining};t={quota.seconds}'
        return response

    def take(self, client: Address | None) -> Quota | None:
        """Count the request; None where it cannot be counted, because the client or the store cannot be reached."""
        if client is None or time.monotonic() < self.try_again_at:
            return None
        if any(client in network for network in self.settings["EXEMPT"]):
            return Quota(remaining=self.item.amount, seconds=self.window)
        try:
            quota = self.count(name_of(client))
        except StorageError as error:
            self.pause(error)
            return None
        if self.is_down:
            self.is_down = False
            logger.warning("The store of the rate limits answers again.")
        return quota

    def count(self, client: str) -> Quota:
        is_allowed = self.limiter.hit(self.item, client)
        end, remaining = self.limiter.get_window_stats(self.item, client)
        seconds = min(self.window, max(1, math.ceil(end - time.time())))
        return Quota(remaining=remaining, seconds=seconds, is_exceeded=not is_allowed)

    def pause(self, error: StorageError) -> None:
        self.try_again_at = time.monotonic() + STORE_PAUSE
        if not self.is_down:
            self.is_down = True
            logger.error("Rate limits are not enforced: their store does not answer (%s).", error.storage_error)
