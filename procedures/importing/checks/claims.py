"""Checks of figures and promises."""

import re
from collections.abc import Iterator

from procedures.importing.checks.examined import Examined
from procedures.importing.checks.wordlists import ABSOLUTE_WORDS
from procedures.importing.findings import Finding
from procedures.language.patterns import any_of, any_phrase

_PERCENT = re.compile(r"\b([0-9]{1,3}(?:\.[0-9]{1,2})?)\s?(?:%|percent\b|per cent\b|por ciento\b)", re.IGNORECASE)
_SOURCED = re.compile(
    r"\[[0-9]{1,3}\]|\([^()]{0,60}(?:19|20)[0-9]{2}[^()]{0,20}\)|\bdoi\b|https?:|\bet al\b", re.IGNORECASE
)
_TIME = re.compile(r"\b(?:hours?|days?|weeks?|months?|years?|a[nñ]os?|meses|semanas?|días?)\b", re.IGNORECASE)
_BOUND = re.compile(r"\b(?:up to|as (?:much|many) as|hasta)\s[^.]{0,12}$", re.IGNORECASE)
_PROMISE = any_phrase(ABSOLUTE_WORDS)
_DENIAL = re.compile(r"\b(?:not|no|never|isn't|cannot)(?: \w+){0,2} $", re.IGNORECASE)
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


def check_percentages(page: Examined) -> Iterator[Finding]:
    for sentence in page.sentences:
        match = _PERCENT.search(sentence.text)
        if match is None or _SOURCED.search(sentence.text):
            continue
        missing = ["a source"]
        if not _TIME.search(sentence.text):
            missing.append("the time after which it was measured")
        if _BOUND.search(sentence.text[: match.start()]):
            missing.append("the usual figure (“up to” gives the best case only)")
        yield Finding(
            "percentage-without-source",
            "warning",
            f"“{match.group()}” needs {_joined(missing)}. Make it a statistic, or waive this with a reason.",
            sentence.span.first,
        )


def check_repeated_figures(page: Examined) -> Iterator[Finding]:
    first: dict[str, tuple[int, str]] = {}
    reported: set[str] = set()
    for sentence in page.sentences:
        for match in _PERCENT.finditer(sentence.text):
            line, earlier = first.setdefault(match[1], (sentence.span.first, sentence.text))
            if earlier == sentence.text or match[1] in reported:
                continue
            reported.add(match[1])
            yield Finding(
                "figure-twice",
                "warning",
                f"{match.group()} also stands on line {line}. Check that both mean the same:"
                f" “{_short(earlier)}” / “{_short(sentence.text)}”.",
                sentence.span.first,
            )


def check_promises(page: Examined) -> Iterator[Finding]:
    """Promises without balance; only on a page that names no risks."""
    if "risks" in page.kinds:
        return
    for text in page.body:
        found = [m.group() for m in _PROMISE.finditer(text.text) if not _DENIAL.search(text.text[: m.start()])]
        if found:
            yield Finding(
                "promise-without-risks",
                "warning",
                f"“{'”, “'.join(dict.fromkeys(found))}” promises much on a page that names no risks."
                " Give figures, or the risks beside it.",
                text.span.first,
            )


def check_comparisons(page: Examined) -> Iterator[Finding]:
    for sentence in page.sentences:
        match = _COMPARISON.search(sentence.text)
        if match is not None and not _SOURCED.search(sentence.text):
            yield Finding(
                "comparison-without-source",
                "warning",
                f"“{_short(match.group())}” compares treatments without a source. Name one, and link the other.",
                sentence.span.first,
            )


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:87]} …"
