"""What of a source says something else than when it was translated. Pure: two bodies of editions, as JSON has them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from api.text.passages import Passage
from api.text.walker import told_by

MEMBERS = (
    *("title", "summary", "alternative_names", "procedure_type", "body_area", "codes"),
    *("facts", "call_to_action"),
)
"""Beside sections, what a translator has to carry over. The rest is shared, or stands elsewhere."""
Said = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True, kw_only=True)
class Behind:
    sections: tuple[str, ...] = ()
    """Ids, in the order of the source; those that are gone there last."""
    members: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sections or self.members)


def behind(before: Mapping[str, Any], now: Mapping[str, Any]) -> Behind:
    old, new = said_by(before), said_by(now)
    changed = [key for key in {**new, **old} if old.get(key) != new.get(key)]
    return Behind(
        sections=tuple(key for key in changed if key not in MEMBERS),
        members=tuple(key for key in changed if key in MEMBERS),
    )


def said_by(body: Mapping[str, Any]) -> Said:
    """What each section and member says itself; not the words of what it names or shows."""
    found: Said = {}
    for key, passage in own_passages(body):
        found.setdefault(key, []).append((passage.role, passage.words, passage.html))
    return found


def own_passages(body: Mapping[str, Any]) -> Iterator[tuple[str, Passage]]:
    for passage in told_by(body):
        if any(holder.whose != "own" for holder in passage.holder.around):
            continue
        section = passage.holder.section
        if section is not None:
            yield section.id, passage
        elif passage.path[0] in MEMBERS:
            yield str(passage.path[0]), passage
