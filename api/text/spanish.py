"""Forms of Spanish words, folded: a verb in a list stands for what people do and have done with it, and a small knee is
a knee."""

import re
from collections.abc import Iterator

from api.text.passing import SPANISH

SHORTEST = 5
"""Letters of what is taken through its forms: short words have forms that are other words."""
VERB = re.compile(r"(?P<stem>\w{2,})(?P<ending>[aei]r)")
ENDINGS = {
    "ar": "ar o as a amos an e aste aron aba abas abamos aban are ara aran aria arian es en ando ado ada ados adas",
    "er": "er o es e emos en i iste io ieron ia ias iamos ian ere era eran eria erian a as an iendo ido ida idos idas",
    "ir": "ir o es e imos en i iste io ieron ia ias iamos ian ire ira iran iria irian a as an iendo ido ida idos idas",
}
PRONOUNS = [*("me", "te", "se", "le", "lo", "la", "nos", "les", "los", "las"), *("melo", "mela", "selo", "sela")]
HANGS = re.compile(r"(r|ndo)$")
"""What pronouns are hung on."""
OF_ME = re.compile(r"^me$|(?<=[aei]r)me$|(?<=ndo)me$")
OTHERS = ("te", "se", "le", "nos", "les")
"""Those of whom it is said where a list says “me”."""
# In the stressed syllable: duele, aprieta, pide, juega.
STRESSED = (("o", "ue"), ("e", "ie"), ("e", "i"), ("u", "ue"))
# Before e: saque, pague, punce.
SOFTENED = (("c", "qu"), ("g", "gu"), ("z", "c"))
GENDERED = re.compile(r"(?:[ai]d|os|iv|ic|ari)o$")
SMALL = re.compile(r"(?P<stem>\w{2,}?)(?P<joint>ec|c)?it(?P<ending>[oa]s?)$")
HARDENED = (("qu", "c"), ("gu", "g"), ("c", "z"))
"""Boquita, barriguita, cabecita: as the letter was before the ending."""
OTHER_WORDS = SPANISH | {"como", "para", "nada", "sobre", "entre", "desde", "hasta", "contra", "bajo", "este", "parte"}
"""What forms of other words look like."""


def forms_of(word: str) -> Iterator[str]:
    """Others of a word, or of a phrase, that stands in a list."""
    if " " in word:
        yield from said_of_others(word)
        return
    if len(word) < SHORTEST:
        return
    verb = VERB.fullmatch(word)
    found = verb_forms(verb["stem"], verb["ending"]) if verb else noun_forms(word)
    yield from (form for form in found if form not in OTHER_WORDS)


def said_of_others(phrase: str) -> Iterator[str]:
    """“Me falta el aire” of a child is “le falta el aire”, and “quitarme el dolor” of a mother “quitarle el dolor”."""
    words = phrase.split()
    if not any(OF_ME.search(word) for word in words):
        return
    for pronoun in OTHERS:
        yield " ".join(OF_ME.sub(pronoun, word) for word in words)


def verb_forms(stem: str, ending: str) -> Iterator[str]:
    for said in {stem, *stressed(stem)}:
        for each in ENDINGS[ending].split():
            form = softened(said) + each if ending == "ar" and each.startswith("e") else said + each
            yield form
            if said == stem and HANGS.search(form):
                yield from (form + pronoun for pronoun in PRONOUNS)


def stressed(stem: str) -> Iterator[str]:
    for plain, broken in STRESSED:
        head, vowel, tail = stem.rpartition(plain)
        if vowel and not re.search("[aeiou]", tail):
            yield head + broken + tail


def softened(stem: str) -> str:
    for hard, soft in SOFTENED:
        if stem.endswith(hard):
            return stem.removesuffix(hard) + soft
    return stem


def noun_forms(word: str) -> Iterator[str]:
    if word.endswith("s"):
        yield word.removesuffix("s")
        return
    if GENDERED.search(word):
        yield from (word[:-1] + ending for ending in ("a", "as"))
    if word.endswith("z"):
        yield word[:-1] + "ces"
    else:
        yield word + ("s" if word[-1] in "aeiou" else "es")


def unshrunk(word: str) -> Iterator[str]:
    """What it may be a diminutive of; most of these are no words."""
    small = SMALL.fullmatch(word)
    if not small or len(word) < SHORTEST + 1:
        return
    stem, ending = small["stem"], small["ending"]
    plural = "s" if ending.endswith("s") else ""
    stems = [stem + small["joint"], stem] if small["joint"] else [stem]
    for hard, soft in HARDENED:
        stems += [stem_.removesuffix(hard) + soft for stem_ in stems if stem_.endswith(hard)]
    for each in stems:
        yield from (each + vowel + plural for vowel in (ending[0], "o", "a", "e"))
        yield each + ("es" if plural else "")
