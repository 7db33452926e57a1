"""How well search finds what people mean: queries with the document that should come first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints

from api.parameters.models import SearchParameters
from api.search.searching import search

LOOKED_AT = 20
"""Results; what comes later counts as not found."""


class Expectation(BaseModel):
    """What somebody types, and what should come first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: str
    first: Annotated[str, StringConstraints(pattern=r"^[a-z]+/[-\w]+$")]
    """``type/slug``."""
    locale: str = "en"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Where the expected document came."""

    expectation: Expectation
    found: list[str]

    @property
    def position(self) -> int | None:
        """1 is first; None where it was not found."""
        expected = self.expectation.first
        return self.found.index(expected) + 1 if expected in self.found else None


@dataclass(frozen=True, kw_only=True)
class Report:
    """Outcomes, and what they come to."""

    outcomes: list[Outcome]

    @classmethod
    def of(cls, expectations: Iterable[Expectation]) -> Self:
        return cls(outcomes=[Outcome(expectation=each, found=found(each)) for each in expectations])

    @property
    def mean_reciprocal_rank(self) -> float:
        """1 when every expected document comes first, 0.5 when every one comes second."""
        return sum(1 / each.position for each in self.outcomes if each.position) / len(self.outcomes)

    @property
    def success_at_3(self) -> float:
        """The share of queries whose document is among the first three."""
        return sum(1 for each in self.outcomes if each.position and each.position <= 3) / len(self.outcomes)

    @property
    def misses(self) -> list[Outcome]:
        """Outcomes whose document did not come first."""
        return [each for each in self.outcomes if each.position != 1]


def found(expectation: Expectation) -> list[str]:
    page, _ = search(SearchParameters(q=expectation.q, locale=expectation.locale, limit=LOOKED_AT))
    return [f"{row.type}/{row.slug}" for row in page.rows]
