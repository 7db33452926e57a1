"""What search keeps of a document: worked out from the document alone, so that it can be thrown away and rebuilt."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from api.contract.documents import DocumentModel
from api.log.bodies import Json
from api.search.excerpts import Excerpt, excerpts_of
from api.text.folding import joined, spelled, words_of
from api.text.passages import Passage
from api.text.walker import passages_of

SEARCHED = ("procedure", "condition", "page", "specialty", "clinician", "location")
"""Types that readers find, in the order in which equal matches are shown."""
FACETS = ("specialty", "condition", "body_area")
FIELD, LINE = "\t", "\n"
LONGEST_WORD = 60
LONGEST_TEXT = 300_000
"""Bytes of a document's text that are searched: what PostgreSQL keeps of a text (``tsvector``) is at most 1 MB, and may
take twice the bytes of the text."""
LONGEST_NAMES = 40_000
"""The same for its names, its keywords, and its headings with the summary, each."""


@dataclass(frozen=True, kw_only=True)
class SearchFields:
    """The columns of a SearchEntry, with its texts as words still to be stemmed."""

    title: str
    summary: str
    place: int
    """Order among equals: treatments first, then short titles."""
    names: list[str]
    """As shown: the title, then alternative and lay names."""
    facets: list[str]
    """Written ``kind|slug|name``."""
    excerpts: list[Excerpt]
    keywords: str
    headings: str
    locale: str

    @property
    def facet_set(self) -> int:
        """The same for documents with the same facets, so that a count need not look into them: 63 bits of a hash."""
        digest = hashlib.blake2b(FIELD.join(sorted(self.facets)).encode(), digest_size=8).digest()
        return int.from_bytes(digest) >> 1

    @property
    def folded_names(self) -> list[str]:
        return list(dict.fromkeys(filter(None, map(joined, self.names))))

    @property
    def excerpt_lines(self) -> str:
        """The summary, then one line for each excerpt: anchor, kind, heading and text, as shown."""
        return LINE.join(map(FIELD.join, [Excerpt("", "", "", self.summary), *self.excerpts]))

    @cached_property
    def word_lines(self) -> str:
        """The same lines as folded words, each between spaces: names, keywords and summary, then heading and text."""
        return f" {joined(f'{self.named} {self.keywords} {self.summary}')} {LINE}{self.text_lines}"

    @cached_property
    def text_lines(self) -> str:
        return LINE.join(f" {joined(f'{each.heading} {each.text}')} " for each in self.excerpts)

    @property
    def named(self) -> str:
        return " . ".join(self.names)

    def spelled(self, text: str) -> str:
        return spelled(joined(text), locale=self.locale)

    @property
    def texts(self) -> dict[str, str | None]:
        """By weight of PostgreSQL's full text search: names, conditions and keywords, headings, text.

        The text only where it is spelled differently than in ``word_lines``.
        """
        text = cut(spelled(self.text_lines, locale=self.locale), LONGEST_TEXT)
        return {
            "a": cut(self.spelled(self.named), LONGEST_NAMES),
            "b": cut(self.spelled(self.keywords), LONGEST_NAMES),
            "c": cut(self.spelled(f"{self.headings} {self.summary}"), LONGEST_NAMES),
            "d": None if text == self.text_lines else text,
        }

    @property
    def words(self) -> set[str]:
        """Every word, folded, of which typing errors are corrected to; not what is no word of any language."""
        return {word for word in self.name_words if len(word) <= LONGEST_WORD} | words_in(self.word_lines)

    @cached_property
    def name_words(self) -> set[str]:
        return set(words_of(f"{self.named} {self.keywords}"))


def words_in(lines: str) -> set[str]:
    """Of ``SearchFields.word_lines``."""
    return {word for word in cut(lines, LONGEST_TEXT).split() if len(word) <= LONGEST_WORD}


def cut(text: str, longest: int) -> str:
    """After a word. ``longest`` is in bytes, as PostgreSQL counts."""
    if len(text) * 4 <= longest or len(encoded := text.encode()) <= longest:
        return text
    return encoded[:longest].decode(errors="ignore").rpartition(" ")[0]


def search_fields(document: Any, words: Json | DocumentModel | None = None) -> SearchFields | None:
    """None for what readers do not search for: other types, and what repeats another page.

    ``words`` is what to read words from instead of the document (``api.log.bodies.Reading``).
    """
    if document.type not in SEARCHED or is_alias(document):
        return None
    passages = passages_of(words or document)
    of_itself = [one for one in passages if one.whose == "own" and not one.section]
    title, summary = document.label or "", summary_of(document, of_itself)
    names = [title, *(one.words for one in of_itself if one.role == "other_name")]
    keywords = list(keywords_of(document))
    excerpts = list(excerpts_of(passages, known={summary, *names, *keywords}))
    return SearchFields(
        title=title,
        summary=summary,
        place=SEARCHED.index(document.type) * 1000 + min(len(title), 999),
        names=names,
        facets=[f"{kind}|{link.slug}|{name}" for kind, link, name in facets_of(document)],
        excerpts=excerpts,
        keywords=" . ".join(keywords),
        headings=" . ".join(dict.fromkeys(excerpt.heading for excerpt in excerpts if excerpt.heading)),
        locale=document.locale,
    )


def is_alias(document: Any) -> bool:
    return bool((getattr(document, "canonical", "") or path_of(document)) != path_of(document))


def path_of(document: object) -> str:
    return getattr(document, "path", None) or ""


def summary_of(document: Any, passages: Iterable[Passage]) -> str:
    """One or two sentences to show; of a person or place, what tells it from others."""
    if document.type == "clinician":
        return ", ".join(filter(None, (document.role, *(link.title for link in document.specialties))))
    if document.type == "location":
        return ", ".join(filter(None, (document.address.street, document.address.city))) if document.address else ""
    return next((one.words for one in passages if one.role == "summary"), "")


def keywords_of(document: Any) -> Iterator[str]:
    """What a document is about besides its names."""
    return filter(None, about(document))


def about(document: Any) -> Iterator[str | None]:
    yield from getattr(document, "keywords", [])
    for name in ("conditions", "specialties"):
        yield from (link.title for link in getattr(document, name, []))
    yield from (place.name for place in getattr(document, "locations", []))
    if area := getattr(document, "body_area", None):
        yield area.name
    yield from (code.code for code in getattr(document, "codes", []))
    if document.type == "clinician":
        yield from (document.role, document.credentials)


def facets_of(document: Any) -> Iterator[tuple[str, Any, str]]:
    """Kind, what has a slug, and its name; all of them said."""
    return (each for each in facets_said(document) if each[1].slug and each[2])


def facets_said(document: Any) -> Iterator[tuple[str, Any, str]]:
    for link in getattr(document, "specialties", []):
        yield "specialty", link, link.title
    for link in getattr(document, "conditions", []):
        yield "condition", link, link.title
    if area := getattr(document, "body_area", None):
        yield "body_area", area, area.name
