"""Query parameters: declared as pydantic models, refused by name, and described in OpenAPI from the same models."""

import re
from collections.abc import Iterator, Mapping, Set
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, TypeVar, cast, get_args, get_origin
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    create_model,
    field_validator,
)

from api.catalogue import DocumentType
from api.contract.base import ContractModel, Slug
from api.contract.blocks import SectionKind
from api.contract.documents import ProcedureType
from api.contract.lists import ListEnvelope
from api.contract.problems import ParameterError
from api.contract.search import SearchedType
from api.contract.values import CODE_SYSTEM_OIDS, BodyAreaSlug, DocumentTypeName
from api.feed import PATTERN, Token
from api.paths import LONGEST as LONGEST_PATH
from api.paths import AskedPath
from api.problems import InvalidParameters
from api.representations.fields import LONGEST, UnknownFieldError, check, example_of, members_of, parse_fields
from api.representations.markdown_documents import can_be_markdown
from api.representations.representation import Format, Representation
from api.representations.rich_text import RichTextForm
from api.search.queries import QUERY_LONGEST
from api.search.words import words_of

Order = Literal["title", "-title", "published_at", "-published_at", "first_published_at", "-first_published_at"]


class NoParameters(BaseModel):
    """For addresses that take none."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class LocaleParameters(NoParameters):
    """For addresses that answer in one language."""

    locale: str = "en"
    """Language of the answer (BCP 47)."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"locale": settings.LANGUAGE_CODE} | given)

    @field_validator("locale")
    @classmethod
    def is_published(cls, value: str) -> str:
        return published(value)


class ShapeParameters(LocaleParameters):
    """For addresses that answer with objects of the contract."""

    shape: ClassVar[type[BaseModel]] = ContractModel
    """The model whose members ``fields`` chooses; set by ``parameters_for``."""

    fields: str | None = None
    """Only these members, with members of members in brackets, at any depth: ``title,sections(kind,heading)``. Where
    something has one of several shapes, a member is allowed if one of them has it. ``type``, ``id`` and ``format`` are
    always kept."""
    rich_text: RichTextForm = "html"
    """Form of every formatted text: HTML, Portable Text, Markdown or plain text."""

    @field_validator("fields")
    @classmethod
    def are_there(cls, value: str | None) -> str | None:
        if value is not None:
            check(parse_fields(value), [cls.shape])
        return value

    def representation(self, *, form: Format = "json", part: str = "") -> Representation:
        fields = None if self.fields is None else parse_fields(self.fields)
        return Representation(fields=fields, rich_text=self.rich_text, format=form, part=part)


DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE)


def past_moment(value: str) -> datetime:
    """A date (its last moment in UTC) or an RFC 3339 date-time, not after now."""
    moment = parse_moment(value, of_day=time.max)
    is_today = DATE.fullmatch(value) and moment.date() == timezone.now().date()
    if moment > timezone.now() and not is_today:
        raise ValueError("This is in the future. Give a date or time that has passed.")
    return moment


def first_moment(value: str) -> datetime:
    """A date (its first moment in UTC) or an RFC 3339 date-time."""
    return parse_moment(value, of_day=time.min)


def parse_moment(value: str, *, of_day: time) -> datetime:
    """A date means that time of the day in UTC."""
    if DATE.fullmatch(value):
        return datetime.combine(date.fromisoformat(value), of_day, UTC)
    if DATE_TIME.fullmatch(value):
        return in_utc(datetime.fromisoformat(value.upper()))
    raise ValueError("Give a date such as 2026-05-03, or a time such as 2026-05-03T14:30:00Z (write + as %2B).")


def day(value: str) -> date:
    """A date. Without this, a number would be one, too: seconds since 1970."""
    if DATE.fullmatch(value):
        return date.fromisoformat(value)
    raise ValueError("Give a date such as 2026-05-03.")


