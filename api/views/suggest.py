"""Suggestions while a reader types."""

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.http.cache_keys import cache_headers, list_key
from api.parameters.models import SuggestParameters
from api.representations.representation import compact
from api.search.entries import SEARCHED
from api.search.suggesting import Name, suggest
from api.views.base import PublicView, reply


class SuggestView(PublicView[SuggestParameters]):
    """Names that begin like what was typed."""

    parameters = SuggestParameters

    def answer(self, request: Request, parameters: SuggestParameters, **address: str) -> HttpResponseBase:
        names, ignored = suggest(parameters.q, locale=parameters.locale)
        keys = cache_headers(list_key(name, parameters.locale) for name in (*SEARCHED, "synonyms"))
        headers = {"Content-Language": parameters.locale} | keys
        representation = parameters.representation()
        answer = {"results": representation.shape([suggestion(name) for name in names]), "ignored": ignored}
        return reply(request, compact(answer), content_type=representation.content_type, headers=headers)


def suggestion(name: Name) -> dict[str, object]:
    """A ``Suggestion`` of the contract as JSON."""
    return {
        "type": name.type,
        "id": name.document_id,
        "slug": name.slug,
        "path": name.path or None,
        "title": name.title,
        "name": name.name,
    }
