"""Clinical codes as editors write them."""

from typing import cast, get_args

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from api.contract.codes import CODE_SYSTEM_OIDS, Code, CodeSystem

HELP = _("One code a line: the system, a space, the code. For example: icd-10-cm G89.3")


def parse_codes(text: str) -> list[Code]:
    """Raise ValueError naming the line and the remedy."""
    return [parse_code(line.strip()) for line in text.splitlines() if line.strip()]


def parse_code(line: str) -> Code:
    system, _, code = line.partition(" ")
    if system not in get_args(CodeSystem) or not code.strip():
        systems = ", ".join(get_args(CodeSystem))
        raise ValueError(
            gettext("“{line}” is not a code. Write the system, a space and the code; systems are: {systems}.").format(
                line=line, systems=systems
            )
        )
    known = cast(CodeSystem, system)
    return Code(system=known, oid=CODE_SYSTEM_OIDS[known], code=code.strip())
