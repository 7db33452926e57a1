"""Contents lists ("On this page"): runs of short lines that recur later as headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from procedures.importing.headings.meaning import classify_heading, normalise_heading
from procedures.importing.headings.wordings import CONTENTS
from procedures.importing.lines.lines import MarkerKind
from procedures.importing.lines.units import Unit
from procedures.importing.places import SetAside, Text
from procedures.language.words import count_words, is_question, similarity, words_in

_LEADER = re.compile(r"[\s.·…_-]*[0-9]{0,3}$")
_MOST_WORDS = 16
_MOST_CHARACTERS = 160
_FEWEST_ENTRIES = 3
_FEWEST_LABELLED = 2
_LABELLED_SHARE = 0.34
_UNLABELLED_SHARE = 0.6
_SIMILAR = 0.6
# A contents list has tens of entries; the caps keep a file that is one endless list from costing its square.
_MOST_FUZZY = 60
_MOST_HEADINGS = 400


@dataclass(frozen=True)
class WithoutContents:
    units: tuple[Unit, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True)
class _Place:
    """A unit as a contents list may see it. ``key`` is the normalised text of a short line, empty for longer ones."""

    unit: Unit
    key: str
    is_bullet: bool

    @property
    def is_label(self) -> bool:
        return CONTENTS.fullmatch(self.key) is not None


@dataclass(frozen=True)
class _Entry:
    """``heading`` is the later heading the entry stands for, None when nothing recurs."""

    index: int
    heading: str | None
    is_same: bool


def drop_contents(units: Sequence[Unit]) -> WithoutContents:
    """Set contents lists aside; an entry's ``detail`` is the heading it differs from, empty where there is none."""
    places = [_place(unit) for unit in units]
    later = {place.key: index for index, place in enumerate(places) if place.key and not place.is_bullet}
    dropped: dict[int, SetAside] = {}
    index = 0
    while index < len(places):
        run = _run_at(places, index)
        entries = _contents_entries(places, run, later=later)
        dropped.update({entry.index: _set_aside(units[entry.index], entry) for entry in entries})
        if entries and places[run.start].is_label:
            dropped[run.start] = SetAside(units[run.start].sourced, "contents")
        index = max(run.stop, index + 1)
    kept = tuple(unit for index, unit in enumerate(units) if index not in dropped)
    return WithoutContents(kept, tuple(dropped[index] for index in sorted(dropped)))


def _place(unit: Unit) -> _Place:
    text = unit.text
    is_short = len(text) <= _MOST_CHARACTERS and 0 < count_words(text) <= _MOST_WORDS
    is_bullet = unit.marker is not None and unit.marker.kind is MarkerKind.BULLET
    if not is_short or text.endswith((".", ";", ",")):
        return _Place(unit, "", is_bullet)
    return _Place(unit, normalise_heading(_without_leader(text)), is_bullet)


def _run_at(places: Sequence[_Place], start: int) -> range:
    """The short lines from ``start`` up to the first that repeats one of them: there the page itself begins."""
    seen: set[str] = set()
    stop = start
    while stop < len(places) and places[stop].key:
        if places[stop].key in seen or (stop > start and places[stop].is_label):
            break
        seen.add(places[stop].key)
        stop += 1
    return range(start, stop)


def _contents_entries(places: Sequence[_Place], run: range, *, later: dict[str, int]) -> list[_Entry]:
    """The entries of the run that make a contents list, empty if it is none."""
    is_labelled = len(run) > 0 and places[run.start].is_label
    lines = run[1:] if is_labelled else run
    fewest = _FEWEST_LABELLED if is_labelled else _FEWEST_ENTRIES
    entries = _trimmed([_entry(places, index, later=later, end=run.stop) for index in lines])
    if len(entries) < fewest or (not is_labelled and _is_introduced(places, entries[0].index)):
        return []
    share = _LABELLED_SHARE if is_labelled else _UNLABELLED_SHARE
    if 2 * sum(entry.is_same for entry in entries) < share * len(entries):
        return []
    entries = _with_similar_headings(entries, places, end=run.stop)
    found = sum(entry.heading is not None for entry in entries)
    return entries if found >= max(fewest, share * len(entries)) else []


def _entry(places: Sequence[_Place], index: int, *, later: dict[str, int], end: int) -> _Entry:
    target = later.get(places[index].key, -1)
    is_same = target >= end
    return _Entry(index, places[target].unit.text if is_same else None, is_same)


def _trimmed(entries: list[_Entry]) -> list[_Entry]:
    """From the first entry that recurs to the last: what stands around them is title or heading."""
    found = [position for position, entry in enumerate(entries) if entry.is_same]
    return entries[found[0] : found[-1] + 1] if found else []


def _with_similar_headings(entries: list[_Entry], places: Sequence[_Place], *, end: int) -> list[_Entry]:
    """The entries, those that recur nowhere with the free later heading that is most like them."""
    if not 0 < sum(not entry.is_same for entry in entries) <= _MOST_FUZZY:
        return entries
    taken = {places[entry.index].key for entry in entries}
    headings = [place for place in places[end:] if place.key and not place.is_bullet and place.key not in taken]
    words = [(words_in(place.key), place.unit.text) for place in headings[:_MOST_HEADINGS]]
    return [entry if entry.is_same else _matched(entry, places[entry.index].key, words) for entry in entries]


def _matched(entry: _Entry, key: str, headings: Sequence[tuple[list[str], str]]) -> _Entry:
    own = words_in(key)
    score, heading = max(((similarity(own, words), text) for words, text in headings), default=(0.0, ""))
    return _Entry(entry.index, heading if score >= _SIMILAR else None, is_same=False)


def _set_aside(unit: Unit, entry: _Entry) -> SetAside:
    heading = entry.heading or ""
    differs = words_in(_without_leader(unit.text)) != words_in(_without_leader(heading))
    written = Text(" ".join(line.written for line in unit.lines), unit.span)
    return SetAside(written, "contents", heading if differs else None)


def _is_introduced(places: Sequence[_Place], start: int) -> bool:
    """Whether a run belongs to a sentence or, bulleted, to a section above it, so that it is a list of its own.

    Questions that are asked again below are no list of their own.
    """
    above = places[start - 1] if start else None
    if above is None:
        return False
    is_listed = places[start].unit.marker is not None and not is_question(places[start].unit.text)
    return above.unit.text.endswith(":") or (is_listed and classify_heading(above.unit.text).is_known)


def _without_leader(text: str) -> str:
    """A contents entry without the dots and page number at its end."""
    return _LEADER.sub("", text)
