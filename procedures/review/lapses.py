"""Which sections of a page say something else than when a clinician read it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from cms.values.told import in_english
from procedures.review.wording import says_the_same, tokens

Part = tuple[str, tuple[str, ...]]
"""Where in its section something stands (kinds and names, no numbers), and its words as they are compared."""


@dataclass(frozen=True)
class Said:
    """A section, or the key figures, as far as it means something to a patient."""

    name: str
    """For sentences: its kind, kept in English, or its heading."""
    parts: tuple[Part, ...] = field(default=())

    @cached_property
    def digest(self) -> str:
        return sha256(json.dumps(self.parts).encode()).hexdigest()

    def to_json(self) -> dict[str, object]:
        return {"name": in_english(self.name), "digest": self.digest, "parts": self.parts}

    @classmethod
    def from_json(cls, kept: Mapping[str, object]) -> "Said":
        parts: Iterable[tuple[str, list[str]]] = kept["parts"]  # type: ignore[assignment]
        return cls(name=str(kept["name"]), parts=tuple((place, tuple(words)) for place, words in parts))


Content = Mapping[str, Said]
"""By id, in the order of the page."""


@dataclass(frozen=True, kw_only=True)
class Lapse:
    """What is no longer as it was reviewed."""

    id: str
    name: str
    now: str
    """Digest of what the section says now; empty where it is gone."""


def said(name: str, written: Iterable[tuple[str, str]]) -> Said:
    """Of places and texts. What has no words says nothing."""
    found = ((place, tuple(tokens(text))) for place, text in written)
    return Said(name, tuple((place, words) for place, words in found if words))


def lapses(before: Content, now: Content, *, locale: str) -> list[Lapse]:
    """In the order of the page, what is gone last. What moved has not changed, though it may have a new id there."""
    changed = [key for key in {**now, **before} if not is_same(before.get(key), now.get(key), locale=locale)]
    was = {before[key].digest for key in changed if key in before}
    comes = {now[key].digest for key in changed if key in now}
    return [
        Lapse(id=key, name=(now.get(key) or before[key]).name, now=now[key].digest if key in now else "")
        for key in changed
        if not (key not in before and now[key].digest in was) and not (key not in now and before[key].digest in comes)
    ]


def is_same(before: Said | None, now: Said | None, *, locale: str) -> bool:
    """A section without words is none."""
    old, new = before.parts if before else (), now.parts if now else ()
    if [place for place, _ in old] != [place for place, _ in new]:
        return False
    return all(says_the_same(was, words, locale=locale) for (_, was), (_, words) in zip(old, new, strict=True))
