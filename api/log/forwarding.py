"""Follows a front-end path that no page has: through redirects, and through the log to where its document lives now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from api.contract.catalogue import PAGES, REDIRECT
from api.contract.values import DocumentLink, DocumentTypeName
from api.log.models import Edition
from api.log.paths import AskedPath, moved_to
from api.process.sql import read

MOST_HOPS = 20
"""A longer chain of redirects leads nowhere."""

# The walk goes on for as long as no page is live at the path: to the location of a redirect, else to where the document
# lives that was the last to have the path in the log. It ends at addresses elsewhere, and where it has been before.
FOLLOW = """
WITH RECURSIVE
hop (step, keys, seen, location, permanent, documents, is_loop) AS (
    SELECT 0, %(keys)s::text[], %(keys)s::text[], NULL::text, true, '{}'::text[], false
    UNION ALL
    SELECT hop.step + 1, ARRAY[next.key], hop.seen || next.key, next.location, hop.permanent AND next.permanent,
        hop.documents || next.document, next.key = ANY(hop.seen)
    FROM hop CROSS JOIN LATERAL (
        SELECT found.location, found.permanent, found.document,
            rtrim(lower(split_part(split_part(found.location, '#', 1), '?', 1)), '/') AS key
        FROM (
            (
                SELECT 1 AS rank, body.of ->> 'location' AS location, (body.of ->> 'permanent')::boolean AS permanent,
                    old.type || ':' || old.document_id || ':' || old.locale AS document
                FROM unnest(hop.keys) WITH ORDINALITY AS asked (key, place)
                JOIN api_document old ON rtrim(lower(old.path), '/') = asked.key AND old.type = %(redirect)s
                CROSS JOIN LATERAL (SELECT convert_from(old.summary, 'UTF8')::jsonb AS of) body
                WHERE old.expires_at IS NULL OR old.expires_at > now()
                ORDER BY asked.place, body.of ->> 'site' NULLS LAST, old.id
                LIMIT 1
            )
            UNION ALL
            (
                SELECT 2, live.path, true, live.type || ':' || live.document_id || ':' || live.locale
                FROM (
                    SELECT edition.type, edition.document_id, edition.locale FROM api_edition edition
                    WHERE rtrim(lower(edition.path), '/') = ANY(hop.keys)
                        AND edition.type = ANY(%(pages)s::text[])
                    ORDER BY edition.number DESC LIMIT 1
                ) was
                JOIN api_document live USING (type, document_id, locale)
                WHERE live.path <> '' AND (live.expires_at IS NULL OR live.expires_at > now())
            )
        ) found
        ORDER BY found.rank LIMIT 1
    ) next
    WHERE hop.step < %(most)s AND NOT hop.is_loop AND (hop.step = 0 OR hop.location LIKE '/%%') AND NOT EXISTS (
        SELECT FROM api_document page
        WHERE rtrim(lower(page.path), '/') = ANY(hop.keys) AND page.type = ANY(%(pages)s::text[])
            AND (page.expires_at IS NULL OR page.expires_at > now())
    )
),
last AS (SELECT * FROM hop ORDER BY step DESC LIMIT 1)
SELECT last.location, last.permanent, last.documents, last.is_loop OR last.step = %(most)s AS is_endless,
    page.type, page.document_id, page.locale, edition.slug, edition.path, edition.title,
    gone.number, gone.type, gone.slug, gone.locale, gone.reason, gone.recall_class, gone.replacement_type,
    gone.replacement_id
FROM last
LEFT JOIN LATERAL (
    SELECT live.* FROM api_document live
    WHERE rtrim(lower(live.path), '/') = ANY(last.keys) AND live.type = ANY(%(pages)s::text[])
        AND (live.expires_at IS NULL OR live.expires_at > now())
    ORDER BY live.id LIMIT 1
) page ON true
LEFT JOIN api_edition edition ON edition.number = page.edition_id
LEFT JOIN LATERAL (
    SELECT newest.* FROM (
        SELECT edition.type, edition.document_id, edition.locale FROM api_edition edition
        WHERE rtrim(lower(edition.path), '/') = ANY(last.keys) AND edition.type = ANY(%(types)s::text[])
        ORDER BY edition.type = %(redirect)s, edition.number DESC LIMIT 1
    ) was
    CROSS JOIN LATERAL (
        SELECT * FROM api_edition edition
        WHERE (edition.type, edition.document_id, edition.locale) = (was.type, was.document_id, was.locale)
        ORDER BY edition.number DESC LIMIT 1
    ) newest
    WHERE newest.event = 'withdrawn' OR newest.expires_at <= now()
) gone ON page.id IS NULL
"""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Where a path leads that no page has."""

    location: str | None = None
    """Front-end path or address elsewhere; None when it leads nowhere."""
    permanent: bool = True
    document: DocumentLink | None = None
    """The page at the location."""
    locale: str | None = None
    """Language of the document."""
    passed: tuple[str, ...] = ()
    """Keys of the documents that led there, by which caches drop the answer."""
    gone: Edition | None = None
    """What was at the path, or at the location, and is withdrawn or expired. Without its body."""


def follow(path: AskedPath) -> Outcome:
    """For a path that no live page has. One query."""
    pages = [kind.name for kind in PAGES]
    values: dict[str, object] = {
        "keys": path.keys,
        "pages": pages,
        "redirect": REDIRECT.name,
        "types": [*pages, REDIRECT.name],
        "most": MOST_HOPS,
    }
    [(location, permanent, passed, is_endless, *found)] = read(FOLLOW, values)
    page, gone = found[:6], found[6:]
    if is_endless:
        return Outcome()
    if gone[0] is not None:
        return Outcome(gone=Edition(**dict(zip(GONE, gone, strict=True))))
    if page[0] is None:
        return Outcome(location=location, permanent=permanent, passed=tuple(passed))
    document = link(page)
    return Outcome(
        location=moved_to(location, str(document.path)),
        permanent=permanent,
        document=document,
        locale=page[2],
        passed=tuple(passed),
    )


GONE = ("number", "type", "slug", "locale", "reason", "recall_class", "replacement_type", "replacement_id")


def link(row: Sequence[str]) -> DocumentLink:
    type_name, document_id, locale, slug, path, title = row
    return DocumentLink(
        type=cast(DocumentTypeName, type_name), id=document_id, slug=slug, path=path or None, title=title, locale=locale
    )
