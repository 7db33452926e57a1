"""From a query string to parameters, or to a problem that names every wrong one."""

from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import Annotated, TypeVar, cast, get_args, get_origin

from django.conf import settings
from django.http import QueryDict
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from api.contract.answers.problems import ParameterError
from api.http.problems import InvalidParameters
from api.parameters.models import NoParameters
from api.parameters.values import NotAllowedError, published_locales
from api.representations.fields import UnknownFieldError

Parameters = TypeVar("Parameters", bound=NoParameters)
MOST_VALUES = 100
"""Of a parameter that may be repeated."""


def parse(model: type[Parameters], query: QueryDict) -> Parameters:
    """Raise InvalidParameters that names every wrong parameter at once."""
    if not query:
        return cast(Parameters, defaults(model, settings.LANGUAGE_CODE))
    lists = lists_of(model)
    if errors := [*repeated(query, may_be=lists), *with_null(query)]:
        raise InvalidParameters(errors)
    return validated(model, {name: values if name in lists else values[0] for name, values in query.lists()})


def validated(model: type[Parameters], given: Mapping[str, object]) -> Parameters:
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


def with_null(query: QueryDict) -> Iterator[ParameterError]:
    """PostgreSQL's text holds no such character."""
    for name, values in query.lists():
        if any("\0" in value for value in values):
            yield ParameterError(parameter=name, detail="Remove the null character.", allowed=[])


def _parameter_error(model: type[NoParameters], problem: ErrorDetails) -> ParameterError:
    name = str(problem["loc"][0])
    if problem["type"] == "extra_forbidden":
        names = sorted(model.model_fields)
        return ParameterError(parameter=name, detail="Unknown parameter; remove it.", allowed=names)
    return ParameterError(parameter=name, detail=_detail(model, name, problem), allowed=_allowed(model, name, problem))


REMEDIES = {
    "int_parsing": "Give a whole number{span}.",
    "greater_than_equal": "Give a whole number{span}.",
    "less_than_equal": "Give a whole number{span}.",
    "literal_error": "Give a value that is allowed.",
    "missing": "Give it: it cannot be left out.",
    "uuid_parsing": "Give an id as documents have it, for example 1e7aa153-6f0e-4a0e-9a37-0b6f4f1c2d3e.",
}
"""Where Pydantic says what it expected, for those who know its types."""
CURSOR = "Follow next or previous of a page of this list as they are: the cursor stands in them."


def _detail(model: type[NoParameters], name: str, problem: ErrorDetails) -> str:
    if name == "cursor":
        return CURSOR
    if remedy := REMEDIES.get(problem["type"]):
        return remedy.format(span=_span(model, name))
    return problem["msg"].removeprefix("Value error, ")


def _span(model: type[NoParameters], name: str) -> str:
    bounds = {type(bound).__name__: bound for bound in model.model_fields[name].metadata}
    return f" from {bounds['Ge'].ge} to {bounds['Le'].le}" if {"Ge", "Le"} <= bounds.keys() else ""


def _allowed(model: type[NoParameters], name: str, problem: ErrorDetails) -> list[str]:
    cause = problem.get("ctx", {}).get("error")
    if isinstance(cause, NotAllowedError | UnknownFieldError):
        return cause.allowed
    if name == "locale":
        return published_locales()
    field = model.model_fields[name]
    return list(_literals(field.annotation))


def _literals(annotation: object) -> Iterator[str]:
    """The values of a Literal, or of a list of them."""
    for argument in get_args(annotation):
        if isinstance(argument, str):
            yield argument
        elif get_origin(annotation) is not Annotated or argument is get_args(annotation)[0]:
            yield from _literals(argument)
