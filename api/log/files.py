"""Pictures and documents that people have uploaded: who may have their files."""

from typing import NamedTuple

from api.process.sql import read_one

FIND = "SELECT key, is_public, collections FROM api_media_file(%(name)s)"
"""A function of the database, because it looks at more than this process may read."""


class MediaFile(NamedTuple):
    key: str | None
    """Of what it shows: ``image:17``. None where nobody knows."""
    is_public: bool
    """Anybody may have it, at this moment."""
    collections: list[str]
    """Keys of the collection that it lies in, and of those above."""

    @property
    def cache_keys(self) -> list[str]:
        return [*filter(None, [self.key]), *self.collections]


def find_file(name: str) -> MediaFile | None:
    """None for what is no size of a picture and no uploaded document."""
    row = read_one(FIND, {"name": name}) if "\0" not in name else None
    return MediaFile(*row) if row else None
