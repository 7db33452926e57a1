"""Telephone numbers that nobody can dial."""

import re
from collections.abc import Iterator

from phonenumbers import NumberParseException, ValidationResult, is_possible_number_with_reason, parse

from api.contract.values import Phone
from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page
from procedures.language.phones import find_phones, without_other_numbers

_WRITTEN = re.compile(
    r"(?<![\w@.,$€£/-])(?P<number>(?:\+?1[ .–-])?\+?\(?[0-9]{2,4}\)?[ .–-][0-9]{2,4}"
    r"(?:[ .–-][0-9]{1,5}){0,3})(?![\w@/%-]|[.,][0-9])"
)
_CALLING = re.compile(
    r"\b(?:call|phone|telephone|tel|ring|dial|fax|text|line|at|número|llame|teléfono|marque|al)\b[^.;!?]{0,45}$",
    re.IGNORECASE,
)
_NANP_LIKE = re.compile(r"^\(?[0-9]{3}\)?[ .–-][0-9]{3}[ .–-]?[0-9]+$")
_NORTH_AMERICA = frozenset({"US", "CA", "PR"})
_IN_NANP = re.compile(r"^(?:1[ .–-])?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[.–-])[2-9][0-9]{2}[.–-][0-9]{1,5}$")
_CALLED = re.compile(r"\b(?:call|phone|telephone|llame|teléfono)\b[^.;!?0-9]{0,40}$", re.IGNORECASE)
_UNITS = re.compile(
    r"^\s?(?:mg|ml|mm|cm|am|pm|a\.m|p\.m|hours?|days?|weeks?|percent|%|pounds?|kg|people|patients|million)\b",
    re.IGNORECASE,
)
_LONG_DISTANCE = re.compile(r"^1[ .–-](?=\(?[0-9]{3}\)?[ .–-])")
"""What people dial in North America, and the library takes for a digit of the number."""
_TOO_FEW, _TOO_MANY = 7, 15


@check("phone-digits", severity="warning", why=gettext_noop("Patients who need help reach nobody."))
def phone_digits(page: Page) -> Iterator[Found]:
    """Short of a digit, or with one too many: for certain where it has an area code as in North America, and a word of
    calling stands before it. Else it may be an order number, or one of another country.
    """
    region = page.site.phone_region
    for text in page.texts:
        for match in _WRITTEN.finditer(without_other_numbers(text.text)):
            number, before = match["number"], without_other_numbers(text.text)[: match.start()]
            if _is_meant(number, before, text.text[match.end() :]) and not _can_be_dialled(number, region):
                yield Found(
                    message=_("“{number}” is no telephone number: it has {digits} digits.").format(
                        number=number, digits=_digits(number)
                    ),
                    remedy=_("Write all its digits."),
                    at=text.place,
                    severity="error" if _is_certain(number, before, region) else None,
                )


def _is_certain(number: str, before: str, region: str) -> bool:
    is_here = region in _NORTH_AMERICA
    return is_here and _IN_NANP.match(number) is not None and _CALLED.search(before) is not None


def _is_meant(number: str, before: str, after: str) -> bool:
    """A phone by what stands before it, or by its shape."""
    if _UNITS.match(after) or _digits(number) > _TOO_MANY or number.lstrip("(").startswith("0"):
        return False  # a nought at the beginning is how other countries write theirs
    is_called = _CALLING.search(before) is not None and _digits(number) >= _TOO_FEW - 1
    return is_called or (_NANP_LIKE.match(number) is not None and _digits(number) >= _TOO_FEW + 1)


def _digits(number: str) -> int:
    return sum(map(str.isdigit, number))


def _can_be_dialled(number: str, region: str) -> bool:
    try:
        parsed = parse(_LONG_DISTANCE.sub("", number), region)
    except NumberParseException:
        return False
    return is_possible_number_with_reason(parsed) in (
        ValidationResult.IS_POSSIBLE,
        ValidationResult.IS_POSSIBLE_LOCAL_ONLY,
    )


@check("phone-conflict", severity="warning", why=gettext_noop("One of the two numbers reaches somebody else."))
def phone_conflict(page: Page) -> Iterator[Found]:
    """Two numbers that differ in one digit, or in two that changed places."""
    seen: list[Phone] = []
    for text in page.texts:
        for phone in find_phones((text.text,), region=page.site.phone_region):
            other = next((each for each in seen if _is_slip(each.number, phone.number)), None)
            if other is not None:
                yield Found(
                    message=_("{number} and {other} differ in one place.").format(
                        number=phone.display, other=other.display
                    ),
                    remedy=_("Check both."),
                    at=text.place,
                )
            seen.append(phone)


def _is_slip(left: str, right: str) -> bool:
    """Two digits that changed places. Numbers of one hospital often differ in their last digits."""
    if len(left) != len(right) or left == right:
        return False
    places = [place for place, (one, other) in enumerate(zip(left, right, strict=True)) if one != other]
    is_swap = len(places) == 2 and places[1] == places[0] + 1
    return is_swap and left[places[0]] == right[places[1]] and left[places[1]] == right[places[0]]
