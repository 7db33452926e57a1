"""What copying, exporting and unfinished editing leave behind in a text."""

import re
from collections.abc import Iterator
from uuid import UUID

from api.search.spelling import has_word_list
from api.text.folding import fold
from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.findings import Mending
from procedures.checks.page import Page, Text
from procedures.checks.rules.spelling.unknown import is_known
from procedures.checks.wordings import wordings
from procedures.language.words import (
    FUNCTION_WORDS,
    count_words,
    last_word,
    shortened_end,
    similarity,
    words_in,
)

_WORDINGS = wordings("traces")

_MISSING_SPACE = re.compile(r"[a-z]{2}[.?!)][A-Z][a-z]|[a-z]{2},[A-Za-z]{2}|[a-z]\)[a-z]{2}")
_BEFORE_SPACE = re.compile(r"[.?!),]")
_WEB = re.compile(r"www\.|https?:|@|\.(?:com|org|edu|gov)\b", re.IGNORECASE)
_LONGEST_LABEL = 3
_LABELS = frozenset({"title", "caption", "label", "heading"})
"""Roles of what need not be a sentence: "What you can do, and when"."""
_SAME_PARAGRAPH = 0.8
_SHORTEST_REPEATED = 9
_FEWEST_OF_ITEM = 2
_FEWEST_OF_SENTENCE = 4
_LONG = 15
_MOST_COMPARED = 20
_LAYOUT = _WORDINGS["layout"]
_STOPS = _WORDINGS["stops"]
_TIME_AFTER = re.compile(
    r"\b(?:days?|nights?|weeks?|months?|years?|hours?|minutes?|morning|evening|time|shortly|soon|right|and|or|look|use)"
    r" after$",
    re.IGNORECASE,
)
"""After a time, "after" may end an item: "the day after"."""
Repeated = tuple[str, str, Text]
"""A message, the words that stand twice, and where they stand the second time."""
_SHOWN = {"image", "video", "table", "facts", "statistic"}


@check(
    "missing-space",
    severity="warning",
    why=gettext_noop("Joined words are hard to read, for people and for screen readers."),
)
def missing_space(page: Page) -> Iterator[Found]:
    for text in page.body:
        match = _MISSING_SPACE.search(text.text)
        if match is not None and not _WEB.search(text.text):
            yield Found(
                message=_("A space is missing at “{words}”.").format(words=match.group()),
                remedy=_("Add it."),
                at=text.place,
                mending=Mending(old=match.group(), new=_BEFORE_SPACE.sub(r"\g<0> ", match.group(), count=1)),
            )


@check("cut-off", severity="warning", why=gettext_noop("What follows was lost."))
def cut_off(page: Page) -> Iterator[Found]:
    endings = page.words.words("cut_off")
    for text in page.body:
        if text.role in _LABELS or text.block == "table":
            continue
        if _JOINS_ITEMS.search(text.text) and _is_followed_by_item(page, text):
            continue
        is_sentence = count_words(text.text) > _LONGEST_LABEL
        stops = is_sentence and (last_word(text.text) in endings or _stops(page, text))
        if text.text[-1:].isalpha() and (stops or _is_cut(text.text)):
            yield Found(
                message=_("The text stops in the middle: “{text}”.").format(text=shortened_end(text.text)),
                remedy=_("Complete it."),
                at=text.place,
            )


def _is_followed_by_item(page: Page, text: Text) -> bool:
    """Before the next item of its list stands "and" or "or"."""
    place = page.body.index(text)
    return any(
        below.place.block == text.place.block and _is_item(below) for below in page.body[place + 1 : place + 2]
    ) and _is_item(text)


_JOINS_ITEMS = re.compile(r"\w[,;]? (?:and|or|and/or|[yoeu])$", re.IGNORECASE)


def _is_cut(text: str) -> bool:
    return _STOPS.search(text) is not None and not _TIME_AFTER.search(text)


