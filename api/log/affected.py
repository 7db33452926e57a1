"""Which live documents show or name others: told by the keys of what they were made from."""

from collections.abc import Collection

from api.contract.values import DocumentLink
from api.http.cache_keys import OWN
from api.log.expiry import UNEXPIRED
from api.log.forwarding import link
from api.process.sql import read

AFFECTED = f"""
SELECT document.type, document.document_id, document.locale, document.slug, document.path, shown.title
FROM api_document document JOIN api_edition shown ON shown.number = document.edition_id
WHERE document.dependencies && ARRAY(
    SELECT substr(key, {len(OWN) + 1}) FROM api_edition edition, unnest(edition.dependencies) AS key
    WHERE edition.number = ANY(%(numbers)s) AND starts_with(key, '{OWN}')
)::varchar[] AND {UNEXPIRED} AND NOT document.is_alias AND NOT EXISTS (
    SELECT FROM api_edition edition
    WHERE edition.number = ANY(%(numbers)s) AND edition.type = document.type
        AND edition.document_id = document.document_id AND edition.locale = document.locale
)
ORDER BY document.id
"""  # noqa: S608  our own words


def affected(numbers: Collection[int]) -> list[DocumentLink]:
    """By the editions with these numbers, without the documents they are editions of."""
    return [link(row) for row in read(AFFECTED, {"numbers": list(numbers)})] if numbers else []
