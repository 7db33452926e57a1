"""The wordings of ``wordings.yaml`` as patterns."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, cast

import yaml

from api.contract.blocks import SectionKind
from procedures.language.patterns import any_of

HeadingRole = Literal["section", "contact", "contents", "umbrella"]
KindPatterns = tuple[tuple[SectionKind, re.Pattern[str]], ...]

_WORDINGS = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


def _patterns(wordings: Mapping[str, str]) -> KindPatterns:
    return tuple((cast(SectionKind, kind), any_of(alternatives)) for kind, alternatives in wordings.items())


RULES = _patterns(_WORDINGS["kinds"])
"""Kinds of sections in the order in which they are tried."""
TOPICS = _patterns(_WORDINGS["topics"])
CONTENTS, CONTACT, UMBRELLA = (any_of(_WORDINGS["roles"][role]) for role in ("contents", "contact", "umbrella"))
