"""Clinical codes, and how they are written: records have them with and without dots, small, with spaces."""

import re
from typing import Annotated, Literal

from api.contract.base import ContractModel, Opaque, Text
from api.contract.roles import Value

NEITHER = re.compile(r"[^0-9A-Z]")
BEFORE_DOT = 3
"""Characters of an ICD-10-CM code that stand before its dot."""


CodeSystem = Literal["icd-10-cm", "icd-10-pcs", "cpt", "hcpcs", "snomed-ct", "mesh", "loinc", "rxnorm"]
CODE_SYSTEM_OIDS: dict[CodeSystem, str] = {
    "icd-10-cm": "2.16.840.1.113883.6.90",
    "icd-10-pcs": "2.16.840.1.113883.6.4",
    "cpt": "2.16.840.1.113883.6.12",
    "hcpcs": "2.16.840.1.113883.6.285",
    "snomed-ct": "2.16.840.1.113883.6.96",
    "mesh": "2.16.840.1.113883.6.177",
    "loinc": "2.16.840.1.113883.6.1",
    "rxnorm": "2.16.840.1.113883.6.88",
}
"""HL7 object identifiers, from the HL7 OID registry."""


class Code(ContractModel):
    """A clinical code."""

    system: CodeSystem
    oid: Opaque
    """The code system's HL7 object identifier."""
    code: Annotated[Text, Value()]


def printed_code(system: str, code: str) -> str:
    """The code as its system prints it, so that two ways of writing one are the same; empty where nothing is left."""
    letters = NEITHER.sub("", code.upper())
    if system == "icd-10-cm" and len(letters) > BEFORE_DOT:
        return f"{letters[:BEFORE_DOT]}.{letters[BEFORE_DOT:]}"
    if system == "loinc" and len(letters) > 1:
        return f"{letters[:-1]}-{letters[-1]}"
    return letters
