"""What a part of a document says, as plain lines: for those who know nothing of its shape."""

from collections.abc import Iterator

from pydantic import BaseModel

from api.text.passages import Passage
from api.text.walker import told_by

READ_ALOUD = {"display", "extension", "emergency_number", "email"}
"""Members without words that people need all the same: whom to call. Other values are for programs."""


def in_lines(part: BaseModel) -> str:
    """A line for each member, and for each paragraph of formatted text."""
    return "\n".join(line for passage in told_by(part) for line in lines_of(passage))


def lines_of(passage: Passage) -> Iterator[str]:
    if passage.role == "value" and passage.name not in READ_ALOUD:
        return
    if not passage.html:
        yield passage.words
        return
    for paragraph in passage.paragraphs:
        if words := " ".join("".join(run.text for run in paragraph.runs).split()):
            yield words
