"""Advice on getting help among the pieces of a section, as cards."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from uuid import UUID

from api.contract import blocks as shapes
from api.contract.values import Phone
from cms.values.phones import parse_phone
from cms.values.short_numbers import EMERGENCY_NUMBERS
from procedures.importing.advice.reading import (
    Level,
    Wording,
    points_back,
    read_action,
    read_lead_in,
    read_sentence,
)
from procedures.importing.advice.wordings import AT_HAND, CLINGING, OFFICE, OTHERS, SIGNS
from procedures.importing.pieces import Items, Paragraph, Piece, span_of
from procedures.importing.places import Span, Text
from procedures.importing.structure.phones import phones_in
from procedures.language.sentences import split_sentences

_LABELS: dict[str, dict[Level, str]] = {
    "en": {"emergency": "Get emergency help", "urgent": "Get help now", "routine": "Get advice"},
    "es": {"emergency": "Pida ayuda de emergencia", "urgent": "Pida ayuda ahora", "routine": "Pida consejo"},
}
"""Titles of cards for which the file has no words, as sections without a heading have the label of their kind."""
_COUNTRIES: dict[str, list[str]] = {
    "061": ["ES"],
    **{
        number: [country for country, same in EMERGENCY_NUMBERS.items() if same == number]
        for number in EMERGENCY_NUMBERS.values()
        if number != "111"
    },
}
"""Of a number that a text names: 111 is for emergencies in New Zealand alone, and a helpline elsewhere."""
_TOLD = re.compile(r"(?:should|must|needs?|ha(?:s|ve)|deben?|tienen?)\b", re.IGNORECASE)
_EXAMPLE = re.compile(r"(?:for example|for instance|por ejemplo)\b", re.IGNORECASE)
_OF_TREATMENTS = re.compile(
    r"\b(?:treatments?|therap(?:y|ies)|medicines?|tests|we (?:provide|offer|give|treat)|appointment|visit"
    r"|tratamientos?|terapias?|medicamentos|ofrecemos|cita)\b",
    re.IGNORECASE,
)
"""Under a heading on when to call, too, a list of treatments is none of signs."""
_LONGEST_SIGN = 60
_LONGEST_TITLE = 12


@dataclass(frozen=True)
class Locality:
    """Where readers are. ``region`` (ISO 3166-1 alpha-2) is the country of phones without a country code."""

    region: str
    language: str


@dataclass(frozen=True)
class Advice:
    """A card in the making: its words as they stand in the file.

    ``title`` and ``action`` are None where the file has no words of their own for them; ``said`` is then the action in
    words that stand in the title, or in the heading above.
    """

    level: Level
    title: Text | None
    signs: tuple[Text, ...]
    action: Text | None
    said: str
    confidence: float

    @property
    def span(self) -> Span:
        spans = [text.span for text in (self.title, *self.signs, self.action) if text is not None]
        return Span(min(span.first for span in spans), max(span.last for span in spans))

    @property
    def says_what_to_do(self) -> bool:
        return self.action is not None or bool(self.said)

    @property
    def instructions(self) -> tuple[str, ...]:
        """What it says to do, where a number to call may stand."""
        return tuple(text.text for text in (self.title, self.action) if text is not None) or (self.said,)


Content = Piece | Advice


def lines_of(content: Content) -> Span:
    return content.span if isinstance(content, Advice) else span_of(content)


def find_advice(pieces: Sequence[Content], *, over: Wording | None, with_routine: bool) -> list[Content]:
    """The pieces, those that are advice as such; what is known as advice stays so.

    ``over`` is what the heading above says of calling for help: then lists under it are signs.
    """
    found: list[Content] = []
    place = 0
    while place < len(pieces):
        taken, made = _advice_at(pieces[place:], over=over, with_routine=with_routine)
        kept = [each for each in made if not isinstance(each, Advice) or with_routine or each.level != "routine"]
        if len(kept) < len(made):
            taken, kept = 1, [pieces[place]]
        found.extend(kept)
        place += taken
    return found


def _advice_at(pieces: Sequence[Content], *, over: Wording | None, with_routine: bool) -> tuple[int, list[Content]]:
    """How many of the pieces are read together, and what they make."""
    piece, below = pieces[0], pieces[1] if len(pieces) > 1 else None
    if isinstance(piece, Paragraph):
        led = _led(piece, below, pieces[2:4], over=over) if isinstance(below, Items) else None
        is_other = AT_HAND.search(piece.text.text) or _OF_TREATMENTS.search(piece.text.text)
        if led is None and isinstance(below, Items) and is_other and piece.text.text[-1:] == ":":
            return 2, [piece, below]
        return led or (1, list(_in_prose(piece, with_routine=with_routine)))
    if isinstance(piece, Items):
        return _listed(piece, pieces[1:3], over=over)
    return 1, [piece]


def _led(
    lead: Paragraph, items: Items, below: Sequence[Content], *, over: Wording | None
) -> tuple[int, list[Content]] | None:
    """A list under a sentence that makes its items signs."""
    before, last = _apart(lead.text.text)
    title = Text(last, lead.text.span)
    if before and _EXAMPLE.match(last) and (said := read_lead_in(before[-1])) is not None:
        title = replace(title, text=f"{before[-1]} {last.rstrip(' :')}")  # "Call 911 any time … For example, call if:"
        return 2, [*_prose(before[:-1], lead), _of_list(items, title=title, wording=said)]
    wording = read_lead_in(last, is_on_calling=over is not None)
    if wording is not None and wording.points and not wording.title:
        title = replace(title, text=wording.sign)
    elif wording is None or not wording.points:
        return _led_to_action(before, title, items, below, over=over)
    advice = _of_list(items, title=replace(title, text=title.text.rstrip(" :")), wording=wording)
    if not wording.title:
        advice = replace(advice, action=Text(wording.action, lead.text.span))
    return 2, [*_prose(before, lead), advice]


def _apart(text: str) -> tuple[list[str], str]:
    """What leads into the list, apart from what stands before; a remark may stand between advice and its list."""
    sentences = list(split_sentences(text)) or [""]
    if len(sentences) > 1 and read_lead_in(sentences[-1]) is None:
        wording = read_lead_in(sentences[-2])
        if wording is not None and wording.points and wording.title:
            return sentences[:-2], " ".join(sentences[-2:])
    return sentences[:-1], sentences[-1]


def _led_to_action(
    before: Sequence[str], title: Text, items: Items, below: Sequence[Content], *, over: Wording | None
) -> tuple[int, list[Content]] | None:
    """Signs under "If you have:", with what to do below the list or in the heading."""
    introduces = _introduces_signs(title.text)
    lead = Paragraph(title, 0.95)
    if introduces and (action := _action_below(below)) is not None:
        first, rest, level = action
        advice = Advice(level, _without_colon(title), items.items, first, "", 0.6)
        return 3, [*_prose(before, lead), advice, *rest]
    if introduces and over is not None and not OFFICE.search(title.text):
        return 2, [*_prose(before, lead), replace(_of_list(items, title=_without_colon(title), wording=over))]
    return None


def _introduces_signs(text: str) -> bool:
    return text.endswith(":") and SIGNS.search(text) is not None and OTHERS.search(text) is None


def _listed(items: Items, below: Sequence[Content], *, over: Wording | None) -> tuple[int, list[Content]]:
    """A list without a lead-in: signs under a heading, or advice item by item."""
    action = _action_below(below)
    if action is not None and points_back(action[0].text):
        return 2, [Advice(action[2], None, items.items, action[0], "", 0.55), *action[1]]
    wordings = [read_sentence(item.text) for item in items.items]
    is_order = items.style == "number" and None in wordings
    if is_order:  # a step that was taken out would be missed
        return 1, [items]
    if any(wording is not None and not wording.points for wording in wordings):
        return 1, list(_item_by_item(items, wordings))
    if over is not None and all(len(item.text.split()) <= _LONGEST_SIGN for item in items.items):
        return 1, [_of_list(items, title=None, wording=over)]
    return 1, [items]


def _item_by_item(items: Items, wordings: Sequence[Wording | None]) -> Iterator[Content]:
    waiting: list[Text] = []
    for item, wording in zip(items.items, wordings, strict=True):
        if wording is None or wording.points:
            waiting.append(item)
            continue
        if waiting:
            yield replace(items, items=tuple(waiting))
            waiting = []
        yield _of_sentence(wording, item.span)
    if waiting:
        yield replace(items, items=tuple(waiting))


def _action_below(below: Sequence[Content]) -> tuple[Text, list[Content], Level] | None:
    """What to do about a list of signs, in the first sentence below it; then the rest of that paragraph.

    What has a list of its own speaks of that.
    """
    if not below or not isinstance(below[0], Paragraph):
        return None
    paragraph = below[0]
    if paragraph.text.text.endswith(":") and len(below) > 1 and isinstance(below[1], Items):
        return None
    first, *rest = split_sentences(paragraph.text.text)
    wording = read_sentence(first)
    level = wording.level if wording is not None and points_back(first) else read_action(first)
    return (Text(first, paragraph.text.span), _prose(rest, paragraph), level) if level is not None else None


def _in_prose(paragraph: Paragraph, *, with_routine: bool) -> Iterator[Content]:
    """The paragraph, its sentences of advice as cards; a sentence that says what to do takes the one before it."""
    span = paragraph.text.span
    waiting: list[str] = []
    clinging = False
    for sentence in split_sentences(paragraph.text.text):
        if clinging and not CLINGING.match(sentence):
            yield from _prose(waiting, paragraph)
            waiting, clinging = [], False
        wording = read_sentence(sentence)
        if wording is not None and wording.level == "routine" and not with_routine:
            wording = None
        is_alone = wording is None and bool(waiting) and read_action(sentence) == "emergency"
        if wording is not None and not wording.points:
            yield from _prose(waiting, paragraph)
            waiting, clinging = [], True
            yield _of_sentence(wording, span)
        elif is_alone or (wording is not None and waiting):
            asked = len(list(takewhile(lambda each: each.endswith("?"), reversed(waiting)))) or 1
            yield from _prose(waiting[:-asked], paragraph)
            signs, waiting, clinging = tuple(Text(sign, span) for sign in waiting[-asked:]), [], True
            yield Advice(wording.level if wording else "emergency", None, signs, Text(sentence, span), "", 0.5)
        else:
            waiting.append(sentence)
    yield from _prose(waiting, paragraph)


def split_advice(paragraph: Paragraph) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraph without its advice, and the advice; each empty or one paragraph."""
    rest: list[str] = []
    advice: list[str] = []
    is_near = False
    for sentence in split_sentences(paragraph.text.text):
        wording = read_sentence(sentence)
        is_near = (wording is not None and not wording.points) or (is_near and CLINGING.match(sentence) is not None)
        (advice if is_near else rest).append(sentence)
    return _paragraph(rest, paragraph), _paragraph(advice, paragraph)


