"""The blocks of a section, made of its pieces and its kind."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from typing import Literal
from uuid import UUID

from api.contract import blocks as shapes
from api.contract.blocks import AnyBlock, Block, SectionKind
from api.contract.values import HtmlText, RichText
from procedures.importing.draft import Origin, Part, Path, listed
from procedures.importing.pieces import Heading, Items, Pairs, Paragraph, Piece
from procedures.importing.places import Named, Text
from procedures.importing.structure.care import Advice, Content, Locality, card_of
from procedures.importing.structure.definitions import count_definitions, define, define_items
from procedures.language.patterns import any_of
from procedures.language.words import count_words, ends_in_abbreviation, ends_sentence

UNNAMED = UUID(int=0)
UNKNOWN_LANGUAGE = "und"
"""By BCP 47: whoever imports says which it is."""
"""Id of a part until the whole content is there: see ``identities``."""
BlockPart = Part[Block]
Role = Literal["must", "may", "must_not"]
_PHASES: dict[str, Literal["before", "during", "after"]] = {"prepare": "before", "during": "during", "after": "after"}
_AGAINST = any_of(
    r"""
    \bnot (?:be )?(?:an? )?(?:good |suitable |ideal |right )?(?:candidates?|suitable|right|eligible|appropriate)\b
    \bnot (?:be )?(?:recommended|offered|advised)\b
    \b(?:should|may|can|might) not\b
    \bcannot\b
    \b(?:is|are|may|might) (?:probably )?not (?:be )?(?:for|right|a good|an? option)\b
    \b(?:do|does|will) not (?:qualify|be able|have this)|\b(?:don't|doesn't|isn't|aren't|can't|shouldn't|won't)\b
    \bno (?:debe|deberá|puede|podrá|se recomienda|está indicad|cumple)
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
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")
_LONGEST_DISCLAIMER = 60
_LONGEST_STEP_TITLE = 120


def build_blocks(contents: Sequence[Content], *, kind: SectionKind, heading: str, where: Locality) -> list[BlockPart]:
    """Blocks in the order of the contents. Headings among them are questions of a list of questions."""
    before = list(takewhile(lambda content: not isinstance(content, Heading), contents))
    blocks: list[BlockPart] = []
    for is_advice, group in groupby(before, key=lambda content: isinstance(content, Advice)):
        run = list(group)
        advised = [_advised(advice, where) for advice in run if isinstance(advice, Advice)]
        blocks += advised if is_advice else _blocks(pieces_of(run), kind=kind, heading=heading)
    return [*blocks, *_questions(pieces_of(contents[len(before) :]))]


def pieces_of(contents: Iterable[Content]) -> list[Piece]:
    return [content for content in contents if not isinstance(content, Advice)]


def _advised(advice: Advice, where: Locality) -> BlockPart:
    """A card says what to do. Where the file does not, its signs are a list: no card stands without its action."""
    return _card(advice, where) if advice.says_what_to_do else _signs(advice)


def _signs(advice: Advice) -> BlockPart:
    lead_in = advice.title
    if lead_in and not ends_sentence(lead_in.text):
        lead_in = replace(lead_in, text=f"{lead_in.text}:")
    return list_of(Items("bullet", advice.signs, advice.confidence), lead_in=lead_in)


def _card(advice: Advice, where: Locality) -> BlockPart:
    origins: dict[Path, Origin] = {("title",): _origin(advice.title)} if advice.title else {}
    origins |= {("when", index): _origin(sign) for index, sign in enumerate(advice.signs)}
    if advice.action:
        origins["action",] = _origin(advice.action)
    return _part(card_of(advice, identity=UNNAMED, where=where), origins, confidence=advice.confidence)


def html_of(texts: Iterable[Text]) -> str:
    return "".join(f"<p>{escaped(text.text)}</p>" for text in texts)


def escaped(text: str) -> str:
    return html.escape(text, quote=False)


def rich_text(source: str) -> RichText:
    return RichText(HtmlText(html=source))


def html_in(text: RichText | None) -> str:
    """Content is kept as HTML; other forms are made for those who ask."""
    return text.root.html if text and isinstance(text.root, HtmlText) else ""


def prose(paragraphs: Sequence[Text], *, confidence: float) -> BlockPart:
    model = shapes.RichTextBlock(id=UNNAMED, text=rich_text(html_of(paragraphs)))
    return _part(model, {("text",): _origin(*paragraphs)}, confidence=confidence)


def _part(model: AnyBlock, origins: dict[Path, Origin], *, confidence: float) -> BlockPart:
    """A block; its own origin is all that is in it."""
    spans = tuple(span for origin in origins.values() for span in origin.spans)
    return Part(Block.model_construct(model), {(): Origin(spans=spans, confidence=confidence), **origins})


def _origin(*texts: Text) -> Origin:
    return Origin(spans=tuple(text.span for text in texts))


def _blocks(pieces: Sequence[Piece], *, kind: SectionKind, heading: str) -> Iterator[BlockPart]:
    waiting: list[Paragraph] = []
    place = 0
    while place < len(pieces):
        taken, made = _structured(pieces[place:], waiting, kind=kind, heading=heading)
        if not taken:
            waiting.append(_paragraph(pieces[place]))
            place += 1
            continue
        yield from _prose_of(waiting)
        yield from made
        waiting = []
        place += taken
    yield from _prose_of(waiting)


def _paragraph(piece: Piece) -> Paragraph:
    if isinstance(piece, Paragraph):
        return piece
    if isinstance(piece, Heading):
        return Paragraph(piece.text, 0.4)
    raise TypeError(f"A {type(piece).__name__} is no paragraph.")


def _prose_of(paragraphs: Sequence[Paragraph]) -> Iterator[BlockPart]:
    if paragraphs:
        confidence = min(paragraph.confidence for paragraph in paragraphs)
        yield prose([paragraph.text for paragraph in paragraphs], confidence=confidence)


def _structured(
    pieces: Sequence[Piece], waiting: list[Paragraph], *, kind: SectionKind, heading: str
) -> tuple[int, list[BlockPart]]:
    """How many of the pieces make a block that is no prose, and the block; it takes its lead-in off ``waiting``."""
    piece = pieces[0]
    if count := count_definitions(pieces):
        found = [define(paragraph.text) for paragraph in pieces[:count] if isinstance(paragraph, Paragraph)]
        return count, _definitions([item for item in found if item], waiting, confidence=0.75)
    if isinstance(piece, Pairs):
        return 1, _definitions(piece.items, waiting, confidence=piece.confidence)
    if not isinstance(piece, Items):
        return 0, []
    if defined := define_items(piece):
        return 1, _definitions(defined, waiting, confidence=0.8)
    if kind == "candidacy":
        return _criteria(piece, pieces[1:2], lead_in=_take_last(waiting), heading=heading)
    return 1, _list(piece, waiting, kind=kind)


def _take_last(waiting: list[Paragraph]) -> Text | None:
    return waiting.pop().text if waiting else None


def _take_lead_in(waiting: list[Paragraph]) -> Text | None:
    """The last paragraph when it leads into what comes next."""
    return waiting.pop().text if waiting and waiting[-1].text.text.endswith(":") else None


def _definitions(items: Sequence[Named], waiting: list[Paragraph], *, confidence: float) -> list[BlockPart]:
    """What leads into them is prose: the block has no place for it."""
    lead_in = _take_lead_in(waiting)
    terms = [
        shapes.Definition(term=item.name.text, definition=rich_text(escaped(item.text.text)), pronunciation=None)
        for item in items
    ]
    origins: dict[Path, Origin] = {
        ("items", index, member): _origin(text)
        for index, item in enumerate(items)
        for member, text in (("term", item.name), ("definition", item.text))
    }
    made = _part(shapes.DefinitionsBlock(id=UNNAMED, items=terms), origins, confidence=confidence)
    return [*_prose_of(_apart(lead_in)), made]


def _apart(lead_in: Text | None) -> list[Paragraph]:
    return [Paragraph(lead_in, 0.95)] if lead_in else []


def _list(piece: Items, waiting: list[Paragraph], *, kind: SectionKind) -> list[BlockPart]:
    lead_in = _take_lead_in(waiting)
    is_steps = piece.style == "number" and piece.start == 1 and not piece.is_nested
    if is_steps and kind in _PHASES and (steps := _steps(piece, kind=kind)):
        return [*_prose_of(_apart(lead_in)), steps]
    return [list_of(piece, lead_in=lead_in)]


def list_of(piece: Items, *, lead_in: Text | None) -> BlockPart:
    model = shapes.ListBlock(
        id=UNNAMED,
        style=piece.style,
        start=piece.start if piece.style == "number" and piece.start > 1 else None,
        lead_in=lead_in.text if lead_in else None,
        items=[rich_text(escaped(item.text)) for item in piece.items],
    )
    items: dict[Path, Origin] = {("items", index): _origin(item) for index, item in enumerate(piece.items)}
    return _part(model, _lead_in_origin(lead_in) | items, confidence=piece.confidence)


def _lead_in_origin(lead_in: Text | None) -> dict[Path, Origin]:
    return {("lead_in",): _origin(lead_in)} if lead_in else {}


def _steps(piece: Items, *, kind: SectionKind) -> BlockPart | None:
    """A step needs a short title: where one has none, the steps stay a numbered list."""
    parts = [_title_and_rest(item.text) for item in piece.items]
    if any(len(title) > _LONGEST_STEP_TITLE for title, *_ in parts):
        return None
    steps = [
        shapes.Step(
            id=UNNAMED, title=title, text=rich_text(escaped(rest[0])) if rest else None, duration=None, image=None
        )
        for title, *rest in parts
    ]
    origins: dict[Path, Origin] = {
        ("steps", index, member): _origin(item)
        for index, (item, part) in enumerate(zip(piece.items, parts, strict=True))
        for member in ("title", "text")[: len(part)]
    }
    return _part(shapes.StepsBlock(id=UNNAMED, phase=_PHASES[kind], steps=steps), origins, confidence=piece.confidence)


def _title_and_rest(text: str) -> list[str]:
    """A stop that ends an abbreviation parts nothing; a colon does."""
    match = next(
        (each for each in _SENTENCE_END.finditer(text) if not ends_in_abbreviation(text[: each.start()])), None
    )
    return [text[: match.start()], text[match.end() :]] if match else [text]


def _criteria(
    piece: Items, below: Sequence[Piece], *, lead_in: Text | None, heading: str
) -> tuple[int, list[BlockPart]]:
    """With the paragraph below, where that is the disclaimer."""
    disclaimer = below[0].text if below and isinstance(below[0], Paragraph) and _is_disclaimer(below[0]) else None
    role = _role(lead_in.text if lead_in else heading)
    listed_here = [shapes.Criterion(text=item.text, note=None) for item in piece.items]
    model = shapes.CriteriaBlock(
        id=UNNAMED,
        lead_in=lead_in.text if lead_in else None,
        match="any",
        must=listed_here if role == "must" else [],
        may=listed_here if role == "may" else [],
        must_not=listed_here if role == "must_not" else [],
        disclaimer=disclaimer.text if disclaimer else None,
    )
    origins = _lead_in_origin(lead_in)
    origins |= {(role, index, "text"): _origin(item) for index, item in enumerate(piece.items)}
    if disclaimer:
        origins["disclaimer",] = _origin(disclaimer)
    return 2 if disclaimer else 1, [_part(model, origins, confidence=piece.confidence)]


def _role(words: str) -> Role:
    if _AGAINST.search(words):
        return "must_not"
    return "must" if _NEEDED.search(words) else "may"


def _is_disclaimer(paragraph: Paragraph) -> bool:
    text = paragraph.text.text
    return count_words(text) <= _LONGEST_DISCLAIMER and _DISCLAIMER.search(text) is not None


def _questions(pieces: Sequence[Piece]) -> Iterator[BlockPart]:
    """A list of the questions that have answers; one without its answer stays as text."""
    asked: list[tuple[Text, list[Piece]]] = []
    for piece in pieces:
        if isinstance(piece, Heading):
            asked.append((piece.text, []))
        else:
            asked[-1][1].append(piece)
    answered = [_question(question, answer) for question, answer in asked if answer]
    if answered:
        model = shapes.FaqBlock(id=UNNAMED, items=[part.model for part in answered])
        yield _part(model, listed(answered, "items"), confidence=0.85)
    unanswered = [question for question, answer in asked if not answer]
    if len(unanswered) > 1 and not answered:
        yield list_of(Items("bullet", tuple(unanswered), 0.6), lead_in=None)
        return
    for question in unanswered:
        yield prose([question], confidence=0.85)


def _question(question: Text, answer: Sequence[Piece]) -> Part[shapes.Question]:
    blocks = list(_blocks(answer, kind="other", heading=""))
    model = shapes.Question(
        id=UNNAMED, question=question.text, answer=rich_text("".join(_answer_html(part.model) for part in blocks))
    )
    spans = tuple(span for part in blocks for path, origin in part.origins.items() if path for span in origin.spans)
    return Part(model, {("question",): _origin(question), ("answer",): Origin(spans=spans)})


def _answer_html(block: Block) -> str:
    """An answer holds paragraphs and lists only: definitions go back to lines."""
    match block.root:
        case shapes.RichTextBlock(text=text):
            return html_in(text)
        case shapes.ListBlock(lead_in=lead_in, style=style, items=items):
            tag = "ol" if style == "number" else "ul"
            listed_items = "".join(f"<li>{html_in(item)}</li>" for item in items)
            return (f"<p>{escaped(lead_in)}</p>" if lead_in else "") + f"<{tag}>{listed_items}</{tag}>"
        case shapes.DefinitionsBlock(items=definitions):
            return "".join(f"<p>{escaped(item.term)}</p><p>{html_in(item.definition)}</p>" for item in definitions)
    raise TypeError(f"An answer holds no {block.root.type}.")
