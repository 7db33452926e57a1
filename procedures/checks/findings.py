"""What a check found wrong, or worth a look."""

from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

Severity = Literal["error", "warning", "hint"]
"""``error``: wrong for certain, shown without understanding a sentence. ``warning``: look at it before publishing.
``hint``: the page would be better."""


@dataclass(frozen=True, kw_only=True)
class Mending:
    """What a machine can mend: the words that stand in the text, and those that belong there."""

    old: str
    new: str

    @classmethod
    def of(cls, old: str, new: str) -> Self:
        """``new`` with a capital letter where ``old`` has one."""
        return cls(old=old, new=f"{new[:1].upper()}{new[1:]}" if old[:1].isupper() else new)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A defect or doubt.

    ``code`` names the check, for waivers and filters; ``message`` says what is wrong, ``why`` what it does to readers,
    ``remedy`` what to do.
    """

    code: str
    severity: Severity
    message: str
    why: str
    remedy: str
    path: str = ""
    """Of the member in the content's JSON, as a JSON Pointer (RFC 6901); empty where the whole page is meant."""
    block: str | None = None
    """Id of the block, or of the section where no block is meant."""
    paragraph: int | None = None
    """Which paragraph or item of formatted text, from 0."""
    mending: Mending | None = None
    """None where somebody has to think."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
