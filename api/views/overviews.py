"""A document of a vocabulary with the lists that name it: all that a page about it shows, in one request."""

from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import urlencode

from django.http.response import HttpResponseBase
from django.urls import reverse
from rest_framework.request import Request

from api.contract.catalogue import DocumentType
from api.http.cache_keys import cache_headers, document_key, list_key
from api.http.lifetimes import cache_control
from api.parameters.models import ListParameters, ShapeParameters
from api.process.answers import Moment
from api.representations.representation import Representation
from api.views.addresses import absolute
from api.views.base import PublicView, digest_of, reply
from api.views.documents import find
from api.views.lists import DocumentListView, MadeList

MOST = 100
STORED = Representation()


class OverviewView(PublicView[ShapeParameters]):
    document_type: ClassVar[DocumentType]
    lists: ClassVar[Mapping[str, type[DocumentListView]]]
    """By member of the answer."""
    parameters = ShapeParameters

    def answer(self, request: Request, parameters: ShapeParameters, **address: str) -> HttpResponseBase:
        kind, locale, slug = self.document_type, parameters.locale, address["slug"]
        moment = Moment.read()
        found = find(request, kind, STORED, locale=locale, slug=slug, make=lambda body, _: body, is_wanted=True)
        lists = {name: view() for name, view in self.lists.items()}
        made = {name: narrowed(view, kind, moment, locale=locale, slug=slug) for name, view in lists.items()}
        members = [
            b'"document":' + (found.body or b""),
            *(f'"{name}":'.encode() + each.body for name, each in made.items()),
        ]
        body = b"{" + b",".join(members) + b"}"
        representation = parameters.representation()
        shown = {name for view in lists.values() for name in view.shown}
        keys = [document_key(kind.name, found.document_id, locale), *found.dependencies]
        ends = [each.end - moment.now for each in made.values() if each.end is not None]
        left = min([*ends, *([] if found.time_left is None else [found.time_left])], default=None)
        return reply(
            request,
            body if representation.is_stored else representation.shape_json(body),
            content_type=representation.content_type,
            etag=representation.etag(digest_of(body)),
            headers={
                "Content-Language": locale,
                "Cache-Control": cache_control(left),
                **cache_headers([*keys, *(list_key(name, locale) for name in sorted(shown))]),
            },
        )


def narrowed(view: DocumentListView, kind: DocumentType, moment: Moment, *, locale: str, slug: str) -> MadeList:
    """The same bytes as at the list's own address."""
    asked = {kind.name: [slug], "limit": MOST, "locale": locale}
    parameters: ListParameters = view.parameters(**asked)
    address = reverse(f"api:{view.document_type.collection}") + "?" + urlencode(asked, doseq=True)
    return view.made(parameters, moment, absolute(address))
