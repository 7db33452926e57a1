"""Three-way merge of stored values: what both began with, and what each has made of it.

Blocks are recognised by their ids, wherever they have been moved in their list. The smallest thing that is taken whole
is a block without blocks in it, or what a block says beside those: a dose of the one with the unit of the other would
be a text that nobody wrote.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

Side = Literal["mine", "theirs"]
Path = tuple[str, ...]
"""Name of a field; below it ids of blocks and names of their members."""
Item = dict[str, object]

GONE = object()
"""In the place of a value: there is none."""
ORDER = "order"
"""Last step of the path where both have put the same blocks into different orders."""
DRAFTAIL_KEY = re.compile(r' data-block-key="[^"]*"')
NO_WORDS = {"pk", "sort_order"}
"""Members of rows that tell nothing to readers: rows stand in their order."""


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Both have changed the same thing, each in another way."""

    path: Path
    mine: object
    theirs: object

    @property
    def name(self) -> str:
        return "/".join(self.path)


@dataclass
class Merging:
    """``holds`` says of conflicts, by name, which side holds; of others ``otherwise`` does."""

    holds: Mapping[str, Side] = field(default_factory=dict)
    otherwise: Side = "theirs"
    conflicts: list[Conflict] = field(default_factory=list)

    def merge(self, base: object, mine: object, theirs: object, path: Path) -> object:
        """``GONE`` where the result is nothing."""
        if alike(mine, theirs) or alike(mine, base):
            return theirs
        if alike(theirs, base):
            return mine
        if is_items(mine) and is_items(theirs) and (base is GONE or is_items(base)):
            return self.merge_items(items(base), items(mine), items(theirs), path)
        if isinstance(mine, dict) and isinstance(theirs, dict) and holds_items(mine) and holds_items(theirs):
            return self.merge_members(base if isinstance(base, dict) else {}, mine, theirs, path)
        return self.ask(mine, theirs, path)

    def ask(self, mine: object, theirs: object, path: Path) -> object:
        conflict = Conflict(path=path, mine=mine, theirs=theirs)
        self.conflicts.append(conflict)
        return mine if self.holds.get(conflict.name, self.otherwise) == "mine" else theirs

    def merge_members(self, base: Item, mine: Item, theirs: Item, path: Path) -> Item:
        """Members that hold blocks one by one; all others together, as one thing."""
        inner = [name for name in theirs if holds_items(mine.get(name)) and holds_items(theirs[name])]
        old, ours, others = (without(each, inner) for each in (base, mine, theirs))
        merged = cast(Item, self.merge(old, ours, others, path))
        return merged | {
            name: self.merge(base.get(name, GONE), mine[name], theirs[name], (*path, name)) for name in inner
        }

    def merge_items(self, base: list[Item], mine: list[Item], theirs: list[Item], path: Path) -> list[Item]:
        old, ours, others = by_id(base), by_id(mine), by_id(theirs)
        merged: dict[str, Item] = {}
        for identity in {**others, **ours}:
            before, my, their = (each.get(identity, GONE) for each in (old, ours, others))
            found = self.merge_item(before, my, their, (*path, identity))
            if found is not GONE:
                merged[identity] = cast(Item, found)
        return [merged[identity] for identity in self.order(list(old), list(ours), list(others), path, merged)]

    def merge_item(self, base: object, mine: object, theirs: object, path: Path) -> object:
        if isinstance(mine, dict) and isinstance(theirs, dict) and mine.get("type") == theirs.get("type"):
            old = base.get("value", GONE) if isinstance(base, dict) else GONE
            return theirs | {"value": self.merge(old, mine.get("value"), theirs.get("value"), path)}
        return self.merge(base, mine, theirs, path)

    def order(self, old: list[str], ours: list[str], others: list[str], path: Path, kept: Iterable[str]) -> list[str]:
        """That of whoever has moved something; what only the other one has comes behind what it stands behind there."""
        common = set(old) & set(ours) & set(others)
        base, mine, theirs = ([each for each in ids if each in common] for ids in (old, ours, others))
        first, second = (others, ours) if mine in (base, theirs) else (ours, others)
        if mine not in (base, theirs) and theirs != base:
            first = cast(list[str], self.ask(ours, others, (*path, ORDER)))
            second = others if first is ours else ours
        return [each for each in with_guests(first, second) if each in set(kept)]


def with_guests(ids: list[str], others: list[str]) -> list[str]:
    result = list(ids)
    for index, each in enumerate(others):
        if each not in result:
            before = others[index - 1] if index else None
            result.insert(result.index(before) + 1 if before is not None else 0, each)
    return result


def alike(one: object, other: object) -> bool:
    return one is other or plain(one) == plain(other)


def plain(value: object) -> object:
    """Without what the editor's browser adds, and what only the database needs."""
    if isinstance(value, str):
        return DRAFTAIL_KEY.sub("", value)
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items() if name not in NO_WORDS}
    return value


def is_items(value: object) -> bool:
    """A list of blocks, each with its id."""
    return isinstance(value, list) and all(isinstance(each, dict) and each.get("id") for each in value)


def holds_items(value: object) -> bool:
    return is_items(value) or (isinstance(value, dict) and any(map(holds_items, value.values())))


def items(value: object) -> list[Item]:
    return value if isinstance(value, list) else []


def by_id(found: Iterable[Item]) -> dict[str, Item]:
    return {str(each["id"]): each for each in found}


def without(value: Item, names: Iterable[str]) -> Item:
    return {name: each for name, each in value.items() if name not in set(names)}
