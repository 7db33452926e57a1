"""Names of what an answer gave: by them it is counted who reads what, and announced to its readers what will go.

``v1 procedure`` is an address, by its name in ``api.urls``; ``v1 procedure sections.heading`` a member that ``fields``
chose there, ``v1 procedure *`` all of them; ``v1 procedure ?rich_text=markdown`` a parameter; ``v1 block criteria`` a
type of block that was in the answer, ``v1 block *`` any.
"""

from collections.abc import Iterable, Iterator

VERSION = "v1"
ALL = "*"
BLOCK = f"{VERSION} block"
IN_ALL = 2
"""Spaces in the name of a member, parameter or block; that of an address has one less."""


def address(view: str) -> str:
    return f"{VERSION} {view}"


def member(view: str, path: str) -> str:
    return f"{VERSION} {view} {path}"


def parameter(view: str, name: str, value: str = "") -> str:
    return f"{VERSION} {view} ?{name}" + (f"={value}" if value else "")


def block(kind: str) -> str:
    return f"{BLOCK} {kind}"


def uses(read: str, name: str) -> bool:
    """Whether who reads ``read`` is told of an end of ``name``: because it is that, or all that it is part of, or a
    part of it."""
    if read == name:
        return True
    *place, last = name.rsplit(" ", 1)
    *other, mine = read.rsplit(" ", 1)
    if place != other or name.count(" ") < IN_ALL:
        return False
    if mine == ALL:
        return not last.startswith("?")
    return last.startswith(f"{mine}.") or mine.startswith((f"{last}.", f"{last}="))


def is_used(name: str, reads: Iterable[str]) -> bool:
    return any(uses(read, name) for read in reads)


def leaves(choice: object, above: str = "") -> Iterator[str]:
    """Members that were chosen, each with those that it is in: ``sections.kind``."""
    if isinstance(choice, dict):
        for name, inner in choice.items():
            yield from leaves(inner, f"{above}.{name}" if above else name)
    else:
        yield above
