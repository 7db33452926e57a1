"""The contract grows by additions: what was released is kept, and clients made of it read what came later."""

import json
import shutil
import subprocess
import sys
from copy import deepcopy
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import get_args
from uuid import uuid4

import pytest

from api.contract.base import VERSION
from api.contract.blocks import AnyBlock
from api.contract.documents import ProcedureDocument
from api.management.commands import export_openapi
from api.openapi.changelog import dated, is_released
from api.openapi.comparing import broken
from api.openapi.released import broken_promises, newest, number_of
from api.views.contract import OPENAPI_FILE
from tests import typescript
from tests.filled import Filled
from tests.json_schema import validator

GENERATORS = Path(__file__).parent / "generators"


@pytest.fixture(scope="module")
def released():
    return json.loads((newest() or OPENAPI_FILE).read_text(encoding="utf-8"))


@pytest.fixture
def later(released):
    return deepcopy(released)


def operation(document, path="/api/v1/procedures/"):
    return document["paths"][path]["get"]


def schema(document, name):
    return document["components"]["schemas"][name]


def test_present_contract_keeps_what_was_released():
    assert broken_promises(json.loads(OPENAPI_FILE.read_text(encoding="utf-8"))) == []
    assert newest() is None or number_of(newest()) <= tuple(map(int, VERSION.split(".")))


CHANGES = "# Changelog\n\n## [Unreleased]\n\n- A doorbell.\n\n## [1.0.0] - 2026-01-02\n\n- A door.\n"


def test_release_dates_what_was_unreleased():
    text = dated(CHANGES, version="1.1.0", day=date(2026, 3, 4))

    assert text == CHANGES.replace("## [Unreleased]\n", "## [Unreleased]\n\n## [1.1.0] - 2026-03-04\n")
    assert (is_released("1.1.0", text=CHANGES), is_released("1.1.0", text=text)) == (False, True)


def test_release_without_a_word_of_what_it_brings_is_refused():
    with pytest.raises(ValueError, match="nothing under"):
        dated(CHANGES.replace("- A doorbell.\n\n", ""), version="1.1.0", day=date(2026, 3, 4))


def test_released_version_says_for_ever_what_it_said(monkeypatch, tmp_path):
    changes = tmp_path / "CHANGELOG.md"
    monkeypatch.setattr(export_openapi, "CHANGELOG", changes)
    changes.write_text(CHANGES.replace("1.0.0", VERSION), encoding="utf-8")
    monkeypatch.setattr(export_openapi, "path_of", lambda version: OPENAPI_FILE)

    assert not export_openapi.differs_from_release(OPENAPI_FILE.read_text(encoding="utf-8"))
    assert export_openapi.differs_from_release("{}")


def add_member(later):
    schema(later, "ProcedureDocument")["properties"]["novelty"] = {"type": "string"}
    schema(later, "ProcedureDocument")["required"].append("novelty")


def add_block(later):
    schema(later, "Block")["oneOf"].append({"$ref": "#/components/schemas/NoveltyBlock"})
    schema(later, "Block")["discriminator"]["mapping"]["novelty"] = "#/components/schemas/NoveltyBlock"
    schema(later, "UnknownBlock")["not"]["properties"]["type"]["enum"].append("novelty")
    later["components"]["schemas"]["NoveltyBlock"] = {"type": "object", "properties": {}}


def add_address(later):
    later["paths"]["/api/v1/novelties/"] = later["paths"]["/healthz"]


def add_parameter(later):
    operation(later)["parameters"].append({"in": "query", "name": "novelty", "schema": {"type": "string"}})


def let_order_be_more(later):
    next(each for each in operation(later)["parameters"] if each["name"] == "order")["schema"]["enum"].append("novelty")


def list_of_values_grows(later):
    schema(later, "Fact")["properties"]["kind"]["enum"].append("novelty")
    schema(later, "Section")["properties"]["kind"]["enum"].append("novelty")


def add_document_type(later):
    for name in ("Document", "Draft", "Resolution"):
        schema(later, name)["oneOf"].append({"$ref": "#/components/schemas/NoveltyDocument"})
        schema(later, name)["discriminator"]["mapping"]["novelty"] = "#/components/schemas/NoveltyDocument"


def say_it_better(later):
    schema(later, "Phone")["description"] = schema(later, "Phone")["properties"]["number"]["description"] = "Better."


@pytest.mark.parametrize(
    "change",
    [
        add_member,
        add_block,
        add_address,
        add_parameter,
        let_order_be_more,
        list_of_values_grows,
        add_document_type,
        say_it_better,
    ],
)
def test_addition_breaks_no_promise(released, later, change):
    change(later)

    assert broken(released, later) == []


def remove_member(later):
    del schema(later, "Phone")["properties"]["display"]


def member_may_be_left_out(later):
    schema(later, "Phone")["required"].remove("display")


def member_may_be_null(later):
    schema(later, "Phone")["properties"]["display"] = {"anyOf": [{"type": "string"}, {"type": "null"}]}


def list_of_values_shrinks(later):
    schema(later, "Fact")["properties"]["kind"]["enum"].remove("recovery")


def remove_block(later):
    del schema(later, "Block")["discriminator"]["mapping"]["faq"]


def remove_address(later):
    del later["paths"]["/api/v1/suggest/"]


def remove_parameter(later):
    operation(later)["parameters"] = [each for each in operation(later)["parameters"] if each["name"] != "code"]


def parameter_must_be_given(later):
    operation(later)["parameters"].append({"in": "query", "name": "novelty", "required": True, "schema": {}})


def parameter_takes_less(later):
    next(each for each in operation(later)["parameters"] if each["name"] == "limit")["schema"]["maximum"] = 50


