"""Telephone numbers in text."""

import re
from collections.abc import Iterable, Iterator

from phonenumbers import (
    PhoneNumberFormat,
    PhoneNumberMatcher,
    PhoneNumberType,
    format_number,
    number_type,
    parse,
)

from api.contract.values import Phone

DEFAULT_REGION = "US"
# The library's matcher is slow on long texts full of digits: it is only shown what may be a number.
_EXTENSION = (
    r"[\s,;:–-]{0,3}\(?(?:extension|extensión|extn?|interno|int|anexo|x|#)[.:=]?\s?"
    r"(?P<extension>[0-9]{1,6})(?![0-9])\)?"
)
_CANDIDATE = re.compile(
    rf"(?<![\w@])(?P<number>\+?[0-9(][0-9 ().·\u2010-\u2013/-]{{5,24}}[0-9])(?:{_EXTENSION})?(?![\w@])", re.IGNORECASE
)
_SEPARATORS = re.compile("[·\u2010-\u2013]")
_LANDLINES = frozenset({PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE, PhoneNumberType.TOLL_FREE})
# Dates, fax numbers, and numbers of books, papers and trials, have as many digits as telephone numbers.
_OTHER_NUMBERS = re.compile(
    r"(?<![0-9])[0-9]{1,2}[-./][0-9]{1,2}[-./](?:19|20)?[0-9]{2}(?![0-9])"
    r"|(?<![0-9])(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9])"
    r"|\((?:19|20)[0-9]{2}\)[:;,.]?\s*[0-9]+[^a-z]*"
    r"|(?:19|20)[0-9]{2};\s?[0-9]+[^a-z]*"
    r"|(?:\b(?:isbn|issn|doi|pmid|pmc|pmcid|nct|issue|vol(?:ume)?|pp?|pages?)\b|doi\.org/)"
    r"[.:\s-]*(?:1[03][-:\s]+)?[0-9][0-9./ –:-]*"
    r"|\b10\.[0-9]{4,9}/\S+"
    r"|\bfax(?:es|ed)?\b(?:[ .:]|\b(?:no|number|line|us|at|it|to|n[uú]mero)\b){0,6}\+?[0-9(][0-9 ().–/-]{5,24}[0-9]",
    re.IGNORECASE,
)


def find_phones(texts: Iterable[str], *, region: str = DEFAULT_REGION) -> tuple[Phone, ...]:
    """The dialable numbers in ``texts``, each once, in order, and displayed as written.

    ``region`` (ISO 3166-1 alpha-2) is the country of numbers without a country code. Short numbers such as 911 are not
    among them: they have no E.164 form.
    """
    found: dict[tuple[str, str | None], Phone] = {}
    for text in texts:
        for phone in _phones_in(text, region=region):
            found.setdefault((phone.number, phone.extension), phone)
    return tuple(found.values())


def is_landline(phone: Phone) -> bool:
    return number_type(parse(phone.number)) in _LANDLINES


def without_other_numbers(text: str) -> str:
    """The text without dates, citations, fax numbers, and numbers of books, papers and trials."""
    return _OTHER_NUMBERS.sub(" … ", text)


def _phones_in(text: str, *, region: str) -> Iterator[Phone]:
    for candidate in _CANDIDATE.finditer(without_other_numbers(text).replace(" / ", " | ")):
        written = candidate["number"]
        for match in PhoneNumberMatcher(_SEPARATORS.sub("-", written), region):
            is_last = match.end == len(written)
            yield Phone(
                number=format_number(match.number, PhoneNumberFormat.E164),
                display=written[match.start : match.end],
                extension=candidate["extension"] if is_last else None,
            )
