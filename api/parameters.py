"""Query parameters: declared as pydantic models, refused by name, and described in OpenAPI from the same models."""

from typing import Annotated, Any, Literal, TypeVar, get_args

from django.conf import settings
from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from api.contract.problems import ParameterError
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
        if value not in published_locales():
            raise ValueError(f"The hospital does not publish in {value!r}.")
        return value


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


def parse(model: type[Parameters], query: QueryDict) -> Parameters:
    """Raise InvalidParameters that names every wrong parameter at once."""
    repeated = [name for name, values in query.lists() if len(values) > 1]
    if repeated:
        raise InvalidParameters(ParameterError(parameter=name, detail="Give it once.", allowed=[]) for name in repeated)
    try:
        return model(**query.dict())
    except ValidationError as error:
        raise InvalidParameters(_parameter_error(model, problem) for problem in error.errors()) from None


def describe(model: type[NoParameters]) -> list[OpenApiParameter]:
    """The model's fields for OpenAPI."""
    properties: dict[str, dict[str, Any]] = model.model_json_schema()["properties"]
    return [_describe_one(name, dict(schema)) for name, schema in properties.items()]


def _describe_one(name: str, schema: dict[str, Any]) -> OpenApiParameter:
    description = schema.pop("description", "")
    schema.pop("title", None)
    if name == "locale":
        schema = {"type": "string", "enum": published_locales(), "default": settings.LANGUAGE_CODE}
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
    values = [str(value) for value in get_args(field.annotation) if isinstance(value, str)]
    if values:
        return values
    bounds = {type(bound).__name__: bound for bound in field.metadata}
    if "Ge" in bounds and "Le" in bounds:
        return [f"{bounds['Ge'].ge}–{bounds['Le'].le}"]
    return []
