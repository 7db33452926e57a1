"""Doses, how often, and measures given in two units."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page
from procedures.checks.rules.conflicts.statements import HEDGED, Statement, both_said, own_sentences
from procedures.language.amounts import NUMBER, number_of
from procedures.language.words import FUNCTION_WORDS, words_in

WRONG = gettext_noop("Patients follow it to the letter.")
_DOSE = re.compile(
    r"\b(?P<amount>[0-9][0-9,.]*)\s?(?P<unit>mg|mcg|µg|g|ml|milligrams?|grams?|units|mililitros|miligramos)\b", re.I
)
_TAKE = re.compile(
    r"\b(?:take|takes|taking|dose|tablets?|pills?|swallow|inject\w*|drops|every \w+ hours"
    r"|tome|tomar|siga con|continúe con|cada \w+ horas|dosis|pastillas?|tabletas?)\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    rf"\b(?:(?P<word>once|twice)|(?P<number>{NUMBER}) (?:times|veces|vez)) (?:(?:a|per|each|every|al|"
    rf"por) )?(?P<per>day|week|daily|weekly|día|semana)\b",
    re.IGNORECASE,
)
_PER = {"daily": "day", "weekly": "week"}
_REPEATED = frozenset(
    [
        "exercise",
        "exercises",
        "medicine",
        "medicines",
        "tablet",
        "tablets",
        "pill",
        "pills",
        "drops",
        "spray",
        "dressing",
        "bandage",
        "wound",
        "ice",
        "cream",
        "ointment",
        "inhaler",
        "injection",
        "shower",
        "temperature",
        "walk",
        "ejercicios",
        "ejercicio",
        "gotas",
        "medicamento",
        "pastilla",
        "pastillas",
        "pomada",
    ]
)
_PARTS = re.compile(
    r"\b(?:to|up to|between|from|or|start|starts|increase|then|maximum|most|no more than|hasta|entre|"
    r"máximo|child|children|adults?)\b",
    re.I,
)
_UNIT = (
    r"°\s?[FC]|[FC]\b|pounds?|lbs?|kg|kilos?|kilograms?|inch(?:es)?|cm|centimeters?|feet|ft|m|meters?|miles?|km|kilometers?"
    r"|ounces?|oz|ml|grams?|g|libras?|pulgadas?|cent[ií]metros?"
)
_AMOUNT = r"-?[0-9]+(?:[.,][0-9]+)?"
_BOTH_UNITS = re.compile(
    rf"(?P<left>{_AMOUNT})(?:\s|-)?(?:degrees? )?(?P<of>{_UNIT})\.?"
    r"\s?(?:\(|/|or |\(about |o )(?:about |approximately |unos |unas )?"
    rf"(?P<right>{_AMOUNT})(?:\s|-)?(?:degrees? )?(?P<in>{_UNIT})\b",
    re.IGNORECASE,
)
_TO_METRIC = {
    "lb": ("kg", 0.4536),
    "inch": ("cm", 2.54),
    "foot": ("m", 0.3048),
    "mile": ("km", 1.609),
    "ounce": ("ml", 29.57),
    "dryounce": ("g", 28.35),
}
_NAMES = {
    "pound": "lb",
    "lb": "lb",
    "libra": "lb",
    "kg": "kg",
    "kilo": "kg",
    "kilogram": "kg",
    "inche": "inch",
    "inch": "inch",
    "pulgada": "inch",
    "cm": "cm",
    "centimeter": "cm",
    "centimetro": "cm",
    "centímetro": "cm",
    "feet": "foot",
    "ft": "foot",
    "m": "m",
    "meter": "m",
    "mile": "mile",
    "km": "km",
    "kilometer": "km",
    "ounce": "ounce",
    "oz": "ounce",
    "ml": "ml",
    "gram": "g",
    "g": "g",
}
_TOLERANCE = 0.12
_FEVER = re.compile(
    r"\b(?:fever|temperature|fiebre|temperatura)\b[^.;]{0,40}?(?P<compared>(?:above|over|below|than|of|reaches|de|a)\s)?"
    r"(?P<degrees>[0-9]{2,3}(?:\.[0-9])?)\s?(?P<sign>°|degrees?|grados)?\s?"
    r"(?P<unit>F\b|C\b|Fahrenheit|Celsius|centigrade)?(?![%\w])",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:fever|fiebre) (?:of|de|above|over|(?:higher|greater|more) than|mayor de|superior a) "
    r"[0-9.]+\s?(?:°|degrees?|grados)?\s?(?:F|C|Fahrenheit|Celsius)$",
    re.IGNORECASE,
)
"""A fever for certain: figure and unit stand beside the word."""
_LOWEST, _HIGHEST = 30, 116
"""Of figures that can be meant to be a fever; above, something is cooked."""
_POSSIBLE = {"F": (94.0, 108.0), "C": (34.0, 42.5)}


@check("dose-conflict", severity="warning", why=WRONG)
def dose_conflict(page: Page) -> Iterator[Found]:
    """One medicine with two doses. The medicine is the word after the dose, or "of" it."""
    first: dict[str, Statement] = {}
    for sentence, text in own_sentences(page):
        doses = list(_DOSE.finditer(sentence))
        if (
            len(doses) != 1
            or not _TAKE.search(sentence)
            or HEDGED.search(sentence)
            or _PARTS.search(sentence[: doses[0].start()][-30:])
        ):
            continue
        medicine = _medicine(sentence[doses[0].end() :]) or _medicine_before(sentence[: doses[0].start()])
        said = Statement(low=_milli(doses[0]), high=0, said=sentence, at=text.place)
        earlier = first.setdefault(medicine, said) if medicine else said
        if earlier.low != said.low:
            yield both_said(
                earlier.said, sentence, what=_("the dose of {medicine}").format(medicine=medicine), at=text.place
            )
            return


def _medicine(after: str) -> str:
    words = [word for word in words_in(after[:40]) if word not in FUNCTION_WORDS]
    return words[0] if words and len(words[0]) > 5 else ""


def _medicine_before(before: str) -> str:
    words = [word for word in words_in(before[-40:]) if word not in FUNCTION_WORDS]
    return words[-1] if words and len(words[-1]) > 5 else ""


def _milli(match: re.Match[str]) -> float:
    amount = float(match["amount"].rstrip(".,").replace(",", ""))
    return amount * 1000 if match["unit"].casefold() in ("g", "gram", "grams") else amount


@check("frequency-conflict", severity="warning", why=WRONG)
def frequency_conflict(page: Page) -> Iterator[Found]:
    """ "Do the exercises three times a day" and "once a day"."""
    first: dict[tuple[str, str], Statement] = {}
    for sentence, text in own_sentences(page):
        for match in (
            ()
            if HEDGED.search(sentence) or re.search(r"\b(?:or|to|o|a)\b \S+ (?:times|veces)", sentence)
            else _OFTEN.finditer(sentence)
        ):
            things = _REPEATED & set(words_in(sentence[: match.start()]))
            times = {"once": 1.0, "twice": 2.0}.get((match["word"] or "").casefold()) or number_of(match["number"])
            for thing in things:
                key = thing.removesuffix("s"), _PER.get(match["per"].casefold(), match["per"].casefold())
                said = Statement(low=times, high=times, said=sentence, at=text.place)
                earlier = first.setdefault(key, said)
                if earlier.low != times and len(things) == 1:
                    yield both_said(
                        earlier.said, sentence, what=_("how often ({thing})").format(thing=thing), at=text.place
                    )
                    return


@check(
    "unit-conversion",
    severity="warning",
    why=gettext_noop("One of the two is wrong, and patients may follow that one."),
)
def unit_conversion(page: Page) -> Iterator[Found]:
    for sentence, text in page.sentences:
        for match in _BOTH_UNITS.finditer(sentence):
            if _is_wrong(match):
                yield Found(
                    message=_("“{words}…” does not convert.").format(words=match.group()),
                    remedy=_("Correct the wrong one of the two."),
                    at=text.place,
                )


def _is_wrong(match: re.Match[str]) -> bool:
    left, right = (float(match[name].replace(",", ".")) for name in ("left", "right"))
    of, to = (_unit(match[name]) for name in ("of", "in"))
    expected = _converted(left, of, to)
    if expected is None:
        return False
    if of in ("F", "C"):
        return abs(expected - right) > 0.6
    return abs(expected - right) > _TOLERANCE * max(expected, right)


def _unit(written: str) -> str:
    bare = written.strip("° ").casefold()
    return bare.upper() if bare in ("f", "c") else _NAMES.get(bare, _NAMES.get(bare.removesuffix("s"), ""))


def _converted(value: float, of: str, to: str) -> float | None:
    if (of, to) == ("F", "C"):
        return (value - 32) / 1.8
    if (of, to) == ("C", "F"):
        return value * 1.8 + 32
    for unit, (metric, factor) in _TO_METRIC.items():
        if (of, to) == (unit.removeprefix("dry"), metric):
            return value * factor
        if (to, of) == (unit.removeprefix("dry"), metric):
            return value / factor
    return None


@check(
    "impossible-temperature",
    severity="warning",
    why=gettext_noop("Nobody has such a fever: patients wait for it, and do not call."),
)
def impossible_temperature(page: Page) -> Iterator[Found]:
    for sentence, text in page.sentences:
        match = _FEVER.search(sentence)
        if match is None or not (match["compared"] or match["sign"] or match["unit"]):
            continue
        degrees, unit = float(match["degrees"]), (match["unit"] or "").upper()[:1]
        ranges = [_POSSIBLE[unit]] if unit else list(_POSSIBLE.values())
        if _LOWEST < degrees < _HIGHEST and not any(low <= degrees <= high for low, high in ranges):
            yield Found(
                message=_("“{words}” is no temperature that people have.").format(words=match.group().strip()),
                remedy=_("Correct the figure or its unit."),
                at=text.place,
                severity="error" if _SAID.match(match.group().strip()) else None,
            )
