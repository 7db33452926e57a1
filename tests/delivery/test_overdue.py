"""Who has waited too long is refused at once, by what the proxy says."""

import time

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.test import RequestFactory

from cms.delivery.overdue import PATIENCE, OverdueMiddleware


@pytest.fixture
def ask(settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"PROXIES": 1}
    middleware = OverdueMiddleware(lambda request: HttpResponse())
    return lambda path="/api/v1/", **headers: middleware(RequestFactory().get(path, headers=headers))


def started(seconds_ago):
    return {"X-Request-Start": f"t={time.time() - seconds_ago:.3f}"}


def test_request_that_has_waited_too_long_is_refused_with_the_time_to_come_again(ask):
    refused = ask(**started(PATIENCE + 60))

    assert (refused.status_code, refused["Retry-After"]) == (503, "5")
    assert refused["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Request-Start": "t=9999999999"},
        {"X-Request-Start": "soon"},
        {"X-Request-Start": "t="},
        {"X-Request-Start": "t=nan"},
    ],
    ids=["nothing", "clock behind", "words", "empty", "no number"],
)
def test_request_is_answered_where_its_wait_cannot_be_known(ask, headers):
    assert ask(**headers).status_code == 200


def test_liveness_is_told_however_long_that_took(ask):
    assert ask("/healthz", **started(PATIENCE + 60)).status_code == 200


def test_without_a_proxy_only_a_client_can_have_written_the_header(settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"PROXIES": 0}

    with pytest.raises(MiddlewareNotUsed):
        OverdueMiddleware(lambda request: HttpResponse())
