"""The reader of plain text."""

from pathlib import Path

from procedures.importing.lines.contents import drop_contents
from procedures.importing.lines.grouping import group_units
from procedures.importing.lines.lines import read_lines
from procedures.importing.lines.noise import sift
from procedures.importing.lines.run_in_headings import split_run_in_headings
from procedures.importing.lines.units import build_units
from procedures.importing.pieces import Reading
from procedures.importing.source import decode_source


def read_plain_text(path: Path, data: bytes) -> Reading:
    """Headings, paragraphs and lists of a text file. Raises ``UnreadableSourceError``."""
    source = decode_source(path, data)
    sifted = sift(read_lines(source))
    without_contents = drop_contents(build_units(sifted.lines))
    grouped = group_units(without_contents.units)
    set_aside = (*sifted.set_aside, *without_contents.set_aside, *grouped.set_aside)
    return Reading(
        source=source,
        pieces=tuple(split_run_in_headings(grouped.pieces)),
        set_aside=tuple(sorted(set_aside, key=lambda entry: entry.text.span.first)),
    )
