"""Checks of what a treatment page should hold and does not."""

import re
from collections.abc import Iterator

from api.contract.blocks import SectionKind
from procedures.importing.checks.examined import Examined, list_in_words
from procedures.importing.checks.wordlists import AFTERCARE
from procedures.importing.findings import Finding, Severity
from procedures.importing.outline import texts_of_section
from procedures.language.patterns import any_of

_EXPECTED: tuple[tuple[SectionKind, str, Severity, str], ...] = (
    ("risks", "missing-risks", "error", "Nothing says what can go wrong. Add a section of risks."),
    (
        "prepare",
        "missing-preparation",
        "warning",
        "Nothing says how to prepare (food, medicines, tests). Add a section.",
    ),
    (
        "when_to_call",
        "missing-urgent-advice",
        "warning",
        "Nothing says when to call the hospital or an emergency number. Add a care card.",
    ),
    (
        "alternatives",
        "missing-alternatives",
        "warning",
        "No alternatives are named. Add a section, and link treatments the text names.",
    ),
)
_OPTIONAL: tuple[tuple[SectionKind, str], ...] = (
    ("benefits", "benefits"),
    ("results", "results"),
    ("recovery", "recovery"),
    ("follow_up", "follow-up"),
    ("cost", "cost"),
    ("questions_to_ask", "questions to ask"),
    ("faq", "frequent questions"),
)
_REVIEWED = re.compile(
    r"(?:page |content )?(?:last )?(?:reviewed|updated|next review|review date|date updated)\b(?: (?:on|by|due))?\s?:?",
    re.IGNORECASE,
)
_SOURCE_LIST = re.compile(r"\bdoi\.org|\bet al\b|https?://|\bpubmed\b", re.IGNORECASE)
_CARE = re.compile(rf"\b(?:{'|'.join(AFTERCARE)})", re.IGNORECASE)
_BEFOREHAND = any_of(
    r"""
    \bin preparation\b
    \b(?:before|prior to) (?:the |your )?(?:surgery|procedure|operation)\b
    \bthe (?:night|day) before\b
    \bwill order\b
    \bnothing to eat\b
    \bstop taking\b
    \bfasting\b
    """
)


def check_expected_sections(page: Examined) -> Iterator[Finding]:
    for kind, code, severity, message in _EXPECTED:
        if kind not in page.kinds:
            yield Finding(code, severity, message)


def check_optional_sections(page: Examined) -> Iterator[Finding]:
    missing = [name for kind, name in _OPTIONAL if kind not in page.kinds]
    if missing:
        yield Finding(
            "optional-sections", "hint", f"Patients also look for: {list_in_words(missing)}. Add what applies."
        )


def check_review(page: Examined) -> Iterator[Finding]:
    dated = next((text for text in page.body if _REVIEWED.match(text.text)), None)
    if dated is None:
        yield Finding(
            "missing-review", "error", "Nobody vouches for the text: set reviewer, last review and next review."
        )
    else:
        yield Finding(
            "review-in-text",
            "warning",
            "The review date stands in the text. Move it to the review fields.",
            dated.span.first,
        )


def check_references(page: Examined) -> Iterator[Finding]:
    has_sources = "evidence" in page.kinds or any(_SOURCE_LIST.search(text.text) for text in page.body)
    if not has_sources:
        yield Finding("missing-references", "warning", "No source is named. Add the references the text relies on.")


def check_aftercare(page: Examined) -> Iterator[Finding]:
    for section in page.sections_of("after", "recovery"):
        texts = list(texts_of_section(section, with_headings=False))
        if texts and not any(_CARE.search(text.text) for text in texts):
            yield Finding(
                "no-aftercare",
                "warning",
                "This section says nothing of care afterwards (stay, wound, driving, work, follow-up). Add it;"
                " results belong in a section of results.",
                section.span.first,
            )


def check_preparation_elsewhere(page: Examined) -> Iterator[Finding]:
    for section in page.sections_of("during"):
        if "prepare" in section.kinds:
            continue
        for text in texts_of_section(section, with_headings=False):
            if _BEFOREHAND.search(text.text):
                yield Finding(
                    "preparation-elsewhere",
                    "hint",
                    "This is about the time before. Suggestion: move the paragraph to a section of kind “prepare”.",
                    text.span.first,
                )
                break


def check_title(page: Examined) -> Iterator[Finding]:
    title = page.outline.title
    if title.span is None:
        yield Finding(
            "inferred-title",
            "error",
            f"The file has no title; “{title.text}” was inferred from its headings and name. Confirm or correct it.",
            1,
        )
    elif title.confidence < 0.7:
        yield Finding(
            "uncertain-title",
            "warning",
            f"“{title.text}” may not be the title. Confirm or correct it.",
            title.span.first,
        )
