"""Kinds of findings as editors read them: each check, in its family."""

from itertools import groupby

from django.utils.translation import gettext as _

from procedures.checks.check import Check
from procedures.checks.drafts import UNREADABLE
from procedures.checks.registry import CHECKS
from procedures.requirements.checks import group_of
from procedures.requirements.titles import TITLES

Choice = tuple[str, str]


def name_of(code: str) -> str:
    """A check of another release has the name of its code."""
    return _(TITLES[code]) if code in TITLES else code.replace("-", " ").capitalize()


def kinds() -> list[tuple[str, list[Choice]]]:
    """By family, for a list to choose from."""
    families = [(family, [*checks]) for family, checks in groupby(CHECKS, key=family_of)]
    listed = [(family, [(check.code, name_of(check.code)) for check in checks]) for family, checks in families]
    return [*listed, (_("Others"), [(UNREADABLE, _("Unreadable"))])]


def family_of(check: Check) -> str:
    return str(group_of(check))
