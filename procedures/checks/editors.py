"""Findings in the language of the editor who reads them: the one door from checks to the translations.

Whoever runs checks for nobody, a command or the worker, gets English. What is stored is told again in the language of
whoever reads it then, and what was waived is found again by its English: see ``cms/values/told.py``.
"""

from collections.abc import Sequence

from django.utils.translation import gettext_noop

from cms.values.told import Told, gettext, joined, ngettext, of_lazy

_ = gettext

__all__ = ["Told", "_", "gettext_noop", "joined", "listed", "ngettext", "of_lazy"]


def listed(parts: Sequence[Told]) -> Told:
    """``a, b and c``."""
    *first, last = parts
    if not first:
        return last
    return _("{first} and {last}").format(first=joined(first, between=", "), last=last)
