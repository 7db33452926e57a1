"""Kinds of findings as editors read them: each check, in its family."""

from itertools import groupby

from procedures.checks.drafts import UNREADABLE
from procedures.checks.registry import CHECKS
from procedures.requirements.checks import group_of

Choice = tuple[str, str]


def name_of(code: str) -> str:
    return code.replace("-", " ").capitalize()


def kinds() -> list[tuple[str, list[Choice]]]:
    """By family, for a list to choose from."""
    families = [(family, [*checks]) for family, checks in groupby(CHECKS, key=group_of)]
    listed = [(family, [(check.code, name_of(check.code)) for check in checks]) for family, checks in families]
    return [*listed, ("Others", [(UNREADABLE, name_of(UNREADABLE))])]
