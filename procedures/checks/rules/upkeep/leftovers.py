"""Placeholders, damaged characters and markup that show through."""

import re
from collections.abc import Iterator
from html import unescape

import ftfy

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.findings import Mending
from procedures.checks.page import Page
from procedures.checks.wordings import wordings
from procedures.language.words import shortened

_WORDINGS = wordings("leftovers")

_PLACEHOLDER = _WORDINGS["placeholder"]
_NOTHING_ELSE = _WORDINGS["nothing_else"]
"""What can be nothing but a placeholder, whatever stands around it."""
_MARKUP = _WORDINGS["markup"]
_REPLACED = "\ufffd"
# What a code page of old makes of accents and quotation marks, where nothing tells which: "operaci¢n", "clean Â".
_OF_ANOTHER_PAGE = re.compile(r"[a-z][¢£¤¥¦§¨©¬¶][a-z]|^Â$|[a-z]Â\W|\wâ$")
# A question mark where an accent, an apostrophe or quotation marks were: "can?t", "informaci?n", "?prep?".
_QUESTIONED = re.compile(r"(?<![/\w?=&.])[^\W\d_]+\?[a-záéíóúñ]+(?![\w=/])|(?<!\S)\?[^\W\d_]+\?(?!\S)")


@check(
    "placeholder",
    severity="warning",
    why=gettext_noop("Patients read what was meant for the editor, and miss what should stand there."),
)
def placeholder(page: Page) -> Iterator[Found]:
    for text in page.texts:
        if match := _PLACEHOLDER.search(text.text):
            yield Found(
                message=_("“{words}” stands where text is still to come.").format(words=shortened(match.group())),
                remedy=_("Write the text, or delete it."),
                at=text.place,
                severity="error" if _NOTHING_ELSE.search(text.text) else None,
            )


@check(
    "damaged-characters", severity="error", why=gettext_noop("Readers cannot make out the words, and doubt the rest.")
)
def damaged_characters(page: Page) -> Iterator[Found]:
    """Text that was read in the wrong encoding, and characters that were lost: for certain where the right ones are
    known, or where they were replaced by the character that says so.
    """
    for text in page.texts:
        if damaged := _damaged(text.text):
            word, mended = damaged
            yield Found(
                message=_("Characters are damaged: “{word}”.").format(word=word),
                remedy=_("Write “{mended}”.").format(mended=mended) if mended else _("Write them again."),
                at=text.place,
                severity=None if mended or _REPLACED in word else "warning",
                mending=Mending(old=word, new=mended) if mended else None,
            )


def _damaged(text: str) -> tuple[str, str] | None:
    """A damaged word, and what it was; empty where nobody can tell."""
    if text.isascii():
        match = _QUESTIONED.search(text)
        return (match.group(), "") if match else None
    for word in text.split():
        if _REPLACED in word or _OF_ANOTHER_PAGE.search(word):
            return word, ""
        mended = word if word.isascii() else ftfy.fix_encoding(word)
        if mended != word:
            return word, mended
    return None


@check("markup-shows", severity="warning", why=gettext_noop("Readers see the marks of a program among the words."))
def markup_shows(page: Page) -> Iterator[Found]:
    for text in page.texts:
        if match := _MARKUP.search(text.text):
            mended = unescape(match.group()) if match.group().startswith("&") else ""
            yield Found(
                message=_("“{words}” shows in the text.").format(words=shortened(match.group())),
                remedy=_("Write “{character}”.").format(character=mended) if mended else _("Use the editor's buttons."),
                at=text.place,
                mending=Mending(old=match.group(), new=mended) if mended else None,
            )
