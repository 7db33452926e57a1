"""Lists of summaries, put together from the summaries that publishing stored."""

import json
from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django.db.models import Count, Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.cache_keys import cache_headers, list_key
from api.catalogue import PROCEDURE, DocumentType
from api.expiry import unexpired
from api.models import Document
from api.pagination import DocumentCursor
from api.parameters import ListParameters
from api.views.base import PublicView, reply

Rows = QuerySet[Document, dict[str, Any]]


class DocumentListView(PublicView[ListParameters]):
    document_type: ClassVar[DocumentType]
    parameters = ListParameters

    def answer(self, request: Request, parameters: ListParameters, **address: str) -> HttpResponseBase:
        documents = self.documents(parameters)
        paginator = DocumentCursor(limit=parameters.limit, order=parameters.order)
        rows = paginator.paginate_queryset(documents, request, view=self)
        body = envelope(
            count=documents.count(),
            next_link=paginator.get_next_link(),
            previous_link=paginator.get_previous_link(),
            results=(self.result(row) for row in rows),
        )
        keys = [list_key(name, parameters.locale) for name in self.shown]
        return reply(request, body, headers={"Content-Language": parameters.locale} | cache_headers(keys))

    @property
    def shown(self) -> list[str]:
        """Types of the documents that the list is made from."""
        return [self.document_type.name]

    def documents(self, parameters: ListParameters) -> Rows:
        listed = listed_documents(self.document_type, locale=parameters.locale)
        return cast(Rows, listed.values("id", "summary", "sort_title", "published_at"))

    def result(self, row: dict[str, Any]) -> bytes:
        return bytes(row["summary"])


class VocabularyListView(DocumentListView):
    """Adds how many treatments each item has."""

    @property
    def shown(self) -> list[str]:
        return [self.document_type.name, PROCEDURE.name]

    def documents(self, parameters: ListParameters) -> Rows:
        names_it = {f"{self.document_type.collection}__contains": array_of(OuterRef("slug"))}
        treatments = listed_documents(PROCEDURE, locale=parameters.locale).filter(**names_it)
        count = treatments.order_by().values("type").annotate(number=Count("id")).values("number")
        return super().documents(parameters).annotate(procedure_count=Coalesce(Subquery(count), 0))

    def result(self, row: dict[str, Any]) -> bytes:
        return append_member(bytes(row["summary"]), "procedure_count", row["procedure_count"])


def listed_documents(kind: DocumentType, *, locale: str) -> QuerySet[Document]:
    """Live, and not the same content as another page."""
    return Document.objects.filter(unexpired(), type=kind.name, locale=locale, is_alias=False)


def array_of(value: OuterRef) -> Func:
    """The value as a PostgreSQL array of its own."""
    return Func(value, template="ARRAY[%(expressions)s]::varchar[]")


def append_member(json_object: bytes, name: str, value: int) -> bytes:
    """The object with one member more, without parsing it."""
    return json_object[:-1] + f',"{name}":{value}}}'.encode()


def envelope(*, count: int, next_link: str | None, previous_link: str | None, results: Iterable[bytes]) -> bytes:
    head = json.dumps({"count": count, "next": next_link, "previous": previous_link}, separators=(",", ":"))
    return head[:-1].encode() + b',"results":[' + b",".join(results) + b"]}"
