"""Advice for emergencies: with a number, in the open, and first."""

import re
from collections.abc import Iterator

from phonenumbers.shortnumberinfo import is_emergency_number

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page, Place, Placed, Text, kinds_of
from procedures.checks.wordings import wordings
from procedures.language.patterns import any_of
from procedures.language.words import shortened

_WORDINGS = wordings("urgent")

HELP = gettext_noop("Readers in danger do what the page says, in the order in which it says it.")
_DANGER = _WORDINGS["danger"]
"""Signs with which people call an ambulance, whatever was done to them."""
_TURN_TO = _WORDINGS["turn_to"]
_ACTS = _WORDINGS["acts"]
_SIGNS = _WORDINGS["signs"]
_ANY_NUMBER = re.compile(r"\d[\d\s().-]{5,}\d")
_URGENT_CARE = re.compile(r"\bneeds? (?:urgent|immediate|emergency) (?:medical )?(?:care|attention|treatment)\b", re.I)
_FEWEST_SIGNS = 2
_EMERGENCY = any_of(
    r"""
    \b(?:911|999|112|000|988|061|111)\b
    \bemergenc(?:y|ies)\b|\bambulance\b|\b(?-i:ER|ED)\b|\ba ?& ?e\b|\bcasualty\b
    \burgencias?\b|\bemergencias?\b|\bambulancia\b
    """
)
_NUMBER = re.compile(r"(?<![\d-])(?:911|999|112|000|061|111|988)(?![\d-])")
_FOR_EMERGENCIES = frozenset({"911", "999", "112", "000", "061"})
_DIAL = re.compile(r"\b(?:call|dial|phone|ring|llame|marque)\b[^.;]{0,20}$", re.IGNORECASE)
_AMBULANCE = re.compile(
    r"\b(?:call|ring|phone|dial|llame)\b[^.;]{0,25}\b(?:an ambulance|emergency services|the emergency number"
    r"|una ambulancia|(?:al |a los servicios? de )?emergencias)\b",
    re.IGNORECASE,
)
_CLOSED = frozenset({"faq", "definitions", "table", "video"})
_LEVELS = {"emergency": 0, "urgent": 1, "routine": 2}


@check("emergency-without-number", severity="warning", why=HELP)
def emergency_without_number(page: Page) -> Iterator[Found]:
    """Signs of danger to life for which the reader is sent to somebody who may not answer."""
    for block in _cards(page):
        words = _words_of(block)
        if block.model.level != "emergency" and (sign := _DANGER.search(words)) and not _EMERGENCY.search(words):
            yield _unanswered(sign.group(), block.place_of("/when"))
    for sentence, text in page.sentences:
        is_told = text.block != "care_card" and _TURN_TO.search(text.text if sentence.endswith("?") else sentence)
        sign = _DANGER.search(sentence) if is_told else None
        if sign is not None and not _EMERGENCY.search(text.text):
            yield _unanswered(sign.group(), text.place)
        elif _is_numberless(page, sentence, text):
            yield _unnumbered(sentence, text)
    yield from _deadly_signs_listed(page)


def _deadly_signs_listed(page: Page) -> Iterator[Found]:
    """Under "When to get help", and nowhere on the page a word of an emergency but in the headings over them."""
    if _has_emergency_card(page) or _has_number(page):
        return
    for section in page.sections_of("when_to_call"):
        texts = [text for text in _texts_in(page, section) if text.role != "heading"]
        found = ((_DANGER.search(text.text), text) for text in texts if _is_item(text))
        sign, text = next(((sign, text) for sign, text in found if sign is not None), (None, None))
        is_told = any(_EMERGENCY.search(each.text) or _AMBULANCE.search(each.text) for each in texts)
        if sign is not None and text is not None and not is_told:
            yield _unanswered(sign.group(), Place(path=text.place.path, block=text.place.block))


def _is_numberless(page: Page, sentence: str, text: Text) -> bool:
    """Told to call an ambulance, or sent to emergency care with signs of danger, on a page without the number."""
    if _has_emergency_card(page):
        return False
    if _AMBULANCE.search(sentence) and not _NUMBER.search(text.text):
        return True
    is_sent = _DANGER.search(sentence) is not None and _EMERGENCY.search(text.text) is not None
    return is_sent and _TURN_TO.search(sentence) is not None and not _has_number(page)


def _has_number(page: Page) -> bool:
    return any(_NUMBER.search(text.text) for text in page.body)


def _unnumbered(sentence: str, text: Text) -> Found:
    return Found(
        message=_("“{sentence}” does not say which number.").format(sentence=shortened(sentence)),
        remedy=_("Write the emergency number."),
        at=text.place,
    )


