"""What stands above a page's first section: title, slogans, the shared hero, phone lines, and the lede."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.contract.contacts import Contact
from procedures.importing.draft import Part
from procedures.importing.headings.meaning import classify_heading, normalise_heading
from procedures.importing.pieces import Heading, Items, Pairs, Paragraph, Piece
from procedures.importing.places import SetAside, SetAsideReason, Title
from procedures.importing.structure.contacts import (
    build_contact,
    count_contact_lines,
    count_contact_pieces,
    is_hero,
    is_reachable,
    texts_of_piece,
)
from procedures.importing.structure.phones import holds_number
from procedures.importing.structure.titles import Evidence, TitleLines, find_title_line, infer_title, names_treatment
from procedures.language.words import count_words, ends_sentence, is_question

_LONGEST_TITLE_LINE = 12
_LONGEST_BANNER = 60
_MOST_CONTACT_PIECES = 20
_MOST_TITLE_LINES = 30
_MOST_CHARACTERS = 120


@dataclass(frozen=True)
class Preamble:
    """``rest`` are the pieces of the sections."""

    title: Title
    contact: Part[Contact] | None
    lede: tuple[Piece, ...]
    set_aside: tuple[SetAside, ...]
    rest: tuple[Piece, ...]


def read_preamble(pieces: Sequence[Piece], evidence: Evidence, *, region: str) -> Preamble:
    """Take the pieces above the first section apart."""
    stop = _first_section(pieces, evidence, region=region)
    head = pieces[:stop]
    runs = _contact_runs(head, evidence, region=region)
    taken = {place for run in runs for place in run}
    open_places = [place for place in range(stop) if place not in taken]
    title = _find_title(head, open_places, evidence)
    start = _orphan_heading(head, open_places, title=title)
    kept = [place for place in open_places if place < start]
    above = [run for run in runs if run.start < start]
    labels = [
        SetAside(text, "navigation")
        for run in above
        if _is_bare_label(head, run)
        for text in texts_of_piece(head[run.start])
    ]
    return Preamble(
        title=title.title if title is not None else infer_title(evidence),
        contact=_contact(head, [run for run in above if not _is_bare_label(head, run)], region=region),
        lede=tuple(_lede(head, kept, title=title)),
        set_aside=(*_set_aside(head, kept, title=title), *labels),
        rest=tuple(pieces[start:]),
    )


def _first_section(pieces: Sequence[Piece], evidence: Evidence, *, region: str) -> int:
    """Where the first heading stands that is neither title, nor hero, nor a short line before any text."""
    has_text = has_line = False
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        taken = _contact_run(pieces, place, evidence, region=region)
        if taken:
            place += taken
            continue
        below = pieces[place + 1 : place + 2]
        if isinstance(piece, Heading):
            heads_list = has_line and bool(below) and isinstance(below[0], Items)
            is_title = not place and not evidence.from_headings and names_treatment(piece.text.text, evidence)
            if not is_title and _opens_section(piece, below, evidence, has_text=has_text or heads_list):
                return place
        else:
            has_text = has_text or not _is_short(piece)
        has_line = has_line or _is_short(piece)
        place += 1
    return len(pieces)


def _opens_section(heading: Heading, below: Sequence[Piece], evidence: Evidence, *, has_text: bool) -> bool:
    """Not a title over the next one, nor a line over it that counts up what the page holds."""
    text = heading.text.text
    is_title = names_treatment(text, evidence)
    heads_nothing = bool(below) and isinstance(below[0], Heading)
    if heads_nothing and (is_title or (not has_text and "," in text)):
        return False
    is_known = classify_heading(text, names=evidence.names).is_known
    if is_known or is_question(text) or heading.is_enumerated:
        return not (is_title and normalise_heading(text, names=evidence.names) == "…")
    heads_list = bool(below) and isinstance(below[0], Items)
    return has_text and (not is_title or (heads_list and normalise_heading(text, names=evidence.names) != "…"))


def _contact_run(pieces: Sequence[Piece], place: int, evidence: Evidence, *, region: str) -> int:
    """How many pieces from ``place`` on are one contact: its heading and what belongs to it, or its lines."""
    piece = pieces[place]
    after = _until_heading(pieces[place + 1 : place + _MOST_CONTACT_PIECES])
    if isinstance(piece, Paragraph):
        lines = [piece, *after]
        count = count_contact_lines(lines, region=region)
        return count if is_reachable(lines[:count], region=region) else 0
    if not isinstance(piece, Heading) or not _heads_contact(piece, after, evidence, region=region):
        return 0
    count = count_contact_pieces(after, region=region)
    return 1 + (count if is_reachable(after[:count], region=region) else 0)


def _heads_contact(heading: Heading, below: Sequence[Piece], evidence: Evidence, *, region: str) -> bool:
    """Whether a heading is a contact's by its wording, or stands over a hero and can be nothing else."""
    text = heading.text.text
    meaning = classify_heading(text, names=evidence.names)
    if meaning.role == "contact":
        return True
    may_be_other = (
        meaning.is_known or is_question(text) or not evidence.from_headings or names_treatment(text, evidence)
    )
    first = below[0] if below else None
    return not may_be_other and isinstance(first, Paragraph) and is_hero(first.text.text, region=region)


