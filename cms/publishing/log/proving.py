"""Whether the log is still what was appended: what nobody may change, and no program can bring back."""

from collections.abc import Iterator
from typing import NamedTuple

from api.models import Edition
from api.process.sql import Statement, run
from cms.publishing.log.entries import digest_of

STAMP = b',"edition":'
GUARDS = """
SELECT count(*) FROM pg_trigger
WHERE tgrelid = 'api_edition'::regclass AND NOT tgisinternal AND tgenabled IN ('O', 'A')
"""
GUARD_COUNT = 2
"""Triggers that refuse to change the log (migration 0002)."""


class Damaged(NamedTuple):
    edition: Edition
    is_live: bool


def damaged() -> Iterator[Damaged | None]:
    """For each edition with a body: None, or what is damaged. A body is proved by the digest in its row."""
    published = Edition.objects.filter(event=Edition.Event.PUBLISHED).select_related("document").order_by("pk")
    for edition in published.iterator(chunk_size=50):
        is_live = hasattr(edition, "document")
        yield None if is_whole(edition) else Damaged(edition, is_live)


def is_whole(edition: Edition) -> bool:
    content, stamp, _ = bytes(edition.body or b"").rpartition(STAMP)
    return bool(stamp) and digest_of(content + b"}") == edition.digest


def is_guarded() -> bool:
    [[(count,)]] = run(Statement(GUARDS))
    return bool(count >= GUARD_COUNT)
