"""Whether a description of the API keeps what an earlier one promised: additions pass, anything else is named.

What is answered may say more: members, types of blocks and of documents, values of lists, addresses, answers. It says
no less, and nothing else: a member stays, always there and of its type.
What is asked may be more, where it may be left out, and parameters may take more; what was accepted stays accepted.
"""

from collections.abc import Iterator, Mapping

from api.parameters.describing import Schema

MADE_OF_MEMBERS = "fields"
"""The parameter whose pattern lists members: it grows with them, and refuses nothing that it took."""
SAID = {"description", "title", "examples", "example", "summary", "default"}
"""Keywords that promise nothing."""
OPEN = {"additionalProperties"}
GROWING = {"Block", "Document", "Draft", "Resolution", "RichText"}
"""Unions that get more types. A block that is not known has a fallback, a document stands for itself, and another form
of rich text comes to nobody who has not asked for it. Any other union is part of something: a client that checks what
it reads would lose all of that (ADR 0083)."""


def broken(old: Schema, new: Schema) -> list[str]:
    """Promises of the old description that the new one breaks, each with its place."""
    return [*broken_addresses(old, new), *broken_messages(old, new), *broken_schemas(old, new)]


def broken_addresses(old: Schema, new: Schema) -> Iterator[str]:
    for path, methods in old["paths"].items():
        for method, operation in methods.items():
            place = f"{method.upper()} {path}"
            if (now := new["paths"].get(path, {}).get(method)) is None:
                yield f"{place} is gone"
                continue
            yield from broken_parameters(place, operation, now)
            yield from broken_answers(place, operation, now)


def broken_parameters(place: str, old: Schema, new: Schema) -> Iterator[str]:
    before, now = parameters_of(old), parameters_of(new)
    for key, parameter in before.items():
        where = f"{place}, parameter {key[1]}"
        if key not in now:
            yield f"{where} is gone"
        elif now[key].get("required") and not parameter.get("required"):
            yield f"{where} must be given now"
        elif key[1] != MADE_OF_MEMBERS:
            yield from narrowed(where, parameter["schema"], now[key]["schema"])
    for key in now.keys() - before.keys():
        if now[key].get("required"):
            yield f"{place}, parameter {key[1]} is new and must be given"


def parameters_of(operation: Schema) -> dict[tuple[str, str], Schema]:
    return {(each["in"], each["name"]): each for each in operation.get("parameters", [])}


def narrowed(where: str, old: Schema, new: Schema) -> Iterator[str]:
    """Values that were accepted and are not."""
    if lost := [value for value in old.get("enum", []) if value not in new.get("enum", [value])]:
        yield f"{where} no longer takes {', '.join(map(str, lost))}"
    for keyword in ("type", "format", "pattern"):
        if keyword in new and new[keyword] != old.get(keyword):
            yield f"{where} has another {keyword}"
    for keyword, sign in (("maxLength", 1), ("maximum", 1), ("maxItems", 1), ("minimum", -1), ("minLength", -1)):
        if keyword in new and (keyword not in old or sign * new[keyword] < sign * old[keyword]):
            yield f"{where} has a narrower {keyword}"
    if "enum" in new and "enum" not in old:
        yield f"{where} takes a closed list now"
    if "items" in old and "items" in new:
        yield from narrowed(f"{where}, each", old["items"], new["items"])


def broken_answers(place: str, old: Schema, new: Schema) -> Iterator[str]:
    for status, response in old["responses"].items():
        if status not in new["responses"]:
            yield f"{place} no longer tells of {status}"
            continue
        now = new["responses"][status]
        for header in response.get("headers", {}).keys() - now.get("headers", {}).keys():
            yield f"{place}, {status}, header {header} is gone"
        for media_type, content in response.get("content", {}).items():
            if media_type not in now.get("content", {}):
                yield f"{place}, {status} is no longer to be had as {media_type}"
            else:
                yield from changed(f"{place}, {status}", content["schema"], now["content"][media_type]["schema"])


def broken_messages(old: Schema, new: Schema) -> Iterator[str]:
    for name in old.get("webhooks", {}).keys() - new.get("webhooks", {}).keys():
        yield f"the message {name} is gone"


def broken_schemas(old: Schema, new: Schema) -> Iterator[str]:
    now = new["components"]["schemas"]
    for name, schema in old["components"]["schemas"].items():
        if name not in now:
            yield f"{name} is gone"
        else:
            yield from changed(name, schema, now[name])


def changed(where: str, old: Schema, new: Schema) -> Iterator[str]:
    """What an answer no longer is, or is beside. Members may be more, and values of lists, and types of unions."""
    if has("properties", old, new):
        yield from changed_members(where, old, new)
    elif has("enum", old, new):
        yield from (f"{where} is never {value} any more" for value in old["enum"] if value not in new["enum"])
    elif has("discriminator", old, new):
        yield from changed_types(where, old["discriminator"]["mapping"], new["discriminator"]["mapping"])
    elif has("items", old, new):
        yield from changed(f"{where}[]", old["items"], new["items"])
    elif has("anyOf", old, new) and len(old["anyOf"]) == len(new["anyOf"]):
        for before, now in zip(old["anyOf"], new["anyOf"], strict=True):
            yield from changed(where, before, now)
    elif without_words(old) != without_words(new):
        yield f"{where} is something else"


def has(keyword: str, *schemas: Schema) -> bool:
    return all(isinstance(schema, Mapping) and keyword in schema for schema in schemas)


def changed_types(where: str, old: Schema, new: Schema) -> Iterator[str]:
    yield from (f"{where} no longer has the type {name}" for name in old if new.get(name) != old[name])
    if where not in GROWING:
        yield from (f"{where} has the type {name}, which its readers do not know" for name in new if name not in old)


def changed_members(where: str, old: Schema, new: Schema) -> Iterator[str]:
    for name, schema in old["properties"].items():
        place = f"{where}.{name}"
        if name not in new["properties"]:
            yield f"{place} is gone"
            continue
        yield from changed(place, schema, new["properties"][name])
        if name in old.get("required", ()) and name not in new.get("required", ()):
            yield f"{place} may be left out now"


def without_words(schema: object) -> object:
    """The order of a list of values, of types and of what is required makes no difference."""
    if isinstance(schema, Mapping):
        return {name: comparable(name, inner) for name, inner in schema.items() if name not in SAID | OPEN}
    if isinstance(schema, list):
        return sorted((without_words(inner) for inner in schema), key=str)
    return schema


def comparable(keyword: str, value: object) -> object:
    if keyword in ("enum", "required") and isinstance(value, list):
        return sorted(map(str, value))
    if keyword == "properties" and isinstance(value, Mapping):
        return {name: without_words(member) for name, member in value.items()}
    return without_words(value)
