"""Pieces to sections: each heading's pieces under it, contact and calls to action taken out, blocks typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from api.contract.blocks import Section, SectionKind, Subsection
from api.contract.contacts import Contact
from api.contract.values import CallToAction
from cms.publishing.rendering.members import anchor_of
from procedures.blocks.questions import question
from procedures.blocks.sections import KINDS
from procedures.importing.advice.reading import read_sentence
from procedures.importing.draft import Origin, Origins, Part, listed, together
from procedures.importing.headings.meaning import HeadingMeaning, classify_heading
from procedures.importing.pieces import Heading, Items, Paragraph, Piece
from procedures.importing.places import SetAside, Span
from procedures.importing.structure.blocks import UNNAMED, build_blocks, pieces_of
from procedures.importing.structure.cards import gather_cards
from procedures.importing.structure.care import Content, Locality, lines_of
from procedures.importing.structure.contacts import (
    build_call_to_action,
    build_contact,
    count_contact_pieces,
    is_invitation,
    texts_of_piece,
)
from procedures.importing.structure.gathered import SectionDraft
from procedures.language.words import count_words, is_question

_FREE = HeadingMeaning("other", (), "section", 0.5)
_FAQ = HeadingMeaning("faq", (), "section", 0.8)
_INTRODUCTION = HeadingMeaning("what", (), "section", 0.5)
_PARTS_OF_UMBRELLA = frozenset({"prepare", "during", "after", "recovery", "follow_up"})
_DIVIDED = frozenset({"types", "risks", "prepare", "during", "after", "recovery"})
_OWN_SECTION = re.compile(
    r"^(?:our|your|meet|related|about|dates?|updated?|last|next|also|alternative|locations?|find|more|why|where|who|download"
    r"|video|patient|review|author|images?|news|events|resources|support|additional|nuestr[oa]s?)\b",
    re.IGNORECASE,
)
_LONGEST_SUBHEADING = 5
_SAID = 0.6
_STANDS_APART, _MAY_STAND_APART = 0.9, 0.75
"""How sure a heading of a known wording, and any other, is when a blank line stands above it."""
_LONGEST_ADDRESS_LINE = 6
_LONGEST_CONTACT_LINE = 12


@dataclass(frozen=True)
class Sections:
    sections: tuple[Part[Section], ...]
    contact: Part[Contact] | None
    call_to_action: Part[CallToAction] | None
    set_aside: tuple[SetAside, ...]


def build_sections(
    pieces: Sequence[Piece],
    *,
    introduction: Sequence[Piece],
    names: tuple[str, ...],
    where: Locality,
    wants_contact: bool,
) -> Sections:
    """Sections of the pieces below the preamble.

    ``introduction`` is text before the first heading that is too much for a summary: it becomes a section without a
    heading. Where ``wants_contact``, the first contact section with a phone is the page's contact.
    """
    drafts = _gathered(pieces, names=names)
    if introduction:
        drafts.insert(0, SectionDraft(None, _INTRODUCTION, list(introduction)))
    gather_cards(drafts, names=names, roles={"contact"})
    contact = _take_contact(drafts, region=where.region) if wants_contact else None
    call_to_action = _take_call_to_action(drafts, region=where.region)
    gather_cards(drafts, names=names, roles={"section", "umbrella", "contents"})
    set_aside = _take_bare_labels(drafts)
    sections = tuple(_section(draft, where) for draft in drafts if draft.heading is not None or draft.pieces)
    return Sections(sections, contact, call_to_action, tuple(set_aside))


def _gathered(pieces: Sequence[Piece], *, names: tuple[str, ...]) -> list[SectionDraft]:
    drafts: list[SectionDraft] = []
    for each, below in zip(pieces, [*pieces[1:], None], strict=False):
        piece = _with_advice_as_text(each, below)
        current = drafts[-1] if drafts else None
        if not isinstance(piece, Heading):
            _add_piece(drafts, piece)
        elif current is not None and current.meaning.role == "contact" and _is_address_line(piece, below):
            current.pieces.append(Paragraph(piece.text, piece.confidence))
        elif current is not None and _is_faq_question(current, piece):
            current.pieces.append(piece)
        elif current is not None and _is_short_answer(current, piece):
            current.pieces.append(Paragraph(piece.text, piece.confidence))
        elif piece.is_enumerated:
            _open_faq(drafts, piece)
        else:
            _open(drafts, piece, classify_heading(piece.text.text, names=names))
    return drafts


def _with_advice_as_text(piece: Piece, below: Piece | None) -> Piece:
    """A line that says what to do and when is no heading, though it has no stop: "Call us if you have a fever"."""
    if not isinstance(piece, Heading) or isinstance(below, Items) or is_question(piece.text.text):
        return piece
    wording = read_sentence(piece.text.text)
    return Paragraph(piece.text, 0.8) if wording is not None and not wording.points else piece


def _add_piece(drafts: list[SectionDraft], piece: Piece) -> None:
    if not drafts:
        drafts.append(SectionDraft(None, _INTRODUCTION))
    drafts[-1].newest.pieces.append(piece)


def _is_address_line(heading: Heading, below: Piece | None) -> bool:
    """Whether a short line among contact lines, such as a ward's name, only looks like a heading."""
    text = heading.text.text
    if classify_heading(text).is_known or is_question(text) or count_words(text) > _LONGEST_ADDRESS_LINE:
        return False
    return below is None or all(count_words(text.text) <= _LONGEST_CONTACT_LINE for text in texts_of_piece(below))