def _paragraph(sentences: Sequence[str], paragraph: Paragraph) -> list[Paragraph]:
    return [replace(paragraph, text=replace(paragraph.text, text=" ".join(sentences)))] if sentences else []


def _of_sentence(wording: Wording, span: Span) -> Advice:
    return Advice(
        level=wording.level,
        title=Text(wording.title, span) if wording.title else None,
        signs=(Text(wording.sign, span),),
        action=None if wording.is_repeated else Text(wording.action, span),
        said=wording.action,
        confidence=wording.confidence,
    )


def _of_list(items: Items, *, title: Text | None, wording: Wording) -> Advice:
    return Advice(wording.level, title, items.items, None, wording.action, wording.confidence)


def _without_colon(text: Text) -> Text:
    return replace(text, text=text.text.rstrip(" :"))


def _prose(sentences: Sequence[str], paragraph: Paragraph) -> list[Content]:
    return list(_paragraph(sentences, paragraph))


def clings(content: Content) -> bool:
    """Whether what stands right after advice belongs to it."""
    return isinstance(content, Paragraph) and CLINGING.match(content.text.text) is not None


def card_of(advice: Advice, *, identity: UUID, where: Locality) -> shapes.CareCardBlock:
    """Of advice that says what to do.

    Not validated. An emergency card shows a number: the one that the text names, else the region's.
    """
    country, number = _emergency_number(advice, where)
    return shapes.CareCardBlock.model_construct(
        type="care_card",
        id=identity,
        level=advice.level,
        region=country,
        title=_title(advice, where),
        when=[sign.text for sign in advice.signs],
        action=advice.action.text if advice.action else advice.said,
        emergency_number=number if advice.level == "emergency" else None,
        phone=_phone_in(advice.instructions, region=where.region),
    )


