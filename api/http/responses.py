"""Responses whose headers are set quickly."""

from collections.abc import Mapping
from functools import lru_cache

from django.http import HttpResponse
from django.http.response import ResponseHeaders


class Headers(ResponseHeaders):
    """Django's. It encodes each name and value and looks for line breaks; in visible ASCII there is nothing to find."""

    def __setitem__(self, key: str, value: str | bytes | int) -> None:
        name = lower_case(key)
        if name is not None and type(value) is str and is_visible(value):
            self._store[name] = (key, value)
        else:
            super().__setitem__(key, value)


def is_visible(text: str) -> bool:
    return text.isascii() and text.isprintable()


@lru_cache(maxsize=128)
def lower_case(name: str) -> str | None:
    """None where Django must look at it."""
    return name.lower() if is_visible(name) else None


class Response(HttpResponse):
    """Has the headers that it is given, and no others."""

    def __init__(self, content: bytes, *, status: int = 200, headers: Mapping[str, str]) -> None:
        super().__init__(content, content_type="", status=status)
        self.headers = Headers(headers)
