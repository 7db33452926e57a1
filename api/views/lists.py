"""Lists of summaries, put together from the summaries that publishing stored, once for each state of the log."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import ClassVar, NamedTuple, cast

from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from api.contract.catalogue import PROCEDURE, DocumentType
from api.http.cache_keys import cache_headers, list_key
from api.http.lifetimes import cache_control, first_end
from api.lists.filters import conditions_of
from api.lists.pagination import Cursor, Listed, read_page
from api.log.expiry import UNEXPIRED
from api.parameters.models import ListParameters
from api.process.answers import ANSWERS, Entry, Moment
from api.process.sql import Row
from api.representations.representation import compact
from api.views.addresses import address_of
from api.views.base import PublicView, digest_of, reply


class MadeList(NamedTuple):
    body: bytes
    etag: str
    end: datetime | None
    """When the first of what it shows expires or is due for review; None when nothing is."""


class DocumentListView(PublicView[ListParameters]):
    document_type: ClassVar[DocumentType]
    parameters = ListParameters

    def answer(self, request: Request, parameters: ListParameters, **address: str) -> HttpResponseBase:
        moment, key = Moment.read(), address_of(request)
        made: MadeList = ANSWERS.recall(key, moment) or self.make(request, parameters, moment, key)
        keys = [list_key(name, parameters.locale) for name in self.shown]
        left = None if made.end is None else made.end - moment.now
        return reply(
            request,
            made.body,
            content_type=parameters.representation().content_type,
            etag=made.etag,
            headers={"Content-Language": parameters.locale, "Cache-Control": cache_control(left)} | cache_headers(keys),
        )

    def make(self, request: Request, parameters: ListParameters, moment: Moment, key: str) -> MadeList:
        """What it reads may be newer than the moment; that does no harm, as nobody asks for the older again."""
        listed = self.listed(parameters)
        counted = f"count {listed.conditions} {listed.values}"
        page = read_page(listed, parameters, total=ANSWERS.recall(counted, moment))
        summaries = map(self.summary, page.rows)
        representation = parameters.representation()
        body = envelope(
            count=page.total,
            next_link=link(request, page.next),
            previous_link=link(request, page.previous),
            results=summaries if representation.is_stored else map(representation.shape_json, summaries),
            more=understood(parameters),
        )
        made = MadeList(body, digest_of(body), first_end((row[1:3] for row in page.rows), now=moment.now))
        keep(counted, page.total, moment, end=None)
        keep(key, made, moment, size=len(body), end=made.end)
        return made

    @property
    def shown(self) -> list[str]:
        """Types of the documents that the list is made from."""
        return [self.document_type.name]

    def listed(self, parameters: ListParameters) -> Listed:
        conditions, values = conditions_of(parameters)
        return Listed(
            name=self.document_type.name,
            columns=COLUMNS,
            conditions=[LIVE, *conditions],
            values={"type": self.document_type.name, "locale": parameters.locale, **values},
            is_narrowed=bool(conditions),
        )

    def summary(self, row: Row) -> bytes:
        return cast(bytes, row[0])


class VocabularyListView(DocumentListView):
    """Adds how many treatments each item has."""

    @property
    def shown(self) -> list[str]:
        return [self.document_type.name, PROCEDURE.name]

    def listed(self, parameters: ListParameters) -> Listed:
        listed = super().listed(parameters)
        number = TREATMENTS.format(self.document_type.collection)
        values = listed.values | {"treatment": PROCEDURE.name}
        return replace(listed, columns=f"{COLUMNS}, {number}", values=values, is_narrowed=True)

    def summary(self, row: Row) -> bytes:
        return append_member(row[0], "procedure_count", row[3])


def keep(key: str, value: object, moment: Moment, *, size: int = 0, end: datetime | None) -> None:
    """Until something expires, whether it is listed or not."""
    expires_at = min((each for each in (moment.next_expiry, end) if each is not None), default=None)
    ANSWERS.keep(key, Entry(value=value, log=moment.log, expires_at=expires_at, size=size))


COLUMNS = "document.summary, document.expires_at, document.next_review"
LIVE = f"document.type = %(type)s AND document.locale = %(locale)s AND NOT document.is_alias AND {UNEXPIRED}"
"""What lists show: live, and not the same content as another page."""
TREATMENTS = """(
    SELECT count(*) FROM api_document treatment
    WHERE treatment.type = %(treatment)s AND treatment.locale = %(locale)s AND NOT treatment.is_alias
        AND (treatment.expires_at IS NULL OR treatment.expires_at > statement_timestamp())
        AND treatment.{} @> ARRAY[document.slug]
)"""
"""How many treatments name a document of a vocabulary."""


def append_member(json_object: bytes, name: str, value: int) -> bytes:
    """The object with one member more, without parsing it."""
    return json_object[:-1] + f',"{name}":{value}}}'.encode()


def link(request: Request, cursor: Cursor | None) -> str | None:
    """The address of the request, but at the cursor."""
    if cursor is None:
        return None
    return str(replace_query_param(address_of(request), "cursor", str(cursor)))


def understood(parameters: ListParameters) -> dict[str, list[str]]:
    """Of filters that are understood in many ways of writing, what was looked for."""
    codes = getattr(parameters, "code", None)
    return {} if codes is None else {"codes_understood": codes}


def envelope(
    *,
    count: int,
    next_link: str | None,
    previous_link: str | None,
    results: Iterable[bytes],
    more: Mapping[str, object] | None = None,
) -> bytes:
    """``more`` are members of this kind of list alone."""
    head = {"count": count, "next": next_link, "previous": previous_link, **(more or {})}
    return compact(head)[:-1] + b',"results":[' + b",".join(results) + b"]}"
