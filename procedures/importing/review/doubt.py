"""What the importer is not sure of, or could not keep."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from procedures.checks.findings import Severity
from procedures.checks.page import pointer
from procedures.importing.draft import Draft, Path
from procedures.importing.findings import LineFinding
from procedures.importing.pieces import Reading


@dataclass(frozen=True, kw_only=True)
class Doubted:
    """One place in the file, or in the content made of it."""

    message: str
    remedy: str
    line: int | None = None
    path: Path = ()
    block: str | None = None


Look = Callable[[Reading, Draft], Iterator[Doubted]]


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """One kind of it."""

    code: str
    severity: Severity
    why: str
    look: Look

    def run(self, reading: Reading, draft: Draft) -> Iterator[LineFinding]:
        for found in self.look(reading, draft):
            yield LineFinding(
                code=self.code,
                severity=self.severity,
                message=found.message,
                why=self.why,
                remedy=found.remedy,
                path=pointer(found.path),
                block=found.block,
                line=found.line if found.line is not None else draft.line_of(found.path),
            )


def doubt(code: str, *, severity: Severity, why: str) -> Callable[[Look], Doubt]:
    def make(look: Look) -> Doubt:
        return Doubt(code=code, severity=severity, why=why, look=look)

    return make
