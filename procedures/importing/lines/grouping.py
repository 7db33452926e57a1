"""Units to pieces: items gathered to lists, captions set aside, the rest one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from procedures.importing.headings.meaning import classify_heading
from procedures.importing.lines.lines import Marker, MarkerKind
from procedures.importing.lines.shapes import Shape, Shaped, looks_like_heading, shape_unit
from procedures.importing.lines.short_runs import find_fact_panels, find_unmarked_lists
from procedures.importing.lines.units import Unit, join_lines
from procedures.importing.pieces import Heading, Items, Pairs, Paragraph, Piece
from procedures.importing.places import SetAside, Span, Text
from procedures.language.words import is_question, words_in

_Group = Pairs | list[Shaped]
_LONGEST_INTERRUPTION = 4


@dataclass(frozen=True)
class Grouped:
    pieces: tuple[Piece, ...]
    set_aside: tuple[SetAside, ...]


def group_units(units: Sequence[Unit]) -> Grouped:
    """The pieces the units make; captions and written list markers ("1.") are set aside."""
    markers = [marker for unit in units for marker in _written_marker(unit)]
    units = [unit for unit in units if unit.text]
    neighbours = zip(units, [None, *units], [*units[1:], None], strict=False)
    shaped = [shape_unit(unit, above=above, below=below) for unit, above, below in neighbours]
    captions = [SetAside(entry.unit.sourced, "caption") for entry in shaped if entry.shape is Shape.CAPTION]
    entries = find_unmarked_lists(find_fact_panels([e for e in shaped if e.shape is not Shape.CAPTION]))
    groups = _gathered(entries)
    numbered = _heading_numbers(groups)
    pieces = [_piece(group, numbered=numbered, of_questions=_numbers_questions(groups)) for group in groups]
    return Grouped(tuple(_with_lists_resumed(pieces)), (*captions, *markers))


def _written_marker(unit: Unit) -> Iterator[SetAside]:
    """A marker that holds a word, such as ``1.``: the list's order says the same."""
    if unit.marker is not None and words_in(unit.marker.text):
        yield SetAside(Text(unit.marker.text, Span(unit.span.first, unit.span.first)), "list_marker")


def _gathered(entries: Sequence[Shaped | Pairs]) -> list[_Group]:
    """Items of one list together, everything else alone."""
    groups: list[_Group] = []
    for entry in entries:
        group = groups[-1] if groups else None
        if isinstance(entry, Pairs):
            groups.append(entry)
        elif isinstance(group, list) and _carries_on(group, entry):
            group.append(entry)
        else:
            groups.append([entry])
    return groups


def _carries_on(group: Sequence[Shaped], entry: Shaped) -> bool:
    """Whether ``entry`` is the next item of the list ``group``, or of a list within it."""
    first = group[0].unit
    if entry.shape is not Shape.ITEM or group[0].shape is not Shape.ITEM:
        return False
    if first.marker is None or entry.unit.marker is None:
        return first.marker is None and entry.unit.marker is None
    if entry.unit.marker.kind is first.marker.kind:
        return first.marker.kind is not MarkerKind.NUMBER or _is_next_number(group, entry)
    return entry.unit.indent > first.indent


def _is_next_number(group: Sequence[Shaped], entry: Shaped) -> bool:
    """A list may also be written with the same number throughout, as Markdown is."""
    number, before = _number(entry), _number(group[-1])
    is_same = number == before == 1 and all(_number(member) == 1 for member in group)
    return number > before or is_same or entry.unit.indent > group[0].unit.indent


def _number(entry: Shaped) -> int:
    return entry.unit.marker.number if entry.unit.marker else 0


def _heading_numbers(groups: Sequence[_Group]) -> frozenset[int]:
    """Numbers of lists of one short item with text below: where they count up, they number headings."""
    return frozenset(
        _number(group[0]) for group in groups if isinstance(group, list) and _may_be_numbered_heading(group)
    )


def _numbers_questions(groups: Sequence[_Group]) -> bool:
    """Whether numbers before headings count questions; a leaflet numbers all its sections, questions or not."""
    headings = [group[0].unit.text for group in groups if isinstance(group, list) and _may_be_numbered_heading(group)]
    others = [text for text in headings if not is_question(text)]
    return not (len(others) < len(headings) and any(classify_heading(text).is_known for text in others))


