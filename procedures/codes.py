"""Clinical code systems: short names, HL7 object identifiers, and how editors write codes.

Source of the identifiers: the HL7 OID registry.
"""

from typing import cast, get_args

from api.contract.values import Code, CodeSystem

OIDS: dict[CodeSystem, str] = {
    "icd-10-cm": "2.16.840.1.113883.6.90",
    "icd-10-pcs": "2.16.840.1.113883.6.4",
    "cpt": "2.16.840.1.113883.6.12",
    "hcpcs": "2.16.840.1.113883.6.285",
    "snomed-ct": "2.16.840.1.113883.6.96",
    "mesh": "2.16.840.1.113883.6.177",
    "loinc": "2.16.840.1.113883.6.1",
    "rxnorm": "2.16.840.1.113883.6.88",
}
HELP = "One code a line: the system, a space, the code. For example: icd-10-cm G89.3"


def parse_codes(text: str) -> list[Code]:
    """Raise ValueError naming the line and the remedy."""
    return [parse_code(line.strip()) for line in text.splitlines() if line.strip()]


def parse_code(line: str) -> Code:
    system, _, code = line.partition(" ")
    if system not in get_args(CodeSystem) or not code.strip():
        systems = ", ".join(get_args(CodeSystem))
        raise ValueError(f"“{line}” is not a code. Write the system, a space and the code; systems are: {systems}.")
    known = cast(CodeSystem, system)
    return Code(system=known, oid=OIDS[known], code=code.strip())
