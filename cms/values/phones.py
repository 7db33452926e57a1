"""Phone numbers as editors type them, to the number to dial and its display form."""

import re

import phonenumbers
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from api.contract.values import Phone
from cms.values.short_numbers import short_number

NO_PHONE = _("“{text}” is not a phone number. Write it with its area code, for example 310-555-0100.")
PHONE_HELP = _("With the area code, for example 555-010-0199. Numbers of other countries start with +.")
_SEPARATORS = re.compile("[\u00b7\u2022\u2010-\u2015]")


def parse_phone(text: str, *, extension: str = "") -> Phone:
    """Raise ValueError with the remedy when it is not a number.

    Numbers are checked for possible length only: hospitals have numbers that no public plan lists. ``extension`` goes
    before one that the text names.
    """
    region = settings.PHONE_REGION
    if short := short_number(text, region=region):
        return Phone(number=short, display=text.strip(), extension=extension or None)
    number = _parsed(text, region=region)
    own = number.extension
    number.extension = None
    home = phonenumbers.country_code_for_region(region) == number.country_code
    style = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    return Phone(
        number=phonenumbers.format_number(number, PhoneNumberFormat.E164),
        display=phonenumbers.format_number(number, style),
        extension=extension or own or None,
    )


def _parsed(text: str, *, region: str) -> PhoneNumber:
    remedy = format_lazy(NO_PHONE, text=text)
    try:
        number = phonenumbers.parse(_SEPARATORS.sub("-", text), region)
    except NumberParseException:
        raise ValueError(remedy) from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError(remedy)
    return number
