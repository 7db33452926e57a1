"""The parameters of every address."""

from datetime import datetime
from types import UnionType
from typing import Annotated, ClassVar, Literal, TypeVar, cast, get_args
from uuid import UUID

from django.conf import settings
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    create_model,
    field_validator,
)

from api.contract.answers.previews import PageDraft, ProcedureDraft
from api.contract.answers.search import SearchedType, SearchResult, Suggestion
from api.contract.answers.webhooks import WebhookEvent, WebhookState
from api.contract.base import ContractModel
from api.contract.blocks import SectionKind
from api.contract.catalogue import DocumentType
from api.contract.changes import Change
from api.contract.documents import ProcedureType
from api.contract.lists import ListEnvelope
from api.contract.values import BodyAreaSlug, DocumentTypeName
from api.log.feed import Token
from api.parameters.values import (
    CURSOR_PATTERN,
    IDS,
    TOKEN_PATTERN,
    AskedPathText,
    AskedSlug,
    ClinicalCode,
    Day,
    FrontEndPath,
    Moment,
    NarrowingText,
    SearchText,
    apart,
    past_moment,
    published,
)
from api.representations.fields import Choice, check, parse_fields
from api.representations.markdown_documents import can_be_markdown
from api.representations.representation import Format, Representation
from api.representations.rich_text import RichTextForm

Order = Literal["title", "-title", "published_at", "-published_at", "first_published_at", "-first_published_at"]


Shape = UnionType | type[BaseModel]
"""A model of the contract, or a union of several."""


