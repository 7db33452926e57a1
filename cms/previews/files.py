"""Pictures and documents of a draft that nobody else may have yet: whoever has the token may, at another address."""

from collections.abc import Collection
from urllib.parse import urljoin

from django.conf import settings
from django.core.signing import Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from api.process.sql import Statement, run
from cms.publishing.rows.surroundings import public_address

PRIVATE = """
SELECT name FROM unnest(%s::text[]) AS name
WHERE NOT coalesce((SELECT is_public FROM api_media_file(name)), false)
"""


class SeenFiles:
    """Says where readers find a file, and remembers which were asked for."""

    def __init__(self) -> None:
        self.names: dict[str, None] = {}

    def __call__(self, name: str) -> str:
        self.names[name] = None
        return public_address(name)


def not_public(names: Collection[str]) -> list[str]:
    (rows,) = run(Statement(PRIVATE, [list(names)]))
    return [name for (name,) in rows]


def address_with(token: str, name: str) -> str:
    """For whoever has the token, and no other file."""
    address = reverse("preview-file", kwargs={"token": token, "signature": signature_of(token, name), "name": name})
    return urljoin(settings.WAGTAILADMIN_BASE_URL, address)


def signature_of(token: str, name: str) -> str:
    return Signer(salt="cms.previews.files").signature(f"{token}/{name}")


def is_signed(signature: str, *, token: str, name: str) -> bool:
    return constant_time_compare(signature, signature_of(token, name))