def _stops(page: Page, text: Text) -> bool:
    """A paragraph of prose without a stop, that ends as no sentence does. An item may: "clothes you feel well in"."""
    if text.role not in ("prose", "summary") or text.is_item:
        return False
    last = last_word(text.text)
    is_no_word = last.isalpha() and text.text.endswith(last) and not is_known(fold(last), page.language)
    return last in page.words.words("cut_off_prose") or (is_no_word and has_word_list(page.content.locale))


@check("repeated-paragraph", severity="warning", why=gettext_noop("Readers look for the difference."))
def repeated_paragraph(page: Page) -> Iterator[Found]:
    for message, words, text in (*_sentences_said_again(page), *_items_said_again(page), *_said_nearly_again(page)):
        yield Found(
            message=_(message).format(text=shortened_end(words)), remedy=_("Keep one of the two."), at=text.place
        )


def _sentences_said_again(page: Page) -> Iterator[Repeated]:
    for text in page.body:
        seen: set[tuple[str, ...]] = set()
        for sentence, _text in page.sentences_of(text):
            words = tuple(words_in(sentence))
            if len(words) >= _FEWEST_OF_SENTENCE and words in seen:
                yield gettext_noop("This stands twice in one paragraph: “{text}”."), sentence, text
                break
            seen.add(words)


def _items_said_again(page: Page) -> Iterator[Repeated]:
    """In one list."""
    seen: set[tuple[str | None, tuple[str, ...]]] = set()
    for text in page.body:
        words = tuple(words_in(text.text))
        key = (text.place.block, words)
        if _is_item(text) and _FEWEST_OF_ITEM <= len(words) < _SHORTEST_REPEATED and key in seen:
            yield gettext_noop("This stands twice in one list: “{text}”."), text.text, text
        seen.add(key)


def _is_item(text: Text) -> bool:
    """Cells of a table may say the same."""
    return text.is_item or (text.role in ("item", "title", "name") and text.block != "table")


def _said_nearly_again(page: Page) -> Iterator[Repeated]:
    """Only paragraphs that begin or end alike are compared, to stay fast. Cards repeat their titles."""
    seen: dict[tuple[str, ...], list[list[str]]] = {}
    for text in page.body:
        words = words_in(text.text)
        is_sign = text.block == "care_card"  # the same sign may ask for one thing here and for another there
        if len(words) < _SHORTEST_REPEATED or is_sign or text.place.path.endswith("/action"):
            continue
        keys = (("begins", *words[:4]), ("ends", *words[-4:]))
        earlier = (old for key in keys for old in seen.get(key, [])[:_MOST_COMPARED])
        if any(_say_the_same(old, words) for old in earlier):
            yield gettext_noop("This says nearly the same as a paragraph above: “{text}”."), text.text, text
        for key in keys:
            seen.setdefault(key, []).append(words)


def _say_the_same(left: list[str], right: list[str]) -> bool:
    """Short ones only where nothing but small words differs: "for six weeks" and "for two weeks" are two advices."""
    if min(len(left), len(right)) >= _LONG:
        telling = (set(left) - FUNCTION_WORDS, set(right) - FUNCTION_WORDS)
        return max(similarity(left, right), similarity(*telling)) >= _SAME_PARAGRAPH
    return similarity(left, right) >= _SAME_PARAGRAPH and (set(left) ^ set(right)) <= FUNCTION_WORDS


@check("layout-reference", severity="warning", why=gettext_noop("Readers look for something that is not there."))
def layout_reference(page: Page) -> Iterator[Found]:
    shown = {block.section.id for block in page.blocks if block.model.type in _SHOWN}
    for text in page.body:
        match = _LAYOUT.search(text.text)
        if match is not None and not text.is_linked and not _stands_in(page, text, shown):
            yield Found(
                message=_("“{words}” points at something that is not here.").format(words=match.group()),
                remedy=_("Add it, or say it in words."),
                at=text.place,
            )


def _stands_in(page: Page, text: Text, sections: set[UUID]) -> bool:
    """Whether the text is in one of the sections."""
    return any(section.model.id in sections and text.is_in(section) for section in page.sections)
