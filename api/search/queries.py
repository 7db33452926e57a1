"""What a reader asks, taken apart, and put together again as PostgreSQL's ``tsquery``."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from api.text.folding import words_of

PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]+))')
UNMARKED = re.compile(r"\b(do|does|did|ca|wo|is|are|was|were|has|have|had|could|would|should)nt\b", re.IGNORECASE)
"""Cant and dont: people in a hurry leave the apostrophe out."""


@dataclass(frozen=True, kw_only=True)
class AskedWord:
    """A word of the query, folded."""

    word: str
    part: int
    """Words of the same part belong together if it is quoted, or to be left out."""
    is_quoted: bool = False
    is_excluded: bool = False
    is_alternative: bool = False
    """Comes after “or”: instead of the word before it."""
    is_capitals: bool = False
    """Typed in capitals alone, as abbreviations are."""


TITLES = {"dr", "dra", "doctor", "doctora", "prof", "mr", "mrs", "ms"}
LONGEST_NAME = 3
"""Words of a person's name with the title."""
WHO_TREATS = re.compile(
    "surgeons?|doctors?|physicians?|specialists?|therapists?|nurses?|dietitians?|[a-z]+(?:olog|iatr)ists?"
    "|cirujan[oa]s?|doctora?s?|medicos|especialistas?|fisioterapeutas?|enfermer[oa]s?|[a-z]+(?:olog|iatr)[oa]s?"
)
"""Words for people who treat, folded."""


def without_title(words: Sequence[AskedWord]) -> Sequence[AskedWord]:
    """Whoever asks for Dr. Ruiz asks for Ruiz: pages that mention a doctor say no more about her."""
    is_person = 2 <= len(words) <= LONGEST_NAME and words[0].word in TITLES
    return words[1:] if is_person and not any(word.is_quoted or word.is_excluded for word in words) else words


def asks_for_person(words: Sequence[AskedWord]) -> bool:
    """“Knee surgeon”, “doctor for heart valves”: not a sentence in which somebody speaks of one."""
    return len(words) <= LONGEST_NAME + 1 and any(WHO_TREATS.fullmatch(word.word) for word in words)


def parse(text: str) -> list[AskedWord]:
    """As search engines on the web do: quotes keep a phrase together, a minus leaves out, “or” asks for either."""
    found: list[AskedWord] = []
    is_alternative = False
    for number, part in enumerate(PART.finditer(text)):
        quoted, plain = part["quoted"], part["plain"]
        if plain is not None and plain.casefold() == "or" and found:
            is_alternative = True
            continue
        for word in words_of(UNMARKED.sub(r"\1n't", quoted if plain is None else plain)):
            found.append(
                AskedWord(
                    word=word,
                    part=number,
                    is_quoted=plain is None,
                    is_excluded=bool(part["minus"]),
                    is_alternative=is_alternative and not found[-1].is_excluded,
                    is_capitals=part[0].isupper(),
                )
            )
            is_alternative = False
    return found


@dataclass(frozen=True, kw_only=True)
class UnderstoodWord:
    """A word with what documents have for it."""

    asked: AskedWord
    position: int
    lexeme: str
    """Without its ending; empty for a word that is left out, such as “the”."""
    corrected: str = ""
    """The word that is searched for instead; empty where what was typed is searched for."""
    offered: str = ""
    """A word that may be meant instead; empty where none is."""
    offered_lexeme: str = ""

    @property
    def query(self) -> str:
        return quote(self.lexeme)


@dataclass(frozen=True, kw_only=True)
class Expansion:
    """Other words for those from one position to another."""

    first: int
    last: int
    query: str
    lexemes: Sequence[str]
    is_joined: bool = False
    """The same words written as one."""
    is_near: bool = False
    """Near in meaning, and not the same."""
    is_counted: bool = True
    """Whether what says it so makes the thing less rare."""


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """One way to say what a group asks for."""

    query: str
    """What a document must match."""
    ranked: str
    """What its rank is worked out by."""
    counted: str
    """The same without the order of words, which the index does not know: how many have it is asked by this."""
    is_near: bool = False
    is_counted: bool = True


@dataclass(frozen=True, kw_only=True)
class Group:
    """A thing that is asked for, in all the words for it."""

    alternatives: Sequence[Alternative]
    lexemes: frozenset[str]

    @property
    def query(self) -> str:
        return either(alternative.query for alternative in self.alternatives)

    @property
    def counted(self) -> str:
        return either(alternative.counted for alternative in self.alternatives if alternative.is_counted)


@dataclass(frozen=True)
class Query:
    """What documents are looked for by."""

    groups: Sequence[Group]
    excluded: Sequence[str] = ()
    neighbours: Sequence[str] = ()
    """Words that stand side by side: for ranking only."""

    @property
    def strict(self) -> str:
        """Everything that was asked for."""
        return every([*(group.query for group in self.groups), *self.exclusions])

    @property
    def exclusions(self) -> list[str]:
        return [f"!({query})" for query in self.excluded]

    @property
    def pairs(self) -> str:
        """At least two of the groups, or the only one."""
        return self.some(2)

    @property
    def all_but_one(self) -> str:
        return self.some(len(self.groups) - 1)

    def some(self, number: int) -> str:
        """At least so many of the groups, and one at least."""
        groups = [group.query for group in self.groups]
        chosen = combinations(groups, min(max(number, 1), len(groups)))
        return every([either(every(queries) for queries in chosen), *self.exclusions]) if groups else ""