def in_utc(moment: datetime) -> datetime:
    """At the edges of the calendar, the edge."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        edge = datetime.min if moment.year == 1 else datetime.max
        return edge.replace(tzinfo=UTC)


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


class SectionParameters(ShapeParameters):
    """For sections of a treatment."""

    format: Format | None = None
    """Form of the answer; goes before the header ``Accept``. ``fields`` and ``rich_text`` shape JSON alone."""


AskedPathText = Annotated[
    AskedPath,
    BeforeValidator(AskedPath.parse),
    WithJsonSchema({"type": "string", "pattern": r"^/[^\x00]*$", "maxLength": LONGEST_PATH}),
]


class ResolveParameters(ShapeParameters):
    """For finding what a front-end path means."""

    path: AskedPathText
    """Path of the page that a visitor asked the front end for, with its first slash and, if you like, its query string.
    Percent-encode it as any parameter."""
    locale: str = "en"
    """Language of suggestions for an unknown path whose first part names no language. The path itself says which
    document is meant, and in which language."""


class AlertParameters(ShapeParameters):
    """For the alerts that hold now."""

    path: AskedPathText | None = None
    """Only alerts that hold for this front-end path: those for the whole site, and those for its page or a page above
    it. Left out: all."""


TOKEN_PATTERN = re.sub(r"\?P<\w+>", "", PATTERN.pattern)
"""Without names of groups, which JSON Schema does not know."""


class ChangeParameters(NoParameters):
    """For the change feed. ``type`` and ``locale`` may be repeated: any of the values."""

    since: Annotated[str, WithJsonSchema({"type": "string", "pattern": f"^{TOKEN_PATTERN}$"})] = "0"
    """The ``token`` of the page before, or the number of an edition: what came after it. ``0``, the default: everything
    that is live now."""
    limit: Annotated[int, Field(ge=1, le=1000)] = 100
    """How many items a page of the feed holds at most."""
    type: list[DocumentTypeName] = []
    """Only documents of this type, and their withdrawals. May be repeated."""
    locale: list[str] = []
    """Only documents in this language (BCP 47), and their withdrawals. May be repeated. Left out: all languages."""

    @field_validator("since")
    @classmethod
    def is_token(cls, value: str) -> str:
        Token.parse(value)
        return value

    @field_validator("locale")
    @classmethod
    def are_published(cls, values: list[str]) -> list[str]:
        return [published(value) for value in values]


class NotAllowedError(ValueError):
    """A value that is not among those that are ``allowed``."""

    def __init__(self, detail: str, allowed: list[str]) -> None:
        super().__init__(detail)
        self.allowed = allowed


CODE_SYSTEMS = {name: system for system, oid in CODE_SYSTEM_OIDS.items() for name in (system, oid)}
CODE_PATTERN = rf"^({'|'.join(map(re.escape, CODE_SYSTEMS))})\|[A-Za-z0-9./-]+$"


def clinical_code(value: str) -> str:
    """``SYSTEM|CODE`` with the system's short name, whichever of its names was given."""
    system, separator, code = value.partition("|")
    known = CODE_SYSTEMS.get(system.strip().lower())
    if not separator or known is None or not code.strip():
        detail = "Give the system, a vertical bar and the code, for example icd-10-cm|G89.3."
        raise NotAllowedError(detail, [*CODE_SYSTEMS])
    return f"{known}|{code.strip()}"


ClinicalCode = Annotated[
    str, AfterValidator(clinical_code), WithJsonSchema({"type": "string", "pattern": CODE_PATTERN})
]
Moment = Annotated[
    datetime,
    BeforeValidator(first_moment),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}),
]
Day = Annotated[date, BeforeValidator(day)]
FrontEndPath = Annotated[str, StringConstraints(pattern=r"^/[^\x00]*$")]
CURSOR_PATTERN = r"^[A-Za-z0-9_-]{24,}$"


SEARCHABLE = r"^[^\x00]*[0-9A-Za-zÀ-ÖØ-öø-ɏ][^\x00]*$"


def searchable(value: str) -> str:
    if not words_of(value):
        raise ValueError("Say what to look for: at least one letter or digit.")
    return value


SearchText = Annotated[
    str,
    StringConstraints(max_length=QUERY_LONGEST),
    AfterValidator(searchable),
    WithJsonSchema(
        {"type": "string", "maxLength": QUERY_LONGEST, "pattern": r"^[^\x00]*[0-9A-Za-zÀ-ÖØ-öø-ɏ][^\x00]*$"}
    ),
]


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
    published_after: Moment | None = None
    """Only what was published (in its present edition) after this date (UTC, that day included) or time (RFC 3339)."""


