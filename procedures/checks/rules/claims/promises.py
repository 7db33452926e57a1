"""Promises and praise."""

import re
from collections.abc import Callable, Iterator

from procedures.checks.check import Found, check
from procedures.checks.editors import Told, _, gettext_noop, quotations
from procedures.checks.page import Page, Place
from procedures.checks.wordings import wordings

_WORDINGS = wordings("promises")

_DENIAL = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|cannot|can't|isn't|without|rarely|neither|nor|nunca|"
    r"nadie|ningún|ninguna|nada|sin)(?:,? [\w-]+){0,4} $",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:may|might|could|hope|aim|goal|try|if|whether|how|to help|ask|find out|determine|proven?|"
    r"research|tests?|puede|podría|si)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_CERTAIN = _WORDINGS["certain"]
WHY = gettext_noop("No treatment keeps it, and patients decide by it.")


@check("promise", severity="warning", why=WHY)
def promise(page: Page) -> Iterator[Found]:
    for place, words in (*_found(page, "promises", excused=_is_denied), *_certain(page)):
        yield Found(
            message=_("{words} promises what no treatment can keep.").format(words=words),
            remedy=_("Give figures with their source, and what can go wrong."),
            at=place,
        )


@check(
    "promise-without-risks",
    severity="warning",
    why=gettext_noop("Benefits without risks are half of what a patient must weigh."),
)
def promise_without_risks(page: Page) -> Iterator[Found]:
    """Praise is fair where the risks stand on the same page, if only in a sentence."""
    is_named = any(_WORDINGS["named_risks"].search(sentence) for sentence, _text in page.sentences)
    if is_named or "risks" in page.kinds or page.has_block("risks"):
        return
    for text, words in _found(page, "praise", excused=_is_doubted):
        yield Found(
            message=_("{words} promises much on a page that names no risks.").format(words=words),
            remedy=_("Give figures, or the risks beside it."),
            at=text,
        )


def _certain(page: Page) -> Iterator[tuple[Place, Told]]:
    """Promises that are no fixed phrase, of what the list has not found already."""
    listed = page.words.any_of("promises")
    for text in page.headings_and_body:
        match = _CERTAIN.search(text.text) if text.block not in _OF_OTHERS and not listed.search(text.text) else None
        if match is not None and not _is_doubted(text.text[: match.start()]):
            yield text.place, quotations([match.group()])


def _is_denied(before: str) -> bool:
    return _DENIAL.search(before) is not None


def _is_doubted(before: str) -> bool:
    """Denied, hoped for, or what a study asks."""
    return _is_denied(before) or _DOUBT.search(before) is not None


_OF_OTHERS = frozenset({"quotation", "criteria", "care_card"})


def _found(page: Page, name: str, *, excused: Callable[[str], bool]) -> Iterator[tuple[Place, Told]]:
    """``excused`` tells from the words before a phrase whether it is none."""
    pattern = page.words.any_of(name)
    for text in page.headings_and_body:
        found = [m.group() for m in pattern.finditer(text.text) if not excused(text.text[: m.start()])]
        if found:
            yield text.place, quotations(found)
