"""Search over everything that readers look for."""

from typing import ClassVar, NamedTuple

from django.conf import settings
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from api.http.cache_keys import cache_headers, list_key
from api.http.lifetimes import cache_control
from api.parameters.models import SearchParameters
from api.process.answers import ANSWERS, Answers, Entry, Moment
from api.representations.representation import JSON, PARTIAL, compact
from api.search.cursors import Place
from api.search.entries import SEARCHED
from api.search.searching import search
from api.search.unfound.noting import MISSING, Missed, missed_by
from api.views.addresses import address_of
from api.views.base import PublicView, reply


class Answered(NamedTuple):
    """What a search is answered with, as often as it is asked."""

    body: bytes
    missed: Missed | None


class SearchView(PublicView[SearchParameters]):
    """Ranked results with highlights and counts."""

    parameters = SearchParameters
    answers: ClassVar[Answers] = ANSWERS
    """Where what was made is kept."""

    def answer(self, request: Request, parameters: SearchParameters, **address: str) -> HttpResponseBase:
        """One query for what has been asked here since the newest edition."""
        address_asked = self.address_asked(request)
        entry = self.answers.get(address_asked)
        moment = Moment.read() if entry else None
        if entry is None or moment is None or not entry.holds_at(moment):
            entry, moment = self.make(address_asked, parameters)
        if entry.value.missed:
            self.note(entry.value.missed)
        left = None if entry.expires_at is None else entry.expires_at - moment.now
        headers = {"Content-Language": parameters.locale, "Cache-Control": cache_control(left)}
        headers |= cache_headers(search_keys(parameters.locale))
        return reply(request, entry.value.body, content_type=content_type_of(parameters), headers=headers)

    def address_asked(self, request: Request) -> str:
        """Whole: links to other pages of the results are made of it."""
        return address_of(request)

    def note(self, missed: Missed) -> None:
        """That a reader looked for something and did not find it."""
        MISSING.note(missed)

    def make(self, address: str, parameters: SearchParameters) -> tuple[Entry[Answered], Moment]:
        page, signature = search(parameters)
        representation = parameters.representation()

        def link(place: Place | None) -> str | None:
            return None if place is None else str(replace_query_param(address, "cursor", place.cursor(signature)))

        body = compact(
            {
                "count": page.found.count,
                "next": link(page.next),
                "previous": link(page.previous),
                "results": representation.shape(page.results),
                "counts": page.counts,
                "urgent": page.urgent,
                "picks": page.picks,
                "corrected": page.corrected,
                "suggested": page.understood.suggested,
                "matched": page.matched,
                "ignored": page.ignored,
            }
        )
        answered = Answered(body, missed_by(page, parameters))
        entry = Entry(value=answered, log=page.found.log, expires_at=page.expires_at, size=len(body))
        if page.is_lasting:
            self.answers.keep(address, entry)
        return entry, Moment(log=page.found.log, now=page.found.asked_at)


def content_type_of(parameters: SearchParameters) -> str:
    return JSON if parameters.fields is None else PARTIAL


def search_keys(locale: str) -> list[str]:
    """Any document that is found, or whose words are known, may change what search answers. Picks have no language."""
    names = [list_key(name, locale) for name in (*SEARCHED, "synonyms", "urgent")]
    return [*names, list_key("pick", settings.LANGUAGE_CODE)]
