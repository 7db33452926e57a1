"""What a check sees: a treatment's content as words, sentences, headings and blocks, each with its place."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from api.contract.blocks import Section, SectionKind, Subsection
from api.contract.documents import ProcedureContent
from api.text.folding import fold
from api.text.passages import Passage, Path
from api.text.walker import passages_of
from procedures.checks.site import Names, Site
from procedures.checks.vocabulary import Vocabulary, vocabulary_of
from procedures.language.sentences import split_sentences
from procedures.language.words import FUNCTION_WORDS, words_in

T = TypeVar("T")
SENTENCES = frozenset({"summary", "introduction", "prose", "item", "question", "note", "legal"})
"""Roles of words that are read as sentences."""
IN_SECTIONS = SENTENCES | {"term", "title", "name", "label", "figure", "caption"}
"""Roles of words in sections that the page answers for: quotations are somebody else's, headings stand apart."""
_BRACKETED = re.compile(r"\s*\(([^()]{2,40})\)")
_CLOSING = re.compile(r"\s(?:surgery|procedure|operation|therapy|treatment)$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something stands: see ``Finding``."""

    path: str = ""
    block: str | None = None
    paragraph: int | None = None


@dataclass(frozen=True, kw_only=True)
class Text:
    """A paragraph, an item, a heading, or what else one member says. ``kinds`` are those of its section."""

    text: str
    role: str
    place: Place
    kinds: frozenset[str]
    block: str
    """Type of the block; empty for headings and for what stands in no section."""
    is_item: bool
    """Whether it is an item of a list inside formatted text."""
    is_linked: bool
    """Whether a part of it is a link."""

    def is_in(self, placed: "Placed") -> bool:
        return self.place.path.startswith(f"{placed.place.path}/")


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A block, or a section or subsection, in its place. ``model`` is of ``api.contract.blocks``."""

    model: Any
    path: Path
    section: Section
    following: tuple[Any, ...] = ()
    """The blocks after it under the same heading; of a section, the sections after it."""

    @property
    def place(self) -> Place:
        return self.place_of("")

    def place_of(self, inside: str) -> Place:
        """Of a member of it; ``inside`` is a JSON Pointer within it."""
        return Place(path=f"{pointer(self.path)}{inside}", block=str(self.model.id))


@dataclass(frozen=True)
class Page:
    """Content under examination, and the site around it."""

    content: ProcedureContent
    site: Site = field(default_factory=Site)

    @property
    def language(self) -> str:
        return self.content.locale.casefold().split("-")[0]

    @cached_property
    def words(self) -> Vocabulary:
        return vocabulary_of(self.language)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All that the page itself says, in the order of the page."""
        own = (passage for passage in passages_of(self.content) if passage.whose == "own")
        return tuple(text for passage in own for text in _texts_of(passage))

    @cached_property
    def shown_contact(self) -> tuple[str, ...]:
        """The words of the contact line that the page shows."""
        passages = (passage for passage in passages_of(self.content) if passage.path[0] == "contact")
        return tuple(passage.words for passage in passages if passage.role != "value")

    @cached_property
    def body(self) -> tuple[Text, ...]:
        """The summary, and the text of the sections without their headings."""
        return tuple(text for text in self.texts if _is_body(text))

    @cached_property
    def sentences(self) -> tuple[tuple[str, Text], ...]:
        """The body's sentences, each with the text it stands in."""
        return tuple((sentence, text) for text in self.body for sentence in split_sentences(text.text))

    @cached_property
    def _by_text(self) -> dict[int, list[tuple[str, Text]]]:
        found: dict[int, list[tuple[str, Text]]] = {}
        for sentence, text in self.sentences:
            found.setdefault(id(text), []).append((sentence, text))
        return found

    def sentences_of(self, text: Text) -> list[tuple[str, Text]]:
        """Of a text of the body."""
        return self._by_text.get(id(text), [])

    @cached_property
    def headings(self) -> tuple[Text, ...]:
        """Of sections and subsections."""
        return tuple(text for text in self.texts if text.role == "heading" and not text.block)

    @cached_property
    def headings_and_body(self) -> tuple[Text, ...]:
        """In the order of the page."""
        return tuple(text for text in self.texts if text.role == "heading" or _is_body(text))

    @cached_property
    def sections(self) -> tuple[Placed, ...]:
        sections = self.content.sections
        return tuple(
            Placed(model=section, path=("sections", index), section=section, following=tuple(sections[index + 1 :]))
            for index, section in enumerate(sections)
        )

    def sections_of(self, *kinds: SectionKind) -> Iterator[Placed]:
        return (section for section in self.sections if not set(kinds).isdisjoint(kinds_of(section.model)))

    @cached_property
    def kinds(self) -> frozenset[str]:
        return frozenset(kind for section in self.content.sections for kind in kinds_of(section))

    @cached_property
    def blocks(self) -> tuple[Placed, ...]:
        """Those of subsections too."""
        return tuple(block for section in self.sections for block in blocks_in(section))

    def has_block(self, kind: str) -> bool:
        return any(block.model.type == kind for block in self.blocks)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The treatment's names in every form: without and with what is in brackets, without a closing "surgery"."""
        given = (self.content.title, *self.content.alternative_names)
        return tuple(dict.fromkeys(form for name in given if name for form in _forms(name)))

    @cached_property
    def own_words(self) -> frozenset[str]:
        """Words that tell this treatment's names from others, and the names' initials."""
        initials = {"".join(word[0] for word in words_in(name)) for name in self.names}
        return frozenset(word for name in self.names for word in self.telling(name)) | initials

    @cached_property
    def own_names(self) -> Names:
        return Names((name, self.content.id) for name in self.names)

    def once(self, find: "Callable[[Page], T]") -> T:
        """What ``find`` finds in the page, found once though several checks ask."""
        if find not in self._found:
            self._found[find] = find(self)
        found: T = self._found[find]
        return found

    @cached_property
    def _found(self) -> dict[object, Any]:
        return {}

    def telling(self, name: str) -> set[str]:
        generic = self.words.words("generic")
        return {fold(word) for word in words_in(name) if word not in generic and word not in FUNCTION_WORDS}

    def place_of(self, *path: str | int) -> Place:
        return Place(path=pointer(path))


def pointer(path: Iterable[str | int]) -> str:
    """A JSON Pointer (RFC 6901); no member of the contract has a slash or tilde in its name."""
    return "".join(f"/{step}" for step in path)


def kinds_of(section: Section) -> tuple[str, ...]:
    return (section.kind, *section.also)


def blocks_in(section: Placed) -> Iterator[Placed]:
    model: Section = section.model
    parts: list[tuple[Section | Subsection, Path]] = [(model, section.path)]
    parts += [(part, (*section.path, "subsections", index)) for index, part in enumerate(model.subsections)]
    for part, path in parts:
        blocks = [getattr(block, "root", block) for block in part.blocks]
        for index, block in enumerate(blocks):
            yield Placed(
                model=block, path=(*path, "blocks", index), section=model, following=tuple(blocks[index + 1 :])
            )


def _texts_of(passage: Passage) -> Iterator[Text]:
    section = passage.section
    kinds = frozenset((section.kind, *section.also)) if section else frozenset()
    paragraphs = passage.paragraphs if passage.html else [None]
    for index, paragraph in enumerate(paragraphs):
        is_heading = paragraph is not None and paragraph.style != "normal"
        yield Text(
            text=passage.words if paragraph is None else paragraph.text,
            role="heading" if is_heading else passage.role,
            place=Place(
                path=pointer(passage.path),
                block=passage.block_id or passage.id if section else None,
                paragraph=index if paragraph is not None else None,
            ),
            kinds=kinds,
            block=passage.block_type,
            is_item=paragraph is not None and paragraph.list_item is not None,
            is_linked=paragraph is not None and bool(paragraph.links),
        )


def _is_body(text: Text) -> bool:
    """A heading inside a block is a part of the block's text."""
    is_in_block = text.role == "heading" and bool(text.block)
    return text.role == "summary" or (bool(text.kinds) and text.role in IN_SECTIONS) or is_in_block


def _forms(name: str) -> Iterator[str]:
    yield name
    plain_name = _BRACKETED.sub("", name)
    yield plain_name
    yield from _BRACKETED.findall(name)
    yield _CLOSING.sub("", plain_name)
