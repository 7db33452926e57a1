"""Advice that patients need for this kind of treatment and anesthesia, and that the page does not give."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from procedures.checks.check import Check, Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.findings import Severity
from procedures.checks.page import Page
from procedures.checks.wordings import wordings
from procedures.language.patterns import any_of

_WORDINGS = wordings("needs")

Concerns = Callable[[Page], bool]


class Need(NamedTuple):
    """``given``: words by which the page says it."""

    code: str
    severity: Severity
    concerns: Concerns
    given: re.Pattern[str]
    message: str
    remedy: str
    why: str


_SLEEP = _WORDINGS["sleep"]
_LOCAL_ONLY = re.compile(
    r"\b(?:no|without|not need)\b[^.;]{0,20}(?:an(?:a)?esthe|sedat)|\bsin (?:anestesia|sedación)\b", re.IGNORECASE
)
_CUT = any_of(
    r"""
    \b(?:incisions?|the cut|small cuts?|stitches|staples|surgeon|operation)\b
    \b(?:incisión|incisiones|cortes?|puntos|cirujan[oa]|operación|cirugía)\b
    """
)
_IMPLANT = _WORDINGS["implant"]
_EATING = _WORDINGS["eating"]
_THINNERS = _WORDINGS["thinners"]
_ESCORT = _WORDINGS["escort"]
_SCANNER = re.compile(
    r"\b(?:mri|magnetic resonance|airports?|metal detectors?"
    r"|security (?:gates?|scanners?|staff|guards?|checks?|arch)|resonancia|aeropuertos?)\b",
    re.IGNORECASE,
)
_NOT_TREATED = _WORDINGS["not_treated"]
_DEATH = _WORDINGS["death"]


def _is_said(page: Page, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(text.text) for text in page.headings_and_body)


def is_slept_through(page: Page) -> bool:
    """Whether patients have sedation or anesthesia other than of one place."""
    facts = [fact.text or "" for fact in page.content.facts or () if fact.kind == "anaesthesia"]
    said = [*facts, *(text.text for text in page.body if not text.kinds & {"types", "alternatives"})]
    return any(_SLEEP.search(words) and not _LOCAL_ONLY.search(words) for words in said)


def is_cut(page: Page) -> bool:
    if page.content.procedure_type is not None:
        return page.content.procedure_type != "noninvasive"
    return sum(1 for text in page.body if _CUT.search(text.text)) >= 2


def _leaves_implant(page: Page) -> bool:
    return any(_IMPLANT.search(name) or _IMPLANT_NAME.search(name) for name in page.names)


_IMPLANT_NAME = re.compile(
    r"\b(?:(?:spinal cord|deep brain|vagus nerve|sacral nerve|nerve) stimulation|intrathecal|"
    r"estimulación (?:cerebral|de la médula))\b",
    re.IGNORECASE,
)


def _is_prepared(page: Page) -> bool:
    return "prepare" in page.kinds


def _is_for_parents(page: Page) -> bool:
    """Children hardly take blood thinners."""
    return sum(1 for text in page.headings_and_body if _CHILD.search(text.text)) >= _OFTEN


_CHILD = re.compile(r"\b(?:your (?:child|baby|son|daughter)|children|su (?:hij[oa]|niñ[oa]|bebé))\b", re.IGNORECASE)
_OFTEN = 3
NEEDS = (
    Need(
        "missing-fasting",
        "warning",
        lambda page: _is_prepared(page) and is_slept_through(page),
        _EATING,
        gettext_noop("Patients are sedated or put to sleep, and nothing says when they must stop eating and drinking."),
        gettext_noop("Add to the preparation when food and drink must stop."),
        gettext_noop("A full stomach can choke a patient who is asleep, and the treatment is called off."),
    ),
    Need(
        "missing-blood-thinners",
        "hint",
        lambda page: _is_prepared(page) and is_cut(page) and not _is_for_parents(page),
        _THINNERS,
        gettext_noop("Nothing is said to people who take blood thinners."),
        gettext_noop("Add what they should do, and that nobody stops them alone."),
        gettext_noop("Stopped too late they cause bleeding, stopped too soon a stroke."),
    ),
    Need(
        "missing-escort",
        "hint",
        lambda page: _is_prepared(page) and is_slept_through(page),
        _ESCORT,
        gettext_noop("Nothing says who takes a sedated patient home."),
        gettext_noop("Say that somebody must take them home, and that they must not drive."),
        gettext_noop("Treatments are called off on the day because nobody came along."),
    ),
    Need(
        "missing-scanner-advice",
        "warning",
        _leaves_implant,
        _SCANNER,
        gettext_noop("A device is implanted, and nothing is said of MRI scans or airport gates."),
        gettext_noop("Say whether patients may have an MRI, and what to show at airports."),
        gettext_noop("An MRI can heat or move an implant that is not made for it."),
    ),
    Need(
        "missing-no-treatment",
        "hint",
        lambda page: is_cut(page) and "alternatives" in page.kinds,
        _NOT_TREATED,
        gettext_noop("Nothing says what happens without the treatment."),
        gettext_noop("Add it to the alternatives."),
        gettext_noop("Doing nothing, or waiting, is a choice that patients have."),
    ),
)


def _needed(need: Need) -> Check:
    def look(page: Page) -> Iterator[Found]:
        if need.concerns(page) and not _is_said(page, need.given):
            yield Found(message=_(need.message), remedy=_(need.remedy))

    make: Callable[[Callable[[Page], Iterator[Found]]], Check] = check(
        need.code, severity=need.severity, why=need.why, languages=("en", "es")
    )
    return make(look)


missing_fasting, missing_blood_thinners, missing_escort, missing_scanner_advice, missing_no_treatment = map(
    _needed, NEEDS
)


@check(
    "risk-of-death-unsaid",
    severity="hint",
    why=gettext_noop("Nobody can agree to a risk that is not named."),
    languages=("en", "es"),
)
def risk_of_death_unsaid(page: Page) -> Iterator[Found]:
    """Surgery under anesthesia whose risks can kill, on a page that nowhere says so."""
    risks = [block for block in page.blocks if block.model.type == "risks"]
    is_serious = any(risk.severity == "serious" for block in risks for risk in block.model.risks)
    if is_serious and page.content.procedure_type == "surgical" and not _is_said(page, _DEATH):
        yield Found(
            message=_("Serious risks are named, and nothing says that they can threaten life."),
            remedy=_("Say it, with how rarely it happens."),
            at=risks[0].place,
        )
