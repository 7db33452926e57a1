"""Front-end teams generate their types from the OpenAPI file: it must compile, and what is new must not pass unseen."""

import json

import pytest

from api.views.contract import OPENAPI_FILE
from tests import typescript

pytestmark = pytest.mark.slow


def test_strict_renderer_compiles_against_the_served_contract():
    assert (typescript.compiled_example() / "build" / "render.js").exists()


def test_renderer_that_misses_a_block_does_not_compile(tmp_path):
    openapi = json.loads(OPENAPI_FILE.read_text(encoding="utf-8"))
    schemas = openapi["components"]["schemas"]
    schemas["NoveltyBlock"] = {
        "type": "object",
        "properties": {"type": {"type": "string", "const": "novelty"}},
        "required": ["type"],
    }
    schemas["Block"]["oneOf"].append({"$ref": "#/components/schemas/NoveltyBlock"})
    schemas["Block"]["discriminator"]["mapping"]["novelty"] = "#/components/schemas/NoveltyBlock"

    checked = typescript.example_against(json.dumps(openapi), tmp_path / "example")

    assert checked.returncode != 0
    assert "NoveltyBlock" in checked.stdout or "never" in checked.stdout


def test_tour_that_misses_an_address_does_not_compile(tmp_path):
    openapi = json.loads(OPENAPI_FILE.read_text(encoding="utf-8"))
    openapi["paths"]["/api/v1/novelty/"] = {"get": openapi["paths"]["/readyz"]["get"] | {"operationId": "novelty"}}

    checked = typescript.example_against(json.dumps(openapi), tmp_path / "example")

    assert checked.returncode != 0
    assert "/api/v1/novelty/" in checked.stdout
