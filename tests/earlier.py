"""Bodies as another contract might have had them: members and blocks that came, went or were something else."""

import json
import random

ANYTHING = [
    None,
    3,
    1.5,
    True,
    "a word",
    {},
    [],
    {"html": "<p>Rich words</p>"},
    ["a", {"b": "c"}],
    {"type": "gone", "id": "00000000-0000-0000-0000-0000000000aa", "text": "Old words"},
]


def changed(body, seed):
    """A copy of the body, changed in up to six places; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    said = json.loads(json.dumps(body))
    for _ in range(chance.randint(1, 6)):
        if places := list(places_in(said)):
            change(*chance.choice(places), chance)
    return said


def places_in(value):
    """Every object or list, with each of its keys."""
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(inner, dict | list):
            yield from places_in(inner)


def change(holder, key, chance):
    other = json.loads(json.dumps(chance.choice(ANYTHING)))
    what = chance.choice(["drop", "replace", "rename", "add"])
    if what == "drop":
        del holder[key]
    elif what == "replace":
        holder[key] = other
    elif isinstance(holder, list):
        holder.append(other)
    elif what == "rename":
        holder[f"former_{key}"] = holder.pop(key)
    else:
        holder["unheard_of"] = other
