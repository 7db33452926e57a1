"""What reports of errors must not show, whoever they are sent to."""

import re

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

from cms.logs import without_token

SECRET_IN_ADDRESS = re.compile(r"(?<=://)[^/@\s]+(?=@)")
OF_READERS = {
    "QUERY_STRING",
    "HTTP_REFERER",
    "REMOTE_ADDR",
    "REMOTE_HOST",
    "HTTP_X_FORWARDED_FOR",
    "RAW_URI",
    "REQUEST_URI",
}


class SecretsFilter(SafeExceptionReporterFilter):
    """Beyond Django's: names and passwords in addresses of services, all cookies, and what readers asked."""

    hidden_settings = re.compile(f"{SafeExceptionReporterFilter.hidden_settings.pattern}|CREDENTIAL|COOKIE|DSN", re.I)

    def cleanse_setting(self, key: str | int, value: object) -> object:
        cleansed: object = super().cleanse_setting(key, value)
        return SECRET_IN_ADDRESS.sub(self.cleansed_substitute, cleansed) if isinstance(cleansed, str) else cleansed

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, object]:
        meta = super().get_safe_request_meta(request)
        path = {name: without_token(str(meta[name])) for name in {"PATH_INFO"} & meta.keys()}
        return meta | dict.fromkeys(OF_READERS & meta.keys(), self.cleansed_substitute) | path

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, object]:
        return dict.fromkeys(getattr(request, "COOKIES", {}), self.cleansed_substitute)
