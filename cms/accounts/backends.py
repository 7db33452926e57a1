"""The first of ``AUTHENTICATION_BACKENDS``: every door asks it before any password is looked at."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from cms.accounts.throttle import Attempt, may_try, seconds_to_wait

WAIT = "cms.accounts.wait"
"""In the ``META`` of a request that was refused: the seconds to wait."""
COUNTED = "cms.accounts.counted"
"""In the ``META`` of a request that was not: it counts as a failure until somebody is signed in."""


class ThrottlingBackend:
    @sensitive_variables()
    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **other: object
    ) -> None:
        """Knows nobody. Raises PermissionDenied, after which no other backend is asked."""
        if request is None or username is None:
            return
        attempt = Attempt.of(username, request)
        if not may_try(attempt):
            request.META[WAIT] = max(1, seconds_to_wait(attempt))
            raise PermissionDenied
        request.META[COUNTED] = True
