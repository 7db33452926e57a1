"""All checks: whatever the modules of ``rules/`` define."""

from procedures.checks.check import Check
from procedures.checks.rules import (
    contact,
    evidence,
    headings,
    lists,
    names,
    promises,
    questions,
    review,
    sections,
    terms,
    traces,
    unfinished,
    wording,
)

FAMILIES = (
    sections,
    unfinished,
    lists,
    questions,
    review,
    contact,
    names,
    promises,
    evidence,
    headings,
    terms,
    wording,
    traces,
)
CHECKS: tuple[Check, ...] = tuple(
    value for family in FAMILIES for value in vars(family).values() if isinstance(value, Check)
)