def _until_heading(pieces: Sequence[Piece]) -> Sequence[Piece]:
    stop = next((place for place, piece in enumerate(pieces) if isinstance(piece, Heading)), len(pieces))
    return pieces[:stop]


def _contact_runs(head: Sequence[Piece], evidence: Evidence, *, region: str) -> list[range]:
    runs: list[range] = []
    place = 0
    while place < len(head):
        taken = _contact_run(head, place, evidence, region=region)
        if taken:
            runs.append(range(place, place + taken))
        place += max(taken, 1)
    return runs


def _contact(head: Sequence[Piece], runs: Iterable[range], *, region: str) -> Part[Contact] | None:
    """All contact pieces above the sections as one contact; the first contact heading is its heading."""
    found = [head[place] for run in runs for place in run]
    if not found:
        return None
    heading = found[0].text if isinstance(found[0], Heading) else None
    body = found[1:] if heading is not None else found
    return build_contact(heading, body, region=region, confidence=0.85 if heading is not None else 0.65)


def _is_bare_label(head: Sequence[Piece], run: range) -> bool:
    """Whether a contact heading has nothing of contact under it: the label of a lost link."""
    return len(run) == 1 and isinstance(head[run.start], Heading)


def _find_title(head: Sequence[Piece], places: Sequence[int], evidence: Evidence) -> "_PlacedTitle | None":
    """The title among neighbouring short lines, with the places of the lines it takes."""
    short = [place for place in places if _is_short(head[place])][:_MOST_TITLE_LINES]
    lines = [texts_of_piece(head[place])[0] for place in short]
    found = find_title_line(lines, evidence)
    if found is None:
        return None
    return _PlacedTitle(found.title, tuple(short[place] for place in found.places), found)


@dataclass(frozen=True)
class _PlacedTitle:
    title: Title
    places: tuple[int, ...]
    lines: TitleLines


def _orphan_heading(head: Sequence[Piece], places: Sequence[int], *, title: _PlacedTitle | None) -> int:
    """Where the sections begin after all: with no title, a heading over text is a section's."""
    if title is not None:
        return len(head)
    for place in places:
        below = head[place + 1] if place + 1 < len(head) else None
        if isinstance(head[place], Heading) and isinstance(below, Paragraph) and not _is_short(below):
            return place
    return len(head)


def _lede(head: Sequence[Piece], places: Iterable[int], *, title: _PlacedTitle | None) -> Iterable[Piece]:
    return (head[place] for place in places if _reason_to_set_aside(head, place, title=title) is None)


def _set_aside(head: Sequence[Piece], places: Iterable[int], *, title: _PlacedTitle | None) -> Iterable[SetAside]:
    for place in places:
        reason = _reason_to_set_aside(head, place, title=title)
        if reason is not None and not (title is not None and place in title.places):
            yield from (SetAside(text, reason) for text in texts_of_piece(head[place]))
    if title is not None and title.lines.rest is not None:
        yield SetAside(title.lines.rest, "above_title")


def _reason_to_set_aside(head: Sequence[Piece], place: int, *, title: _PlacedTitle | None) -> SetAsideReason | None:
    """Why a piece above the sections is no part of the lede, None if it is."""
    piece = head[place]
    if title is not None and (place in title.places or _repeats(piece, title)):
        return "title_repeated"
    words = sum(count_words(text.text) for text in texts_of_piece(piece))
    if title is not None and place < title.places[0] and words <= _LONGEST_BANNER:
        return "above_title"
    is_slogan = _is_short(piece) and not _leads_in(head, place) and not holds_number(texts_of_piece(piece)[0].text)
    return "tagline" if is_slogan else None


def _leads_in(head: Sequence[Piece], place: int) -> bool:
    """Whether a short line belongs to the list under it."""
    below = head[place + 1] if place + 1 < len(head) else None
    return isinstance(below, Items | Pairs)


def _repeats(piece: Piece, title: "_PlacedTitle | None") -> bool:
    if title is None or not isinstance(piece, Heading | Paragraph):
        return False
    return normalise_heading(piece.text.text) == normalise_heading(title.title.text)


def _is_short(piece: Piece) -> bool:
    """Whether a piece is a line that could be a title, slogan or label."""
    if not isinstance(piece, Heading | Paragraph):
        return False
    text = piece.text.text
    return len(text) <= _MOST_CHARACTERS and count_words(text) <= _LONGEST_TITLE_LINE and not ends_sentence(text)