def _is_faq_question(draft: SectionDraft, heading: Heading) -> bool:
    if draft.meaning.kind != "faq" or draft.parts:
        return False
    return heading.is_enumerated or (is_question(heading.text.text) and not draft.only_enumerated)


def _is_short_answer(draft: SectionDraft, heading: Heading) -> bool:
    """Whether a short line under a question of a list of questions is its answer, or goes on with it.

    "No, not at all"; "About an hour", though "About …" may head a section, where it is close to the question.
    """
    if draft.meaning.kind != "faq" or draft.parts or not draft.pieces or heading.is_enumerated:
        return False
    is_known = classify_heading(heading.text.text).is_known
    if isinstance(draft.pieces[-1], Heading):
        return not is_known or heading.confidence < _STANDS_APART
    return not is_known and heading.confidence < _MAY_STAND_APART and isinstance(draft.pieces[-1], Paragraph)


def _open_faq(drafts: list[SectionDraft], question: Heading) -> None:
    """Start a list of questions, under the heading just above if that has nothing else."""
    current = drafts[-1] if drafts else None
    if current is not None and current.is_empty and current.meaning == _FREE:
        current.meaning = _FAQ
        current.pieces.append(question)
    else:
        drafts.append(SectionDraft(None, _FAQ, [question], only_enumerated=True))


def _open(drafts: list[SectionDraft], heading: Heading, meaning: HeadingMeaning) -> None:
    draft = SectionDraft(heading, meaning)
    if drafts and _is_part_of(drafts[-1], heading, meaning):
        drafts[-1].parts.append(draft)
    else:
        drafts.append(draft)


def _is_part_of(draft: SectionDraft, heading: Heading, meaning: HeadingMeaning) -> bool:
    """Whether a heading divides the section above it rather than opening its own."""
    if draft.heading is None or meaning.role != "section" or draft.meaning.role != "section":
        return False
    kind = draft.meaning.kind
    if meaning.kind != "other":
        return meaning.kind == kind and kind not in ("what", "faq")
    text = heading.text.text
    if kind not in _DIVIDED or is_question(text) or _OWN_SECTION.match(text):
        return False
    return kind == "types" or count_words(text) <= _LONGEST_SUBHEADING


def _take_contact(drafts: list[SectionDraft], *, region: str) -> Part[Contact] | None:
    """Take the first contact section that has a phone out of ``drafts``; text that only follows it goes back up."""
    for place, draft in enumerate(drafts):
        if draft.meaning.role != "contact" or draft.heading is None:
            continue
        is_last = place == len(drafts) - 1
        count = (
            len(draft.pieces) if is_last or place == 0 else count_contact_pieces(pieces_of(draft.pieces), region=region)
        )
        contact = build_contact(draft.heading.text, pieces_of(draft.pieces[:count]), region=region, confidence=0.75)
        if contact.model.phone or contact.model.email:
            drafts.pop(place)
            if count < len(draft.pieces):
                drafts[place - 1].newest.pieces.extend(draft.pieces[count:])
            return contact
    return None


def _take_call_to_action(drafts: list[SectionDraft], *, region: str) -> Part[CallToAction] | None:
    """Take a closing invitation off the end: the last paragraph, or a last heading with nothing under it."""
    last = drafts[-1].newest if drafts else None
    if last is None:
        return None
    if last.is_empty and last.heading is not None and _invites(last.heading, last.meaning):
        _drop_last(drafts)
        return build_call_to_action(last.heading.text, region=region)
    final = last.pieces[-1] if last.pieces else None
    # The only paragraph of a section is what it says; an answer to a question is no invitation either.
    is_content = last.meaning.kind == "faq" or (last.meaning.kind != "other" and len(last.pieces) == 1)
    if isinstance(final, Paragraph) and is_invitation(final.text.text) and not is_content:
        last.pieces.pop()
        return build_call_to_action(final.text, region=region)
    return None


