"""Findings in the language of the editor who reads them: the one door from checks to the translations.

Whoever runs checks for nobody, a command or the worker, gets English. What is stored is told again in the language of
whoever reads it then, and what was waived is found again by its English: see ``cms/values/told.py``.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_noop

from cms.values.told import Told, gettext, joined, listed, ngettext, of_lazy, quoted

_ = gettext

__all__ = ["Told", "_", "gettext_noop", "joined", "listed", "ngettext", "of_lazy", "quotations"]


def quotations(words: Iterable[str]) -> Told:
    """``“a”, “b”``, each once."""
    return joined([quoted(each) for each in dict.fromkeys(words)], between=", ")
