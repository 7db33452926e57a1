"""Keys by which a cache drops exactly what changed."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import quote
from uuid import UUID

OWN = "own:"
"""Before the key that names the row a document is made from itself: for ``api.log.affected``, and no cache's matter."""


def document_key(type_name: str, document_id: UUID | str, locale: str) -> str:
    """Names a document itself, for example ``procedure:1e7aa153-…:en``; other keys name what it was made from."""
    return f"{type_name}:{document_id}:{locale}"


def list_key(type_name: str, locale: str) -> str:
    """Names every list that documents of the type stand in, or are counted in: ``list:procedure:en``."""
    return f"list:{type_name}:{locale}"


def purged_by(type_name: str, document_id: UUID | str, locale: str) -> list[str]:
    """What an edition of a document makes stale."""
    return [document_key(type_name, document_id, locale), list_key(type_name, locale)]


def encoded(keys: Iterable[str]) -> list[str]:
    """As caches know them: characters that would end a key in one of the headers are percent-encoded."""
    return [quote(key, safe=":/~") for key in keys]


def cache_headers(keys: Iterable[str]) -> dict[str, str]:
    """The same keys in the three forms that caches read: Fastly and Varnish, Cloudflare, and RFC 9875."""
    return dict(written(tuple(keys)))


@lru_cache(maxsize=1024)
def written(keys: tuple[str, ...]) -> Mapping[str, str]:
    names = encoded(key for key in keys if not key.startswith(OWN))
    return {
        "Surrogate-Key": " ".join(names),
        "Cache-Tag": ",".join(names),
        "Cache-Groups": ", ".join(f'"{name}"' for name in names),
    }


KEY_HEADERS = (*written(()),)
