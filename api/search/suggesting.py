"""Suggestions while somebody types: names in which a word begins like that, then names with similar words."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from api.log.expiry import UNEXPIRED
from api.process.sql import read
from api.search.queries import TITLES, parse
from api.search.spelling import sound_begun, spelling
from api.search.understanding import understand
from api.text.folding import MOST_WORDS, configuration, words_of

MOST = 10
LOOKED_AT = 60
"""Names that are looked at for one beginning: those that come first in the alphabet."""
SYLLABLE = 3
"""Letters."""


class Beginning(NamedTuple):
    """Of a word that was typed."""

    word: str | None
    """What begins a word of a name; empty for what begins other words alone, None for what begins none here."""
    documents: int
    """How many say such a word, up to a limit."""
    is_telling: bool
    """Search does not leave it out."""


class Name(NamedTuple):
    """A name of a document."""

    entry: int
    ending: str
    start: int
    position: int
    name: str
    place: int
    type: str
    document_id: str
    slug: str
    path: str
    title: str


def suggest(text: str, *, locale: str) -> tuple[list[Name], str | None]:
    """One name of each document, best first: one SQL query, or a few where no name fits. And the words that do not
    count; None where all do."""
    words = words_of(text)
    names = suggest_for(words[:MOST_WORDS], text, locale=locale)
    return names, " ".join(words[MOST_WORDS:]) or None


def suggest_for(typed: list[str], text: str, *, locale: str) -> list[Name]:
    for words in (typed, without_courtesy(typed), in_one_word(typed)):
        if words and (found := best(names_beginning(words, locale=locale), words)):
            return people_first(found) if typed[0] in TITLES else found
    understood = understand(parse(text)[:MOST_WORDS], locale=locale)
    meant = (understood.suggested or understood.corrected).split()
    meant = without_courtesy(meant) or meant
    is_doubtful = understood.is_corrected or understood.suggested
    found = best(names_beginning(meant, locale=locale), meant) if is_doubtful else []
    return found or with_most(typed, locale=locale)


def without_courtesy(words: list[str]) -> list[str]:
    """Without what people say before a name; empty where that changes nothing."""
    kept = [word for word in words if word not in COURTESY]
    return kept if len(kept) < len(words) else []


def people_first(names: list[Name]) -> list[Name]:
    return sorted(names, key=lambda name: name.type != "clinician")


def in_one_word(words: list[str]) -> list[str]:
    """The first two words as one, as in “gall bladder”; empty where there are not two."""
    return ["".join(words[:2]), *words[2:]] if len(words) > 1 else []


COURTESY = {
    *TITLES,
    *("my", "a", "an", "the", "for", "of", "with", "on", "in"),
    *("mi", "mis", "un", "una", "el", "la", "los", "las", "de", "del", "para", "con", "en"),
}
"""Titles, and small words that stand before what is looked for."""

GENERAL = (
    *("surgery", "operation", "procedure", "treatment"),
    *("cirugia", "operacion", "procedimiento", "tratamiento", "intervencion"),
)


def names_beginning(words: list[str], *, locale: str) -> list[Name]:
    """Candidates: names in which the words follow each other, and names with a word that begins like the longest."""
    return names_of({" ".join(words), max(words, key=len)}, locale=locale)


def names_of(beginnings: Iterable[str], *, locale: str) -> list[Name]:
    values = {"locale": locale, "beginnings": list(beginnings), "most": LOOKED_AT}
    return [Name(*row) for row in read(BEGINNING, values)]


def with_most(typed: list[str], *, locale: str) -> list[Name]:
    """Names that have the rarest of the words, misspelt or not, and most of the others; none where a word is not known
    here at all, nothing longer than a syllable is left, or what no name has is what tells most."""
    begun = known_beginnings(without_courtesy(typed) or typed, locale=locale)
    meant = [each.word for each in begun if each.word and len(each.word) >= SYLLABLE]
    if not meant or any(each.word is None for each in begun):
        return []
    names = names_of(meant, locale=locale)
    by_word = {beginning: [name for name in names if has_all(name, [beginning])] for beginning in meant}
    telling = min(
        filter(by_word.get, meant), key=lambda word: (is_general(word), documents_in(by_word[word])), default=""
    )
    if not telling or says_less(telling, begun):
        return []
    found = best(by_word[telling], [telling])
    found.sort(key=lambda name: -sum(has_all(name, [beginning]) for beginning in meant))
    return people_first(found) if typed[0] in TITLES else found


def says_less(word: str, begun: Sequence[Beginning]) -> bool:
    """Than what no name has: there is no hair transplant where fewer documents speak of hair than of something trans…,
    but a new knee is a knee."""
    documents = next(each.documents for each in begun if each.word == word)
    return any(each.documents < documents for each in begun if not each.word and each.is_telling)


def is_general(beginning: str) -> bool:
    """What any treatment is."""
    return any(word.startswith(beginning) for word in GENERAL)


def documents_in(names: Iterable[Name]) -> int:
    return len({name.entry for name in names})


def known_beginnings(words: list[str], *, locale: str) -> list[Beginning]:
    values = {
        "locale": locale,
        "configuration": configuration(locale),
        "words": words,
        "sounds": [sound_begun(word, locale=locale) for word in words],
        "is_word": [spelling(word, locale=locale).is_word for word in words],
    }
    return [Beginning(*row) for row in read(KNOWN, values)]


# As typed; else as it sounds; else, where it is no word, with one slip. All words in names are looked through: there
# are a few thousand.
KNOWN = """
SELECT begun.word, (
    SELECT count(*) FROM (
        SELECT FROM api_searchentry entry WHERE entry.locale = %(locale)s AND entry.vector @@ (SELECT query) LIMIT 2000
    ) those
), numnode(query) > 0
FROM unnest(%(words)s::text[], %(sounds)s::text[], %(is_word)s::bool[]) WITH ORDINALITY
    AS given(typed, heard, is_word, place)
