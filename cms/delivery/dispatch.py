"""Calls the view of an address without more ado."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import get_resolver

from api.process.memoized import memoized


class DispatchMiddleware:
    """The innermost: it answers itself, where Django would go through all patterns for every request, and look for what
    no view here has: transactions, templates, coroutines, hooks of middleware. That took a sixth of an answer's time.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.resolve = memoized(get_resolver().resolve)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.resolver_match = match = self.resolve(request.path_info)
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        return response
