"""Front-end teams generate their types from the OpenAPI file: it must compile, and what is new must not pass unseen."""

import json

import pytest

from api.views.contract import OPENAPI_FILE
from tests import typescript

# One group, so that the example is installed once.
pytestmark = pytest.mark.xdist_group("typescript")


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    return typescript.install(tmp_path_factory.mktemp("typescript") / "example")


def compile_against(openapi, folder):
    """The compiler's result for the example with types made from this OpenAPI text."""
    typescript.make_types(folder, openapi)
    return typescript.run("npm", "run", "check", folder=folder)


def test_strict_renderer_compiles_against_the_served_contract(example):
    checked = compile_against(OPENAPI_FILE.read_text(encoding="utf-8"), example)

    assert checked.returncode == 0, checked.stdout


def test_renderer_that_misses_a_block_does_not_compile(example):
    openapi = json.loads(OPENAPI_FILE.read_text(encoding="utf-8"))
    schemas = openapi["components"]["schemas"]
    schemas["NoveltyBlock"] = {
        "type": "object",
        "properties": {"type": {"type": "string", "const": "novelty"}},
        "required": ["type"],
    }
    schemas["Block"]["oneOf"].append({"$ref": "#/components/schemas/NoveltyBlock"})
    schemas["Block"]["discriminator"]["mapping"]["novelty"] = "#/components/schemas/NoveltyBlock"

    checked = compile_against(json.dumps(openapi), example)

    assert checked.returncode != 0
    assert "NoveltyBlock" in checked.stdout or "never" in checked.stdout


def test_tour_that_misses_an_address_does_not_compile(example):
    openapi = json.loads(OPENAPI_FILE.read_text(encoding="utf-8"))
    openapi["paths"]["/api/v1/novelty/"] = {"get": openapi["paths"]["/readyz"]["get"] | {"operationId": "novelty"}}

    checked = compile_against(json.dumps(openapi), example)

    assert checked.returncode != 0
    assert "/api/v1/novelty/" in checked.stdout
