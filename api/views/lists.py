"""Lists of summaries, put together from the summaries that publishing stored: three queries at most."""

import json
from collections.abc import Iterable
from typing import ClassVar

from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from api.cache_keys import cache_headers, list_key
from api.catalogue import PROCEDURE, DocumentType
from api.counts import NEWEST, count
from api.expiry import UNEXPIRED
from api.filters import conditions_of
from api.lifetimes import cache_control, first_end
from api.pagination import Cursor, Listed, Page, read_page
from api.parameters import ListParameters
from api.views.base import PublicView, reply

SHOWN = "document.summary, document.expires_at, document.next_review, document.slug"


class DocumentListView(PublicView[ListParameters]):
    document_type: ClassVar[DocumentType]
    parameters = ListParameters

    def answer(self, request: Request, parameters: ListParameters, **address: str) -> HttpResponseBase:
        listed = listed_documents(self.document_type, parameters)
        page = read_page(listed, parameters)
        representation = parameters.representation()
        summaries = self.summaries(page, parameters)
        if not representation.is_stored:
            summaries = map(representation.shape_json, summaries)
        body = envelope(
            count=count(COUNT.format(" AND ".join(listed.conditions)), listed.values, page.state),
            next_link=link(request, page.next),
            previous_link=link(request, page.previous),
            results=summaries,
        )
        ends = first_end((row[1:3] for row in page.rows), now=page.state.now) if page.state else None
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

    def summaries(self, page: Page, parameters: ListParameters) -> Iterable[bytes]:
        return (row[0] for row in page.rows)


class VocabularyListView(DocumentListView):
    """Adds how many treatments each item has."""

    @property
    def shown(self) -> list[str]:
        return [self.document_type.name, PROCEDURE.name]

    def summaries(self, page: Page, parameters: ListParameters) -> Iterable[bytes]:
        if not page.rows:
            return []
        slugs = [row[3] for row in page.rows]
        values = {"type": PROCEDURE.name, "locale": parameters.locale, "slugs": slugs}
        counts = count(TREATMENTS.format(self.document_type.collection), values, page.state)
        return (append_member(row[0], "procedure_count", number) for row, number in zip(page.rows, counts, strict=True))


LIVE = f"document.type = %(type)s AND document.locale = %(locale)s AND NOT document.is_alias AND {UNEXPIRED}"
"""What lists show: live, and not the same content as another page."""
COUNT = f"SELECT {NEWEST}, min(document.expires_at), count(*) FROM api_document document WHERE {{}}"  # noqa: S608
TREATMENTS = f"""
SELECT {NEWEST}, min(first_end), array_agg(number ORDER BY position)
FROM unnest(%(slugs)s::varchar[]) WITH ORDINALITY AS item(slug, position) CROSS JOIN LATERAL (
    SELECT min(document.expires_at) AS first_end, count(*) AS number FROM api_document document
    WHERE {LIVE} AND document.{{}} @> ARRAY[item.slug]
) counted
"""  # noqa: S608  our own words
"""How many treatments name each of the slugs, in their order."""


def listed_documents(kind: DocumentType, parameters: ListParameters) -> Listed:
    conditions = conditions_of(parameters)
    return Listed(
        name=kind.name,
        columns=SHOWN,
        conditions=[LIVE, *conditions.sql],
        values={"type": kind.name, "locale": parameters.locale, **conditions.values},
    )


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