class SearchedListParameters(ListParameters):
    """For lists of what readers search for."""

    q: SearchText | None = None
    """Only what has all these words, in any form: typing errors, endings, accents and other words for the same are
    forgiven as in ``search/``, which also ranks what it finds."""


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

    specialty: list[Slug] = []
    """Only treatments of the specialty with this slug. May be repeated."""
    condition: list[Slug] = []
    """Only treatments for the condition with this slug. May be repeated."""
    clinician: list[Slug] = []
    """Only treatments whose page names the clinician with this slug. May be repeated."""
    location: list[Slug] = []
    """Only treatments whose page names the location with this slug. May be repeated."""
    body_area: list[BodyAreaSlug] = []
    """Only treatments of this part of the body. May be repeated."""
    procedure_type: list[ProcedureType] = []
    """Only treatments of this kind. May be repeated."""
    code: list[ClinicalCode] = []
    """Only treatments with this clinical code, written ``SYSTEM|CODE`` with the system's short name or its OID, for
    example ``icd-10-cm|G89.3``. May be repeated."""
    reviewed_before: Day | None = None
    """Only treatments whose last clinical review was before this day."""
    review_due_before: Day | None = None
    """Only treatments whose next clinical review is due before this day."""


class ConditionListParameters(SearchedListParameters):
    """For the list of conditions."""

    code: list[ClinicalCode] = []
    """Only conditions with this clinical code, written ``SYSTEM|CODE`` with the system's short name or its OID. May be
    repeated."""


class ClinicianListParameters(SearchedListParameters):
    """For the list of clinicians."""

    specialty: list[Slug] = []
    """Only clinicians of the specialty with this slug. May be repeated."""
    location: list[Slug] = []
    """Only clinicians who work at the location with this slug. May be repeated."""


class SuggestParameters(LocaleParameters):
    """For suggestions."""

    q: SearchText
    """What was typed so far."""


class SearchParameters(LocaleParameters):
    """For search. Of a filter that may be repeated, any value fits; different filters must all fit."""

    q: SearchText
    """What to look for, in the reader's own words. Quotes keep words together (``"spinal cord"``), a minus leaves out
    what has the word (``-cancer``), ``or`` between two words asks for either."""
    type: list[SearchedType] = []
    """Only documents of this type. May be repeated."""
    specialty: list[Slug] = []
    """Only what belongs to the specialty with this slug. May be repeated."""
    condition: list[Slug] = []
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
    "specialty": SearchedListParameters,
    "location": SearchedListParameters,
}
"""By document type; for the others, ``ListParameters``."""

Parameters = TypeVar("Parameters", bound=NoParameters)
Shaped = TypeVar("Shaped", bound=ShapeParameters)


def parameters_for(base: type[Shaped], shape: type[BaseModel]) -> type[Shaped]:
    """The parameters of an address whose ``fields`` chooses members of ``shape``."""
    model = cast(type[Shaped], create_model(f"{shape.__name__}{base.__name__}", __base__=base))
    model.shape = shape
    return model


def list_parameters(kind: DocumentType, listing: type[ListEnvelope]) -> type[ListParameters]:
    """The filters that make sense for the type; ``fields`` chooses members of what the list shows."""
    (shown,) = get_args(listing.model_fields["results"].annotation)
    return parameters_for(LIST_PARAMETERS.get(kind.name, ListParameters), shown)


def document_parameters(kind: DocumentType) -> type[StructureParameters]:
    base = DocumentParameters if can_be_markdown(kind) else StructureParameters
    return parameters_for(base, kind.document)


def published_locales() -> list[str]:
    return [code for code, _ in settings.LANGUAGES]


def published(locale: str) -> str:
    if locale not in published_locales():
        raise ValueError(f"The hospital does not publish in {locale!r}.")
    return locale


def parse(model: type[Parameters], query: QueryDict) -> Parameters:
    """Raise InvalidParameters that names every wrong parameter at once."""
    if not query:
        return cast(Parameters, defaults(model, settings.LANGUAGE_CODE))
    lists = lists_of(model)
    if errors := [*repeated(query, may_be=lists), *with_null(query)]:
        raise InvalidParameters(errors)
    return validated(model, {name: values if name in lists else values[0] for name, values in query.lists()})


def validated(model: type[Parameters], given: Mapping[str, Any]) -> Parameters:
    try:
        return model(**given)
    except ValidationError as error:
        raise InvalidParameters(_parameter_error(model, problem) for problem in error.errors()) from None


@cache
def defaults(model: type[NoParameters], language: str) -> NoParameters:
    """What a request without parameters asks for, where the site's language is this."""
    return validated(model, {})


@cache
def lists_of(model: type[NoParameters]) -> frozenset[str]:
    """Parameters that may be repeated."""
    return frozenset(name for name, field in model.model_fields.items() if get_origin(field.annotation) is list)


def repeated(query: QueryDict, *, may_be: Set[str]) -> Iterator[ParameterError]:
    for name, values in query.lists():
        if len(values) > 1 and name not in may_be:
            yield ParameterError(parameter=name, detail="Give it once.", allowed=[])
        elif len(values) > MOST_VALUES:
            yield ParameterError(parameter=name, detail=f"Give at most {MOST_VALUES} values.", allowed=[])