def build(words: Sequence[UnderstoodWord], expansions: Sequence[Expansion]) -> Query:
    """Words that are left out ask for nothing; phrases that have other words make one group."""
    telling = [word for word in words if word.lexeme]
    expansions = [from_telling_word(each, telling) for each in expansions]
    groups = [*segment_groups([word for word in telling if is_plain(word)], expansions), *phrase_groups(telling)]
    excluded = [phrase(part) for part in parts_of(word for word in telling if word.asked.is_excluded)]
    return Query(groups, excluded, neighbours_of([word for word in telling if is_plain(word)]))


def from_telling_word(expansion: Expansion, telling: Sequence[UnderstoodWord]) -> Expansion:
    """A phrase may begin with a word that is left out alone: “by pass”."""
    first = next((word.position for word in telling if word.position >= expansion.first), expansion.first)
    return replace(expansion, first=first) if first <= expansion.last else expansion


def neighbours_of(words: Sequence[UnderstoodWord]) -> list[str]:
    return [phrase(pair) for pair in pairwise(words) if not pair[1].asked.is_alternative]


def is_plain(word: UnderstoodWord) -> bool:
    return not word.asked.is_quoted and not word.asked.is_excluded


def segment_groups(words: Sequence[UnderstoodWord], expansions: Sequence[Expansion]) -> Iterator[Group]:
    """From left to right: the longest phrase that has other words, else a word."""
    of_phrases = {each.first: each.last for each in sorted(expansions, key=lambda each: each.last)}
    index = 0
    while index < len(words):
        last = of_phrases.get(words[index].position, words[index].position)
        segment = [word for word in words[index:] if word.position <= last]
        while index + len(segment) < len(words) and words[index + len(segment)].asked.is_alternative:
            segment.append(words[index + len(segment)])
        yield segment_group(segment, [each for each in expansions if is_within(each, segment)])
        index += len(segment)


def is_within(expansion: Expansion, segment: Sequence[UnderstoodWord]) -> bool:
    return segment[0].position <= expansion.first and expansion.last <= segment[-1].position


def segment_group(segment: Sequence[UnderstoodWord], expansions: Sequence[Expansion]) -> Group:
    is_choice = any(word.asked.is_alternative for word in segment)
    as_asked = [word.query for word in segment]
    required = either(as_asked) if is_choice else every(as_asked)
    others = [in_other_words(each, beside([] if is_choice else segment, each)) for each in expansions]
    return Group(
        alternatives=[Alternative(query=required, ranked=either(as_asked), counted=required), *others],
        lexemes=frozenset(
            [word.lexeme for word in segment] + [lexeme for each in expansions for lexeme in each.lexemes]
        ),
    )


def beside(segment: Sequence[UnderstoodWord], expansion: Expansion) -> list[str]:
    """The rest of a phrase of which it says a part: “bariatric operation” is no operation of another kind."""
    return [word.query for word in segment if not expansion.first <= word.position <= expansion.last]


def in_other_words(expansion: Expansion, rest: Sequence[str]) -> Alternative:
    query = every([expansion.query, *rest])
    return Alternative(
        query=query,
        ranked=query,
        counted=every([*map(quote, expansion.lexemes), *rest]),
        is_near=expansion.is_near,
        is_counted=expansion.is_counted,
    )


def phrase_groups(words: Sequence[UnderstoodWord]) -> Iterator[Group]:
    for part in parts_of(word for word in words if word.asked.is_quoted and not word.asked.is_excluded):
        query = phrase(part)
        counted = every(word.query for word in part)
        yield Group(
            alternatives=[Alternative(query=query, ranked=query, counted=counted)],
            lexemes=frozenset(word.lexeme for word in part),
        )


def parts_of(words: Iterable[UnderstoodWord]) -> list[list[UnderstoodWord]]:
    parts: dict[int, list[UnderstoodWord]] = {}
    for word in words:
        parts.setdefault(word.asked.part, []).append(word)
    return list(parts.values())


def phrase(words: Sequence[UnderstoodWord]) -> str:
    """One after the other; left-out words between them count."""
    query = words[0].query
    for before, word in pairwise(words):
        query += f" <{word.position - before.position}> {word.query}"
    return f"({query})"


def quote(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def every(queries: Iterable[str]) -> str:
    return bracketed(" & ", queries)


def either(queries: Iterable[str]) -> str:
    return bracketed(" | ", queries)


def bracketed(operator: str, queries: Iterable[str]) -> str:
    given = list(queries)
    return given[0] if len(given) == 1 else f"({operator.join(given)})"
