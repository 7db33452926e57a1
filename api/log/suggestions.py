"""Published pages that somebody may have meant who asked for a path that never was."""

from django.conf import settings

from api.contract.catalogue import PAGES
from api.contract.values import DocumentLink
from api.log.forwarding import link
from api.log.paths import AskedPath
from api.process.sql import read

MOST = 5
COMPARED = 500
"""A word that stands in more names than that says little, and is not worth comparing them all."""

# By PostgreSQL's trigrams: names that are alike as a whole, and names that hold what was asked.
ALIKE = """
SELECT found.type, found.document_id, found.locale, found.slug, found.path, edition.title
FROM (
    (
        SELECT alike.*, greatest(similarity(alike.slug, %(words)s), word_similarity(%(words)s, alike.slug)) AS likeness
        FROM (
            SELECT * FROM api_document document
            WHERE (document.slug %% %(words)s OR document.slug %%> %(words)s)
                AND document.path <> '' AND document.type = ANY(%(pages)s::text[]) AND document.locale = %(locale)s
                AND NOT document.is_alias
                AND (document.expires_at IS NULL OR document.expires_at > now())
            LIMIT %(compared)s
        ) alike
        ORDER BY likeness DESC, alike.slug LIMIT %(most)s
    )
    UNION ALL
    (
        SELECT above.*, 0 FROM api_document above
        WHERE rtrim(lower(above.path), '/') = ANY(%(above)s::text[]) AND above.type = ANY(%(pages)s::text[])
            AND (above.expires_at IS NULL OR above.expires_at > now())
        ORDER BY length(above.path) DESC LIMIT 1
    )
) found
JOIN api_edition edition ON edition.number = found.edition_id
ORDER BY found.likeness DESC, found.slug
"""


def suggestions(path: AskedPath, *, locale: str) -> list[DocumentLink]:
    """Pages with a similar name, the most similar first, then the nearest page above it. One query.

    ``locale`` is the language to look in where the path's first part names none.
    """
    values: dict[str, object] = {
        "words": path.words,
        "above": path.above,
        "pages": [kind.name for kind in PAGES],
        "locale": language_of(path) or locale,
        "most": MOST,
        "compared": COMPARED,
    }
    links = [link(row) for row in read(ALIKE, values)]
    return list({(each.id, each.path): each for each in links}.values())


def language_of(path: AskedPath) -> str | None:
    """What the first part of the path says."""
    first = path.key.split("/")[1] if path.key else ""
    return next((code for code, _ in settings.LANGUAGES if code.lower() == first), None)
