"""Query parameters: declared as pydantic models, refused by name, and described in OpenAPI from the same models."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema, field_validator

from api.contract.problems import ParameterError
from api.contract.values import DocumentTypeName
from api.feed import Token
from api.problems import InvalidParameters

Order = Literal["title", "-title", "published_at", "-published_at"]


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


DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE)


def past_moment(value: str) -> datetime:
    """A date (its last moment in UTC) or an RFC 3339 date-time, not after now."""
    moment = parse_moment(value)
    is_today = DATE.fullmatch(value) and moment.date() == timezone.now().date()
    if moment > timezone.now() and not is_today:
        raise ValueError("This is in the future. Give a date or time that has passed.")
    return moment


def parse_moment(value: str) -> datetime:
    if DATE.fullmatch(value):
        return datetime.combine(date.fromisoformat(value), time.max, UTC)
    if DATE_TIME.fullmatch(value):
        return datetime.fromisoformat(value.upper())
    raise ValueError("Give a date such as 2026-05-03, or a time such as 2026-05-03T14:30:00Z (write + as %2B).")


class DocumentParameters(LocaleParameters):
    """For one document."""

    as_of: Annotated[
        datetime | None,
        BeforeValidator(past_moment),
        WithJsonSchema({"type": "string"}),
    ] = None
    """What readers got at this time: a date (the end of that day in UTC) or an RFC 3339 date-time that has passed. For
    keys with the scope ``records`` only."""


class ChangeParameters(NoParameters):
    """For the change feed. ``type`` and ``locale`` may be repeated: any of the values."""

    since: str = "0"
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


class ListParameters(LocaleParameters):
    """For lists."""

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    """How many items a page of the list holds."""
    cursor: str | None = None
    """Where to continue: taken from ``next`` or ``previous`` of the page before."""
    order: Order = "title"
    """Sort order; a minus sign reverses it."""


Parameters = TypeVar("Parameters", bound=NoParameters)


def published_locales() -> list[str]:
    return [code for code, _ in settings.LANGUAGES]


def published(locale: str) -> str:
    if locale not in published_locales():
        raise ValueError(f"The hospital does not publish in {locale!r}.")
    return locale


def parse(model: type[Parameters], query: QueryDict) -> Parameters:
    """Raise InvalidParameters that names every wrong parameter at once."""
    lists = {name for name, field in model.model_fields.items() if get_origin(field.annotation) is list}
    repeated = [name for name, values in query.lists() if len(values) > 1 and name not in lists]
    if repeated:
        raise InvalidParameters(ParameterError(parameter=name, detail="Give it once.", allowed=[]) for name in repeated)
    try:
        return model(**{name: values if name in lists else values[0] for name, values in query.lists()})
    except ValidationError as error:
        raise InvalidParameters(_parameter_error(model, problem) for problem in error.errors()) from None


def describe(model: type[NoParameters]) -> list[OpenApiParameter]:
    """The model's fields for OpenAPI."""
    properties: dict[str, dict[str, Any]] = model.model_json_schema()["properties"]
    return [_describe_one(name, dict(schema)) for name, schema in properties.items()]


def _describe_one(name: str, schema: dict[str, Any]) -> OpenApiParameter:
    description = schema.pop("description", "")
    schema.pop("title", None)
    if schema.get("default") in (None, []):
        schema.pop("default", None)
    if name == "locale":
        one = {"type": "string", "enum": published_locales()}
        schema = schema | {"items": one} if "items" in schema else one | {"default": settings.LANGUAGE_CODE}
    if "anyOf" in schema:
        schema = schema["anyOf"][0]
    return OpenApiParameter(name=name, type=schema, description=description)


def _parameter_error(model: type[NoParameters], problem: Any) -> ParameterError:
    name = str(problem["loc"][0])
    if problem["type"] == "extra_forbidden":
        names = sorted(model.model_fields)
        return ParameterError(parameter=name, detail="Unknown parameter; remove it.", allowed=names)
    detail = problem["msg"].removeprefix("Value error, ")
    return ParameterError(parameter=name, detail=detail, allowed=_allowed(model, name))


def _allowed(model: type[NoParameters], name: str) -> list[str]:
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
        else:
            yield from _literals(argument)
