"""The OpenAPI file in the repository is what the code says, and says everything."""

import difflib
import json
import re

from api.management.commands.export_openapi import generate
from api.views.contract import OPENAPI_FILE
from tests.json_schema import validator_with_formats

SCALARS = {"string", "integer", "number", "boolean", "null"}


def stored():
    return OPENAPI_FILE.read_text(encoding="utf-8")


def schemas_in(node, where=""):
    """Every JSON Schema in the file, with its place."""
    document = json.loads(stored())
    for name, schema in document["components"]["schemas"].items():
        yield from walk(schema, name)


def walk(schema, where):
    yield where, schema
    for name, inner in schema.get("properties", {}).items():
        yield from walk(inner, f"{where}.{name}")
    for keyword in ("anyOf", "oneOf", "allOf"):
        for index, inner in enumerate(schema.get(keyword, [])):
            yield from walk(inner, f"{where}.{keyword}[{index}]")
    if "items" in schema:
        yield from walk(schema["items"], f"{where}[]")


def test_file_is_not_stale():
    difference = "\n".join(
        difflib.unified_diff(stored().splitlines(), generate().splitlines(), "stored", "now", lineterm="")
    )

    assert not difference, f"Run: uv run manage.py export_openapi\n{difference}"


def test_it_is_openapi_3_1():
    assert json.loads(stored())["openapi"].startswith("3.1")


def test_no_schema_is_empty_or_any():
    vague = [
        where
        for where, schema in schemas_in(stored())
        if not ({"$ref", "enum", "const", "anyOf", "oneOf", "allOf"} & schema.keys())
        and schema.get("type") not in SCALARS
        and not (schema.get("type") == "array" and schema.get("items"))
        and not (schema.get("type") == "object" and schema.get("properties"))
    ]

    assert vague == []


def test_every_object_is_open_and_every_member_is_always_there():
    """An answer may say more one day: no client made of this file may break by that."""
    objects = {where: schema for where, schema in schemas_in(stored()) if schema.get("type") == "object"}

    assert [where for where, schema in objects.items() if "additionalProperties" in schema] == []
    assert [where for where, schema in objects.items() if set(schema["required"]) != set(schema["properties"])] == []


def test_every_document_summary_link_and_result_has_a_title():
    schemas = json.loads(stored())["components"]["schemas"]
    named = {
        name: schema
        for name, schema in schemas.items()
        if {"slug", "id", "type"} <= schema.get("properties", {}).keys()
    }
    changes = {name for name, schema in named.items() if "event" in schema["properties"]}

    assert {"RedirectDocument", "SynonymsDocument", "PickDocument", "DocumentLink", "SearchResult"} <= named.keys()
    assert {name for name in named.keys() - changes if "title" not in named[name]["required"]} == set()


def test_numbers_of_editions_have_64_bits_in_every_language():
    """Kotlin and Java read whole numbers without a format as 32 bits, which the edition of a moment to come has not.
    A format that is added later is another type for everybody who made types before."""
    found = dict(schemas_in(stored()))
    whole = {where.partition(".anyOf")[0]: each for where, each in found.items() if each.get("type") == "integer"}
    numbers = {"EditionStamp.number", "PublishedData.number", "TranslatedFrom.source_edition", "SiteChangedData.since"}

    assert {where for where, each in whole.items() if each.get("format") not in ("int32", "int64")} == set()
    assert {where for where in numbers if whole[where]["format"] != "int64"} == set()
    assert whole["Image.width"]["format"] == "int32"
    asked = json.loads(stored())["paths"]["/api/v1/editions/{number}/"]["get"]["parameters"]
    assert [each["schema"]["format"] for each in asked if each["name"] == "number"] == ["int64"]


def test_what_is_asked_stays_strict():
    """An unknown parameter is refused, so that nobody believes it did something."""
    document = json.loads(stored())
    assert all("400" in methods["get"]["responses"] for methods in document["paths"].values())


def test_every_pattern_holds_for_validators_in_javascript():
    """With the flag ``u``, a backslash may stand before these alone (ECMA-262, IdentityEscape and ClassEscape)."""
    patterns = re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', stored())
    allowed = re.compile(r"\\(?:[\^$\\.*+?()\[\]{}|/dDwWsSbBfnrtv0]|x[0-9a-f]{2}|u[0-9a-f]{4})")

    assert [each for each in map(json.loads, patterns) if "\\" in allowed.sub("", each)] == []