def remove_header(later):
    del operation(later)["responses"]["200"]["headers"]["ETag"]


def remove_message(later):
    del later["webhooks"]["edition.recalled"]


def give_new_type(later, union):
    schema(later, union)["oneOf"].append({"$ref": "#/components/schemas/Phone"})
    schema(later, union)["discriminator"]["mapping"]["novelty"] = "#/components/schemas/Phone"


def target_has_a_new_type(later):
    give_new_type(later, "Target")


def scope_has_a_new_type(later):
    give_new_type(later, "AlertScope")


def change_is_a_new_event(later):
    give_new_type(later, "Change")


@pytest.mark.parametrize(
    "change",
    [
        remove_member,
        member_may_be_left_out,
        member_may_be_null,
        list_of_values_shrinks,
        remove_block,
        remove_address,
        remove_parameter,
        parameter_must_be_given,
        parameter_takes_less,
        remove_header,
        remove_message,
        target_has_a_new_type,
        scope_has_a_new_type,
        change_is_a_new_event,
    ],
)
def test_anything_else_is_refused(released, later, change):
    change(later)

    assert len(broken(released, later)) >= 1


def document_of_a_later_version():
    """With members and a block that the release does not know."""
    document = Filled().model(ProcedureDocument).model_dump(mode="json")
    document["novelty"] = {"doorbell": 3}
    document["sections"][0]["novelty"] = "new"
    document["sections"][0]["blocks"][0]["novelty"] = ["new"]
    document["sections"][0]["blocks"].append(
        {"type": "novelty", "id": str(uuid4()), "fallback": "Ring the bell.", "doorbell": {"rings": 2}}
    )
    return document


def test_schema_of_the_release_allows_what_came_later(released):
    whole = released | {"$ref": "#/components/schemas/ProcedureDocument"}

    validator(whole).validate(document_of_a_later_version())


def test_schema_of_the_release_still_refuses_a_known_block_that_is_wrong(released):
    document = document_of_a_later_version()
    document["sections"][0]["blocks"][0] = {"type": "rich_text", "id": str(uuid4()), "fallback": "No text."}

    assert not validator(released | {"$ref": "#/components/schemas/ProcedureDocument"}).is_valid(document)


@pytest.mark.slow
def test_strict_client_made_of_the_release_reads_what_came_later(released, tmp_path, monkeypatch):
    """By the commonest generator for Python, whose models check everything they read."""
    from datamodel_code_generator import DataModelType, Formatter, InputFileType, generate

    generate(
        json.dumps({**released, "paths": {}, "webhooks": {}}),
        input_file_type=InputFileType.OpenAPI,
        output=tmp_path / "released_client.py",
        output_model_type=DataModelType.PydanticV2BaseModel,
        formatters=[Formatter.BUILTIN],
    )
    monkeypatch.syspath_prepend(tmp_path)
    client = import_module("released_client")

    read = client.ProcedureDocument.model_validate(document_of_a_later_version())

    first, *_, last = read.sections[0].blocks
    assert type(first).__name__ == "Block"
    assert (type(last).__name__, last.type, last.fallback) == ("UnknownBlock", "novelty", "Ring the bell.")


@pytest.mark.slow
def test_lenient_client_made_of_the_release_reads_what_came_later(released, tmp_path, monkeypatch):
    """By a generator whose classes try the members of a union one after the other."""
    description = tmp_path / "released.json"
    description.write_text(json.dumps(released), encoding="utf-8")
    options = ["--path", description, "--meta", "none", "--output-path", tmp_path / "lenient_client"]
    program = Path(sys.executable).with_name("openapi-python-client")
    done = subprocess.run([program, "generate", *options], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    monkeypatch.syspath_prepend(tmp_path)
    client = import_module("lenient_client.models")

    document = document_of_a_later_version()
    models = get_args(AnyBlock)
    document["sections"][0]["blocks"][:-1] = [Filled().model(model).model_dump(mode="json") for model in models]

    read = client.ProcedureDocument.from_dict(document)

    *known, last = read.sections[0].blocks
    assert [type(block).__name__ for block in known] == [model.__name__ for model in models]
    assert (type(last).__name__, last.fallback) == ("UnknownBlock", "Ring the bell.")


@pytest.mark.slow
def test_types_of_other_generators_compile_and_read_what_came_later(released, tmp_path):
    """``@hey-api/openapi-ts`` with zod, which checks everything at run time, and ``orval``."""
    folder = tmp_path / "generators"
    shutil.copytree(GENERATORS, folder, ignore=shutil.ignore_patterns(typescript.PACKAGES))
    (folder / "released.json").write_text(json.dumps(released), encoding="utf-8")
    hey = ["-i", "released.json", "-o", "hey", "-p", "@hey-api/typescript", "zod"]
    orval = ["--input", "released.json", "--output", "orval/client.ts", "--client", "fetch"]

    steps = [
        typescript.run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", folder=folder),
        typescript.run_package("openapi-ts", *hey, folder=folder),
        typescript.run_package("orval", *orval, folder=folder),
        typescript.run_package("tsc", folder=folder),
    ]
    assert [step.stdout + step.stderr for step in steps if step.returncode] == []
    later = document_of_a_later_version()
    later["sections"][0]["blocks"][:-1] = [
        Filled().model(model).model_dump(mode="json") for model in get_args(AnyBlock)
    ]
    read = typescript.run("node", "build/reading.js", folder=folder, input=json.dumps([later]))

    assert read.returncode == 0, read.stderr
    types = [block["type"] for section in later["sections"] for block in section["blocks"]]
    assert json.loads(read.stdout) == [types]
