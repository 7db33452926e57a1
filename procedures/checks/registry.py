"""All checks: whatever the modules of ``rules/`` define."""

from procedures.checks.check import Check
from procedures.checks.rules import (
    contact,
    headings,
    lists,
    names,
    organisations,
    plain,
    questions,
    review,
    sections,
    terms,
    traces,
    unfinished,
    wording,
)
from procedures.checks.rules.claims import evidence, figures, promises
from procedures.checks.rules.conflicts import aids, doses, fasting, opposites, order, sides, times
from procedures.checks.rules.safety import needs, reassurance, urgent
from procedures.checks.rules.spelling import misspelt, slips
from procedures.checks.rules.upkeep import dates, leftovers, links, numbers, pictures

FAMILIES = (
    sections,
    needs,
    unfinished,
    urgent,
    reassurance,
    fasting,
    times,
    aids,
    order,
    doses,
    opposites,
    sides,
    lists,
    questions,
    review,
    dates,
    contact,
    numbers,
    links,
    pictures,
    names,
    organisations,
    promises,
    evidence,
    figures,
    headings,
    terms,
    wording,
    misspelt,
    slips,
    traces,
    leftovers,
    plain,
)
CHECKS: tuple[Check, ...] = tuple(
    dict.fromkeys(value for family in FAMILIES for value in vars(family).values() if isinstance(value, Check))
)
HARMFUL = frozenset(
    {"fasting-conflict", "dose-conflict", "frequency-conflict", "impossible-temperature", "unit-conversion"}
    | {"other-treatment", "other-joint", "side-conflict", "opposite-advice", "anesthesia-conflict"}
    | {"driving-conflict", "lifting-conflict", "washing-conflict", "aids-conflict", "time-order", "step-order"}
    | {"emergency-without-number", "emergency-number-abroad", "emergency-hidden", "emergency-last"}
    | {"signs-without-action"}
    | {"danger-played-down", "deadly-risk-passes", "phone-digits", "phone-conflict", "promise", "missing-list"}
    | {"missing-risks", "missing-urgent-advice", "missing-fasting", "missing-blood-thinners", "missing-scanner-advice"}
)
"""Codes of what patients may come to harm by, if it is so: editors are shown it before the rest."""
