"""Doubts about what was read: title, headings, lists, pictures, contact."""

from collections.abc import Iterator
from itertools import pairwise

from procedures.checks.page import Page
from procedures.importing.draft import REVIEW_BELOW, Draft
from procedures.importing.pieces import Items, Reading
from procedures.importing.places import SetAside, SetAsideReason
from procedures.importing.review.doubt import Doubted, doubt
from procedures.language.words import words_in

LOST = "What is not in the page, readers do not see."
MISREAD = "A part of the wrong kind is shown wrongly in every front end."
_MOST_UNCERTAIN = 10
_MOST_CLOSE = 3


@doubt("inferred-title", severity="error", why="Everybody finds the page by its title.")
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


@doubt("uncertain", severity="hint", why=MISREAD)
def uncertain(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    page = Page(draft.content)
    lines: dict[int, Doubted] = {}
    for part in (*page.sections, *page.blocks):
        origin = draft.origins.get(part.path)
        if origin is None or origin.confidence is None or origin.confidence >= REVIEW_BELOW:
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


def _set_aside(draft: Draft, reason: SetAsideReason) -> Iterator[SetAside]:
    return (entry for entry in draft.set_aside if entry.reason == reason)
