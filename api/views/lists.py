"""Lists of summaries, put together from the summaries that publishing stored, once for each state of the log."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import ClassVar, NamedTuple, cast

from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from api.contract.catalogue import PROCEDURE, DocumentType
from api.http import reads
from api.http.cache_keys import cache_headers, list_key
from api.http.lifetimes import cache_control, first_end
from api.lists.filters import NAMED_BY, conditions_of
from api.lists.pagination import Cursor, Listed, read_page
from api.log.expiry import UNEXPIRED
from api.parameters.models import ListParameters
from api.process.answers import ANSWERS, Answers, Entry, Moment
from api.process.sql import Row
from api.representations.representation import Representation, compact
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
    answers: ClassVar[Answers] = ANSWERS
    """Where what was made is kept."""

    def answer(self, request: Request, parameters: ListParameters, **address: str) -> HttpResponseBase:
        if self.needs_bodies(parameters):
            self.blocks = (reads.block(reads.ALL),)
        moment = Moment.read()
        made = self.made(parameters, moment, self.address_asked(request))
        keys = [list_key(name, parameters.locale) for name in self.shown]
        left = None if made.end is None else made.end - moment.now
        return reply(
            request,
            made.body,
            content_type=parameters.representation().content_type,
            etag=made.etag,
            headers={"Content-Language": parameters.locale, "Cache-Control": cache_control(left)} | cache_headers(keys),
        )

    def address_asked(self, request: Request) -> str:
        """Whole: links to other pages of the list are made of it."""
        return address_of(request)

    def made(self, parameters: ListParameters, moment: Moment, address: str) -> MadeList:
        """The list that the address answers with."""
        known: MadeList | None = self.answers.recall(address, moment)
        return known or self.make(parameters, moment, address)

    def make(self, parameters: ListParameters, moment: Moment, address: str) -> MadeList:
        """What it reads may be newer than the moment; that does no harm, as nobody asks for the older again."""
        listed = self.listed(parameters)
        counted = f"count {listed.conditions} {listed.values}"
        page = read_page(listed, parameters, total=self.answers.recall(counted, moment))
        representation = parameters.representation()
        body = envelope(
            count=page.total,
            next_link=link(address, page.next),
            previous_link=link(address, page.previous),
            results=(self.result(row, representation) for row in page.rows),
            more=understood(parameters),
        )
        made = MadeList(body, digest_of(body), first_end((row[1:3] for row in page.rows), now=moment.now))
        self.keep(counted, page.total, moment, end=None)
        self.keep(address, made, moment, size=len(body), end=made.end)
        return made

    def keep(self, key: str, value: object, moment: Moment, *, size: int = 0, end: datetime | None) -> None:
        """Until something expires, whether it is listed or not."""
        expires_at = min((each for each in (moment.next_expiry, end) if each is not None), default=None)
        self.answers.keep(key, Entry(value=value, log=moment.log, expires_at=expires_at, size=size))

    def result(self, row: Row, representation: Representation) -> bytes:
        """A summary, or what was chosen of it and of the whole document."""
        summary = self.summary(row)
        if representation.is_stored:
            return summary
        body = row[BODY]
        if body is None:
            return representation.shape_json(summary)
        return compact(representation.shape(json.loads(body) | json.loads(summary)))

    @property
    def shown(self) -> list[str]:
        """Types of the documents that the list is made from."""
        return [self.document_type.name]

    def listed(self, parameters: ListParameters) -> Listed:
        conditions, values = conditions_of(parameters, self.document_type)
        return Listed(
            name=self.document_type.name,
            columns=f"{COLUMNS}, {WHOLE if self.needs_bodies(parameters) else NOTHING}",
            conditions=[LIVE, *conditions],
            values={"type": self.document_type.name, "locale": parameters.locale, **values},
            is_narrowed=bool(conditions),
        )

    def needs_bodies(self, parameters: ListParameters) -> bool:
        """Whether something is chosen that summaries do not have."""
        chosen = parameters.chosen or {}
        return not chosen.keys() <= {*self.document_type.summary.model_fields, "procedure_count"}

    def summary(self, row: Row) -> bytes:
        return cast(bytes, row[0])


class VocabularyListView(DocumentListView):
    """Adds how many treatments each item has."""

    @property
    def shown(self) -> list[str]:
        return list(
            dict.fromkeys([self.document_type.name, *NAMED_BY.get(self.document_type.name, ()), PROCEDURE.name])
        )

    def listed(self, parameters: ListParameters) -> Listed:
        listed = super().listed(parameters)
        number = TREATMENTS.format(self.document_type.collection)
        values = listed.values | {"treatment": PROCEDURE.name}
        return replace(listed, columns=f"{listed.columns}, {number}", values=values, is_narrowed=True)

    def summary(self, row: Row) -> bytes:
        return append_member(row[0], "procedure_count", row[COUNT])


COLUMNS = "document.summary, document.expires_at, document.next_review"
WHOLE = "(SELECT edition.body FROM api_edition edition WHERE edition.number = document.edition_id)"
NOTHING = "NULL::bytea"
BODY, COUNT = 3, 4
"""Places in a row."""
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


def link(address: str, cursor: Cursor | None) -> str | None:
    """The address, but at the cursor."""
    return None if cursor is None else str(replace_query_param(address, "cursor", str(cursor)))


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
