"""Search over everything that readers look for."""

from django.conf import settings
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from api.cache_keys import cache_headers, list_key
from api.contract.search import SearchResults
from api.lifetimes import cache_control
from api.parameters import SearchParameters
from api.search.cursors import Place
from api.search.entries import SEARCHED
from api.search.searching import search
from api.views.base import PublicView, reply


class SearchView(PublicView[SearchParameters]):
    """Ranked results with highlights and counts."""

    parameters = SearchParameters

    def answer(self, request: Request, parameters: SearchParameters, **address: str) -> HttpResponseBase:
        page, signature = search(parameters)

        def link(place: Place | None) -> str | None:
            if place is None:
                return None
            return str(replace_query_param(request.build_absolute_uri(), "cursor", place.cursor(signature)))

        answer = SearchResults(
            count=page.found.count,
            next=link(page.next),
            previous=link(page.previous),
            results=list(page.results),
            counts=page.counts,
            picks=page.picks,
            corrected=page.corrected,
            matched=page.place.mode,
        )
        headers = {"Content-Language": parameters.locale, "Cache-Control": cache_control(page.found.time_left)}
        keys = cache_headers(search_keys(parameters.locale))
        return reply(request, answer.model_dump_json().encode(), headers=headers | keys)


def search_keys(locale: str) -> list[str]:
    """Any document that is found, or whose words are known, may change what search answers. Picks have no language."""
    names = [list_key(name, locale) for name in (*SEARCHED, "synonyms")]
    return [*names, list_key("pick", settings.LANGUAGE_CODE)]
