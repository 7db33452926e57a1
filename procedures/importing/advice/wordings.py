"""The wordings of ``wordings.yaml`` as patterns."""

import re
from pathlib import Path

import yaml

from procedures.language.patterns import any_of

_WORDINGS: dict[str, str] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


def _alternatives(name: str) -> str:
    return "|".join(line.strip() for line in _WORDINGS[name].strip().splitlines())


def _starting(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(name)})", re.IGNORECASE)


ACTION = re.compile(
    rf"\b(?:(?P<verb>{_alternatives('verbs')})(?:\b[^.;?!]{{0,60}}?)(?:{_alternatives('targets')})"
    rf"|(?P<whole>{_alternatives('whole')}|{_alternatives('passive')})\b)",
    re.IGNORECASE,
)
"""A verb and whom to turn to."""
CONDITION = re.compile(rf"(?<![\w-])(?:{_alternatives('condition')})\b", re.IGNORECASE)
BETWEEN = _alternatives("between")
FOR = re.compile(rf"(?<![\w-])(?:{_alternatives('for')})\b", re.IGNORECASE)
ASKING = re.compile(rf"\b(?:{_alternatives('asking')})", re.IGNORECASE)
FOLLOWED = r"(?=\s+\w)"
LIGHT = re.compile(rf"\s*\b(?:{_alternatives('light')})\b{FOLLOWED}", re.IGNORECASE)
TELLING, CLINGING, PEOPLE = _starting("telling"), _starting("clinging"), _starting("people")
EMERGENCY, URGENT, SEEKING = (any_of(_WORDINGS[name]) for name in ("emergency", "urgent", "seeking"))
NEGATED, OTHERS, OFFICE, FACTS = (any_of(_WORDINGS[name]) for name in ("negated", "others", "office", "facts"))
CHANGING, MOMENTS, UNHURRIED, AT_HAND = (
    any_of(_WORDINGS[name]) for name in ("changing", "moments", "unhurried", "at_hand")
)
POINTING, SIGNS, WARNINGS = (any_of(_WORDINGS[name]) for name in ("pointing", "signs", "warnings"))
