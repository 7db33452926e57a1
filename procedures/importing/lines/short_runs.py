"""Runs of short lines that are no headings: lists without bullets, and panels of facts."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from procedures.importing.lines.lines import Gap
from procedures.importing.lines.shapes import Shape, Shaped
from procedures.importing.pieces import Pairs
from procedures.importing.places import Named
from procedures.language.words import count_words, ends_sentence, is_capitals

_FEWEST_LINES = 3
_FEWEST_FACTS = 2
_LONGEST_VALUE = 6
_LONGEST_LINE = 12
_LONGEST_SENTENCE = 40
_MOST_LINES = 200


def find_fact_panels(shaped: Sequence[Shaped]) -> list[Shaped | Pairs]:
    """Replace labels in capitals with a short value under each, two or more in a row, by pairs."""
    result: list[Shaped | Pairs] = []
    place = 0
    while place < len(shaped):
        facts = _facts_at(shaped, place)
        if len(facts) >= _FEWEST_FACTS:
            result.append(Pairs(tuple(facts), 0.7))
            place += 2 * len(facts)
        else:
            result.append(shaped[place])
            place += 1
    return result


def _facts_at(shaped: Sequence[Shaped], start: int) -> list[Named]:
    facts = []
    for place in range(start, len(shaped) - 1, 2):
        label, value = shaped[place].unit, shaped[place + 1].unit
        if not _is_fact(label.text, value.text) or label.marker or value.marker:
            break
        facts.append(Named(label.sourced, value.sourced))
    return facts


def _is_fact(label: str, value: str) -> bool:
    return (
        is_capitals(label)
        and not label.endswith("?")
        and not is_capitals(value)
        and count_words(value) <= _LONGEST_VALUE
    )


def find_unmarked_lists(entries: Sequence[Shaped | Pairs]) -> list[Shaped | Pairs]:
    """Make items of lines that follow a colon, or of three short ones that stand together under the first heading."""
    result: list[Shaped | Pairs] = []
    top = _top_of_page(entries)
    place = 0
    while place < len(entries):
        run = _list_at(entries, place, top=top)
        items = (entry for entry in entries[run.start : run.stop] if isinstance(entry, Shaped))
        result.extend(entries[place : run.start])
        result.extend(replace(entry, shape=Shape.ITEM, confidence=0.5) for entry in items)
        if not run:
            result.append(entries[place])
        place = max(run.stop, place + 1)
    return result


def _list_at(entries: Sequence[Shaped | Pairs], start: int, *, top: int) -> range:
    """The list without bullets that begins at ``start``, or just after it when that is its heading; else empty."""
    above = entries[start - 1] if start else None
    if isinstance(above, Shaped) and above.unit.text.endswith(":"):
        together = _run_at(entries, start, may_belong=_is_line_of_list, across_gaps=False)
        run = together if len(together) > 1 else _run_at(entries, start, may_belong=_is_short_line, across_gaps=True)
        run = _without_heading_below(entries, run)
        return run if len(run) > 1 else range(start, start)
    run = _without_heading_below(entries, _run_at(entries, start, may_belong=_is_short_line, across_gaps=False))
    if start <= top or len(run) < _FEWEST_LINES:
        return range(start, start)
    first = entries[start]
    return run[1:] if _stands_apart(first) and isinstance(first, Shaped) and first.shape is Shape.WEAK_HEADING else run


def _run_at(
    entries: Sequence[Shaped | Pairs], start: int, *, may_belong: Callable[[Shaped], bool], across_gaps: bool
) -> range:
    stop = start
    for entry in entries[start : start + _MOST_LINES]:
        is_near = stop == start or across_gaps or not _stands_apart(entry)
        if isinstance(entry, Pairs) or not is_near or not may_belong(entry):
            break
        stop += 1
    return range(start, stop)


def _without_heading_below(entries: Sequence[Shaped | Pairs], run: range) -> range:
    """The run without a last line that heads the text below it: one apart from the run, or close to a paragraph."""
    below = entries[run.stop] if run.stop < len(entries) else None
    last = entries[run.stop - 1] if run else None
    if not isinstance(below, Shaped) or not isinstance(last, Shaped) or last.shape is not Shape.WEAK_HEADING:
        return run
    heads = _stands_apart(last) or not _stands_apart(below)
    return run[:-1] if heads and below.shape is Shape.PARAGRAPH else run


def _is_line_of_list(entry: Shaped) -> bool:
    """Whether an entry may be one of the lines under a colon; these may be sentences."""
    unit = entry.unit
    may_be = entry.shape in (Shape.PARAGRAPH, Shape.WEAK_HEADING) and unit.marker is None
    return may_be and count_words(unit.text) <= _LONGEST_SENTENCE and not unit.text.endswith(":")


def _is_short_line(entry: Shaped | Pairs) -> bool:
    if isinstance(entry, Pairs) or entry.unit.marker is not None:
        return False
    if entry.shape is Shape.WEAK_HEADING:
        return True
    text = entry.unit.text
    is_short = count_words(text) <= _LONGEST_LINE and not ends_sentence(text) and not text.endswith(":")
    return entry.shape is Shape.PARAGRAPH and is_short


def _stands_apart(entry: Shaped | Pairs) -> bool:
    return isinstance(entry, Shaped) and entry.unit.gap is not Gap.NONE


def _top_of_page(entries: Sequence[Shaped | Pairs]) -> int:
    """Where the first known heading or paragraph stands: above it short lines are titles, slogans and phones."""
    places = (place for place, entry in enumerate(entries) if not _is_short_line(entry))
    return next(places, len(entries))
