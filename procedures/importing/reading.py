"""A file as a draft: read, structured, every word accounted for, and checked."""

from dataclasses import replace
from pathlib import Path

from procedures.checks.site import Site
from procedures.importing.accounting import StrayWord, account_for
from procedures.importing.draft import Draft
from procedures.importing.formats.readers import read_file
from procedures.importing.pieces import Reading
from procedures.importing.places import SetAside, Span, Text
from procedures.importing.review.reviewing import review
from procedures.importing.structure.treatment import structure


def read_draft(path: Path, *, locale: str = "en", site: Site | None = None) -> Draft:
    """The treatment in a file, with its findings. Raises ``UnreadableSourceError``."""
    return draft_of(read_file(path), locale=locale, site=site or Site())


def draft_of(reading: Reading, *, locale: str, site: Site) -> Draft:
    """Structure what a reader found, account for every word, and check it."""
    draft = _with_unplaced_words(reading, structure(reading, locale=locale, region=site.phone_region))
    return replace(draft, findings=tuple(review(reading, draft, site)))


def _with_unplaced_words(reading: Reading, draft: Draft) -> Draft:
    """Set aside, line by line, any word that found no place: the report must hold it even if the reader failed."""
    by_line: dict[int, list[StrayWord]] = {}
    for stray in account_for(reading.source, draft).lost:
        by_line.setdefault(stray.line, []).append(stray)
    entries = [
        SetAside(Text(" ".join(stray.word for stray in strays), Span(line, line)), "unplaced")
        for line, strays in by_line.items()
    ]
    return replace(draft, set_aside=(*draft.set_aside, *entries))