def _invites(heading: Heading, meaning: HeadingMeaning) -> bool:
    return meaning.role == "contact" or is_invitation(heading.text.text)


def _drop_last(drafts: list[SectionDraft]) -> None:
    if drafts[-1].parts:
        drafts[-1].parts.pop()
    else:
        drafts.pop()


def _give_back_sentences(drafts: list[SectionDraft]) -> None:
    """A long line under a heading that holds nothing else is what it says, though no full stop ends it."""
    for place in reversed(range(1, len(drafts))):
        above, draft = drafts[place - 1 : place + 1]
        if above.is_empty and above.heading and draft.is_empty and draft.heading and _is_said(draft):
            above.pieces.append(Paragraph(draft.heading.text, _SAID))
            drafts.pop(place)


def _is_said(draft: SectionDraft) -> bool:
    words = draft.heading.text.text.split() if draft.heading else []
    is_free = draft.meaning.role == "section" and draft.meaning.kind == "other"
    is_small = sum(word[0].islower() for word in words) > len(words) / 2
    return is_free and is_small and len(words) > _LONGEST_SUBHEADING and not words[-1].endswith("?")


def _take_bare_labels(drafts: list[SectionDraft]) -> list[SetAside]:
    """Headings that hold nothing: contact links, contents labels, umbrellas over sections, ones of no known kind."""
    out = _take_contents(drafts)
    _give_back_sentences(drafts)
    for place in reversed(range(len(drafts))):
        draft = drafts[place]
        if not draft.is_empty or draft.heading is None:
            continue
        following = drafts[place + 1] if place + 1 < len(drafts) else None
        is_umbrella = draft.meaning.role == "umbrella" and following and following.meaning.kind in _PARTS_OF_UMBRELLA
        if draft.meaning.role in ("contact", "contents"):
            out.append(SetAside(draft.heading.text, "navigation"))
        elif is_umbrella:
            out.append(SetAside(draft.heading.text, "umbrella"))
        elif draft.meaning.kind == "other" and draft.meaning.role == "section":
            out.append(SetAside(draft.heading.text, "empty_heading"))
        else:
            continue
        drafts.pop(place)
    return sorted(out, key=lambda entry: entry.text.span.first)


def _take_contents(drafts: list[SectionDraft]) -> list[SetAside]:
    """Entries of a contents list that no heading repeats: headings with nothing under them, below its label."""
    labels = [place for place, draft in enumerate(drafts) if draft.meaning.role == "contents" and draft.is_empty]
    entries = [draft for place in labels for draft in takewhile(lambda each: each.is_empty, drafts[place + 1 :])]
    drafts[:] = [draft for draft in drafts if all(draft is not entry for entry in entries)]
    return [SetAside(entry.heading.text, "contents", "") for entry in entries if entry.heading is not None]


def _section(draft: SectionDraft, where: Locality) -> Part[Section]:
    """A section without a heading in the source gets the question of its kind."""
    kind: SectionKind = draft.meaning.kind
    heading = draft.heading.text.text if draft.heading else ""
    shown = heading or question(kind, where.language) or str(KINDS[kind][0])
    blocks = build_blocks(draft.pieces, kind=kind, heading=heading, where=where)
    parts = [_subsection(part.heading, part.pieces, kind=kind, where=where) for part in draft.parts if part.heading]
    model = Section(
        id=UNNAMED,
        kind=kind,
        also=list(draft.meaning.also),
        heading=shown,
        anchor=anchor_of(shown),
        blocks=[part.model for part in blocks],
        subsections=[part.model for part in parts],
    )
    confidence = min(draft.meaning.confidence, draft.heading.confidence if draft.heading else 1.0)
    own: Origins = {(): Origin(spans=(_span(draft),), confidence=confidence)}
    return Part(model, together([own, _heading(draft.heading), listed(blocks, "blocks"), listed(parts, "subsections")]))


def _subsection(heading: Heading, pieces: Sequence[Content], *, kind: SectionKind, where: Locality) -> Part[Subsection]:
    text = heading.text.text
    blocks = build_blocks(pieces, kind=kind, heading=text, where=where)
    model = Subsection(id=UNNAMED, heading=text, anchor=anchor_of(text), blocks=[part.model for part in blocks])
    own: Origins = {(): Origin(spans=(heading.text.span, *map(lines_of, pieces)), confidence=0.6)}
    return Part(model, together([own, _heading(heading), listed(blocks, "blocks")]))


def _heading(heading: Heading | None) -> Origins:
    return {("heading",): Origin(spans=(heading.text.span,))} if heading else {}


def _span(draft: SectionDraft) -> Span:
    spans = [lines_of(content) for part in (draft, *draft.parts) for content in part.contents]
    return Span(min(span.first for span in spans), max(span.last for span in spans))
