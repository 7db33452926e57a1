"""What a check is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from procedures.checks.editors import _
from procedures.checks.findings import Finding, Mending, Severity
from procedures.checks.page import Page, Place


@dataclass(frozen=True, kw_only=True)
class Found:
    """One place where a check's defect is. ``severity`` where it is another than the check's own."""

    message: str
    remedy: str
    at: Place | None = None
    severity: Severity | None = None
    mending: Mending | None = None


Look = Callable[[Page], Iterator[Found]]


@dataclass(frozen=True, kw_only=True)
class Check:
    """One kind of defect. ``languages`` are ISO 639 codes; empty: the check knows no words, or has them in a list."""

    code: str
    severity: Severity
    why: str
    """In English, marked for translation."""
    languages: frozenset[str]
    look: Look

    def run(self, page: Page) -> Iterator[Finding]:
        if self.languages and page.language not in self.languages:
            return
        for found in self.look(page):
            at = found.at or Place()
            yield Finding(
                code=self.code,
                severity=found.severity or self.severity,
                message=found.message,
                why=_(self.why),
                remedy=found.remedy,
                path=at.path,
                block=at.block,
                paragraph=at.paragraph,
                mending=found.mending,
            )


def check(code: str, *, severity: Severity, why: str, languages: tuple[str, ...] = ()) -> Callable[[Look], Check]:
    """Make a check of the function that looks for its defect."""

    def make(look: Look) -> Check:
        return Check(code=code, severity=severity, why=why, languages=frozenset(languages), look=look)

    return make
