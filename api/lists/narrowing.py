"""Lists narrowed to what has all the words of a query."""

from api.search.queries import parse
from api.search.understanding import understand

MATCHING = "document.id IN (SELECT document_id FROM api_searchentry WHERE vector @@ (SELECT %(words)s::tsquery))"
NAMED = """document.id IN (
    SELECT document_id FROM api_searchname WHERE locale = %(locale)s AND start = 0 AND ending = ANY(%(names)s)
)"""


def matching(text: str, *, locale: str) -> tuple[str, dict[str, object]]:
    """A condition on ``document`` in SQL, and the values it names; takes one query.

    Typing errors, endings and other words for the same are forgiven as in search. Nothing matches a text whose words
    all are left out, such as “the”, but a document of that name.
    """
    understood = understand(parse(text), locale=locale)
    if not understood.query.groups:
        return NAMED, {"names": list(understood.names)}
    return MATCHING, {"words": understood.query.strict}