MOST_VALUES = 100


def with_null(query: QueryDict) -> Iterator[ParameterError]:
    """PostgreSQL's text holds no such character."""
    for name, values in query.lists():
        if any("\0" in value for value in values):
            yield ParameterError(parameter=name, detail="Remove the null character.", allowed=[])


def describe(model: type[NoParameters]) -> list[OpenApiParameter]:
    """The model's fields for OpenAPI."""
    properties: dict[str, dict[str, Any]] = model.model_json_schema()["properties"]
    if issubclass(model, ShapeParameters):
        properties["fields"] |= {"anyOf": [fields_schema(model.shape)]}
    return [_describe_one(name, dict(schema)) for name, schema in properties.items()]


def fields_schema(shape: type[BaseModel]) -> dict[str, Any]:
    """Members of the object itself are spelled out. JSON Schema has no words for brackets inside brackets, so of these
    there are examples only."""
    names = "|".join(members_of([shape]))
    plain = {"type": "string", "pattern": f"^({names})(,({names}))*$", "maxLength": LONGEST}
    nested = example_of(shape)
    schema = {"anyOf": [plain, {"type": "string", "enum": nested}]} if nested else plain
    return schema | {"examples": nested[:1] or [names.split("|")[0]]}


EXAMPLES: dict[str, Any] = {
    "as_of": "2026-05-03",
    "below": "/treatments/",
    "body_area": "spine",
    "clinician": "ana-ruiz",
    "code": "icd-10-cm|G89.3",
    "condition": "cancer-pain",
    "cursor": "eyJtYWRlIjoiYnkgdGhlIEFQSSJ9",
    "format": "json",
    "id": "1e7aa153-6f0e-4a0e-9a37-0b6f4f1c2d3e",
    "limit": 20,
    "locale": "en",
    "location": "main-campus",
    "order": "title",
    "parent": "/treatments/",
    "path": "/treatments/cordotomy/",
    "procedure_type": "surgical",
    "published_after": "2026-05-03",
    "q": "heart attack",
    "review_due_before": "2027-01-01",
    "reviewed_before": "2026-01-01",
    "rich_text": "html",
    "section": "risks",
    "since": "0",
    "specialty": "pain-and-movement",
    "type": "procedure",
}
"""Of parameters, by name."""


def _describe_one(name: str, schema: dict[str, Any]) -> OpenApiParameter:
    description = schema.pop("description", "")
    schema.pop("title", None)
    is_required = "default" not in schema
    if schema.get("default") in (None, []):
        schema.pop("default", None)
    if name == "locale":
        one = {"type": "string", "enum": published_locales()}
        schema = schema | {"items": one} if "items" in schema else one | {"default": settings.LANGUAGE_CODE}
    if "anyOf" in schema:
        schema = schema["anyOf"][0]
    if "items" in schema:
        schema["maxItems"] = MOST_VALUES
    if name in EXAMPLES:
        one_example = EXAMPLES[name]
        schema["examples"] = [[one_example] if "items" in schema else one_example]
    return OpenApiParameter(name=name, type=schema, description=description, required=is_required)


def _parameter_error(model: type[NoParameters], problem: Any) -> ParameterError:
    name = str(problem["loc"][0])
    if problem["type"] == "extra_forbidden":
        names = sorted(model.model_fields)
        return ParameterError(parameter=name, detail="Unknown parameter; remove it.", allowed=names)
    detail = problem["msg"].removeprefix("Value error, ")
    return ParameterError(parameter=name, detail=detail, allowed=_allowed(model, name, problem))


def _allowed(model: type[NoParameters], name: str, problem: Any) -> list[str]:
    cause = problem.get("ctx", {}).get("error")
    if isinstance(cause, NotAllowedError | UnknownFieldError):
        return cause.allowed
    if name == "locale":
        return published_locales()
    field = model.model_fields[name]
    if values := list(_literals(field.annotation)):
        return values
    bounds = {type(bound).__name__: bound for bound in field.metadata}
    if "Ge" in bounds and "Le" in bounds:
        return [f"{bounds['Ge'].ge}–{bounds['Le'].le}"]
    return []


def _literals(annotation: Any) -> Iterator[str]:
    """The values of a Literal, or of a list of them."""
    for argument in get_args(annotation):
        if isinstance(argument, str):
            yield argument
        elif get_origin(annotation) is not Annotated or argument is get_args(annotation)[0]:
            yield from _literals(argument)
