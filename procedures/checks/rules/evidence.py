"""Figures, comparisons, and the sources they need."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.page import Page, Text
from procedures.language.patterns import any_of
from procedures.language.words import shortened

_PERCENT = re.compile(r"\b([0-9]{1,3}(?:\.[0-9]{1,2})?)\s?(?:%|percent\b|per cent\b|por ciento\b)", re.IGNORECASE)
_SOURCED = any_of(
    r"""
    \[[0-9]{1,3}\]
    (?<=\w)\s?\([0-9]{1,2}\)
    \([^()]{0,60}(?:19|20)[0-9]{2}[^()]{0,20}\)
    \bdoi\b
    https?:
    \bet al\b
    """
)
_SOURCE_LIST = re.compile(r"\bdoi\.org|\bet al\b|https?://|\bpubmed\b", re.IGNORECASE)
_TIME = re.compile(r"\b(?:hours?|days?|weeks?|months?|years?|a[nñ]os?|meses|semanas?|días?)\b", re.IGNORECASE)
_BOUND = re.compile(r"\b(?:up to|as (?:much|many) as|hasta)\s[^.]{0,12}$", re.IGNORECASE)
_COMPARISON = any_of(
    r"""
    \bfor (?:which|whom) [^.]{0,80}\b(?:has|have|had|did|was|were) not\b
    \b(?:more|less|as) (?:effective|invasive|painful|safe) than\b
    \b(?:better|safer|faster|quicker) than\b
    \bsuperior to\b
    \b(?:compared|in comparison) (?:with|to)\b
    \bunlike (?:other|traditional|open)\b
    """
)


@check("missing-references", severity="warning", why="Readers and reviewers cannot tell what the text relies on.")
def missing_references(page: Page) -> Iterator[Found]:
    is_listed = bool(page.content.references) or "evidence" in page.kinds
    if not is_listed and not any(text.is_linked or _SOURCE_LIST.search(text.text) for text in page.body):
        yield Found(message="No source is named.", remedy="Add the references the text relies on.")


@check(
    "percentage-without-source",
    severity="warning",
    why="A figure alone is read as a promise: of whom, after how long, and who says so?",
)
def percentage_without_source(page: Page) -> Iterator[Found]:
    for sentence, text in page.sentences:
        match = _PERCENT.search(sentence)
        if match is None or _is_sourced(sentence, text):
            continue
        missing = ["a source"]
        if not _TIME.search(sentence):
            missing.append("the time after which it was measured")
        if _BOUND.search(sentence[: match.start()]):
            missing.append("the usual figure (“up to” gives the best case only)")
        yield Found(
            message=f"“{match.group()}” needs {_joined(missing)}.",
            remedy="Make it a figure from a study, or waive this with a reason.",
            at=text.place,
        )


@check("figure-twice", severity="warning", why="The same figure for two things is often a slip.")
def figure_twice(page: Page) -> Iterator[Found]:
    first: dict[str, str] = {}
    reported: set[str] = set()
    for sentence, text in page.sentences:
        for match in _PERCENT.finditer(sentence):
            earlier = first.setdefault(match[1], sentence)
            if earlier == sentence or match[1] in reported:
                continue
            reported.add(match[1])
            yield Found(
                message=f"{match.group()} stands here and earlier: “{shortened(earlier)}” / “{shortened(sentence)}”.",
                remedy="Check that both mean the same.",
                at=text.place,
            )


@check(
    "comparison-without-source",
    severity="warning",
    why="Readers may turn down what would help them better.",
    languages=("en",),
)
def comparison_without_source(page: Page) -> Iterator[Found]:
    for sentence, text in page.sentences:
        match = _COMPARISON.search(sentence)
        if match is not None and not _is_sourced(sentence, text):
            yield Found(
                message=f"“{shortened(match.group())}” compares treatments without a source.",
                remedy="Name one, and link the other treatment.",
                at=text.place,
            )


def _is_sourced(sentence: str, text: Text) -> bool:
    return _SOURCED.search(sentence) is not None or text.is_linked


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
