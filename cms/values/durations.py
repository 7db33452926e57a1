"""Durations as editors write them (a number and a unit), to ISO 8601."""

from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

UNITS = {"seconds": "S", "minutes": "M", "hours": "H", "days": "D", "weeks": "W", "months": "M", "years": "Y"}
TIME_UNITS = {"seconds", "minutes", "hours"}


def iso_duration(amount: Decimal | float | int | None, unit: str) -> str | None:
    """``PT45M``, ``P1D``; None for no amount. Half hours become minutes: ISO 8601 fractions trip parsers.

    Raise ValueError for another fraction.
    """
    if amount is None:
        return None
    if unit == "hours" and amount % 1:
        amount, unit = amount * 60, "minutes"
    if amount % 1:
        raise ValueError(
            format_lazy(_("Write {amount} {unit} in a smaller unit, without a fraction."), amount=amount, unit=unit)
        )
    marker = "PT" if unit in TIME_UNITS else "P"
    return f"{marker}{int(amount)}{UNITS[unit]}"
