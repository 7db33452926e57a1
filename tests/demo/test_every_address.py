"""A program typed by the contract asks every address of the running demo, and holds each answer against the contract."""

import json

import pytest

from api.views.contract import OPENAPI_FILE
from tests import typescript

pytestmark = pytest.mark.xdist_group("demo")

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
