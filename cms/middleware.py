"""Middleware of the authoring plane."""

from typing import cast

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware


class PagesLocaleMiddleware(LocaleMiddleware):
    """Chooses the language of admin and pages. The API's answers never vary by Accept-Language."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response if request.path.startswith("/api/") else super().__call__
        return cast(HttpResponseBase, answer(request))