LEFT JOIN LATERAL (
    SELECT word FROM api_searchword known
    WHERE locale = %(locale)s AND in_names AND length(typed) > 3 AND lexeme <> '' AND (
        starts_with(sound, heard)
        OR NOT is_word AND length(typed) > 5 AND left(word, 1) = left(typed, 1)
            AND levenshtein(left(word, length(typed)), typed) = 1
    )
    ORDER BY starts_with(sound, heard) DESC, length(word), word LIMIT 1
) meant ON true, LATERAL (
    SELECT CASE WHEN EXISTS (
        SELECT FROM api_searchword known WHERE locale = %(locale)s AND in_names AND starts_with(word, typed)
    ) THEN typed ELSE coalesce(meant.word, CASE WHEN EXISTS (
        SELECT FROM api_searchword known WHERE locale = %(locale)s AND starts_with(word, typed)
    ) THEN '' END) END AS word
) begun, LATERAL (
    SELECT to_tsquery(%(configuration)s::regconfig, coalesce(nullif(begun.word, ''), typed) || ':*') AS query OFFSET 0
) said
ORDER BY place
"""


# Comparing as bytes is what the index does, in any collation; no character comes after the last of Unicode.
BEGINNING = f"""
SELECT found.document_id, ending, start, position, name,
    entry.place, document.type, document.document_id::text, slug, path, entry.title
FROM unnest(%(beginnings)s::text[]) AS beginning, LATERAL (
    SELECT * FROM api_searchname
    WHERE locale = %(locale)s AND ending ~>=~ beginning AND ending ~<~ (beginning || chr(1114111))
    ORDER BY ending USING ~<~ LIMIT %(most)s
) found
JOIN api_searchentry entry ON entry.document_id = found.document_id
JOIN api_document document ON document.id = found.document_id
WHERE {UNEXPIRED}
"""  # noqa: S608  our own words


def best(names: Iterable[Name], typed: list[str]) -> list[Name]:
    whole = " ".join(typed)

    def merit(name: Name) -> tuple[bool, bool, bool, int, int, int, str]:
        """The whole name first, then those that begin so; then treatments, titles, short names."""
        follows = name.ending.startswith(whole)
        return (
            not (name.ending == whole and name.start == 0),
            not (follows and name.start == 0),
            not follows,
            name.place // 1000,
            name.position,
            len(name.name),
            name.name,
        )

    of_documents: dict[int, Name] = {}
    for name in sorted((name for name in names if has_all(name, typed)), key=merit):
        of_documents.setdefault(name.entry, name)
    return list(of_documents.values())[:MOST]


def has_all(name: Name, typed: list[str]) -> bool:
    """Whether for each word some word of the name begins so."""
    words = words_of(name.name)
    return all(any(word.startswith(beginning) for word in words) for beginning in typed)
