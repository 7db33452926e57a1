"""How pages say something, in ``words/wordings/``: a file for each family of checks, English and Spanish together.

One wording a line; a line is a regular expression that ignores case.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from procedures.language.patterns import any_of

FOLDER = Path(__file__).with_name("words") / "wordings"


@cache
def wordings(family: str) -> Mapping[str, re.Pattern[str]]:
    """A pattern for each list of the file."""
    lists = yaml.safe_load((FOLDER / f"{family}.yaml").read_text(encoding="utf-8"))
    return {name: any_of(lines) for name, lines in lists.items()}
