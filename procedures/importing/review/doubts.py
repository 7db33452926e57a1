"""Doubts about what was read: title, headings, lists, pictures, contact."""

import re
from collections.abc import Iterator
from itertools import pairwise

from procedures.checks.page import Page, Placed
from procedures.importing.advice.reading import read_sentence
from procedures.importing.draft import REVIEW_BELOW, Draft, steps_of
from procedures.importing.pieces import Items, Reading
from procedures.importing.places import SetAside, SetAsideReason
from procedures.importing.review.doubt import Doubted, doubt
from procedures.importing.structure.care import named_number
from procedures.language.words import shortened, words_in

LOST = "What is not in the page, readers do not see."
HELP = "Readers in danger do what this says."
MISREAD = "A part of the wrong kind is shown wrongly in every front end."
_MOST_UNCERTAIN = 10
_HOSPITAL = re.compile(
    r"\b(?:us|ward|unit|team|clinic|hospital|(?:llám|contáct|avís)enos|nosotros|planta|unidad|equipo)\b", re.IGNORECASE
)
_MOST_CLOSE = 3


@doubt("inferred-title", severity="warning", why="Everybody finds the page by its title.")
def inferred_title(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    if draft.title.span is None:
        yield Doubted(
            message=f"The file has no title; “{draft.title.text}” was inferred from its headings and name.",
            remedy="Confirm or correct it.",
            line=1,
            path=("title",),
        )


@doubt("uncertain-title", severity="warning", why="Everybody finds the page by its title.")
def uncertain_title(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    if draft.title.span is not None and draft.title.confidence < REVIEW_BELOW:
        yield Doubted(
            message=f"“{draft.title.text}” may not be the title.", remedy="Confirm or correct it.", path=("title",)
        )


@doubt("heading-left-out", severity="warning", why=LOST)
def heading_left_out(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    for entry in _set_aside(draft, "empty_heading"):
        yield Doubted(
            message=f"“{entry.text.text}” was left out: nothing stands under it.",
            remedy="Write its section, or let it go.",
            line=entry.text.span.first,
        )


@doubt("contents-differ", severity="warning", why="One of the two is wrong.")
def contents_differ(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    for entry in _set_aside(draft, "contents"):
        if entry.detail is None:
            continue
        yield Doubted(
            message=f"The contents list says “{entry.text.text}”, "
            + (f"but the heading is “{entry.detail}”." if entry.detail else "but no heading does."),
            remedy="Correct the wrong one." if entry.detail else "Add the section.",
            line=entry.text.span.first,
        )


@doubt("missing-picture", severity="hint", why=LOST)
def missing_picture(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    for entry in _set_aside(draft, "caption"):
        yield Doubted(
            message=f"A caption came without its picture: “{entry.text.text}”.",
            remedy="Add the image with it, or let it go.",
            line=entry.text.span.first,
        )


@doubt("unplaced-words", severity="error", why=LOST)
def unplaced_words(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    for entry in _set_aside(draft, "unplaced"):
        yield Doubted(
            message=f"No place was found for: {entry.text.text}.",
            remedy="Put it where it belongs.",
            line=entry.text.span.first,
        )


@doubt("nested-list", severity="warning", why="An item may need the one it stood under.")
def nested_list(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    for piece in reading.pieces:
        if isinstance(piece, Items) and piece.is_nested:
            yield Doubted(
                message="A list within a list was made one list.",
                remedy="Check that each item still makes sense by itself.",
                line=piece.items[0].span.first,
            )


@doubt("single-line-break", severity="hint", why="A thought may be torn apart.")
def single_line_break(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    """Paragraphs that only a line break parts; where that is a page's way, it means nothing."""
    blocks = [block for block in Page(draft.content).blocks if block.model.type == "rich_text"]
    spans = [draft.origins[*block.path, "text"].spans for block in blocks]
    pairs = [
        (block, after)
        for block, each in zip(blocks, spans, strict=True)
        for before, after in pairwise(each)
        if before.last + 1 == after.first
    ]
    for block, after in pairs if len(pairs) <= _MOST_CLOSE else ():
        yield Doubted(
            message="Only a line break parts two paragraphs here.",
            remedy="Check whether they are one, or belong apart.",
            line=after.first,
            path=(*block.path, "text"),
            block=str(block.model.id),
        )


@doubt("shared-contact", severity="warning", why="A number that changes must be changed once.")
def shared_contact(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    contact = draft.content.contact
    if contact is None or ("contact",) not in draft.origins:
        return
    page = Page(draft.content)
    words = {word for text in page.shown_contact for word in words_in(text)}
    about = "" if words & page.own_words else " It does not name this treatment."
    heading = f"“{contact.label}”" if ("contact", "label") in draft.origins else "This"
    yield Doubted(
        message=f"{heading} is a contact text that pages copy.{about}",
        remedy="Choose the specialty's shared contact instead, which is edited once.",
        path=("contact",),
    )


@doubt("urgent-advice", severity="hint", why=HELP)
def urgent_advice(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    for card in _cards(draft):
        yield Doubted(
            message=f"“{card.model.title}” was read as advice of the level “{card.model.level}”.",
            remedy="Confirm level, signs, what to do and number with a clinician.",
            path=card.path,
            block=str(card.model.id),
        )


@doubt("emergency-number-added", severity="hint", why=HELP)
def emergency_number_added(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    for card in _cards(draft):
        model = card.model
        if model.level == "emergency" and named_number((model.title, model.action)) is None:
            yield Doubted(
                message=f"The text names no emergency number; the card shows {model.emergency_number}, "
                f"that of {model.region}.",
                remedy="Confirm the number, or choose the country the reader is in.",
                path=card.path,
                block=str(model.id),
            )


@doubt("urgent-without-number", severity="warning", why=HELP)
def urgent_without_number(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    for card in _cards(draft):
        if card.model.level == "urgent" and card.model.phone is None:
            yield Doubted(
                message=f"“{card.model.title}” names no number to call.",
                remedy="Give the number; the card is not published without one.",
                path=card.path,
                block=str(card.model.id),
            )


@doubt("emergency-without-number", severity="warning", why=HELP)
def emergency_without_number(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    """Pages show the number of the country; the file may have meant another, or none."""
    for card in _cards(draft):
        model = card.model
        said = " ".join((model.title, *model.when, model.action))
        if model.level == "emergency" and model.phone is None and (model.emergency_number or "") not in said:
            yield Doubted(
                message=f"“{model.title}” names no number; the page shows {model.emergency_number}.",
                remedy="Say the number in the words, too.",
                path=card.path,
                block=str(model.id),
            )


@doubt("advice-without-number", severity="warning", why=HELP)
def advice_without_number(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    """Patients have their own doctor's number, not that of the ward."""
    for card in _cards(draft) if draft.content.contact is None else ():
        model = card.model
        if model.level == "routine" and model.phone is None and _HOSPITAL.search(model.action):
            yield Doubted(
                message=f"“{model.title}” names no number to call.",
                remedy="Give the number. If the signs are those of an emergency, make the card an emergency card.",
                path=card.path,
                block=str(model.id),
            )


@doubt("advice-in-text", severity="warning", why=HELP)
def advice_in_text(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    """Urgent advice where no card can stand, such as in an answer or a definition."""
    page = Page(draft.content)
    for sentence, text in page.sentences:
        wording = read_sentence(sentence) if text.block != "care_card" else None
        if wording is not None and wording.level != "routine":
            yield Doubted(
                message=f"“{shortened(sentence)}” is urgent advice inside other text.",
                remedy="Make it a card “When to get help”.",
                path=steps_of(text.place.path),
                block=text.place.block,
            )


@doubt("uncertain", severity="hint", why=MISREAD)
def uncertain(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    page = Page(draft.content)
    lines: dict[int, Doubted] = {}
    for part in (*page.sections, *page.blocks):
        origin = draft.origins.get(part.path)
        if origin is None or origin.confidence is None or origin.confidence >= REVIEW_BELOW or _is_card(part):
            continue
        doubted = Doubted(
            message="The importer is not sure what this part is.",
            remedy="Check its kind of section and of block.",
            line=origin.span.first,
            path=part.path,
            block=str(part.model.id),
        )
        lines.setdefault(origin.span.first, doubted)
    for line in sorted(lines)[:_MOST_UNCERTAIN]:
        yield lines[line]


def _cards(draft: Draft) -> Iterator[Placed]:
    return (block for block in Page(draft.content).blocks if _is_card(block))


def _is_card(part: Placed) -> bool:
    return getattr(part.model, "type", "") == "care_card"


def _set_aside(draft: Draft, reason: SetAsideReason) -> Iterator[SetAside]:
    return (entry for entry in draft.set_aside if entry.reason == reason)
