"""Telephone numbers in text."""

import re
from collections.abc import Iterable, Iterator

from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher, format_number

from api.contract.values import Phone

DEFAULT_REGION = "US"
# The library's matcher is slow on long texts full of digits: it is only shown what may be a number.
_CANDIDATE = re.compile(
    r"(?<![\w@])\+?[0-9(][0-9 ().–/-]{5,24}[0-9](?:,?\s?(?:extension|ext\.?|x)\s?[0-9]{1,6})?(?![\w@])", re.IGNORECASE
)
_EXTENSION = re.compile(r",?\s?(?:extension|ext\.?|x)\s?[0-9]{1,6}$", re.IGNORECASE)


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


def _phones_in(text: str, *, region: str) -> Iterator[Phone]:
    for candidate in _CANDIDATE.finditer(text):
        for match in PhoneNumberMatcher(candidate.group(), region):
            yield Phone(
                number=format_number(match.number, PhoneNumberFormat.E164),
                display=_EXTENSION.sub("", match.raw_string),
                extension=match.number.extension,
            )
