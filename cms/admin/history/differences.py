"""What readers meet differently in two editions of a document, in words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, Literal

from cms.admin.history.outline import Line, Part, outline

ALIKE = 0.4
"""Share of words that two lines must have in common to count as one that was changed."""
FEW = 3
"""Words: with so few, what has the same label is taken for the same thing whatever it says."""
MOST_PAIRS = 10_000
"""More would keep the editor waiting: then everything old is told as gone, and everything new as added."""
LONG, KEPT = 60, 20
"""Words: a longer unchanged run inside a changed line is cut down to its ends."""
WORD = re.compile(r"\S+")

Kind = Literal["changed", "added", "removed", "moved"]
Place = tuple[str, ...]
"""From the section down, for example ``("What to expect", "steps", "Build strength")``."""


@dataclass(frozen=True)
class Piece:
    """A run of words with the same fate."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True)
class Change:
    """One line that says something else, came or went; or a part that stands elsewhere."""

    kind: Kind
    place: Place
    pieces: tuple[Piece, ...]
    """The words in reading order. Of what moved: how it begins."""
    moved_from: str = ""
    """Where a part stood before, when that was under another heading."""

    @property
    def heading(self) -> str:
        return self.place[0]

    @property
    def label(self) -> str:
        """The place below the heading."""
        return " › ".join(self.place[1:])


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Changes in page order; empty when both read the same. Both are bodies of editions, parsed from JSON."""
    return list(Comparison(outline(old), outline(new)).changes())


class Comparison:
    """Parts are recognised by their keys wherever they stand, so that what moved is not told as gone and new."""

    def __init__(self, old: Part, new: Part) -> None:
        self.old, self.new = old, new
        self.before = {part.key: (part, parent) for parent, part in descendants(old)}
        self.after = {part.key: parent for parent, part in descendants(new)}

    def changes(self) -> Iterator[Change]:
        yield from self.compare_children(self.old, self.new, ())

    def compare_part(self, old: Part, new: Part, place: Place) -> Iterator[Change]:
        here = place_of(new, place)
        yield from compare_lines(old.lines, new.lines, here)
        yield from self.compare_children(old, new, here)

    def compare_children(self, old: Part, new: Part, place: Place) -> Iterator[Change]:
        matcher = SequenceMatcher(None, keys_of(old), keys_of(new), autojunk=False)
        for tag, start, end, new_start, new_end in matcher.get_opcodes():
            if tag == "equal":
                for was, now in zip(old.parts[start:end], new.parts[new_start:new_end], strict=True):
                    yield from self.compare_part(was, now, place)
                continue
            for part in old.parts[start:end]:
                yield from self.removed(part, place)
            for part in new.parts[new_start:new_end]:
                yield from self.came(part, place)

    def removed(self, part: Part, place: Place) -> Iterator[Change]:
        """Without what lives on elsewhere."""
        if part.key in self.after:
            return
        here = place_of(part, place)
        yield from (whole("removed", line, here) for line in part.lines)
        for child in part.parts:
            yield from self.removed(child, here)

    def came(self, part: Part, place: Place) -> Iterator[Change]:
        """From elsewhere in the document, or new."""
        if part.key in self.before:
            old, parent = self.before[part.key]
            is_elsewhere = parent.key != self.after[part.key].key
            yield moved(part, place, moved_from=parent.name if is_elsewhere else "")
            yield from self.compare_part(old, part, place)
            return
        here = place_of(part, place)
        yield from (whole("added", line, here) for line in part.lines)
        for child in part.parts:
            yield from self.came(child, here)


def descendants(part: Part) -> Iterator[tuple[Part, Part]]:
    """All parts below, each with its parent."""
    for child in part.parts:
        yield part, child
        yield from descendants(child)


def keys_of(part: Part) -> list[str]:
    return [child.key for child in part.parts]


def place_of(part: Part, place: Place) -> Place:
    return (*place, part.name) if part.name else place


def moved(part: Part, place: Place, *, moved_from: str) -> Change:
    first = next(first_lines(part), None)
    beginning = shorten(first.text, most=KEPT) if first else ""
    return Change("moved", place_of(part, place), (Piece("same", beginning),), moved_from)


def first_lines(part: Part) -> Iterator[Line]:
    yield from part.lines
    for child in part.parts:
        yield from first_lines(child)


def shorten(text: str, *, most: int) -> str:
    found = text.split()
    return text if len(found) <= most else " ".join(found[:most]) + " …"


def whole(kind: Literal["added", "removed"], line: Line, place: Place) -> Change:
    return Change(kind, (*place, *line.label), (Piece(kind, line.text),))


def compare_lines(old: Sequence[Line], new: Sequence[Line], place: Place) -> Iterator[Change]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        for was, now in pairs(old[start:end], new[new_start:new_end]):
            if now is None and was is not None:
                yield whole("removed", was, place)
            elif was is None and now is not None:
                yield whole("added", now, place)
            elif was is not None and now is not None:
                yield Change("changed", (*place, *now.label), tuple(compare_words(was.text, now.text)))


Pair = tuple[Line | None, Line | None]
Grid = dict[tuple[int, int], float]
"""By index in the old and index in the new."""


def pairs(old: Sequence[Line], new: Sequence[Line]) -> list[Pair]:
    """Put side by side what was probably changed, keeping the order; None where a line has no counterpart."""
    if len(old) * len(new) > MOST_PAIRS:
        return [*((was, None) for was in old), *((None, now) for now in new)]
    likeness = likenesses(old, new)
    best = best_sums(likeness, len(old), len(new))
    found: list[Pair] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if likeness[i, j] and best[i, j] == likeness[i, j] + best[i + 1, j + 1]:
            found.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i, j] == best[i + 1, j]:
            found.append((old[i], None))
            i += 1
        else:
            found.append((None, new[j]))
            j += 1
    return [*found, *((was, None) for was in old[i:]), *((None, now) for now in new[j:])]


def best_sums(
    likeness: Mapping[tuple[int, int], float], rows: int, columns: int
) -> defaultdict[tuple[int, int], float]:
    """From each place on, the most likeness that pairs in order can have together."""
    best: defaultdict[tuple[int, int], float] = defaultdict(float)
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            best[i, j] = max(best[i + 1, j], best[i, j + 1], likeness[i, j] + best[i + 1, j + 1])
    return best


def likenesses(old: Sequence[Line], new: Sequence[Line]) -> Grid:
    """For each pair: 0 when the two have nothing to do with each other."""
    ours = [Counter(words_of(line.text)) for line in old]
    theirs = [Counter(words_of(line.text)) for line in new]
    return {
        (i, j): likeness(ours[i], theirs[j]) if was.label == now.label else 0
        for i, was in enumerate(old)
        for j, now in enumerate(new)
    }


def likeness(ours: Counter[str], theirs: Counter[str]) -> float:
    share = 2 * (ours & theirs).total() / (ours.total() + theirs.total())
    if max(ours.total(), theirs.total()) <= FEW:
        return ALIKE + share
    return share if share >= ALIKE else 0


def compare_words(was: str, now: str) -> Iterator[Piece]:
    """The words of both, in reading order, without repeating those they share."""
    old, new = words_of(was), words_of(now)
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            is_first, is_last = start == 0, end == len(old)
            yield Piece("same", cut(old[start:end], is_first=is_first, is_last=is_last))
        else:
            if start < end:
                yield Piece("removed", " ".join(old[start:end]))
            if new_start < new_end:
                yield Piece("added", " ".join(new[new_start:new_end]))


def words_of(text: str) -> list[str]:
    return WORD.findall(text)


def cut(same: list[str], *, is_first: bool, is_last: bool) -> str:
    """Only the ends of a long run next to something that changed."""
    if len(same) <= LONG:
        return " ".join(same)
    head = [] if is_first else same[:KEPT]
    tail = [] if is_last else same[-KEPT:]
    return " ".join([*head, "…", *tail])


def by_heading(changes: Iterable[Change]) -> list[tuple[str, list[Change]]]:
    """Neighbours under the same heading together."""
    return [(heading, list(found)) for heading, found in groupby(changes, key=lambda change: change.heading)]
