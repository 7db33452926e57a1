"""Numbers of a few digits that are dialled as they are: for emergencies, helplines and relay services."""

import re

import phonenumbers
from phonenumbers import shortnumberinfo

EMERGENCY_NUMBERS = {
    "US": "911",
    "CA": "911",
    "MX": "911",
    "GB": "999",
    "IE": "112",
    "AU": "000",
    "NZ": "111",
    "ES": "112",
}
_EMERGENCIES = frozenset(EMERGENCY_NUMBERS.values())
_ALWAYS_CALLED = 3
"""Digits; longer numbers are often of one company, or for text messages alone."""
_DIGITS = re.compile(r"[0-9](?:[ -]?[0-9]){2,5}")


def short_number(text: str, *, region: str) -> str | None:
    """Its digits, as 988 or 116123; None for what nobody in the region can call.

    The emergency numbers of all countries count: pages may be read there.
    """
    if not _DIGITS.fullmatch(text.strip()):
        return None
    digits = re.sub(r"[ -]", "", text)
    return digits if digits in _EMERGENCIES or _is_called(digits, region) else None


def _is_called(digits: str, region: str) -> bool:
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return False
    if not shortnumberinfo.is_valid_short_number_for_region(number, region):
        return False
    return len(digits) == _ALWAYS_CALLED or not (
        shortnumberinfo.is_sms_service_for_region(number, region)
        or shortnumberinfo.is_carrier_specific_for_region(number, region)
    )
