"""Projection: ``fields=title,sections(kind,heading)`` chooses the members of an answer, at any depth.

Choices are checked against the contract's models. Where something may have several shapes (a block of any type), a
member may be chosen if one of them has it. ``type``, ``id`` and the like are always kept: clients tell shapes apart by
them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

Choice = Mapping[str, "Choice | None"]
"""What is chosen, by name; None where a member is wanted whole."""

ALWAYS_KEPT = frozenset({"type", "id", "format", "_type", "_key"})
LONGEST = 4000
DEEPEST = 16
TOKEN = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*|[(),])\s*")


class UnknownFieldError(ValueError):
    """A choice names what is not there. ``allowed`` is what is."""

    def __init__(self, detail: str, allowed: list[str]) -> None:
        super().__init__(detail)
        self.allowed = allowed


def parse_fields(text: str) -> Choice:
    """Raise ValueError that says what is wrong where."""
    if len(text) > LONGEST:
        raise ValueError(f"Longer than {LONGEST} characters. Choose fewer members, or leave fields out to get all.")
    tokens = list(tokenize(text))
    choice, rest = parse_list(tokens)
    if rest:
        raise ValueError(f"“{rest[0]}” is one too many. {HINT}")
    return choice


HINT = "Write names with commas between them, and members of a member in brackets: title,sections(kind,heading)."


def tokenize(text: str) -> Iterator[str]:
    position = 0
    while position < len(text):
        found = TOKEN.match(text, position)
        if found is None:
            raise ValueError(f"“{text[position]}” at position {position + 1} is not allowed. {HINT}")
        yield found[1]
        position = found.end()


def parse_list(tokens: list[str], *, depth: int = 1) -> tuple[dict[str, Choice | None], list[str]]:
    """One list of names, and the tokens after it. A name given twice is given once."""
    if depth > DEEPEST:
        raise ValueError(f"Brackets go deeper than {DEEPEST} levels; nothing in the contract does.")
    choice: dict[str, Choice | None] = {}
    while True:
        name, rest = (tokens[0], tokens[1:]) if tokens else ("", [])
        if not name or name in "(),":
            raise ValueError(f"A name is missing. {HINT}")
        inner: Choice | None = None
        if rest[:1] == ["("]:
            inner, rest = parse_list(rest[1:], depth=depth + 1)
            if rest[:1] != [")"]:
                raise ValueError(f"A closing bracket is missing after “{name}(”. {HINT}")
            rest = rest[1:]
        choice[name] = merged(choice[name], inner) if name in choice else inner
        if rest[:1] != [","]:
            return choice, rest
        tokens = rest[1:]


def merged(one: Choice | None, other: Choice | None) -> Choice | None:
    """All that either wants."""
    if one is None or other is None:
        return None
    return {
        name: merged(one[name], other[name]) if name in one and name in other else one.get(name, other.get(name))
        for name in {**one, **other}
    }


def check(choice: Choice, types: Sequence[object], where: str = "") -> None:
    """Raise UnknownFieldError for the first name that nothing of these types has."""
    members = members_of(types)
    for name, inner in choice.items():
        if name not in members:
            place = f" in {where}" if where else ""
            raise UnknownFieldError(f"There is no member {name!r}{place}.", sorted(members))
        if inner is None:
            continue
        inner_types = members[name]
        if not members_of(inner_types):
            raise UnknownFieldError(f"{name!r} has no members: write it without brackets.", [name])
        check(inner, inner_types, f"{where}.{name}" if where else name)


def members_of(types: Sequence[object]) -> dict[str, list[object]]:
    """Names as served, of every object that a value of these types is or holds, each with its possible types."""
    members: dict[str, list[object]] = {}
    for kind in types:
        for model in models_in(kind):
            for name, field in model.model_fields.items():
                members.setdefault(field.alias or name, []).append(field.annotation)
    return members


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The objects in a union, behind root models, and inside arrays."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from models_in(get_args(annotation)[0])
    elif origin in (Union, UnionType, list):
        for argument in get_args(annotation):
            yield from models_in(argument)
    elif isinstance(annotation, type) and issubclass(annotation, RootModel):
        yield from models_in(annotation.model_fields["root"].annotation)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation


def project(value: object, choice: Choice | None) -> object:
    """The chosen members, in the order of the whole."""
    if choice is None:
        return value
    if isinstance(value, list):
        return [project(item, choice) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: project(member, choice.get(name))
        for name, member in value.items()
        if name in choice or name in ALWAYS_KEPT
    }


def examples_of(shape: object) -> list[str]:
    """Choices with brackets, for the contract's description: one for each member that has members."""
    inner = {name: members_of(types) for name, types in members_of([shape]).items()}
    return [f"{name}({','.join(list(members)[:3])})" for name, members in inner.items() if members]


def written(choice: Choice) -> str:
    """The choice in one way of writing, whatever order and spaces it was asked with."""
    names = sorted(choice.items())
    return ",".join(name if inner is None else f"{name}({written(inner)})" for name, inner in names)
