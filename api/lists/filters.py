"""What lists can be narrowed by. Several values of one filter widen it, different filters narrow together."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from api.contract.catalogue import DocumentType
from api.lists.narrowing import matching
from api.log.paths import encoded
from api.parameters.models import ListParameters


class Filter(NamedTuple):
    """A condition on ``document`` in SQL, which names the filter's value as a parameter; and how that is made."""

    sql: str
    value: Callable[[Any], object] = lambda given: given


def in_array(name: str, column: str) -> Filter:
    return Filter(f"document.{column} && %({name})s::varchar[]")


def as_folder(path: str) -> str:
    """As paths are stored: percent-encoded, with a slash at the end, however it was given."""
    return encoded(path).rstrip("/") + "/"


# Between the folder and what follows it: a slash is followed by 0. In the order of bytes, as the index is: a pattern
# would have to be known when the statement is planned.
BELOW = "document.path ~>~ %({0})s AND document.path ~<~ (rtrim(%({0})s, '/') || '0')"

FILTERS: Mapping[str, Filter] = {
    "id": Filter("document.document_id = ANY(%(id)s)"),
    "ids": Filter("document.document_id = ANY(%(ids)s)"),
    "published_after": Filter("document.published_at >= %(published_after)s"),
    "published_before": Filter("document.published_at < %(published_before)s"),
    "section": in_array("section", "section_kinds"),
    "below": Filter(BELOW.format("below"), as_folder),
    "parent": Filter(
        BELOW.format("parent") + " AND strpos(rtrim(substr(document.path, length(%(parent)s) + 1), '/'), '/') = 0",
        as_folder,
    ),
    "specialty": in_array("specialty", "specialties"),
    "condition": in_array("condition", "conditions"),
    "clinician": in_array("clinician", "clinicians"),
    "location": in_array("location", "locations"),
    "body_area": Filter("document.body_area = ANY(%(body_area)s)"),
    "procedure_type": Filter("document.procedure_type = ANY(%(procedure_type)s)"),
    "code": in_array("code", "codes"),
    "reviewed_before": Filter("document.last_reviewed < %(reviewed_before)s"),
    "review_due_before": Filter("document.next_review < %(review_due_before)s"),
}
"""By the name of the parameter."""


NAMED_BY = {"specialty": ("procedure",), "condition": ("procedure",), "location": ("procedure", "clinician")}
"""Types of which lists can be narrowed to what certain documents name, and the types of these."""
OF_NAMING = ("specialty", "condition", "body_area")
"""Filters that are about the documents that name what is listed."""
NAMED = """document.slug = ANY(ARRAY(
    SELECT unnest(naming.{column}) FROM api_document naming
    WHERE naming.type = ANY(%(naming)s) AND naming.locale = %(locale)s AND NOT naming.is_alias
        AND (naming.expires_at IS NULL OR naming.expires_at > statement_timestamp()) AND {conditions}
))"""


class Conditions(NamedTuple):
    """Of a statement, each to be met, and the values that they name."""

    sql: list[str]
    values: dict[str, object]


def conditions_of(parameters: ListParameters, kind: DocumentType) -> Conditions:
    given = {name: value for name in FILTERS if (value := getattr(parameters, name, None))}
    of_naming = [name for name in OF_NAMING if name in given and kind.name in NAMED_BY]
    conditions = Conditions(
        sql=[FILTERS[name].sql for name in given if name not in of_naming],
        values={name: FILTERS[name].value(value) for name, value in given.items()},
    )
    if of_naming:
        sql = " AND ".join(FILTERS[name].sql.replace("document.", "naming.") for name in of_naming)
        conditions.sql.append(NAMED.format(column=kind.collection, conditions=sql))
        conditions.values["naming"] = list(NAMED_BY[kind.name])
    if words := getattr(parameters, "q", None):
        sql, values = matching(words, locale=parameters.locale)
        conditions.sql.append(sql)
        conditions.values.update(values)
    return conditions