def test_slugs_have_letters_of_any_script_where_a_word_is_ascii():
    """As in JavaScript, and so in the validators of most clients."""
    pattern = json.loads(stored())["components"]["schemas"]["Translation"]["properties"]["slug"]["pattern"]

    assert re.search(pattern, "cordotomía-señal", re.ASCII)
    assert not any(re.search(pattern, slug, re.ASCII) for slug in ("a/b", "a b", "a?b", "a#b"))


def test_every_answer_names_its_headers_and_has_a_head():
    for path, methods in json.loads(stored())["paths"].items():
        for status in ("200", "304"):
            named = methods["get"]["responses"][status]["headers"]
            assert {"ETag", "Cache-Control", "Vary"} <= named.keys(), path
        assert methods["head"]["responses"].keys() == methods["get"]["responses"].keys()
        assert not any("content" in response for response in methods["head"]["responses"].values())


def test_every_message_of_webhooks_has_a_type():
    document = json.loads(stored())
    assert set(document["webhooks"]) == {
        "edition.published",
        "edition.withdrawn",
        "edition.recalled",
        "site.changed",
        "endpoint.test",
    }


def test_blocks_are_told_apart_by_type():
    block = json.loads(stored())["components"]["schemas"]["Block"]

    assert block["discriminator"]["propertyName"] == "type"
    assert len(block["discriminator"]["mapping"]) == len(block["oneOf"])


def test_every_reference_leads_somewhere():
    document = json.loads(stored())
    names = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    used = {schema["$ref"] for _, schema in schemas_in(stored()) if "$ref" in schema}

    assert used <= names


def test_every_object_and_every_member_is_explained():
    schemas = json.loads(stored())["components"]["schemas"]

    assert [name for name, schema in schemas.items() if not schema.get("description")] == []
    silent = [
        f"{name}.{member}"
        for name, schema in schemas.items()
        for member, inner in schema.get("properties", {}).items()
        if not inner.get("description")
    ]
    assert silent == []


def test_every_member_that_is_no_object_has_an_example_that_fits_it():
    schemas = json.loads(stored())["components"]["schemas"]

    lacking = []
    for name, schema in schemas.items():
        for member, inner in schema.get("properties", {}).items():
            if "$ref" in json.dumps(inner) or "oneOf" in inner:
                continue
            if not inner.get("examples"):
                lacking.append(f"{name}.{member}")
            fits = validator_with_formats(inner).is_valid
            lacking += [f"{name}.{member}: {example}" for example in inner.get("examples", []) if not fits(example)]
    assert lacking == []


def test_every_parameter_is_explained_with_an_example():
    lacking = [
        f"{path} {parameter['name']}"
        for path, methods in json.loads(stored())["paths"].items()
        for parameter in methods["get"].get("parameters", [])
        if not (parameter.get("description") and parameter["schema"].get("examples")) and parameter["in"] != "header"
    ]

    assert lacking == []


def test_no_parameter_is_said_to_allow_the_null_character():
    """PostgreSQL's text holds none, so none is accepted."""
    allowing = [
        f"{path} {parameter['name']}"
        for path, methods in json.loads(stored())["paths"].items()
        for parameter in methods["get"].get("parameters", [])
        if re.search(parameter["schema"].get("pattern", "^$"), "/a\0b")
    ]

    assert allowing == []


def test_every_address_tells_its_errors():
    for path, methods in json.loads(stored())["paths"].items():
        assert {"200", "304", "400", "406", "429"} <= methods["get"]["responses"].keys(), path


def test_every_address_and_each_of_its_answers_is_explained():
    silent = [
        f"{path} {name}"
        for path, methods in json.loads(stored())["paths"].items()
        for name, said in [("itself", methods["get"]), *methods["get"]["responses"].items()]
        if not said.get("description")
    ]

    assert silent == []
    assert all(methods["get"]["summary"] for methods in json.loads(stored())["paths"].values())


def test_every_tag_is_explained():
    document = json.loads(stored())
    used = {tag for methods in document["paths"].values() for tag in methods["get"]["tags"]}

    assert {tag["name"] for tag in document["tags"] if tag["description"]} == used


def test_every_error_has_an_example_that_fits_it():
    document = json.loads(stored())
    schemas = {"components": document["components"]}

    illustrated = 0
    for path, methods in document["paths"].items():
        for status, response in methods["get"]["responses"].items():
            if content := response.get("content", {}).get("application/problem+json"):
                validator_with_formats(schemas | content["schema"]).validate(content["example"])
                assert str(content["example"]["status"]) == status, path
                illustrated += 1
    assert illustrated > 100
