"""Front-end teams generate their types from the OpenAPI file: it must compile, and what is new must not pass unseen."""

import json
import re

import pytest

from api.views.contract import OPENAPI_FILE
from tests import typescript

pytestmark = pytest.mark.slow


def test_strict_renderer_compiles_against_the_served_contract():
    assert (typescript.compiled_example() / "build" / "render.js").exists()


@pytest.fixture(scope="module")
def complaints(tmp_path_factory):
    """By file, what the compiler says of the example when the contract has a block and an address that it misses."""
    openapi = json.loads(OPENAPI_FILE.read_text(encoding="utf-8"))
    add_block(openapi["components"]["schemas"])
    openapi["paths"]["/api/v1/novelty/"] = {"get": openapi["paths"]["/readyz"]["get"] | {"operationId": "novelty"}}

    checked = typescript.example_against(json.dumps(openapi), tmp_path_factory.mktemp("novelty") / "example")

    assert checked.returncode != 0
    return {name: said for said in checked.stdout.splitlines() for name in re.findall(r"^([\w.]+)\(", said)}


def add_block(schemas):
    schemas["NoveltyBlock"] = {
        "type": "object",
        "properties": {"type": {"type": "string", "const": "novelty"}},
        "required": ["type"],
    }
    schemas["Block"]["oneOf"].append({"$ref": "#/components/schemas/NoveltyBlock"})
    schemas["Block"]["discriminator"]["mapping"]["novelty"] = "#/components/schemas/NoveltyBlock"


def test_renderer_that_misses_a_block_does_not_compile(complaints):
    assert "never" in complaints["render.ts"]


def test_tour_that_misses_an_address_does_not_compile(complaints):
    assert "/api/v1/novelty/" in complaints["every_address.ts"]
