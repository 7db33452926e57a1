"""Phone numbers as editors type them, to E.164 and display form."""

import phonenumbers
from django.conf import settings
from phonenumbers import NumberParseException, PhoneNumberFormat

from api.contract.values import Phone

PHONE_HELP = "With the area code, for example 555-010-0199. Numbers of other countries start with +."


def parse_phone(text: str, *, extension: str = "") -> Phone:
    """Raise ValueError with the remedy when it is not a number.

    Numbers are checked for possible length only: hospitals have numbers that no public plan lists.
    """
    region = settings.PHONE_REGION
    remedy = f"“{text}” is not a phone number. Write it with its area code, for example 310-555-0100."
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        raise ValueError(remedy) from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError(remedy)
    home = phonenumbers.country_code_for_region(region) == number.country_code
    style = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    return Phone(
        number=phonenumbers.format_number(number, PhoneNumberFormat.E164),
        display=phonenumbers.format_number(number, style),
        extension=extension or number.extension or None,
    )
