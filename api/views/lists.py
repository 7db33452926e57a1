"""Lists of summaries, put together from the summaries that publishing stored: three queries at most."""

import json
from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django.db.models import Count, Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from api.cache_keys import cache_headers, list_key
from api.catalogue import PROCEDURE, DocumentType
from api.expiry import unexpired
from api.filters import conditions_of
from api.lifetimes import cache_control, first_end
from api.models import Document
from api.pagination import Cursor, Rows, column_of, read_page
from api.parameters import ListParameters
from api.representations.representation import Representation
from api.views.base import PublicView, reply


class DocumentListView(PublicView[ListParameters]):
    document_type: ClassVar[DocumentType]
    parameters = ListParameters

    def answer(self, request: Request, parameters: ListParameters, **address: str) -> HttpResponseBase:
        documents = self.documents(parameters)
        page = read_page(self.rows(documents, parameters), parameters, list_name=self.document_type.name)
        representation = parameters.representation()
        body = envelope(
            count=documents.count(),
            next_link=link(request, page.next),
            previous_link=link(request, page.previous),
            results=(self.result(row, representation) for row in page.rows),
        )
        ends = first_end(((row["expires_at"], row["next_review"]) for row in page.rows), now=timezone.now())
        keys = [list_key(name, parameters.locale) for name in self.shown]
        return reply(
            request,
            body,
            content_type=representation.content_type,
            headers={"Content-Language": parameters.locale, "Cache-Control": cache_control(ends)} | cache_headers(keys),
        )

    @property
    def shown(self) -> list[str]:
        """Types of the documents that the list is made from."""
        return [self.document_type.name]

    def documents(self, parameters: ListParameters) -> QuerySet[Document]:
        return listed_documents(self.document_type, locale=parameters.locale).filter(conditions_of(parameters))

    def rows(self, documents: QuerySet[Document], parameters: ListParameters) -> Rows:
        shown = documents.values("id", "summary", "expires_at", "next_review", column_of(parameters.order))
        return cast(Rows, shown)

    def result(self, row: dict[str, Any], representation: Representation) -> bytes:
        summary = self.summary(row)
        return summary if representation.is_stored else representation.shape_json(summary)

    def summary(self, row: dict[str, Any]) -> bytes:
        return bytes(row["summary"])


class VocabularyListView(DocumentListView):
    """Adds how many treatments each item has."""

    @property
    def shown(self) -> list[str]:
        return [self.document_type.name, PROCEDURE.name]

    def rows(self, documents: QuerySet[Document], parameters: ListParameters) -> Rows:
        names_it = {f"{self.document_type.collection}__contains": array_of(OuterRef("slug"))}
        treatments = listed_documents(PROCEDURE, locale=parameters.locale).filter(**names_it)
        count = treatments.order_by().values("type").annotate(number=Count("id")).values("number")
        rows = super().rows(documents, parameters)
        return cast(Rows, rows.annotate(procedure_count=Coalesce(Subquery(count), 0)))

    def summary(self, row: dict[str, Any]) -> bytes:
        return append_member(super().summary(row), "procedure_count", row["procedure_count"])


def listed_documents(kind: DocumentType, *, locale: str) -> QuerySet[Document]:
    """Live, and not the same content as another page."""
    return Document.objects.filter(unexpired(), type=kind.name, locale=locale, is_alias=False)


def array_of(value: OuterRef) -> Func:
    """The value as a PostgreSQL array of its own."""
    return Func(value, template="ARRAY[%(expressions)s]::varchar[]")


def append_member(json_object: bytes, name: str, value: int) -> bytes:
    """The object with one member more, without parsing it."""
    return json_object[:-1] + f',"{name}":{value}}}'.encode()


def link(request: Request, cursor: Cursor | None) -> str | None:
    """The address of the request, but at the cursor."""
    if cursor is None:
        return None
    return str(replace_query_param(request.build_absolute_uri(), "cursor", str(cursor)))


def envelope(*, count: int, next_link: str | None, previous_link: str | None, results: Iterable[bytes]) -> bytes:
    head = json.dumps({"count": count, "next": next_link, "previous": previous_link}, separators=(",", ":"))
    return head[:-1].encode() + b',"results":[' + b",".join(results) + b"]}"
