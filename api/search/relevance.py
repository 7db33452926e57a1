"""How well search finds what people mean: queries with the document that should come first, or with none."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints

from api.parameters.models import SearchParameters
from api.search.searching import search
from api.search.suggesting import suggest

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z]+/[-\w]+$")]
LOOKED_AT = 20
"""Results; what comes later counts as not found."""


class Expectation(BaseModel):
    """What somebody types, and what should come first. Without ``first``, the hospital has nothing of the kind: nothing
    may be found that has all of it, and the words stay as they were typed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: str
    first: Slug | list[Slug] | None = None
    """``type/slug``; where several answer as well, any of them."""
    locale: str = "en"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Where the expected document came."""

    expectation: Expectation
    found: list[str]
    matched: str
    corrected: str | None

    @property
    def position(self) -> int | None:
        """1 is first, and right; None where it was not found, or where something was found for something else."""
        expected = self.expectation.first
        if expected is None:
            return None if self.matched == "all" or self.corrected else 1
        wanted = [expected] if isinstance(expected, str) else expected
        return next((place for place, name in enumerate(self.found, start=1) if name in wanted), None)


@dataclass(frozen=True, kw_only=True)
class Report:
    """Outcomes, and what they come to."""

    outcomes: list[Outcome]

    @classmethod
    def of(cls, expectations: Iterable[Expectation], *, ask: "Ask") -> Self:
        return cls(outcomes=[ask(each) for each in expectations])

    @property
    def mean_reciprocal_rank(self) -> float:
        """1 when every expected document comes first, 0.5 when every one comes second."""
        return sum(1 / each.position for each in self.outcomes if each.position) / len(self.outcomes)

    @property
    def success_at_1(self) -> float:
        """The share of queries whose document comes first."""
        return self.success_at(1)

    @property
    def success_at_3(self) -> float:
        """The share of queries whose document is among the first three."""
        return self.success_at(3)

    def success_at(self, place: int) -> float:
        return sum(1 for each in self.outcomes if each.position and each.position <= place) / len(self.outcomes)

    @property
    def misses(self) -> list[Outcome]:
        """Outcomes whose document did not come first."""
        return [each for each in self.outcomes if each.position != 1]


Ask = Callable[[Expectation], Outcome]


def by_locale(reports: Iterable[Report]) -> dict[str, Report]:
    """Of what should be found, whatever its heading."""
    outcomes = [each for report in reports for each in report.outcomes if each.expectation.first]
    locales = sorted({each.expectation.locale for each in outcomes})
    return {
        locale: Report(outcomes=[each for each in outcomes if each.expectation.locale == locale]) for locale in locales
    }


def searched(expectation: Expectation) -> Outcome:
    page, _ = search(SearchParameters(q=expectation.q, locale=expectation.locale, limit=LOOKED_AT))
    found = [f"{row.type}/{row.slug}" for row in page.rows]
    return Outcome(expectation=expectation, found=found, matched=page.matched, corrected=page.corrected)


def suggested(expectation: Expectation) -> Outcome:
    """What is offered to somebody who has typed so far."""
    names, _ = suggest(expectation.q, locale=expectation.locale)
    found = [f"{name.type}/{name.slug}" for name in names]
    return Outcome(expectation=expectation, found=found, matched="some", corrected=None)
