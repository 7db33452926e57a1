"""Checks of a page's build: sections, lists, questions, contents."""

from collections.abc import Iterator
from itertools import pairwise

from procedures.importing.checks.examined import Examined, line_of
from procedures.importing.checks.wordlists import CUT_OFF
from procedures.importing.findings import Finding
from procedures.importing.outline import REVIEW_BELOW, Criteria, Faq, ItemList, Prose, Steps, Text
from procedures.language.words import count_words, last_word, similarity, words_in

_SAME_PARAGRAPH = 0.8
_SHORTEST_REPEATED = 9
_MOST_UNCERTAIN = 10
_MOST_CLOSE = 3
_LONGEST_LABEL = 3


def check_empty_sections(page: Examined) -> Iterator[Finding]:
    for section in page.outline.sections:
        if not section.blocks and not section.subsections and section.heading is not None:
            yield Finding(
                "empty-section",
                "error",
                f"Nothing stands under the heading “{section.heading.text}”. Write the section or delete the heading.",
                section.heading.span.first,
            )
    for entry in page.outline.set_aside:
        if entry.reason == "empty_heading":
            yield Finding(
                "heading-left-out",
                "warning",
                f"“{entry.text.text}” was left out: nothing stands under it. Write its section, or let it go.",
                entry.text.span.first,
            )


def check_missing_lists(page: Examined) -> Iterator[Finding]:
    for _, block in page.blocks():
        for text in block.paragraphs if isinstance(block, Prose) else ():
            if text.text.endswith(":"):
                yield Finding(
                    "missing-list",
                    "error",
                    f"A sentence leads into a missing list: “{_end(text)}”. Add the list or end the sentence.",
                    text.span.last,
                )


def check_short_lists(page: Examined) -> Iterator[Finding]:
    for _, block in page.blocks():
        if isinstance(block, ItemList | Criteria | Steps) and len(block.items) == 1:
            yield Finding(
                "one-item-list",
                "warning",
                f"The list has one item only: “{block.items[0].text}”. Add the missing items or make it a sentence.",
                block.items[0].span.first,
            )


def check_nested_lists(page: Examined) -> Iterator[Finding]:
    for _, block in page.blocks():
        if isinstance(block, ItemList) and block.is_nested:
            yield Finding(
                "nested-list",
                "warning",
                "A list within a list was made one list. Check that each item still makes sense by itself.",
                line_of(block),
            )


def check_questions(page: Examined) -> Iterator[Finding]:
    for section in page.sections_of("faq"):
        questions = [item for block in section.blocks if isinstance(block, Faq) for item in block.items]
        if not questions and section.blocks:
            yield Finding(
                "answers-without-questions",
                "error",
                "The list of questions has answers but no questions. Write the question above each answer.",
                section.span.first,
            )
        for item in questions:
            if not item.answer:
                yield Finding(
                    "question-without-answer",
                    "error",
                    f"The question “{item.question.text}” has no answer. Answer or delete it.",
                    item.question.span.first,
                )


def check_contents(page: Examined) -> Iterator[Finding]:
    for entry in page.outline.set_aside:
        if entry.reason != "contents" or entry.detail is None:
            continue
        remedy = (
            f"but the heading is “{entry.detail}”. Correct the wrong one."
            if entry.detail
            else "but no heading does. Add the section."
        )
        yield Finding(
            "contents-differ", "warning", f"The contents list says “{entry.text.text}”, {remedy}", entry.text.span.first
        )


def check_cut_off_texts(page: Examined) -> Iterator[Finding]:
    for text in page.body:
        is_sentence = count_words(text.text) > _LONGEST_LABEL
        if is_sentence and last_word(text.text) in CUT_OFF and text.text[-1:].isalpha():
            yield Finding(
                "cut-off", "warning", f"The text stops in the middle: “{_end(text)}”. Complete it.", text.span.last
            )


def check_repeated_paragraphs(page: Examined) -> Iterator[Finding]:
    """Paragraphs that differ by one word in ten; only ones that begin or end alike are compared, to stay fast."""
    seen: dict[tuple[str, ...], list[Text]] = {}
    for text in page.body:
        words = words_in(text.text)
        if len(words) < _SHORTEST_REPEATED:
            continue
        keys = (("begins", *words[:4]), ("ends", *words[-4:]))
        twin = next((old for key in keys for old in seen.get(key, [])[:20] if _is_same(old, words)), None)
        if twin is not None:
            yield Finding(
                "repeated-paragraph",
                "warning",
                f"This says nearly the same as line {twin.span.first}: “{_end(text)}”. Keep one of the two.",
                text.span.first,
            )
        for key in keys:
            seen.setdefault(key, []).append(text)


def check_joined_paragraphs(page: Examined) -> Iterator[Finding]:
    """Paragraphs that only a line break parts; where that is a page's way, it means nothing."""
    blocks = (block for _, block in page.blocks() if isinstance(block, Prose))
    pairs = [pair for block in blocks for pair in pairwise(block.paragraphs)]
    close = [after for before, after in pairs if before.span.last + 1 == after.span.first]
    if len(close) > _MOST_CLOSE:
        return
    for text in close:
        yield Finding(
            "single-line-break",
            "hint",
            "Only a line break parts two paragraphs here. Check whether they are one, or belong apart.",
            text.span.first,
        )


def check_two_treatments(page: Examined) -> Iterator[Finding]:
    headings = [section.heading for section in page.sections_of("what") if section.heading is not None]
    subjects = {heading.text for heading in headings if heading.text.casefold().startswith("what ")}
    if len(subjects) > 1:
        yield Finding(
            "two-treatments",
            "warning",
            f"The page explains more than one thing: {'; '.join(sorted(subjects))}. Make a page of each,"
            " or a section of types.",
            headings[1].span.first,
        )


def check_missing_pictures(page: Examined) -> Iterator[Finding]:
    for entry in page.outline.set_aside:
        if entry.reason == "caption":
            yield Finding(
                "missing-picture",
                "hint",
                f"A caption came without its picture: “{entry.text.text}”. Add the image with it, or let it go.",
                entry.text.span.first,
            )


def check_certainty(page: Examined) -> Iterator[Finding]:
    uncertain = [section.span.first for section in page.outline.sections if section.confidence < REVIEW_BELOW]
    uncertain += [line for _, block in page.blocks() if block.confidence < REVIEW_BELOW and (line := line_of(block))]
    for line in sorted(set(uncertain))[:_MOST_UNCERTAIN]:
        yield Finding(
            "uncertain",
            "hint",
            "The importer is not sure what this part is. Check its kind of section and of block.",
            line,
        )


def _is_same(text: Text, words: list[str]) -> bool:
    return similarity(words_in(text.text), words) >= _SAME_PARAGRAPH


def _end(text: Text) -> str:
    return text.text if len(text.text) <= 80 else f"… {text.text[-77:]}"