class NoParameters(BaseModel):
    """For addresses that take none."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class LocaleParameters(NoParameters):
    """For addresses that answer in one language."""

    locale: str = "en"
    """Language of the answer (BCP 47, in any case). What is not published is looked up by RFC 4647: ``es-MX`` finds
    ``es``, and ``Content-Language`` says so."""

    def __init__(self, **given: object) -> None:
        super().__init__(**{"locale": settings.LANGUAGE_CODE} | given)

    @field_validator("locale")
    @classmethod
    def is_published(cls, value: str) -> str:
        return published(value)


class ChosenParameters(NoParameters):
    """For addresses of whose objects a client may want some members alone."""

    shape: ClassVar[Shape] = ContractModel
    """What ``fields`` chooses members of; set by ``parameters_for``."""

    fields: str | None = None
    """Only these members, with members of members in brackets, at any depth: ``title,sections(kind,heading)``. Where
    something has one of several shapes, a member is allowed if one of them has it. ``type``, ``id`` and ``format`` are
    always kept."""

    @field_validator("fields")
    @classmethod
    def are_there(cls, value: str | None) -> str | None:
        if value is not None:
            check(parse_fields(value), [cls.shape])
        return value

    @property
    def chosen(self) -> Choice | None:
        """Members by name; None for all."""
        return None if self.fields is None else parse_fields(self.fields)

    def representation(self, *, form: Format = "json", part: str = "") -> Representation:
        return Representation(fields=self.chosen, format=form, part=part)


class FormParameters(ChosenParameters):
    """For addresses whose objects hold formatted text."""

    rich_text: RichTextForm = "html"
    """Form of every formatted text: HTML, Portable Text, Markdown or plain text."""

    def representation(self, *, form: Format = "json", part: str = "") -> Representation:
        return Representation(fields=self.chosen, rich_text=self.rich_text, format=form, part=part)


class ShapeParameters(FormParameters, LocaleParameters):
    """For addresses that answer with objects of the contract in one language."""


class StructureParameters(ShapeParameters):
    """For one document of a type that is JSON alone."""

    as_of: Annotated[
        datetime | None,
        BeforeValidator(past_moment),
        WithJsonSchema({"type": "string"}),
    ] = None
    """What readers got at this time: a date (the end of that day in UTC) or an RFC 3339 date-time that has passed. For
    keys with the scope ``records`` only. The answer is the edition byte for byte: ``fields``, ``rich_text`` and
    ``format`` may not be given with it."""
    format: Literal["json"] | None = None
    """Form of the answer; goes before the header ``Accept``."""


class DocumentParameters(StructureParameters):
    """For one document that can be read as text."""

    format: Format | None = None  # type: ignore[assignment]  # it allows more
    """Form of the answer; goes before the header ``Accept``. Markdown is always the whole document: ``fields`` and
    ``rich_text`` shape JSON alone."""


class DraftParameters(FormParameters):
    """For a draft, which has a language of its own."""

    shape = ProcedureDraft | PageDraft

    drafts: Literal["related"] | None = None
    """``related``: what the page shows of others (contact lines, people, links to pages) as their drafts have it, too.
    Left out: as it is public now."""


class SectionParameters(ShapeParameters):
    """For sections of a treatment."""

    format: Format | None = None
    """Form of the answer; goes before the header ``Accept``. ``fields`` and ``rich_text`` shape JSON alone."""


class ResolveParameters(ShapeParameters):
    """For finding what a front-end path means."""

    path: AskedPathText
    """Path of the page that a visitor asked the front end for, with its first slash and, if you like, its query string.
    Percent-encode it as any parameter. Of a path that leads nowhere the first sixteen parts count for suggestions."""
    locale: str = "en"
    """Language of suggestions for an unknown path whose first part names no language. The path itself says which
    document is meant, and in which language."""


class AlertParameters(ShapeParameters):
    """For the alerts that hold now."""

    path: AskedPathText | None = None
    """Only alerts that hold for this front-end path: those for the whole site, and those for its page or a page above
    it. Left out: all."""


class ChangeParameters(FormParameters):
    """For the change feed. ``type`` and ``locale`` may be repeated: any of the values."""

    shape = Change

    since: Annotated[str, WithJsonSchema({"type": "string", "pattern": f"^{TOKEN_PATTERN}$"})] = "0"
    """The ``token`` of the page before, or the number of an edition: what came after it. ``0``, the default: everything
    that is live now."""
    limit: Annotated[int, Field(ge=1, le=1000)] = 100
    """How many items a page of the feed holds at most."""
    type: list[DocumentTypeName] = []
    """Only documents of this type, and their withdrawals. May be repeated."""
    locale: list[str] = []
    """Only documents in this language (BCP 47), and their withdrawals. May be repeated. Left out: all languages."""
    include: list[Literal["document", "affects"]] = []
    """``document``: every published change brings its document, as long as it says so still; a page of the feed then
    ends after about four megabytes of them, whatever its ``limit``. ``affects``: the documents that show or name what
    has changed. May be repeated."""

    @field_validator("since")
    @classmethod
    def is_token(cls, value: str) -> str:
        Token.parse(value)
        return value

    @field_validator("locale")
    @classmethod
    def are_published(cls, values: list[str]) -> list[str]:
        return [published(value) for value in values]


class DeliveryParameters(NoParameters):
    """For what was sent to webhooks. What is repeated is OR, different parameters must all fit."""

    webhook: list[int] = []
    """Only messages to the webhook with this number. May be repeated."""
    event: list[WebhookEvent] = []
    """Only messages that tell this. May be repeated."""
    state: list[WebhookState] = []
    """Only messages in this state. May be repeated."""
    message_id: list[str] = []
    """Only the message with this ``webhook-id``. May be repeated."""
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    """How many messages an answer holds at most."""
    before: Annotated[int, Field(ge=1)] | None = None
    """Where to continue: taken from ``next``."""


class ListParameters(ShapeParameters):
    """For lists of any type. Of a filter that may be repeated, any value fits; different filters must all fit."""

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    """How many items a page of the list holds."""
    cursor: Annotated[str, StringConstraints(pattern=CURSOR_PATTERN)] | None = None
    """Where to continue: taken from ``next`` or ``previous`` of the page before, with the same filters and order. One
    that this API never gave out answers 404, one of another list 400."""
    order: Order = "title"
    """Sort order; a minus sign reverses it."""
    id: list[UUID] = []
    """Only the document with this ``id``. May be repeated, for several."""
    ids: Annotated[list[UUID], BeforeValidator(apart), WithJsonSchema(IDS)] = []
    """The same for several at once, with commas between them."""
    published_after: Moment | None = None
    """Only what was published (in its present edition) after this date (UTC, that day included) or time (RFC 3339)."""
    published_before: Moment | None = None
    """Only what was published (in its present edition) before this date (UTC, that day not included) or time (RFC
    3339): of May, ``published_after=2026-05-01&published_before=2026-06-01``."""


class SearchedListParameters(ListParameters):
    """For lists of what readers search for."""

    q: NarrowingText | None = None
    """Only what has all these words, in any form: typing errors, endings, accents and other words for the same are
    forgiven as in ``search/``, which also ranks what it finds. A list leaves none of the words out, so more than
    twelve, or more than 200 characters, are refused (400). ``search/`` takes questions as long as people ask them, and
    shortens them."""


class PageListParameters(SearchedListParameters):
    """For lists of pages."""

    section: list[SectionKind] = []
    """Only pages with a section of this kind, or one that answers it ``also``. May be repeated."""
    below: FrontEndPath | None = None
    """Only pages below the page with this front-end path, at any depth."""
    parent: FrontEndPath | None = None
    """Only pages directly below the page with this front-end path."""


class ProcedureListParameters(PageListParameters):
    """For lists of treatments. A slug that no specialty, condition, clinician or location has fits no treatment."""

    specialty: list[AskedSlug] = []
    """Only treatments of the specialty with this slug. May be repeated."""
    condition: list[AskedSlug] = []
    """Only treatments for the condition with this slug. May be repeated."""
    clinician: list[AskedSlug] = []
    """Only treatments whose page names the clinician with this slug. May be repeated."""
    location: list[AskedSlug] = []
    """Only treatments whose page names the location with this slug. May be repeated."""
    body_area: list[BodyAreaSlug] = []
    """Only treatments of this part of the body. May be repeated."""
    procedure_type: list[ProcedureType] = []
    """Only treatments of this kind. May be repeated."""
    code: list[ClinicalCode] = []
    """Only treatments with this clinical code, written ``SYSTEM|CODE`` with the system's short name or its OID, for
    example ``icd-10-cm|G89.3``. The code may be written as records have it: case, dots and spaces make no difference,
    and ``codes_understood`` says what was looked for. May be repeated."""
    reviewed_before: Day | None = None
    """Only treatments whose last clinical review was before this day."""
    review_due_before: Day | None = None
    """Only treatments whose next clinical review is due before this day."""


class ConditionListParameters(SearchedListParameters):
    """For the list of conditions."""

    specialty: list[AskedSlug] = []
    """Only conditions that treatments of the specialty with this slug are for. May be repeated."""
    body_area: list[BodyAreaSlug] = []
    """Only conditions that treatments of this part of the body are for. May be repeated."""

    code: list[ClinicalCode] = []
    """Only conditions with this clinical code, written ``SYSTEM|CODE`` with the system's short name or its OID, and the
    code as records have it. May be repeated."""


class ClinicianListParameters(SearchedListParameters):
    """For the list of clinicians."""

    specialty: list[AskedSlug] = []
    """Only clinicians of the specialty with this slug. May be repeated."""
    location: list[AskedSlug] = []
    """Only clinicians who work at the location with this slug. May be repeated."""


class SpecialtyListParameters(SearchedListParameters):
    """For the list of specialties."""

    condition: list[AskedSlug] = []
    """Only specialties with treatments for the condition with this slug. May be repeated."""
    body_area: list[BodyAreaSlug] = []
    """Only specialties with treatments of this part of the body. May be repeated."""


class LocationListParameters(SearchedListParameters):
    """For the list of locations."""

    specialty: list[AskedSlug] = []
    """Only locations that treatments or clinicians of the specialty with this slug name. May be repeated."""


class SuggestParameters(ChosenParameters, LocaleParameters):
    """For suggestions."""

    shape = Suggestion

    q: SearchText
    """What was typed so far. The first twelve words count; ``ignored`` says what does not."""


class SearchParameters(ChosenParameters, LocaleParameters):
    """For search. Of a filter that may be repeated, any value fits; different filters must all fit."""

    shape = SearchResult

    q: SearchText
    """What to look for, in the reader's own words. Quotes keep words together (``"spinal cord"``), a minus leaves out
    what has the word (``-cancer``), ``or`` between two words asks for either. Twelve words count, of a longer
    question those that tell most; ``ignored`` says which do not. Longer texts than 2,000 characters are cut."""
    type: list[SearchedType] = []
    """Only documents of this type. May be repeated."""
    specialty: list[AskedSlug] = []
    """Only what belongs to the specialty with this slug. May be repeated."""
    condition: list[AskedSlug] = []
    """Only treatments for the condition with this slug. May be repeated."""
    body_area: list[BodyAreaSlug] = []
    """Only treatments of this part of the body. May be repeated."""
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    """How many results a page holds at most."""
    cursor: Annotated[str, StringConstraints(pattern=CURSOR_PATTERN)] | None = None
    """Where to continue: taken from ``next`` or ``previous`` of the page before, with the same search and filters. One
    that this API never gave out answers 404, one of another search 400."""


LIST_PARAMETERS: dict[str, type[ListParameters]] = {
    "procedure": ProcedureListParameters,
    "page": PageListParameters,
    "condition": ConditionListParameters,
    "clinician": ClinicianListParameters,
    "specialty": SpecialtyListParameters,
    "location": LocationListParameters,
}
"""By document type; for the others, ``ListParameters``."""

Shaped = TypeVar("Shaped", bound=ShapeParameters)


def parameters_for(base: type[Shaped], shape: Shape, **more: object) -> type[Shaped]:
    """The parameters of an address whose ``fields`` chooses members of ``shape``; ``more`` has fields beside them."""
    # It has no lines in which to look for docstrings: that search through all modules would take most of the start.
    kwargs = {"use_attribute_docstrings": False}
    name = f"{getattr(shape, '__name__', '')}{base.__name__}"
    model = cast(type[Shaped], create_model(name, __base__=base, __cls_kwargs__=kwargs, **more))  # type: ignore[call-overload]
    model.shape = shape
    return model


def list_parameters(kind: DocumentType, listing: type[ListEnvelope]) -> type[ListParameters]:
    """The filters that make sense for the type; ``fields`` chooses members of what the list shows, and of the whole
    documents."""
    (shown,) = get_args(listing.model_fields["results"].annotation)
    shape = shown if issubclass(shown, kind.document) else shown | kind.document
    return parameters_for(LIST_PARAMETERS.get(kind.name, ListParameters), shape)


def document_parameters(kind: DocumentType) -> type[StructureParameters]:
    base = DocumentParameters if can_be_markdown(kind) else StructureParameters
    return parameters_for(base, kind.document)
