"""One document, as its current edition says: one query, then the stored bytes or a form of them. Or as it was."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import ClassVar, NamedTuple
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.access.authentication import refuse_beyond
from api.contract.answers.problems import ParameterError
from api.contract.catalogue import PAGE, PROCEDURE, DocumentType
from api.http.cache_keys import cache_headers, document_key
from api.http.lifetimes import TIME_LEFT, cache_control
from api.http.negotiation import Form, preferred
from api.http.problems import InvalidParameters
from api.log.bodies import read
from api.log.expiry import UNEXPIRED
from api.log.history import edition_served
from api.log.withdrawals import absence
from api.parameters.models import StructureParameters
from api.parameters.reads import blocks_in
from api.process.bodies import BODIES, Body
from api.process.sql import read_one
from api.representations.markdown_documents import can_be_markdown, document_as_markdown
from api.representations.representation import MARKDOWN, MEDIA_TYPES, Format, Representation
from api.views.base import in_json, reply, validators_of
from api.views.keyed.base import KeyedView
from api.views.keyed.editions import reply_from_record

WITH_BLOCKS = (PROCEDURE, PAGE)


class Found(NamedTuple):
    etag: str
    published_at: datetime
    document_id: UUID
    dependencies: Sequence[str]
    time_left: timedelta | None
    """Until it expires or is due for review; None when it does neither."""
    body: bytes | None
    """In the form that is wanted; None when the client has it already: then it is not even read."""
    blocks: tuple[str, ...] = ()
    """Names of the types of blocks in it, as far as this process knows them without reading it."""


class DocumentView(KeyedView[StructureParameters]):
    document_type: ClassVar[DocumentType]
    parameters = StructureParameters

    def needs_key(self) -> bool:
        asked = self.request
        return bool(asked.META.get("QUERY_STRING")) and "as_of" in asked.GET

    def negotiate(self, request: HttpRequest, parameters: StructureParameters) -> str:
        forms = (in_json(parameters), (MARKDOWN,)) if can_be_markdown(self.document_type) else (in_json(parameters),)
        return negotiated(request, parameters.format, forms)

    def answer(self, request: Request, parameters: StructureParameters, **address: str) -> HttpResponseBase:
        slug = address["slug"]
        if parameters.as_of is not None:
            refuse_other_forms(parameters)
            refuse_beyond(request, document_type=self.document_type.name, locale=parameters.locale)
            return self.answer_from_record(request, parameters.as_of, locale=parameters.locale, slug=slug)
        representation = parameters.representation(form=format_of(self.media_type))
        kind, locale = self.document_type, parameters.locale
        found = find(request, kind, representation, locale=locale, slug=slug, make=self.make)
        self.blocks = found.blocks
        response = reply_in(request, kind, representation, found, locale=locale)
        if can_be_markdown(kind) and parameters.format is None:
            response.headers["Vary"] = "Accept"
        return response

    def make(self, body: bytes, representation: Representation) -> bytes:
        if representation.format == "markdown":
            return document_as_markdown(*read(self.document_type.document, body))
        return representation.shape_json(body)

    def answer_from_record(self, request: Request, moment: datetime, *, locale: str, slug: str) -> HttpResponseBase:
        edition = edition_served(self.document_type, locale=locale, slug=slug, moment=moment)
        if edition is None:
            raise absence(self.document_type, locale=locale, slug=slug, moment=moment)
        return reply_from_record(request, edition)


def negotiated(request: HttpRequest, asked: Format | None, forms: tuple[Form, ...]) -> str:
    """The parameter goes before the header, so that every form has an address."""
    return preferred(request, forms) if asked is None else MEDIA_TYPES[asked]


def format_of(media_type: str) -> Format:
    return "markdown" if media_type == MARKDOWN else "json"


def refuse_other_forms(parameters: StructureParameters) -> None:
    """The record is byte for byte."""
    given = parameters.model_fields_set & {"fields", "rich_text", "format"}
    detail = "Leave it out with as_of: the record answers byte for byte as it was served."
    if given:
        raise InvalidParameters(ParameterError(parameter=name, detail=detail, allowed=[]) for name in sorted(given))


FIND = f"""
SELECT document.etag, document.published_at, document.document_id,
    CASE WHEN document.etag <> %(kept)s THEN document.dependencies END, {TIME_LEFT},
    CASE WHEN document.etag <> ALL(string_to_array(%(known)s, E'\\n')) THEN
        (SELECT edition.body FROM api_edition edition WHERE edition.number = document.edition_id)
    END
FROM api_document document
WHERE document.type = %(type)s AND document.locale = %(locale)s AND document.slug = %(slug)s AND {UNEXPIRED}
ORDER BY document.is_alias, document.document_id
LIMIT 1
"""  # noqa: S608  our own words


Make = Callable[[bytes, Representation], bytes]
"""A form of a stored body that is not what is stored."""


def find(
    request: Request,
    kind: DocumentType,
    representation: Representation,
    *,
    locale: str,
    slug: str,
    make: Make,
    is_wanted: bool = False,
) -> Found:
    """The live document, in one query; an alias only where no original has the slug. Raises why there is none.

    The body is left out when the client has this representation of it already, unless it ``is_wanted`` whatever the
    client has, and not read when this process has it.
    """
    address = (kind.name, locale, slug, representation.name)
    kept = BODIES.get(address)
    told = [] if is_wanted else representation.stored_etags(validators_of(request))
    etag = "" if kept is None else kept.etag
    # A text with line breaks, which no header has, costs psycopg less than an array.
    values = {"type": kind.name, "locale": locale, "slug": slug, "kept": etag, "known": "\n".join([*told, etag])}
    row = read_one(FIND, values)
    if row is None:
        raise absence(kind, locale=locale, slug=slug)
    found = Found(*row)
    if kept is not None and found.etag == kept.etag:
        content = None if found.etag in told else kept.content
        return found._replace(dependencies=kept.dependencies, body=content, blocks=kept.blocks)
    if found.body is None:
        return found
    body = found.body if representation.is_stored else make(found.body, representation)
    blocks = blocks_in(found.body) if kind in WITH_BLOCKS else ()
    BODIES.keep(address, Body(body, found.etag, found.dependencies, blocks))
    return found._replace(body=body, blocks=blocks)


def reply_in(
    request: Request, kind: DocumentType, representation: Representation, found: Found, *, locale: str
) -> HttpResponseBase:
    own = document_key(kind.name, found.document_id, locale)
    return reply(
        request,
        found.body or b"",
        content_type=representation.content_type,
        etag=representation.etag(found.etag),
        modified=found.published_at,
        headers={
            "Content-Language": locale,
            "Cache-Control": cache_control(found.time_left),
            **cache_headers((own, *found.dependencies)),
        },
    )
