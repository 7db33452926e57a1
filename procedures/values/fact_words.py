"""Key figures in words, in the languages of the site."""

from decimal import Decimal
from typing import TypedDict, TypeVar

LABELS: dict[str, dict[str, str]] = {
    "procedure_length": {"en": "Length of the procedure", "es": "Duración del procedimiento"},
    "hospital_stay": {"en": "Hospital stay", "es": "Estancia en el hospital"},
    "recovery": {"en": "Recovery", "es": "Recuperación"},
    "return_to_work": {"en": "Back to work", "es": "Vuelta al trabajo"},
    "return_to_driving": {"en": "Back to driving", "es": "Volver a conducir"},
    "device_life": {"en": "Life of the device", "es": "Duración del dispositivo"},
    "refill_interval": {"en": "Time between refills", "es": "Tiempo entre recargas"},
    "trial_length": {"en": "Length of the trial", "es": "Duración de la prueba"},
    "follow_up": {"en": "First follow-up visit", "es": "Primera visita de control"},
    "anaesthesia": {"en": "Anesthesia", "es": "Anestesia"},
}
QUALIFIERS: dict[str, dict[str, str]] = {
    "exactly": {"en": "", "es": ""},
    "about": {"en": "about", "es": "alrededor de"},
    "up_to": {"en": "up to", "es": "hasta"},
    "at_least": {"en": "at least", "es": "al menos"},
    "usually": {"en": "usually", "es": "normalmente"},
}
UNITS: dict[str, dict[str, tuple[str, str]]] = {
    "minutes": {"en": ("minute", "minutes"), "es": ("minuto", "minutos")},
    "hours": {"en": ("hour", "hours"), "es": ("hora", "horas")},
    "days": {"en": ("day", "days"), "es": ("día", "días")},
    "weeks": {"en": ("week", "weeks"), "es": ("semana", "semanas")},
    "months": {"en": ("month", "months"), "es": ("mes", "meses")},
    "years": {"en": ("year", "years"), "es": ("año", "años")},
}
TO = {"en": "to", "es": "a"}


Said = TypeVar("Said")


class Figure(TypedDict):
    qualifier: str | None
    minimum: Decimal | None
    maximum: Decimal | None
    unit: str


def kind_label(kind: str, *, locale: str) -> str:
    return said(LABELS[kind], locale)


def fact_text(fact: Figure, *, locale: str) -> str:
    """For example ``about 1 to 2 hours``."""
    if fact["minimum"] is None:
        return ""
    low, high = number(fact["minimum"]), number(fact["maximum"])
    one, many = said(UNITS[fact["unit"]], locale)
    figure = f"{low} {said(TO, locale)} {high}" if high else low
    unit = one if figure == "1" else many
    return " ".join(
        part for part in (said(QUALIFIERS.get(fact["qualifier"] or "exactly", {}), locale), figure, unit) if part
    )


def number(amount: Decimal | float | None) -> str:
    return "" if amount is None else f"{float(amount):g}"


def said(words: dict[str, Said], locale: str) -> Said:
    """In the language, or in English where it has no words of its own."""
    return words.get(locale.split("-")[0]) or words["en"]
