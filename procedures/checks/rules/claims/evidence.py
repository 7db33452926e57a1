"""Figures, comparisons, and the sources they need."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop, listed
from procedures.checks.page import Page, Text
from procedures.checks.wordings import wordings
from procedures.language.patterns import any_of
from procedures.language.words import shortened

_WORDINGS = wordings("evidence")

PERCENT = re.compile(
    r"\b(?:[0-9.]{1,4}%?\s?(?:[-–]|to|a)\s?)?([0-9]{1,3}(?:\.[0-9]{1,2})?)\s?(?:%|percent\b|per cent\b|por ciento\b)",
    re.IGNORECASE,
)
_IN_WORDS = _WORDINGS["percent_in_words"]
_SOURCED = any_of(
    r"""
    \[[0-9]{1,3}\]
    (?<=\w)\s?\([0-9]{1,2}\)
    \([^()]{0,60}(?:19|20)[0-9]{2}[^()]{0,20}\)
    \b(?:study|studies|trial|review|registry|survey|guideline|report|audit|estudio|registro)\b[^.]{0,60}\b(?:19|20)[0-9]{2}\b
    \b(?:19|20)[0-9]{2}\b[^.]{0,30}\b(?:study|trial|review|registry|survey|guideline|report|audit|estudio)\b
    \bdoi\b
    https?:
    \bet al\b
    """
)
_SOURCE_LIST = re.compile(
    r"\bdoi\.org|\bet al\b|https?://|\bpubmed\b|\b(?:19|20)[0-9]{2}\)?[;:,]? ?[0-9]{1,4}(?:\([0-9]+\))?: ?[0-9]+",
    re.IGNORECASE,
)
"""An address, or a journal's year, volume and pages."""
_SOURCE_NAMED = re.compile(
    r"^(?:(?:source|reference|fuente)s?(?! (?:num|no\b|id\b|code))"
    r"|adapted from|(?:content|information) (?:from|provided by)|adaptado de)\b:? ?\w",
    re.IGNORECASE,
)
"""A line that names where the text is from, though not as a reference."""
TIME = re.compile(r"\b(?:hours?|days?|weeks?|months?|years?|a[nñ]os?|meses|semanas?|días?)\b", re.IGNORECASE)
_OF_WHOM = re.compile(
    r"\b(?:people|patients|adults|women|men|children|those|participants|cases|babies|who|personas|pacientes|adult[oa]s|mujeres|hombres|niños|casos)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(r"\b(?:up to|as (?:much|many) as|hasta)\s[^.]{0,12}$", re.IGNORECASE)
_WANTED = ((gettext_noop("source"), "source"), (gettext_noop("time when it was measured"), "time_point"))
_NO_OUTCOME = re.compile(
    r"\b(?:oxygen|saturation|alcohol|solution|cotton|water|humidity|normal|concentration|narrowed|blocked|blockage|spf|fat|strength|weight)\b"
    r"|\b(?:below|above|under|at) [0-9.]+ ?(?:%|percent)",
    re.IGNORECASE,
)
"""A share of something else than people."""
_ONE_IN = re.compile(
    r"\b(?:[0-9]{1,3}|one|two|three|four|five|six|seven|eight|nine) (?:out of|in|"
    r"of) (?:every )?(?:10|ten|20|twenty|50|100|a hundred|200|300|400|500|1,?000|a thousand|2,?000|5,?000|10,?000)\b"
    r"|\b(?:half|a third|two[ -]thirds|a quarter|three[ -]quarters) of (?:all |our )?(?:patients|people)\b"
    r"|\b(?:[0-9]{1,3}|un[oa]|dos|tres|cuatro|cinco|seis|siete|ocho|nueve) de cada (?:10|diez|100|cien|1[.,]?000)\b",
    re.IGNORECASE,
)
_COMPARISON = _WORDINGS["comparison"]


@check(
    "missing-references",
    severity="warning",
    why=gettext_noop("Readers and reviewers cannot tell what the text relies on."),
)
def missing_references(page: Page) -> Iterator[Found]:
    is_listed = bool(page.content.references) or "evidence" in page.kinds
    if not is_listed and not any(text.is_linked or _is_source(text.text) for text in page.body):
        yield Found(message=_("No sources are listed."), remedy=_("Add the references the text relies on."))


def _is_source(said: str) -> bool:
    return bool(_SOURCE_LIST.search(said) or _SOURCE_NAMED.match(said))


@check(
    "percentage-without-source",
    severity="warning",
    why=gettext_noop("A figure alone is read as a promise: of whom, after how long, and who says so?"),
)
def percentage_without_source(page: Page) -> Iterator[Found]:
    for sentence, text in page.sentences:
        match = PERCENT.search(sentence) or _IN_WORDS.search(sentence)
        if match is None or _is_sourced(sentence, text) or _NO_OUTCOME.search(sentence):
            continue
        missing = [_("a source")]
        if not _OF_WHOM.search(sentence):
            missing.append(_("the people it is true of"))
        if not TIME.search(sentence):
            missing.append(_("the time after which it was measured"))
        if _BOUND.search(sentence[: match.start()]):
            missing.append(_("the usual figure (“up to” gives the best case only)"))
        yield Found(
            message=_("“{words}” needs {missing}.").format(words=match.group(), missing=listed(missing)),
            remedy=_("Make it a figure from a study, or waive this with a reason."),
            at=text.place,
        )


@check("statistic-incomplete", severity="warning", why=gettext_noop("A figure alone is read as a promise."))
def statistic_incomplete(page: Page) -> Iterator[Found]:
    for block in page.blocks:
        if block.model.type != "statistic":
            continue
        missing = [_(name) for name, value in _WANTED if not getattr(block.model, value)]
        if missing:
            yield Found(
                message=_("The figure “{outcome}” has no {missing}.").format(
                    outcome=block.model.outcome, missing=listed(missing)
                ),
                remedy=_("Add it from the study."),
                at=block.place,
            )


@check("proportion-without-source", severity="hint", why=gettext_noop("A figure alone is read as a promise."))
def proportion_without_source(page: Page) -> Iterator[Found]:
    """ "Nine out of ten people", on a page that names no source at all; of what patients gain, on any page."""
    has_sources = bool(page.content.references) or "evidence" in page.kinds or page.has_block("references")
    for sentence, text in page.sentences:
        match = _ONE_IN.search(sentence) if text.kinds & _OF_GAINS or not has_sources else None
        if match is not None and not _is_sourced(sentence, text) and not _has_sources_beside(page, text):
            yield Found(
                message=_("“{words}” has no source.").format(words=match.group()),
                remedy=_("Name the study."),
                at=text.place,
            )


@check(
    "comparison-without-source",
    severity="warning",
    why=gettext_noop("Readers may turn down what would help them better."),
    languages=("en",),
)
def comparison_without_source(page: Page) -> Iterator[Found]:
    for sentence, text in page.sentences:
        match = _COMPARISON.search(sentence)
        if match is not None and not _is_sourced(sentence, text):
            yield Found(
                message=_("“{words}” compares treatments without a source.").format(words=shortened(match.group())),
                remedy=_("Name one, and link the other treatment."),
                at=text.place,
            )


_OF_GAINS = frozenset({"benefits", "results"})


def _has_sources_beside(page: Page, text: Text) -> bool:
    """The section lists them."""
    listed = (block.section for block in page.blocks if block.model.type == "references")
    return any(text.place.path.startswith(f"/sections/{page.content.sections.index(each)}/") for each in listed)


def _is_sourced(sentence: str, text: Text) -> bool:
    return _SOURCED.search(sentence) is not None or text.is_linked
