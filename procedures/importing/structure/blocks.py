"""The typed blocks of a section, made of its pieces and its kind."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Literal

from api.contract.blocks import SectionKind
from procedures.importing.outline import (
    Block,
    Criteria,
    Definitions,
    Faq,
    ItemList,
    Prose,
    Question,
    Steps,
    Text,
    texts_of_block,
)
from procedures.importing.pieces import Heading, Items, Pairs, Paragraph, Piece
from procedures.importing.structure.definitions import count_definitions, define, define_items
from procedures.language.patterns import any_of
from procedures.language.words import count_words

_PHASES: dict[str, Literal["before", "during", "after"]] = {"prepare": "before", "during": "during", "after": "after"}
_AGAINST = any_of(
    r"""
    \bnot (?:be )?(?:an? )?(?:good |suitable |ideal |right )?(?:candidates?|suitable|right|eligible|appropriate)\b
    \bnot (?:be )?(?:recommended|offered|advised)\b
    \b(?:should|may|can|might) not\b
    \bcannot\b
    \bunsuitable\b
    \bno es (?:candidat|adecuad)
    """
)
_NEEDED = any_of(
    r"""
    \bmust\b
    \bneed to\b
    \brequire
    \ball of\b
    \bmeet (?:all|the following)\b
    \bdebe
    """
)
_DISCLAIMER = any_of(
    r"""
    \b(?:only|your) (?:your )?(?:doctor|surgeon|specialist|team|physician|provider)\b.{0,80}\b(?:decide|determine)
    \b(?:only|your) (?:your )?(?:doctor|surgeon|specialist|team|physician|provider)\b.{0,80}\b(?:advise|whether)
    \btalk (?:to|with) your\b
    \b(?:ask|discuss) .{0,20}\byour (?:doctor|surgeon|team)\b
    \bnot everyone\b
    \bconsulte a su médico
    """
)
_LONGEST_DISCLAIMER = 60


def build_blocks(pieces: Sequence[Piece], *, kind: SectionKind, heading: str) -> tuple[Block, ...]:
    """Typed blocks in the order of the pieces. Headings among the pieces are questions of a list of questions."""
    before = list(takewhile(lambda piece: not isinstance(piece, Heading), pieces))
    blocks = _blocks(before, kind=kind, heading=heading)
    questions = _questions(pieces[len(before) :])
    return (*blocks, Faq(questions, 0.85)) if questions else blocks


def _questions(pieces: Sequence[Piece]) -> tuple[Question, ...]:
    answers: list[tuple[Heading, list[Piece]]] = []
    for piece in pieces:
        if isinstance(piece, Heading):
            answers.append((piece, []))
        else:
            answers[-1][1].append(piece)
    return tuple(Question(heading.text, _answer(answer)) for heading, answer in answers)


def _answer(pieces: Sequence[Piece]) -> tuple[Prose | ItemList, ...]:
    """An answer holds paragraphs and lists only: definitions go back to lines."""
    blocks = _blocks(pieces, kind="other", heading="")
    return tuple(
        block if isinstance(block, Prose | ItemList) else Prose(tuple(texts_of_block(block)), block.confidence)
        for block in blocks
    )


def _blocks(pieces: Sequence[Piece], *, kind: SectionKind, heading: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        if defined := count_definitions(pieces[later] for later in range(place, len(pieces))):
            blocks.append(_definitions(pieces[place : place + defined], lead_in=_take_lead_in(blocks)))
            place += defined
            continue
        match piece:
            case Paragraph():
                _add_paragraph(blocks, piece)
            case Pairs():
                blocks.append(Definitions(_take_lead_in(blocks), piece.items, piece.confidence))
            case Items():
                blocks.append(_list_block(piece, blocks, kind=kind, heading=heading))
            case Heading():
                _add_paragraph(blocks, Paragraph(piece.text, 0.4))
        place += 1
    return tuple(blocks)


def _add_paragraph(blocks: list[Block], paragraph: Paragraph) -> None:
    last = blocks[-1] if blocks else None
    if isinstance(last, Criteria) and last.disclaimer is None and _is_disclaimer(paragraph.text.text):
        blocks[-1] = Criteria(last.role, last.lead_in, last.items, paragraph.text, last.confidence)
    elif isinstance(last, Prose):
        blocks[-1] = Prose((*last.paragraphs, paragraph.text), min(last.confidence, paragraph.confidence))
    else:
        blocks.append(Prose((paragraph.text,), paragraph.confidence))


def _take_lead_in(blocks: list[Block], *, even_without_colon: bool = False) -> Text | None:
    """Take the last paragraph off ``blocks`` when it leads into what comes next."""
    last = blocks[-1] if blocks else None
    if not isinstance(last, Prose) or not (even_without_colon or last.paragraphs[-1].text.endswith(":")):
        return None
    blocks.pop()
    if len(last.paragraphs) > 1:
        blocks.append(Prose(last.paragraphs[:-1], last.confidence))
    return last.paragraphs[-1]


def _definitions(pieces: Sequence[Piece], *, lead_in: Text | None) -> Definitions:
    found = [define(piece.text) for piece in pieces if isinstance(piece, Paragraph)]
    return Definitions(lead_in, tuple(item for item in found if item is not None), 0.75)


def _list_block(piece: Items, blocks: list[Block], *, kind: SectionKind, heading: str) -> Block:
    if definitions := define_items(piece):
        return Definitions(_take_lead_in(blocks), definitions, 0.8)
    if kind == "candidacy":
        return _criteria(piece, lead_in=_take_lead_in(blocks, even_without_colon=True), heading=heading)
    lead_in = _take_lead_in(blocks)
    if piece.style == "number" and kind in _PHASES and not piece.is_nested:
        return Steps(_PHASES[kind], lead_in, piece.items, piece.confidence)
    return ItemList(piece.style, lead_in, piece.items, piece.confidence, is_nested=piece.is_nested)


def _criteria(piece: Items, *, lead_in: Text | None, heading: str) -> Criteria:
    words = lead_in.text if lead_in is not None else heading
    role: Literal["must", "may", "must_not"] = "may"
    if _AGAINST.search(words):
        role = "must_not"
    elif _NEEDED.search(words):
        role = "must"
    return Criteria(role, lead_in, piece.items, None, piece.confidence)


def _is_disclaimer(text: str) -> bool:
    return count_words(text) <= _LONGEST_DISCLAIMER and _DISCLAIMER.search(text) is not None
