"""What lists can be narrowed by. Several values of one filter widen it, different filters narrow together."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.encoding import iri_to_uri

from api.parameters import ListParameters
from api.search.narrowing import matching


def in_array(column: str) -> Callable[[list[str]], Q]:
    return lambda values: Q(**{f"{column}__overlap": values})


def any_of(column: str) -> Callable[[list[Any]], Q]:
    return lambda values: Q(**{f"{column}__in": values})


def ids(values: list[UUID]) -> Q:
    return Q(document_id__in=values)


def published_after(moment: datetime) -> Q:
    return Q(published_at__gte=moment)


def codes(values: list[str]) -> Q:
    """Editors may write letters of a code small; systems mean the same by them."""
    return Q(codes__overlap=[variant for value in values for variant in dict.fromkeys((value, upper_code(value)))])


def upper_code(value: str) -> str:
    system, _, code = value.partition("|")
    return f"{system}|{code.upper()}"


def as_folder(path: str) -> str:
    """As paths are stored: percent-encoded, with a slash at the end, however it was given."""
    return iri_to_uri(path).rstrip("/") + "/"


def below(path: str) -> Q:
    folder = as_folder(path)
    return Q(path__startswith=folder) & ~Q(path=folder)


def directly_below(path: str) -> Q:
    folder = re.escape(as_folder(path))
    return below(path) & Q(path__regex=f"^{folder}[^/]+/?$")


def reviewed_before(day: date) -> Q:
    return Q(last_reviewed__lt=day)


def review_due_before(day: date) -> Q:
    return Q(next_review__lt=day)


FILTERS: Mapping[str, Callable[[Any], Q]] = {
    "id": ids,
    "published_after": published_after,
    "section": in_array("section_kinds"),
    "below": below,
    "parent": directly_below,
    "specialty": in_array("specialties"),
    "condition": in_array("conditions"),
    "clinician": in_array("clinicians"),
    "location": in_array("locations"),
    "body_area": any_of("body_area"),
    "procedure_type": any_of("procedure_type"),
    "code": codes,
    "reviewed_before": reviewed_before,
    "review_due_before": review_due_before,
}
"""By the name of the parameter: what its value, or the list of its values, asks of documents."""


def conditions_of(parameters: ListParameters) -> Q:
    asked = Q()
    for name, condition in FILTERS.items():
        value = getattr(parameters, name, None)
        if value:
            asked &= condition(value)
    if words := getattr(parameters, "q", None):
        asked &= matching(words, locale=parameters.locale)
    return asked
