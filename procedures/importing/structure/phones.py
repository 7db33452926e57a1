"""Telephone numbers in a file's texts, short ones included."""

import re
from collections.abc import Iterable, Iterator

from api.contract.values import Phone
from cms.values.short_numbers import EMERGENCY_NUMBERS, short_number
from procedures.language.phones import find_phones, is_landline, without_other_numbers

# Shorter ones, with the country's code, are easily something else.
_SHORTEST_ELSEWHERE = 10
_MANY_DIGITS = re.compile(r"(?:[0-9][^0-9a-z]{0,3}){7}", re.IGNORECASE)
_DIGITS = r"(?P<number>11[68] ?[0-9]{3}|[0-9]{3})(?![\w%]|[.,:/-][0-9]|\s?(?:mg|ml|percent|degrees))"
# A number of three digits is one to call only where a word says so: a verb, a name of a line, or its place in the line.
_SHORT = (
    re.compile(
        rf"\b(?:call|dial|text|phone|ring|reach|tty|tdd|llam[ae]r?|mar(?:que|car?))\b"
        rf"(?:(?!\b(?:if|when|than|over|above|si|cuando|más)\b)[^.;?!0-9]){{0,30}}(?<!\w){_DIGITS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:nhs|relay|lifeline|hotline|helpline|(?<!first )line|number|tel|phone|teléfono|línea|número)\b"
        rf"[^.;?!\w]{{1,4}}(?:is |es (?:el )?|el )?{_DIGITS}",
        re.IGNORECASE,
    ),
    re.compile(rf"^{_DIGITS}(?=$|\s?[-–(]|\s[A-Z])"),
)
_ALARMS = frozenset(EMERGENCY_NUMBERS.values()) - {"111"}
"""Of emergencies, which are no line of a hospital; 111 is a helpline where most people call it."""


def phones_in(texts: Iterable[str], *, region: str) -> tuple[Phone, ...]:
    """The numbers of the region; where there are none, those of the one other country where they are numbers.

    Short numbers come last; those for emergencies are none of them.
    """
    texts = tuple(texts)
    found = find_phones(texts, region=region)
    if not found:
        others = {phones for each in EMERGENCY_NUMBERS if (phones := _landlines(texts, region=each))}
        found = others.pop() if len(others) == 1 else ()
    return (*found, *_short_numbers(texts, region=region))


def holds_number(text: str) -> bool:
    """Whether a line may be a telephone number, though of no region that is known: it is no slogan."""
    return _MANY_DIGITS.search(without_other_numbers(text)) is not None


def linked(source: str, phones: Iterable[Phone]) -> str:
    """HTML with the numbers made links, so that each can be tapped."""
    for phone in phones:
        written = re.compile(rf"(?<![\w>+]){re.escape(phone.display)}(?!\w)")
        source = written.sub(f'<a href="{phone.uri}">{phone.display}</a>', source, count=1)
    return source


def _landlines(texts: tuple[str, ...], *, region: str) -> tuple[Phone, ...]:
    """Hospitals have few others; many mobile numbers of one country look like landlines of the next."""
    return tuple(
        phone
        for phone in find_phones(texts, region=region)
        if len(phone.number) > _SHORTEST_ELSEWHERE and is_landline(phone)
    )


def _short_numbers(texts: Iterable[str], *, region: str) -> Iterator[Phone]:
    seen: set[str] = set()
    for match in (match for text in texts for pattern in _SHORT for match in pattern.finditer(text)):
        number = short_number(match["number"], region=region)
        if number and number not in seen | _ALARMS:
            seen.add(number)
            yield Phone(number=number, display=match["number"], extension=None)
