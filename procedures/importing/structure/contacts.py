"""Contact content: the hero that sends patients to a phone, contact sections, and closing calls to action."""

import re
from collections.abc import Sequence

from api.contract.values import CallToAction, Contact, PhoneTarget, Target
from procedures.importing.draft import Origin, Part, Path
from procedures.importing.pieces import Heading, Items, Pairs, Paragraph, Piece
from procedures.importing.places import Text
from procedures.importing.structure.blocks import UNNAMED, html_of, rich_text
from procedures.language.patterns import any_of
from procedures.language.phones import find_phones
from procedures.language.words import count_words

_CONTACT_WORDS = any_of(
    r"""
    \b(?:call|phone|telephone|tel|fax|e-?mail|appointment|contact|consultation|reach us|schedule|hotline|hours?)\b
    \b(?:llame|teléfono|cita|correo)\b
    @
    [(\[]at[)\]]
    """
)
_REACHABLE = re.compile(r"(?<!\w)[0-9+(][0-9 ().–/-]{5,24}[0-9]|\w@\w|\w ?[(\[]at[)\]] ?\w", re.IGNORECASE)
_LINKING_LINE = re.compile(r"(?:or|and|o|y|\(.{1,60}\))", re.IGNORECASE)
_ADVICE = any_of(
    r"""
    \b(?:911|999|112)\b
    \b(?:doctor|gp|surgeon|nurse|team|physician|provider)\b.{0,60}\b(?:if|when|immediately)\b
    \bif you (?:have|notice|develop|experience|feel)\b
    """
)
_INVITATION = any_of(
    r"""
    (?:are you )?interested in\b
    (?:ready|want|would you like) to\b
    to (?:schedule|make|book|request|learn|find|see)\b
    get prepared\b
    (?:please )?(?:call|contact)\b
    (?:schedule|request|book|make) (?:an?|your)\b
    learn more\b
    find (?:an?|your|out)\b
    meet\b
    talk to (?:us|our)\b
    (?:visit|refer)\b
    sign up\b
    start your\b
    take the (?:next|first) step\b
    for more information\b
    for (?:an )?appointments?\b
    ¿?(?:le interesa|está interesad)
    (?:llame|solicite|pida|programe|reserve)\b
    para (?:pedir|programar|solicitar)\b
    """
)
_LONGEST_LINE = 14
_LONGEST_LINK = 6
_LONGEST_HERO = 60
_LONGEST_INVITATION = 45


def texts_of_piece(piece: Piece) -> tuple[Text, ...]:
    """Every text of a piece, in order."""
    match piece:
        case Heading() | Paragraph():
            return (piece.text,)
        case Items():
            return piece.items
        case Pairs():
            return tuple(text for item in piece.items for text in (item.name, item.text))


def build_contact(heading: Text | None, pieces: Sequence[Piece], *, region: str, confidence: float) -> Part[Contact]:
    """A contact of its heading and everything under it; lists and pairs become lines. Its phone is the first."""
    paragraphs = tuple(text for piece in pieces for text in texts_of_piece(piece))
    texts = (*(() if heading is None else (heading,)), *paragraphs)
    phones = find_phones((text.text for text in texts), region=region)
    model = Contact(
        id=UNNAMED,
        label=heading.text if heading else "Contact",
        text=rich_text(html_of(paragraphs)) if paragraphs else None,
        phone=phones[0] if phones else None,
        email=None,
        hours=None,
        response_time=None,
        languages=[],
    )
    origins: dict[Path, Origin] = {(): Origin(spans=tuple(text.span for text in texts), confidence=confidence)}
    if phones:
        origins["phone",] = Origin(spans=(_first_with_phone(texts, region=region).span,))
    if heading:
        origins["label",] = Origin(spans=(heading.span,))
    if paragraphs:
        origins["text",] = Origin(spans=tuple(text.span for text in paragraphs))
    return Part(model, origins)


def _first_with_phone(texts: Sequence[Text], *, region: str) -> Text:
    return next(text for text in texts if find_phones((text.text,), region=region))


def count_contact_pieces(pieces: Sequence[Piece]) -> int:
    """How many of the pieces after a contact heading belong to it: those from the first on that speak of contact.

    A hero is followed by the page's own text without a heading between.
    """
    count = 0
    while count < len(pieces) and all(_goes_on(text.text) for text in texts_of_piece(pieces[count])):
        count += 1
    return count


def begins_contact(text: str) -> bool:
    """Whether a paragraph at the head of a page is a phone or e-mail line, or sends readers to a phone."""
    return is_hero(text) or (count_words(text) <= _LONGEST_LINE and _REACHABLE.search(text) is not None)


def _goes_on(text: str) -> bool:
    return begins_contact(text) or _is_linking_line(text)


def _is_linking_line(text: str) -> bool:
    """Whether a line only makes sense among contact lines: "or", "(24-hour response time)"."""
    if count_words(text) > _LONGEST_LINK:
        return False
    return _LINKING_LINE.fullmatch(text) is not None or _CONTACT_WORDS.search(text) is not None


def is_hero(text: str) -> bool:
    """Whether a paragraph at the head of a page sends readers to a phone."""
    return (
        count_words(text) <= _LONGEST_HERO
        and _REACHABLE.search(text) is not None
        and _CONTACT_WORDS.search(text) is not None
    )


def is_invitation(text: str) -> bool:
    """Whether a closing paragraph is a call to action. Advice on when to see a doctor is not."""
    if count_words(text) > _LONGEST_INVITATION or _ADVICE.search(text):
        return False
    return _INVITATION.match(text) is not None


def build_call_to_action(text: Text, *, region: str) -> Part[CallToAction]:
    """Plain text says what, not where to: unless it names a phone, the target is the editor's to choose."""
    phones = find_phones((text.text,), region=region)
    target = Target(PhoneTarget(phone=phones[0])) if phones else None
    origin = Origin(spans=(text.span,), confidence=0.85)
    return Part(CallToAction(text=text.text, target=target), {(): origin, ("text",): origin})
