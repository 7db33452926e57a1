"""Promises and praise."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.page import Page, Place

_DENIAL = re.compile(
    r"\b(?:not|no|never|nobody|cannot|can't|isn't|nunca|nadie|ningún|ninguna)(?: \w+){0,3} $", re.IGNORECASE
)
WHY = "No treatment keeps it, and patients decide by it."


@check("promise", severity="warning", why=WHY)
def promise(page: Page) -> Iterator[Found]:
    for text, words in _found(page, "promises"):
        yield Found(
            message=f"“{words}” promises what no treatment can keep.",
            remedy="Give figures with their source, and what can go wrong.",
            at=text,
        )


@check("promise-without-risks", severity="warning", why="Benefits without risks are half of what a patient must weigh.")
def promise_without_risks(page: Page) -> Iterator[Found]:
    """Praise is fair where the risks stand on the same page."""
    if "risks" in page.kinds or page.has_block("risks"):
        return
    for text, words in _found(page, "praise"):
        yield Found(
            message=f"“{words}” promises much on a page that names no risks.",
            remedy="Give figures, or the risks beside it.",
            at=text,
        )


def _found(page: Page, name: str) -> Iterator[tuple[Place, str]]:
    pattern = page.words.any_of(name)
    for text in page.headings_and_body:
        found = [m.group() for m in pattern.finditer(text.text) if not _DENIAL.search(text.text[: m.start()])]
        if found:
            yield text.place, "”, “".join(dict.fromkeys(found))
