"""One document, as its current edition says: one query, then the stored bytes."""

from datetime import datetime
from typing import ClassVar, NamedTuple

from django.db.models import Case, F, Value, When
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from rest_framework.request import Request

from api.catalogue import DocumentType
from api.models import Document
from api.parameters import LocaleParameters
from api.views.base import PublicView, reply
from api.withdrawals import absence


class Found(NamedTuple):
    etag: str
    published_at: datetime
    body: memoryview | None
    """None when the client has these bytes already: they are not even read."""


class DocumentView(PublicView[LocaleParameters]):
    document_type: ClassVar[DocumentType]
    parameters = LocaleParameters

    def answer(self, request: Request, parameters: LocaleParameters, **address: str) -> HttpResponseBase:
        slug = address["slug"]
        known = parse_etags(request.headers.get("If-None-Match", ""))
        found = find(self.document_type.name, locale=parameters.locale, slug=slug, known=known)
        if found is None:
            raise absence(self.document_type, locale=parameters.locale, slug=slug)
        return reply(
            request,
            b"" if found.body is None else bytes(found.body),
            etag=found.etag,
            modified=found.published_at,
            Content_Language=parameters.locale,
        )


def find(type_name: str, *, locale: str, slug: str, known: list[str]) -> Found | None:
    """The live document, in one query. ``known`` are the quoted validators the client sent."""
    tags = [tag.removeprefix("W/").strip('"') for tag in known]
    body = Case(When(etag__in=tags, then=Value(None)), default=F("edition__body"))
    rows = Document.objects.filter(type=type_name, locale=locale, slug=slug)
    row = rows.values_list("etag", "published_at", body).first()
    return Found(*row) if row else None
