"""Bars as SVG. Errors are filled, warnings hatched: they differ without colour. Numbers stand above the bars."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

HEIGHT, BAR, GAP, ABOVE, BELOW = 120, 36, 36, 18, 22
"""Pixels."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    day: date
    errors: int
    warnings: int

    @property
    def number(self) -> int:
        return self.errors + self.warnings


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A bar with its place."""

    bar: Bar
    left: int
    middle: float
    top: float
    errors_top: float
    warnings_height: float
    errors_height: float
    label: float


@dataclass(frozen=True, kw_only=True)
class Chart:
    bars: Sequence[Bar]

    bar_width = BAR
    height = HEIGHT + ABOVE + BELOW
    days_at = HEIGHT + ABOVE + BELOW - 6

    @property
    def width(self) -> int:
        return len(self.bars) * (BAR + GAP) + GAP

    def drawn(self) -> Iterator[Drawn]:
        most = max((bar.number for bar in self.bars), default=0) or 1
        for place, bar in enumerate(self.bars):
            warnings, errors = (round(number / most * HEIGHT, 1) for number in (bar.warnings, bar.errors))
            errors_top = ABOVE + HEIGHT - errors
            left = GAP + place * (BAR + GAP)
            yield Drawn(
                bar=bar,
                left=left,
                middle=left + BAR / 2,
                top=errors_top - warnings,
                errors_top=errors_top,
                warnings_height=warnings,
                errors_height=errors,
                label=errors_top - warnings - 5,
            )
