"""Contact content: the hero that sends patients to a phone, contact sections, and closing calls to action."""

import re
from collections.abc import Callable, Iterable, Sequence

from api.contract.contacts import Contact
from api.contract.values import CallToAction, PhoneTarget, Target
from procedures.importing.advice.reading import read_sentence
from procedures.importing.draft import Origin, Part, Path
from procedures.importing.pieces import Heading, Items, Pairs, Paragraph, Piece
from procedures.importing.places import Text
from procedures.importing.structure.blocks import UNKNOWN_LANGUAGE, UNNAMED, html_of, rich_text
from procedures.importing.structure.phones import linked, phones_in
from procedures.language.patterns import any_of
from procedures.language.sentences import split_sentences
from procedures.language.words import count_words, ends_sentence

_CONTACT_WORDS = any_of(
    r"""
    \b(?:call|phone|telephone|tel|fax|e-?mail|appointment|contact|consultation|reach us|schedule|hotline|hours?)\b
    \b(?:llame|teléfono|cita|correo)\b
    @
    [(\[]at[)\]]
    """
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Hidden from machines: "sleep [at] example [dot] org".
_HIDDEN_EMAIL = re.compile(
    r"(?P<name>[\w.+-]+) ?[(\[]at[)\]] ?(?P<host>[\w-]+(?:(?:\.| ?[(\[]dot[)\]] ?)[\w-]+)+)", re.IGNORECASE
)
_HIDDEN_DOT = re.compile(r" ?[(\[]dot[)\]] ?", re.IGNORECASE)
_HOSPITAL = re.compile(r"(?:at |in )?(?:we|our|en nuestr[oa]s?|nosotros|nuestr[oa]s?)\b", re.IGNORECASE)
_LINE = any_of(
    r"""
    ^(?:please |or |and |to |for )*(?:call|phone|telephone|tel|ring|fax|e-?mail|contact|write|reach|text)\b
    ^(?:please |or |and |to |for )*(?:book|schedule|make|request)\b
    ^(?:(?:new |further |more )?(?:appointments?|information|questions|enquiries|referrals?|bookings?))\b
    ^¿?(?:preguntas|citas?|llame|llámenos|teléfono|tel|correo|escriba|contacte|para (?:pedir|programar|solicitar|más))\b
    """
)
_LINKING_LINE = re.compile(r"(?:or|and|o|y|\(.{1,60}\))", re.IGNORECASE)
_ADVICE = any_of(
    r"""
    \b(?:911|999|112)\b
    \b(?:doctor|gp|surgeon|nurse|team|physician|provider)\b.{0,60}\b(?:if|when|immediately)\b
    \bif you (?:have|notice|develop|experience|feel)\b
    \b(?:insurance (?:company|provider|carrier)|insurers?|employers?|pharmac(?:y|ist)|aseguradora|farmacia)\b
    \b(?:right away|straight away|immediately|at once|without delay|de inmediato|inmediatamente|urgencias)\b
    \bas (?:advised|directed|told|instructed)\b|\b(?:según|como) (?:se lo |le )?(?:indique|indiquen|diga|digan)\b
    """
)
_LONGEST_LABEL = 6
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
    """A contact of its heading and everything under it; lists and pairs become lines.

    Its phone is the first; the others are links in its text.
    """
    paragraphs = tuple(text for piece in pieces for text in texts_of_piece(piece))
    texts = (*(() if heading is None else (heading,)), *paragraphs)
    phones = phones_in((text.text for text in texts), region=region)
    emails = [email for text in texts for email in _emails_in(text.text)]
    model = Contact(
        id=UNNAMED,
        label=heading.text if heading else "Contact",
        text=rich_text(linked(html_of(paragraphs), phones[1:])) if paragraphs else None,
        phone=phones[0] if phones else None,
        email=emails[0] if emails else None,
        hours=None,
        response_time=None,
        languages=[],
        locale=UNKNOWN_LANGUAGE,
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
    return next(text for text in texts if phones_in((text.text,), region=region))


def is_reachable(pieces: Iterable[Piece], *, region: str) -> bool:
    """Whether a contact of the pieces would have a phone or an e-mail address, without which it is none."""
    texts = [text.text for piece in pieces for text in texts_of_piece(piece)]
    return any(map(_emails_in, texts)) or bool(phones_in(texts, region=region))


def _emails_in(text: str) -> list[str]:
    hidden = (f"{match['name']}@{_HIDDEN_DOT.sub('.', match['host'])}" for match in _HIDDEN_EMAIL.finditer(text))
    return [*(match.group() for match in _EMAIL.finditer(text)), *hidden]


def count_contact_pieces(pieces: Sequence[Piece], *, region: str) -> int:
    """How many of the pieces after a contact heading belong to it: those from the first on that speak of contact.

    A hero is followed by the page's own text without a heading between.
    """
    return _count(pieces, lambda text: _sends_to_phone(text, region=region) or is_contact_line(text, region=region))


def count_contact_lines(pieces: Sequence[Piece], *, region: str) -> int:
    """How many of the pieces, from the first on, are contact although no heading says so."""
    first = texts_of_piece(pieces[0])[0].text if pieces else ""
    if not (is_hero(first, region=region) or is_contact_line(first, region=region)):
        return 0
    return _count(pieces, lambda text: is_hero(text, region=region) or is_contact_line(text, region=region))


def _count(pieces: Sequence[Piece], is_contact: Callable[[str], bool]) -> int:
    count = 0
    while count < len(pieces) and all(
        is_contact(text.text) or _is_linking_line(text.text) for text in texts_of_piece(pieces[count])
    ):
        count += 1
    return count


def _is_linking_line(text: str) -> bool:
    """Whether a line only makes sense among contact lines: "or", "(24-hour response time)"."""
    if count_words(text) > _LONGEST_LINK:
        return False
    return _LINKING_LINE.fullmatch(text) is not None or _CONTACT_WORDS.search(text) is not None


def is_contact_line(text: str, *, region: str) -> bool:
    """Whether a line is a phone number or address with its label, or says no more than to call it."""
    if count_words(text) > _LONGEST_LINE or is_advice(text) or not _reaches(text, region=region):
        return False
    label = _EMAIL.sub("", text)
    for phone in phones_in((text,), region=region):
        label = label.replace(phone.display, "")
    return _LINE.search(text) is not None or (count_words(label) <= _LONGEST_LABEL and not ends_sentence(text))


def is_hero(text: str, *, region: str) -> bool:
    """Whether a paragraph speaks of the hospital and a phone alone: one about the treatment stays a paragraph."""
    if not _sends_to_phone(text, region=region):
        return False
    return all(
        _HOSPITAL.match(sentence) or _LINE.search(sentence) or is_contact_line(sentence, region=region)
        for sentence in split_sentences(text)
    )


def _sends_to_phone(text: str, *, region: str) -> bool:
    is_short = count_words(text) <= _LONGEST_HERO and _CONTACT_WORDS.search(text) is not None
    return is_short and _reaches(text, region=region) and not is_advice(text)


def _reaches(text: str, *, region: str) -> bool:
    return bool(_emails_in(text)) or bool(phones_in((text,), region=region))


def is_advice(text: str) -> bool:
    """Whether a text says for which signs to call."""
    return any(read_sentence(sentence) is not None for sentence in split_sentences(text))


def is_invitation(text: str) -> bool:
    """Whether a closing paragraph is a call to action. Advice on when to see a doctor is not."""
    if count_words(text) > _LONGEST_INVITATION or _ADVICE.search(text) or is_advice(text):
        return False
    return _INVITATION.match(text) is not None


def build_call_to_action(text: Text, *, region: str) -> Part[CallToAction]:
    """Plain text says what, not where to: unless it names a phone, the target is the editor's to choose."""
    phones = phones_in((text.text,), region=region)
    target = Target(PhoneTarget(phone=phones[0])) if phones else None
    origin = Origin(spans=(text.span,), confidence=0.85)
    return Part(CallToAction(text=text.text, target=target), {(): origin, ("text",): origin})