def _may_be_numbered_heading(group: Sequence[Shaped]) -> bool:
    marker: Marker | None = group[0].unit.marker
    is_lone_number = len(group) == 1 and marker is not None and marker.kind is MarkerKind.NUMBER
    return is_lone_number and group[0].shape is Shape.ITEM and looks_like_heading(group[0].unit.text)


def _piece(group: _Group, *, numbered: frozenset[int], of_questions: bool) -> Piece:
    if isinstance(group, Pairs):
        return group
    entry = group[0]
    text = entry.unit.sourced
    match entry.shape:
        case Shape.QUESTION:
            return Heading(text, entry.confidence, is_enumerated=True)
        case Shape.STRONG_HEADING | Shape.WEAK_HEADING:
            return Heading(text, entry.confidence)
        case Shape.ITEM:
            return _numbered_heading(group, numbered=numbered, of_questions=of_questions) or _items(group)
        case _:
            return Paragraph(text, entry.confidence)


def _numbered_heading(group: Sequence[Shaped], *, numbered: frozenset[int], of_questions: bool) -> Heading | None:
    if not _may_be_numbered_heading(group):
        return None
    entry = group[0]
    has_sibling = not numbered.isdisjoint({_number(entry) - 1, _number(entry) + 1})
    if is_question(entry.unit.text):
        return Heading(entry.unit.sourced, 0.85, is_enumerated=of_questions)
    is_known = classify_heading(entry.unit.text).is_known
    return Heading(entry.unit.sourced, 0.8 if is_known else 0.6) if has_sibling or is_known else None


def _items(group: Sequence[Shaped]) -> Items:
    marker = group[0].unit.marker
    is_nested = any(entry.unit.indent > group[0].unit.indent + 1 for entry in group) and marker is not None
    return Items(
        style="number" if marker is not None and marker.kind is MarkerKind.NUMBER else "bullet",
        items=tuple(entry.unit.sourced for entry in group),
        confidence=0.6 if is_nested else min(entry.confidence for entry in group),
        start=marker.number if marker is not None else 1,
        is_nested=is_nested,
        may_go_on_at_one=all(_number(entry) == 1 for entry in group),
    )


def _with_lists_resumed(pieces: Sequence[Piece]) -> list[Piece]:
    """Numbered lists that paragraphs interrupt made whole: a paragraph between items 2 and 3 belongs to item 2."""
    result: list[Piece] = []
    for piece in pieces:
        place = _interrupted_list(result, piece)
        if place is None or not isinstance(piece, Items):
            result.append(piece)
            continue
        broken = result[place]
        if isinstance(broken, Items):
            result[place:] = [_resumed(broken, result[place + 1 :], piece)]
    return result


def _interrupted_list(earlier: Sequence[Piece], piece: Piece) -> int | None:
    """Where in ``earlier`` the list stands that ``piece`` goes on with, None if it goes on with none."""
    place = len(earlier) - 1
    while place >= 0 and len(earlier) - place <= _LONGEST_INTERRUPTION and _may_interrupt(earlier[place]):
        place -= 1
    before = earlier[place] if place >= 0 else None
    if not isinstance(piece, Items) or not isinstance(before, Items) or place == len(earlier) - 1:
        return None
    both_numbered = before.style == piece.style == "number" and not before.is_nested
    if not both_numbered:
        return None
    goes_on_at_one = piece.may_go_on_at_one and before.may_go_on_at_one
    return place if goes_on_at_one or piece.start == before.start + len(before.items) else None


def _may_interrupt(piece: Piece) -> bool:
    return isinstance(piece, Paragraph) and not piece.text.text.endswith(":")


def _resumed(head: Items, between: Sequence[Piece], rest: Items) -> Items:
    """``head``, its last item going on through the paragraphs, and ``rest``."""
    parts = [head.items[-1], *(piece.text for piece in between if isinstance(piece, Paragraph))]
    item = Text(join_lines([part.text for part in parts]), parts[0].span.to(parts[-1].span))
    both = head.may_go_on_at_one and rest.may_go_on_at_one
    return replace(head, items=(*head.items[:-1], item, *rest.items), confidence=0.6, may_go_on_at_one=both)