def _title(advice: Advice, where: Locality) -> str:
    if advice.title is not None:
        return advice.title.text
    said = advice.action.text.rstrip(".! ") if advice.action else advice.said
    is_title = 0 < len(said.split()) <= _LONGEST_TITLE and not _TOLD.match(said)
    return said if is_title else _LABELS.get(where.language, _LABELS["en"])[advice.level]


def _emergency_number(advice: Advice, where: Locality) -> tuple[str, str]:
    """Country and number. A number that several countries share is taken for the site's, else the language's."""
    home = where.region if where.region in EMERGENCY_NUMBERS else ("ES" if where.language == "es" else "US")
    named = named_number(advice.instructions)
    if named is None or EMERGENCY_NUMBERS[home] == named:
        return home, EMERGENCY_NUMBERS[home]
    countries = _COUNTRIES[named]
    country = "ES" if where.language == "es" and "ES" in countries else countries[0]
    return country, EMERGENCY_NUMBERS[country]


def named_number(texts: Iterable[str]) -> str | None:
    """The first emergency number that a text names."""
    words = (word.strip(",.;:!?()") for text in texts for word in text.split())
    return next((word for word in words if word in _COUNTRIES), None)


def _phone_in(texts: Iterable[str], *, region: str) -> Phone | None:
    """As the card's own form makes it of the number."""
    found = phones_in(texts, region=region)
    return parse_phone(found[0].number, extension=found[0].extension or "") if found else None
