"""A finding with the line of the file."""

from dataclasses import asdict, dataclass

from procedures.checks.findings import Finding


@dataclass(frozen=True, kw_only=True)
class LineFinding(Finding):
    """``line`` is the line of the source, None where the whole page is meant."""

    line: int | None = None

    @classmethod
    def of(cls, finding: Finding, *, line: int | None) -> "LineFinding":
        return cls(**asdict(finding), line=line)
