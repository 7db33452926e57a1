"""The change feed: tokens, and the editions that follow one.

Numbers are drawn in commit order, so whoever has read everything up to a number never meets an unseen smaller one. The
newest number is therefore read first, and what is read after it goes no further.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate
from typing import NamedTuple, Self

from api.http.problems import FeedTokenExpired
from api.log.expiry import UNEXPIRED
from api.process.sql import read

PATTERN = re.compile(r"(?:(?P<epoch>[0-9a-z]{1,8})-)?(?P<number>[0-9]{1,19})(?:-(?P<read>[0-9]{1,19}))?", re.ASCII)
RESTART = "Start again with since=0: what you then get is everything that is live, so drop whatever else you hold."


@dataclass(frozen=True, kw_only=True)
class Token:
    """Where a reader stands, written ``epoch-number`` or, while reading what is live, ``epoch-number-read``."""

    number: int
    """Everything up to it is known, or will be once what is live has been read."""
    read: int | None = None
    """Documents of editions up to this number have been read, of those that are live and not above ``number``."""
    epoch: str | None = None
    """Which life of the log the number belongs to; None for a plain number, which is taken for the present one's."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raise ValueError that says how to get a right one."""
        match = PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(f"Not a token of this feed. Give the token of the page before as it was. {RESTART}")
        read = int(match["read"]) if match["read"] else None
        return cls(number=int(match["number"]), read=read, epoch=match["epoch"])

    @property
    def is_start(self) -> bool:
        return self.epoch is None and self.number == 0

    def __str__(self) -> str:
        return "-".join(str(part) for part in (self.epoch, self.number, self.read) if part is not None)


@dataclass(frozen=True, kw_only=True)
class LogEnd:
    """How far the log goes, as this database knows."""

    epoch: str
    newest: int
    """Number of the newest edition; 0 while there is none."""
    is_replica: bool
    """It may lag behind the database that gave out a token."""

    @classmethod
    def now(cls) -> Self:
        [(epoch, newest, is_replica)] = read(LOG_END, {})
        return cls(epoch=epoch, newest=newest, is_replica=is_replica)


LOG_END = """
SELECT coalesce((SELECT epoch FROM api_feed LIMIT 1), '0'),
    coalesce((SELECT number FROM api_edition ORDER BY number DESC LIMIT 1), 0),
    pg_is_in_recovery()
"""


class ListedEdition(NamedTuple):
    """What the feed tells of an edition; empty texts where there is nothing to tell."""

    number: int
    event: str
    type: str
    document_id: str
    locale: str
    slug: str
    path: str
    published_at: datetime
    expires_at: datetime | None
    digest: str
    reason: str
    recall_class: str
    replacement_type: str
    replacement_id: str | None
    size: int
    """Bytes of its body."""


@dataclass(frozen=True, kw_only=True)
class FeedPage:
    editions: list[ListedEdition]
    token: Token
    more: bool
    is_of_live: bool = False
    """It lists what is live, not what happened."""


def read_page(
    since: Token,
    end: LogEnd,
    *,
    limit: int,
    room: int | None = None,
    types: Collection[str] = (),
    locales: Collection[str] = (),
) -> FeedPage:
    """What follows ``since``, as far as bodies have ``room`` (bytes) where that is given. Raises FeedTokenExpired."""
    token = Token(epoch=end.epoch, number=end.newest, read=0) if since.is_start else of_this_log(since, end)
    if token.number > end.newest:
        return FeedPage(editions=[], token=token, more=False)
    editions = following(token, end, limit=limit + 1, types=types, locales=locales)
    shown = fitting(editions[:limit], room)
    if len(editions) == len(shown):
        return last_page(editions, token, end)
    reached = shown[-1].number
    continued = replace(token, number=reached) if token.read is None else replace(token, read=reached)
    return FeedPage(editions=shown, token=continued, more=True, is_of_live=token.read is not None)


def fitting(editions: list[ListedEdition], room: int | None) -> list[ListedEdition]:
    """The first of them, and all after it that still fit."""
    if room is None:
        return editions
    ends = accumulate(edition.size for edition in editions)
    return [
        edition for number, (edition, end) in enumerate(zip(editions, ends, strict=True)) if not number or end <= room
    ]


def of_this_log(since: Token, end: LogEnd) -> Token:
    if since.epoch not in (None, end.epoch) or (since.read or 0) > since.number:
        raise FeedTokenExpired(f"The hospital's log was restored since this token was given. {RESTART}")
    if since.number > end.newest and not end.is_replica:
        raise FeedTokenExpired(f"There is no edition {since.number} yet; the newest is {end.newest}. {RESTART}")
    return replace(since, epoch=end.epoch)


# Written with and without each filter, so that PostgreSQL plans for each of them.
COLUMNS = """SELECT edition.number, edition.event, edition.type, edition.document_id::text, edition.locale,
    edition.slug, edition.path, edition.published_at, edition.expires_at, edition.digest, edition.reason,
    edition.recall_class, edition.replacement_type, edition.replacement_id::text,
    coalesce(octet_length(edition.body), 0)
FROM api_edition edition"""
CHANGED = f"{COLUMNS} WHERE edition.number > %(after)s AND edition.number <= %(until)s"
LIVE = f"""{COLUMNS} JOIN api_document document ON document.edition_id = edition.number
WHERE document.edition_id > %(after)s AND document.edition_id <= %(until)s AND {UNEXPIRED}"""
OF_TYPES, OF_LOCALES = " AND edition.type = ANY(%(types)s)", " AND edition.locale = ANY(%(locales)s)"
IN_ORDER = " ORDER BY edition.number LIMIT %(limit)s"


def following(
    token: Token, end: LogEnd, *, limit: int, types: Collection[str], locales: Collection[str]
) -> list[ListedEdition]:
    """What has happened since the token, or what is live and not read yet."""
    statement = CHANGED if token.read is None else LIVE
    statement += (OF_TYPES if types else "") + (OF_LOCALES if locales else "") + IN_ORDER
    values: dict[str, object] = {
        "after": token.number if token.read is None else token.read,
        "until": end.newest if token.read is None else token.number,
        "types": list(types),
        "locales": list(locales),
        "limit": limit,
    }
    return [ListedEdition(*row) for row in read(statement, values)]


def last_page(editions: list[ListedEdition], token: Token, end: LogEnd) -> FeedPage:
    """The last of what is live leads to what happened since its first page; the last of that leads to the end."""
    if token.read is None:
        return FeedPage(editions=editions, token=replace(token, number=end.newest), more=False)
    more = token.number < end.newest
    return FeedPage(editions=editions, token=replace(token, read=None), more=more, is_of_live=True)


BODIES = f"""
SELECT edition.number, edition.body
FROM api_document document JOIN api_edition edition ON edition.number = document.edition_id
WHERE document.edition_id = ANY(%(numbers)s) AND {UNEXPIRED}
"""  # noqa: S608  our own words


def live_bodies(editions: Collection[ListedEdition]) -> dict[int, bytes]:
    """By number, of those that are live: what was replaced or taken back meanwhile is nobody's to read any more."""
    numbers = [edition.number for edition in editions if edition.event == "published"]
    return dict(read(BODIES, {"numbers": numbers})) if numbers else {}
