"""Programs typed by the contract, against the running demo: one that asks every address, and the guide's first page."""

import json
import re
import shutil
from pathlib import Path

import pytest

from api.views.contract import OPENAPI_FILE
from tests import typescript
from tests.processes import answers, free_port, get, wait_until

GUIDE = Path(__file__).parents[2] / "docs" / "front-end-guide.md"
COMPILE = "tsc --strict --module nodenext --target es2022 --types node site.ts"
PUBLISH_AND_WITHDRAW = """
from django.core.management import call_command
from procedures.models import ProcedurePage
call_command("import_procedures", {leaflet!r}, publish=True)
ProcedurePage.objects.get(slug="gone").unpublish()
"""
LEAFLET = "Gone\n\nA treatment that the hospital no longer offers.\n\nRisks\n\nThere are few.\n"


@pytest.fixture(scope="module")
def program():
    """The folder of the compiled example."""
    return typescript.compiled_example()


@pytest.fixture(scope="module")
def withdrawn(demo, tmp_path_factory):
    """A treatment that was public."""
    leaflet = tmp_path_factory.mktemp("leaflet") / "gone.txt"
    leaflet.write_text(LEAFLET, encoding="utf-8")
    done = demo.manage("shell", "-c", PUBLISH_AND_WITHDRAW.format(leaflet=str(leaflet)))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def keys(demo):
    """A key for each scope that opens an address."""

    def make(scope):
        made = demo.manage("api_key", "create", "--name", "Tour", "--scope", scope)
        return next(word for word in made.stdout.split() if word.startswith("hck_"))

    return {f"{scope.upper()}_KEY": make(scope) for scope in ("records", "webhooks")}


def tour(program, base, **environment):
    return typescript.run("node", "build/every_address.js", base, folder=program, environment=environment)


@pytest.mark.usefixtures("withdrawn")
def test_every_address_answers_what_its_types_say(program, demo, keys):
    toured = tour(program, demo.base, **keys)

    assert toured.returncode == 0, toured.stderr
    seen = {address: set(statuses) for address, *statuses in map(str.split, toured.stdout.splitlines())}
    assert seen.keys() == json.loads(OPENAPI_FILE.read_text(encoding="utf-8"))["paths"].keys()
    assert seen["/api/v1/procedures/{slug}/"] >= {"200", "304", "400", "401", "404", "410"}
    assert seen["/api/v1/resolve/"] >= {"200", "400", "404", "410"}
    assert seen["/api/v1/editions/{number}/"] == seen["/api/v1/webhooks/deliveries/"] == {"200", "401"}


@pytest.fixture
def site_of_the_guide(program, demo, tmp_path):
    """The address of the site that the guide begins with, running."""
    text = GUIDE.read_text(encoding="utf-8")
    assert f"npx {COMPILE}\n" in text
    folder = tmp_path / "site"
    folder.mkdir()
    shutil.copy(program / "schema.d.ts", folder)
    shutil.copy(program / "package.json", folder)
    (folder / typescript.PACKAGES).symlink_to(program / typescript.PACKAGES)
    [source] = re.findall(r"```ts\n(import \{ createServer .*?)```", text, re.DOTALL)
    (folder / "site.ts").write_text(source, encoding="utf-8")
    compiled = typescript.run_package(*COMPILE.split(), folder=folder)
    assert compiled.returncode == 0, compiled.stdout
    port = free_port()
    with typescript.running("site.js", folder=folder, environment={"API": demo.base, "PORT": str(port)}) as process:
        base = f"http://127.0.0.1:{port}"
        wait_until(lambda: answers(base), process=process)
        yield base


def test_first_page_of_the_guide_shows_treatments_and_follows_redirects(site_of_the_guide):
    page = get(f"{site_of_the_guide}/treatments/cordotomy/")
    old = get(f"{site_of_the_guide}/dbs")
    unknown = get(f"{site_of_the_guide}/nowhere/")

    assert "<h1>Cordotomy</h1>" in page.text
    assert "911" in page.text
    assert (old.status_code, old.headers["Location"]) == (308, "/treatments/deep-brain-stimulation/")
    assert unknown.status_code == 404
