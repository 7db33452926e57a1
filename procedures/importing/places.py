"""Text with the lines of the source it was read from, and what was set aside."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Span:
    """Lines of the source, first and last included, counted from 1."""

    first: int
    last: int

    def to(self, other: "Span") -> "Span":
        """The lines from this one to ``other``."""
        return Span(min(self.first, other.first), max(self.last, other.last))


@dataclass(frozen=True)
class Text:
    """Plain text on one line, and the lines it was read from."""

    text: str
    span: Span


@dataclass(frozen=True)
class Named:
    """A name and what it means, as the source pairs them."""

    name: Text
    text: Text


SetAsideReason = Literal[
    "above_title",
    "breadcrumb",
    "caption",
    "contents",
    "empty_heading",
    "list_marker",
    "navigation",
    "page_number",
    "running_header",
    "tagline",
    "title_repeated",
    "umbrella",
    "unplaced",
]


@dataclass(frozen=True)
class SetAside:
    """Words of the source that are not in the page, and why.

    ``detail`` is set for a contents entry that differs from its heading: that heading, empty where there is none.
    """

    text: Text
    reason: SetAsideReason
    detail: str | None = None


@dataclass(frozen=True)
class Title:
    """``span`` is None when no line of the source is the title, so that it was inferred."""

    text: str
    confidence: float
    span: Span | None
