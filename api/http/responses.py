"""Responses whose headers are set quickly."""

from collections.abc import Iterator, Mapping, MutableMapping
from functools import lru_cache

from django.http import HttpResponse
from django.http.response import ResponseHeaders

HeaderValue = str | bytes | int


class Headers(MutableMapping[str, HeaderValue]):
    """In place of Django's, which encodes each name and value and looks for line breaks: in visible ASCII there is
    nothing to find. Whatever else is set passes through Django's."""

    def __init__(self, headers: Mapping[str, HeaderValue]) -> None:
        self.fields: dict[str, tuple[str, str]] = {}
        """By name in lower case: name and value as sent."""
        for name, value in headers.items():
            self[name] = value

    def __setitem__(self, key: str, value: HeaderValue) -> None:
        name = lower_case(key)
        if name is None or type(value) is not str or not is_visible(value):
            text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
            [(key, value)] = ResponseHeaders({key: text}).items()
        self.fields[key.lower()] = (key, value)

    def __getitem__(self, key: str) -> str:
        return self.fields[key.lower()][1]

    def __delitem__(self, key: str) -> None:
        self.fields.pop(key.lower(), None)  # as Django's: what is not there need not be taken out

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self.fields.values())

    def __len__(self) -> int:
        return len(self.fields)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key.lower() in self.fields

    def items(self) -> Iterator[tuple[str, str]]:  # type: ignore[override]  # as Django's gives them
        yield from self.fields.values()


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
        self.headers = Headers(headers)  # type: ignore[assignment]  # does what views and servers ask of Django's
