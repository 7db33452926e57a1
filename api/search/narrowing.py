"""Lists narrowed to what has all the words of a query."""

from django.db.models import Q
from django.db.models.expressions import RawSQL

from api.search.queries import parse
from api.search.understanding import understand


def matching(text: str, *, locale: str) -> Q:
    """A condition for documents, in one SQL query: typing errors, endings and other words for the same are forgiven as
    in search. Nothing matches a text whose words all are left out, such as “the”, but a document of that name."""
    understood = understand(parse(text), locale=locale)
    if not understood.query.groups:
        return Q(search_names__locale=locale, search_names__start=0, search_names__ending__in=understood.names)
    matches = RawSQL(
        "SELECT document_id FROM api_searchentry WHERE vector @@ (SELECT %s::tsquery)", [understood.query.strict]
    )
    return Q(pk__in=matches)
