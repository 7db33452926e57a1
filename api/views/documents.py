"""One document, as its current edition says: one query, then the stored bytes. Or, with a key, as it was."""

from datetime import datetime, timedelta
from typing import ClassVar, NamedTuple
from uuid import UUID

from django.db.models import Case, DurationField, ExpressionWrapper, F, Value, When
from django.db.models.functions import Now
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from rest_framework.request import Request

from api.cache_keys import cache_headers, document_key
from api.catalogue import DocumentType
from api.expiry import unexpired
from api.history import edition_served
from api.models import Document
from api.parameters import DocumentParameters
from api.views.base import cache_control, reply
from api.views.editions import reply_from_record
from api.views.keyed import KeyedView
from api.withdrawals import absence


class Found(NamedTuple):
    etag: str
    published_at: datetime
    document_id: UUID
    dependencies: list[str]
    time_left: timedelta | None
    """Until it expires; None when it does not."""
    body: memoryview | None
    """None when the client has these bytes already: they are not even read."""


class DocumentView(KeyedView[DocumentParameters]):
    document_type: ClassVar[DocumentType]
    parameters = DocumentParameters

    def needs_key(self) -> bool:
        return "as_of" in self.request.GET

    def answer(self, request: Request, parameters: DocumentParameters, **address: str) -> HttpResponseBase:
        if parameters.as_of is not None:
            return self.answer_from_record(request, parameters.as_of, locale=parameters.locale, slug=address["slug"])
        return self.answer_now(request, locale=parameters.locale, slug=address["slug"])

    def answer_now(self, request: Request, *, locale: str, slug: str) -> HttpResponseBase:
        kind = self.document_type
        known = parse_etags(request.headers.get("If-None-Match", ""))
        found = find(kind.name, locale=locale, slug=slug, known=known)
        if found is None:
            raise absence(kind, locale=locale, slug=slug)
        own = document_key(kind.name, found.document_id, locale)
        return reply(
            request,
            b"" if found.body is None else bytes(found.body),
            etag=found.etag,
            modified=found.published_at,
            headers={"Content-Language": locale, "Cache-Control": cache_control(found.time_left)}
            | cache_headers([own, *found.dependencies]),
        )

    def answer_from_record(self, request: Request, moment: datetime, *, locale: str, slug: str) -> HttpResponseBase:
        edition = edition_served(self.document_type, locale=locale, slug=slug, moment=moment)
        if edition is None:
            raise absence(self.document_type, locale=locale, slug=slug, moment=moment)
        return reply_from_record(request, edition)


def find(type_name: str, *, locale: str, slug: str, known: list[str]) -> Found | None:
    """The live document, in one query; an alias only where no original has the slug.

    ``known`` are the quoted validators the client sent.
    """
    tags = [tag.removeprefix("W/").strip('"') for tag in known]
    body = Case(When(etag__in=tags, then=Value(None)), default=F("edition__body"))
    time_left = ExpressionWrapper(F("expires_at") - Now(), output_field=DurationField())
    rows = Document.objects.filter(unexpired(), type=type_name, locale=locale, slug=slug)
    row = (
        rows.order_by("is_alias", "document_id")
        .values_list("etag", "published_at", "document_id", "dependencies", time_left, body)
        .first()
    )
    return Found(*row) if row else None
