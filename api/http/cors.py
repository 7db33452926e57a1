"""Lets scripts of any web site read the API (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol), as what it is.

The answer is the same for every origin, because the API knows no cookies. So nothing varies by ``Origin``, and caches
keep one answer for all sites.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from api.http.problems import PREFIX

METHODS = "GET, HEAD, OPTIONS"
# Beyond those that scripts may always read.
EXPOSED = (
    "Content-Location",
    "Deprecation",
    "ETag",
    "Link",
    "Memento-Datetime",
    "RateLimit",
    "RateLimit-Policy",
    "Repr-Digest",
    "Retry-After",
    "Sunset",
)
EVERY_ANSWER = {
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": ", ".join(EXPOSED),
}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*, Authorization",  # the asterisk alone leaves Authorization out
    "Access-Control-Max-Age": "86400",
}


class CrossOriginMiddleware:
    """Around everything else, so that scripts can read errors, too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        response = HttpResponse(status=204, headers=PREFLIGHT) if is_preflight(request) else self.get_response(request)
        for name, value in EVERY_ANSWER.items():
            response[name] = value
        return response


def is_preflight(request: HttpRequest) -> bool:
    """Browsers ask before they send what a plain link could not. It must not fail where the address does."""
    return request.method == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in request.META
