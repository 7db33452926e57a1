"""What a front-end path means: the document, where it moved, that it is gone, or what may have been meant."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Case, F, Func, Value, When
from django.db.models.functions import Lower
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import parse_etags
from rest_framework.request import Request

from api.cache_keys import cache_headers, document_key, list_key
from api.catalogue import CATALOGUE, PAGES, REDIRECT, DocumentType
from api.contract.any_document import Resolution
from api.contract.site import Moved
from api.contract.values import DocumentLink
from api.expiry import unexpired
from api.following import Outcome, follow, link
from api.lifetimes import TIME_LEFT
from api.models import Document
from api.parameters import ResolveParameters, parameters_for, published_locales
from api.paths import AskedPath
from api.problems import UnknownPath
from api.representations.representation import Representation
from api.suggestions import suggestions
from api.views.base import PublicView, reply
from api.views.documents import Found, reply_in
from api.withdrawals import gone

# As the index ``document_by_path_key`` has it. Its slash must not be a parameter: the planner would not know the index.
KEY = Func(Lower("path"), template="rtrim(%(expressions)s, '/')")


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
        return reply_page(request, representation, page)


def page_at(request: Request, path: AskedPath, representation: Representation) -> LivePage | None:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    body = Case(When(etag__in=representation.stored_etags(known), then=Value(None)), default=F("edition__body"))
    pages = Document.objects.filter(unexpired(), type__in=[kind.name for kind in PAGES]).alias(key=KEY)
    row: Any = (
        pages.filter(key=path.key)
        .order_by("id")
        .values_list(
            "type", "document_id", "locale", "slug", "path", "edition__title",
            "etag", "published_at", "document_id", "dependencies", TIME_LEFT, body,
        )
        .first()
    )  # fmt: skip
    if row is None:
        return None
    return LivePage(type=CATALOGUE[row[0]], locale=row[2], link=link(row[:6]), found=Found(*row[6:]))


def reply_page(request: Request, representation: Representation, page: LivePage) -> HttpResponseBase:
    """The same bytes, validators and keys as at the document's own address."""
    response = reply_in(
        request,
        page.type,
        representation,
        page.found,
        locale=page.locale,
        make=lambda body, form: form.shape_json(body),
    )
    query = {"locale": page.locale} | {name: value for name, value in request.GET.items() if name in FORMS}
    own_address = reverse(f"api:{page.type.name}", kwargs={"slug": page.link.slug})
    response.headers["Content-Location"] = f"{own_address}?{urlencode(query)}"
    return response


def as_json(body: bytes, representation: Representation) -> bytes:
    return representation.shape_json(body)


FORMS = ("fields", "rich_text")


def moved_to(parameters: ResolveParameters) -> Outcome:
    """Raises Gone, or UnknownPath with suggestions."""
    outcome = follow(parameters.path)
    if outcome.gone is not None:
        raise gone(outcome.gone)
    if outcome.location is None:
        detail = f"There is no page at {parameters.path.path}, and there never was."
        raise UnknownPath(detail, suggestions=suggestions(parameters.path, locale=parameters.locale))
    return outcome


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