def _unanswered(sign: str, place: Place) -> Found:
    return Found(
        message=_("With “{sign}” the reader is not told to call the emergency number.").format(sign=sign.lower()),
        remedy=_("Make it a card of the level “emergency”, with the number."),
        at=place,
    )


@check("signs-without-action", severity="warning", why=HELP)
def signs_without_action(page: Page) -> Iterator[Found]:
    """Nothing in the section, heading and items among it, has a word or a number for turning to somebody."""
    for section in page.sections:
        texts = _texts_in(page, section)
        signs = [text for text in texts if _is_item(text)]
        is_of_signs = "when_to_call" in kinds_of(section.model) or any(_heads_signs(text) for text in texts)
        said = [text for text in texts if text.role != "heading"] if any(map(_is_left_open, texts)) else texts
        if is_of_signs and len(signs) >= _FEWEST_SIGNS and not any(map(_says_what_to_do, said)):
            yield Found(
                message=_("Nothing says what to do about these signs."),
                remedy=_("Say it, and make them a card “When to get help”."),
                at=Place(path=signs[0].place.path, block=signs[0].place.block),
            )


def _texts_in(page: Page, section: Placed) -> list[Text]:
    """Its headings and lead-ins, too."""
    return [text for text in page.texts if text.is_in(section)]


def _is_item(text: Text) -> bool:
    return text.is_item or (text.block == "list" and text.role == "item")


def _heads_signs(text: Text) -> bool:
    leads_in = text.role in ("heading", "introduction") or text.text.endswith(":")
    return leads_in and _SIGNS.search(text.text) is not None


def _is_left_open(text: Text) -> bool:
    """A lead-in that calls the signs urgent goes before the heading above it, and tells nobody what to do."""
    return text.role == "introduction" and _URGENT_CARE.search(text.text) is not None


def _says_what_to_do(text: Text) -> bool:
    """An item does by how it begins: "pain that tablets do not help" is a sign."""
    if text.block in ("care_card", "contact") or text.is_linked:
        return True
    words = _SIGNS.sub("", text.text)
    acts = _ACTS.match(words) if _is_item(text) else _ACTS.search(words)
    return acts is not None or any(each.search(words) for each in (_EMERGENCY, _ANY_NUMBER))


@check("emergency-number-abroad", severity="warning", why=gettext_noop("The number does not answer in this country."))
def emergency_number_abroad(page: Page) -> Iterator[Found]:
    region = page.site.phone_region
    told: set[str] = set()
    for sentence, text in page.sentences:
        for match in _NUMBER.finditer(sentence):
            is_dialled = match.group() in _FOR_EMERGENCIES - told and _DIAL.search(sentence[: match.start()])
            if is_dialled and not is_emergency_number(match.group(), region):
                told.add(match.group())
                yield Found(
                    message=_("{number} is no emergency number in {region}.").format(
                        number=match.group(), region=region
                    ),
                    remedy=_("Write the number of the readers' country."),
                    at=text.place,
                )


@check("emergency-hidden", severity="warning", why=HELP)
def emergency_hidden(page: Page) -> Iterator[Found]:
    """In an answer or a table that is closed until somebody opens it, and nowhere else."""
    if _has_emergency_card(page) or any(_is_open(page, text, sentence) for sentence, text in page.sentences):
        return
    for sentence, text in page.sentences:
        if text.block in _CLOSED and _NUMBER.search(sentence):
            yield Found(
                message=_("“{sentence}” stands only where readers must open something first.").format(
                    sentence=shortened(sentence)
                ),
                remedy=_("Make it a card “When to get help”."),
                at=text.place,
            )
            return


def _is_open(page: Page, text: Text, sentence: str) -> bool:
    return text.block not in _CLOSED and _NUMBER.search(sentence) is not None


@check("emergency-last", severity="warning", why=HELP)
def emergency_last(page: Page) -> Iterator[Found]:
    """An emergency card below one that can wait, or a line for emergencies below ordinary advice."""
    lowest: dict[str, Placed] = {}
    for card in _cards(page):
        level, section = _LEVELS.get(card.model.level, 2), str(card.section.id)
        above = lowest.setdefault(section, card)
        if level == 0 and _LEVELS.get(above.model.level, 2) > 0:
            yield Found(
                message=_("“{emergency}” stands below “{above}”.").format(
                    emergency=card.model.title, above=above.model.title
                ),
                remedy=_("Move the emergency to the top."),
                at=card.place,
            )


def _cards(page: Page) -> Iterator[Placed]:
    return (block for block in page.blocks if block.model.type == "care_card")


def _words_of(card: Placed) -> str:
    return ". ".join(filter(None, (card.model.title, *(card.model.when or ()), card.model.action)))


def _has_emergency_card(page: Page) -> bool:
    return any(card.model.level == "emergency" for card in _cards(page))
