"""Words too many, too few, or taken for another."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.findings import Mending
from procedures.checks.page import Page
from procedures.checks.wordings import wordings

_WORDINGS = wordings("slips")

WHY = gettext_noop("Readers stumble, and may read the opposite of what is meant.")
_DOUBLED = re.compile(r"(?<![\w'’-])(?P<word>[^\W\d_]{2,}|[ay])\s(?P=word)(?![\w'’-])", re.IGNORECASE)
_RIGHTLY_DOUBLED = frozenset(
    [
        "that",
        "had",
        "very",
        "much",
        "so",
        "no",
        "bye",
        "ha",
        "really",
        "many",
        "long",
        "is",
        "do",
        "in",
        "who",
        "nos",
        "se",
        "poco",
        "muy",
        "paso",
        "sí",
        "tan",
        "más",
        "todo",
        "ya",
        "mahi",
    ]
)
_BASES = (
    "give|take|do|see|drive|begin|choose|write|eat|go|know|break|wear|speak|show|grow|draw|fall|freeze|"
    "hide|shake|swell|tear|wake"
)
_VERBS = (
    "go|take|have|be|bring|wear|tell|ask|avoid|keep|give|make|see|know|learn|choose|decide|become|"
    "swallow|breathe|sit|lie|eat|drink|bend|remove"
)
_MISSING = _WORDINGS["missing"]
_FINE = _WORDINGS["fine"]
_ARTICLES = _WORDINGS["articles"]


@check("doubled-word", severity="warning", why=WHY)
def doubled_word(page: Page) -> Iterator[Found]:
    for text in page.headings_and_body:
        for match in _DOUBLED.finditer(text.text):
            word = match["word"]
            is_name = match.group()[-len(word)].isupper()
            if word.casefold() not in _RIGHTLY_DOUBLED and not is_name:
                yield Found(
                    message=_("“{words}” stands twice.").format(words=match.group()),
                    remedy=_("Delete one."),
                    at=text.place,
                    mending=Mending(old=match.group(), new=word),
                )


@check("missing-word", severity="warning", why=WHY)
def missing_word(page: Page) -> Iterator[Found]:
    """Words that cannot follow each other."""
    for sentence, text in page.sentences:
        match = _MISSING.search(sentence)
        if match is not None and not _FINE.search(sentence) and _is_own_language(match, page):
            around = sentence[max(0, match.start() - 15) : match.end() + 20].strip()
            yield Found(
                message=_("A word is missing or too many in “… {around} …”.").format(around=around),
                remedy=_("Correct it."),
                at=text.place,
            )


def _is_own_language(match: re.Match[str], page: Page) -> bool:
    """Patterns of the two languages stand in one list."""
    is_spanish = re.match(r"(?:de|en|con|por|para|el|la|los|las|un|una|su)\b", match.group(), re.IGNORECASE) is not None
    return is_spanish == (page.language == "es") and page.language in ("en", "es")


@check("wrong-article", severity="hint", why=WHY, languages=("en",))
def wrong_article(page: Page) -> Iterator[Found]:
    for text in page.headings_and_body:
        if match := _ARTICLES.search(text.text):
            yield Found(
                message=_("“{words}” has the wrong article.").format(words=match.group()),
                remedy=_("Write “a” or “an”."),
                at=text.place,
            )


@check("wrong-word", severity="warning", why=WHY)
def wrong_word(page: Page) -> Iterator[Found]:
    """Words that are often taken for each other, in phrases where only one can stand."""
    meant = page.words.pairs("wrong")
    pattern = page.words.any_of("wrong")
    for text in page.headings_and_body:
        for match in pattern.finditer(text.text):
            right = meant[match.group().casefold()]
            yield Found(
                message=_("“{words}” should be “{right}”.").format(words=match.group(), right=right),
                remedy=_("Correct it."),
                at=text.place,
                mending=Mending.of(match.group(), right),
            )
