"""Blocks of an outline as StreamField data: every text goes into exactly one place."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from procedures.importing.outline import Block, Criteria, Definitions, Faq, ItemList, Prose, Question, Steps, Text

Child = tuple[str, dict[str, Any]]
"""Name of a block and its value, as a StreamField takes it."""

LONGEST_STEP_TITLE = 120
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")


def blocks_of(blocks: Iterable[Block]) -> Iterator[Child]:
    for block in blocks:
        yield from children_of(block)


def children_of(block: Block) -> Iterator[Child]:
    """One child for most blocks; more where the block in Wagtail has no place for a part."""
    match block:
        case Prose():
            yield rich_text(block.paragraphs)
        case ItemList():
            yield list_of(block.items, style=block.style, lead_in=block.lead_in)
        case Criteria():
            yield "criteria", criteria_data(block)
        case Steps():
            yield from steps_of(block)
        case Faq():
            yield from questions_of(block)
        case Definitions():
            yield from lead_in_of(block.lead_in)
            items = [{"term": item.term.text, "definition": html_of([item.text])} for item in block.items]
            yield "definitions", {"items": items}


def rich_text(paragraphs: Iterable[Text]) -> Child:
    return "rich_text", {"text": html_of(paragraphs)}


def lead_in_of(lead_in: Text | None) -> Iterator[Child]:
    if lead_in is not None:
        yield rich_text([lead_in])


def list_of(items: Iterable[Text], *, style: str, lead_in: Text | None) -> Child:
    return "list", {
        "style": style,
        "lead_in": lead_in.text if lead_in else "",
        "items": [html.escape(item.text, quote=False) for item in items],
    }


def criteria_data(block: Criteria) -> dict[str, Any]:
    listed = [{"text": item.text, "note": ""} for item in block.items]
    return {
        "lead_in": block.lead_in.text if block.lead_in else "",
        "match": "any",
        **{role: listed if role == block.role else [] for role in ("must", "may", "must_not")},
        "disclaimer": block.disclaimer.text if block.disclaimer else "",
    }


def steps_of(block: Steps) -> Iterator[Child]:
    """A step needs a short title: where a step has none, the steps stay a numbered list."""
    parts = [SENTENCE_END.split(item.text, maxsplit=1) for item in block.items]
    if any(len(first) > LONGEST_STEP_TITLE for first, *_ in parts):
        yield list_of(block.items, style="number", lead_in=block.lead_in)
        return
    yield from lead_in_of(block.lead_in)
    steps = [
        {"title": first, "text": html.escape(" ".join(rest), quote=False), "unit": "minutes"} for first, *rest in parts
    ]
    yield "steps", {"phase": block.phase, "steps": steps}


def questions_of(block: Faq) -> Iterator[Child]:
    """A question whose answer the source does not hold stays as text."""
    answered = [item for item in block.items if item.answer]
    if answered:
        yield "faq", {"items": [question_data(item) for item in answered]}
    for item in block.items:
        if not item.answer:
            yield rich_text([item.question])


def question_data(item: Question) -> dict[str, str]:
    return {"question": item.question.text, "answer": "".join(answer_html(part) for part in item.answer)}


def answer_html(part: Prose | ItemList) -> str:
    if isinstance(part, Prose):
        return html_of(part.paragraphs)
    tag = "ol" if part.style == "number" else "ul"
    items = "".join(f"<li>{html.escape(item.text, quote=False)}</li>" for item in part.items)
    return html_of([part.lead_in] if part.lead_in else []) + f"<{tag}>{items}</{tag}>"


def html_of(texts: Iterable[Text]) -> str:
    return "".join(f"<p>{html.escape(text.text, quote=False)}</p>" for text in texts)
