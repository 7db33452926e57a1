"""What reading a file makes: the contract's content of a treatment, and beside it where each part was read.

Nothing here formats or stores. ``confidence`` is 0 to 1: how sure the importer is that a part is what it says; below
``REVIEW_BELOW`` an editor should look.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from api.contract.documents import ProcedureContent
from procedures.importing.findings import LineFinding
from procedures.importing.places import SetAside, Span, Title

REVIEW_BELOW = 0.7
Path = tuple[str | int, ...]
"""As in the content's JSON: ``("sections", 2, "blocks", 0, "items", 1)``."""
Model = TypeVar("Model")


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a part was read, and how sure it is. Formatted text has a span for each of its paragraphs."""

    spans: tuple[Span, ...]
    confidence: float | None = None

    @property
    def span(self) -> Span:
        return Span(min(span.first for span in self.spans), max(span.last for span in self.spans))


Origins = Mapping[Path, Origin]
"""By path. What was not read, such as the label of a section without a heading, has none."""


@dataclass(frozen=True)
class Part(Generic[Model]):
    """A part of the content, with the origins of it (at the empty path) and of what is in it."""

    model: Model
    origins: Origins

    def under(self, *path: str | int) -> Origins:
        """Its origins as they stand in what holds it."""
        return {(*path, *inner): origin for inner, origin in self.origins.items()}


def steps_of(pointer: str) -> Path:
    """A JSON Pointer as a path."""
    return tuple(int(step) if step.isdigit() else step for step in pointer.split("/")[1:])


def together(origins: Iterable[Origins]) -> dict[Path, Origin]:
    return {path: origin for each in origins for path, origin in each.items()}


def listed(parts: Iterable[Part[Model]], *path: str | int) -> dict[Path, Origin]:
    """Origins of the parts as items of a list at ``path``."""
    return together(part.under(*path, index) for index, part in enumerate(parts))


def span_of(origins: Origins) -> Span:
    """All lines of all of them."""
    spans = [span for origin in origins.values() for span in origin.spans]
    return Span(min(span.first for span in spans), max(span.last for span in spans))


@dataclass(frozen=True, kw_only=True)
class Draft:
    """``content`` is built without validation: it has no address yet, and says no more than the file."""

    content: ProcedureContent
    origins: Origins
    title: Title
    set_aside: tuple[SetAside, ...]
    findings: tuple[LineFinding, ...] = ()

    def line_of(self, path: Path, *, paragraph: int | None = None) -> int | None:
        """The first line of a part, or of the nearest one around it whose lines are known."""
        while path and path not in self.origins:
            path = path[:-1]
        if not path:
            return None
        spans = self.origins[path].spans
        return spans[paragraph if paragraph is not None and paragraph < len(spans) else 0].first
