"""What a check found wrong, or worth a look."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True)
class Finding:
    """A defect or doubt.

    ``code`` names the check, for waivers and filters; ``message`` says what is wrong and the remedy; ``line`` is the
    line of the source, None where the whole page is meant.
    """

    code: str
    severity: Severity
    message: str
    line: int | None = None
