"""Programs typed by the contract, against the running demo: one that asks every address, and the guide's first page."""

import json
import re
import shutil
from pathlib import Path

import httpx
import pytest

from api.views.contract import OPENAPI_FILE
from tests import typescript
from tests.processes import answers, free_port, wait_until

pytestmark = pytest.mark.xdist_group("demo")

GUIDE = Path(__file__).parents[2] / "docs" / "front-end-guide.md"
COMPILE = "tsc --strict --module nodenext --target es2022 --types node site.ts"
WITHDRAW = "from procedures.models import ProcedurePage; ProcedurePage.objects.get(slug='gone').unpublish()"
LEAFLET = "Gone\n\nA treatment that the hospital no longer offers.\n\nRisks\n\nThere are few.\n"


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The folder of the compiled example."""
    folder = typescript.install(tmp_path_factory.mktemp("typescript") / "example")
    typescript.make_types(folder)
    compiled = typescript.run("npm", "exec", "--", "tsc", folder=folder)
    assert compiled.returncode == 0, compiled.stdout
    return folder


@pytest.fixture(scope="module")
def withdrawn(demo, tmp_path_factory):
    """A treatment that was public."""
    leaflet = tmp_path_factory.mktemp("leaflet") / "gone.txt"
    leaflet.write_text(LEAFLET, encoding="utf-8")
    for command in (["import_procedures", leaflet, "--publish"], ["shell", "-c", WITHDRAW]):
        done = demo.manage(*command)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def records_key(demo):
    made = demo.manage("api_key", "create", "--name", "Tour", "--scope", "records")
    return next(word for word in made.stdout.split() if word.startswith("hck_"))


def tour(program, base, **environment):
    return typescript.run("node", "build/every_address.js", base, folder=program, environment=environment)


@pytest.mark.usefixtures("withdrawn")
def test_every_address_answers_what_its_types_say(program, demo, records_key):
    toured = tour(program, demo.base, RECORDS_KEY=records_key)

    assert toured.returncode == 0, toured.stderr
    seen = {address: set(statuses) for address, *statuses in map(str.split, toured.stdout.splitlines())}
    assert seen.keys() == json.loads(OPENAPI_FILE.read_text(encoding="utf-8"))["paths"].keys()
    assert seen["/api/v1/procedures/{slug}/"] >= {"200", "304", "400", "401", "404", "410"}
    assert seen["/api/v1/resolve/"] >= {"200", "400", "404", "410"}
    assert seen["/api/v1/editions/{number}/"] == {"200", "401"}


@pytest.fixture
def site_of_the_guide(program, demo):
    """The address of the site that the guide begins with, running."""
    text = GUIDE.read_text(encoding="utf-8")
    assert f"npx {COMPILE}\n" in text
    folder = program.parent / "site"
    folder.mkdir()
    shutil.copy(program / "schema.d.ts", folder)
    shutil.copy(program / "package.json", folder)
    (folder / "node_modules").symlink_to(program / "node_modules")
    [source] = re.findall(r"```ts\n(import \{ createServer .*?)```", text, re.DOTALL)
    (folder / "site.ts").write_text(source, encoding="utf-8")
    compiled = typescript.run("npm", "exec", "--", *COMPILE.split(), folder=folder)
    assert compiled.returncode == 0, compiled.stdout
    port = free_port()
    with typescript.running("site.js", folder=folder, environment={"API": demo.base, "PORT": str(port)}) as process:
        base = f"http://127.0.0.1:{port}"
        wait_until(lambda: answers(base), process=process)
        yield base


def test_first_page_of_the_guide_shows_treatments_and_follows_redirects(site_of_the_guide):
    page = httpx.get(f"{site_of_the_guide}/treatments/cordotomy/")
    old = httpx.get(f"{site_of_the_guide}/dbs")
    unknown = httpx.get(f"{site_of_the_guide}/nowhere/")

    assert "<h1>Cordotomy</h1>" in page.text
    assert "911" in page.text
    assert (old.status_code, old.headers["Location"]) == (308, "/treatments/deep-brain-stimulation/")
    assert unknown.status_code == 404
