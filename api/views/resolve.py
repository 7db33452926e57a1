"""What a front-end path means: the document, where it moved, that it is gone, or what may have been meant."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from rest_framework.request import Request

from api.contract.answers.problems import ParameterError
from api.contract.any_document import Resolution
from api.contract.catalogue import CATALOGUE, PAGES, REDIRECT, DocumentType
from api.contract.site import Moved
from api.contract.values import DocumentLink
from api.http.cache_keys import cache_headers, document_key, list_key
from api.http.lifetimes import TIME_LEFT
from api.http.problems import UnknownPath
from api.log.expiry import UNEXPIRED
from api.log.forwarding import Outcome, follow, link
from api.log.paths import MOST_PARTS, AskedPath
from api.log.suggestions import suggestions
from api.log.withdrawals import gone
from api.parameters.models import ResolveParameters, parameters_for
from api.parameters.reads import blocks_in
from api.parameters.values import published_locales
from api.process.sql import read_one
from api.representations.representation import Representation
from api.views.addresses import Addresses
from api.views.base import PublicView, reply
from api.views.documents import Found, reply_in


@dataclass(frozen=True, kw_only=True)
class LivePage:
    type: DocumentType
    locale: str
    link: DocumentLink
    found: Found


class ResolveView(PublicView[ResolveParameters]):
    """One query for a document, two for where it moved, three for the rest."""

    parameters = parameters_for(ResolveParameters, Resolution)

    def answer(self, request: Request, parameters: ResolveParameters, **address: str) -> HttpResponseBase:
        representation = parameters.representation()
        page = page_at(request, parameters.path, representation)
        if page is None:
            return reply_moved(request, representation, moved_to(parameters))
        if page.link.path != parameters.path.path:  # in other letters
            outcome = Outcome(location=page.link.path, document=page.link, locale=page.locale)
            return reply_moved(request, representation, outcome)
        self.blocks = blocks_in(page.found.body)
        return reply_page(request, representation, page)


# The path is compared as the index ``document_by_path_key`` has it.
PAGE_AT = f"""
SELECT document.type, document.document_id, document.locale, document.slug, document.path, edition.title,
    document.etag, document.published_at, document.document_id, document.dependencies, {TIME_LEFT},
    CASE WHEN document.etag <> ALL(%(known)s::text[]) THEN edition.body END
FROM api_document document JOIN api_edition edition ON edition.number = document.edition_id
WHERE rtrim(lower(document.path), '/') = ANY(%(keys)s::text[]) AND document.type = ANY(%(pages)s::text[])
    AND {UNEXPIRED}
ORDER BY array_position(%(pages)s::text[], document.type::text), document.id LIMIT 1
"""  # noqa: S608  our own words


def page_at(request: Request, path: AskedPath, representation: Representation) -> LivePage | None:
    known = representation.stored_etags(parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")))
    row = read_one(PAGE_AT, {"keys": path.spellings, "pages": [kind.name for kind in PAGES], "known": known})
    if row is None:
        return None
    return LivePage(type=CATALOGUE[row[0]], locale=row[2], link=link(row[:6]), found=Found(*row[6:]))


def reply_page(request: Request, representation: Representation, page: LivePage) -> HttpResponseBase:
    """The same bytes, validators and keys as at the document's own address."""
    found = page.found
    if stored := found.body:
        found = found._replace(body=representation.shaped(found.etag, stored))
    response = reply_in(request, page.type, representation, found, locale=page.locale)
    forms = urlencode({name: value for name, value in request.GET.items() if name in FORMS})
    own_address = Addresses().of(page.type.name, page.link.slug, page.locale)
    response.headers["Content-Location"] = f"{own_address}&{forms}" if forms else own_address
    return response


FORMS = ("fields", "rich_text")


def moved_to(parameters: ResolveParameters) -> Outcome:
    """Raises Gone, or UnknownPath with suggestions."""
    outcome = follow(parameters.path)
    if outcome.gone is not None:
        raise gone(outcome.gone)
    if outcome.location is None:
        raise unknown(parameters)
    return outcome


def unknown(parameters: ResolveParameters) -> UnknownPath:
    path = parameters.path
    detail = f"There is no page at {path.path}, and there never was."
    cut = f"Its first {MOST_PARTS} parts count: suggestions are for these."
    errors = [ParameterError(parameter="path", detail=cut, allowed=[])] if path.is_cut else []
    return UnknownPath(detail, suggestions=suggestions(path, locale=parameters.locale), errors=errors)


def reply_moved(request: Request, representation: Representation, outcome: Outcome) -> HttpResponseBase:
    moved = Moved(location=str(outcome.location), permanent=outcome.permanent, document=outcome.document)
    return reply(
        request,
        representation.of_model(moved),
        content_type=representation.content_type,
        headers=cache_headers(keys_of(outcome)),
    )


def keys_of(outcome: Outcome) -> list[str]:
    """It ends with what led there, with the page it leads to, and with a page or redirect that gets the path."""
    keys = list(outcome.passed)
    if outcome.document is not None and outcome.locale is not None:
        keys.append(document_key(outcome.document.type, outcome.document.id, outcome.locale))
    lists = [list_key(kind.name, locale) for kind in PAGES for locale in published_locales()]
    return list(dict.fromkeys([*keys, *lists, list_key(REDIRECT.name, settings.LANGUAGE_CODE)]))
