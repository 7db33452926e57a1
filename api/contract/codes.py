"""How clinical codes are written: records have them with and without dots, small, with spaces."""

import re

NEITHER = re.compile(r"[^0-9A-Z]")
BEFORE_DOT = 3
"""Characters of an ICD-10-CM code that stand before its dot."""


def printed_code(system: str, code: str) -> str:
    """The code as its system prints it, so that two ways of writing one are the same; empty where nothing is left."""
    letters = NEITHER.sub("", code.upper())
    if system == "icd-10-cm" and len(letters) > BEFORE_DOT:
        return f"{letters[:BEFORE_DOT]}.{letters[BEFORE_DOT:]}"
    if system == "loinc" and len(letters) > 1:
        return f"{letters[:-1]}-{letters[-1]}"
    return letters
