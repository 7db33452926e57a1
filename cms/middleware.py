"""Middleware of the authoring plane."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware


class PagesLocaleMiddleware(LocaleMiddleware):
    """Chooses the language of admin and pages. The API's answers never vary by Accept-Language, nor say that they do."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith("/api/"):
            return self.get_response(request)
        response: HttpResponseBase = super().__call__(request)
        return response
