"""The kit for front ends against the running demo: a copy of all that is live, and every document of it drawn."""

import json

import pytest

from tests import typescript

pytestmark = pytest.mark.slow

FOLLOW = """
import { Client, Follower } from "./dist/index.js";
import { copyInFolder } from "./dist/files.js";
import { drawSections } from "./dist/blocks/index.js";
const [base, folder] = process.argv.slice(1);
const follower = new Follower(new Client({ base }), copyInFolder(folder));
const { isNew, published } = await follower.catchUp();
const [held, drawn, unknown] = [[], [], []];
for await (const document of follower.documents()) {
  held.push([document.type, document.id, document.locale, document.edition.digest]);
  const { locale, sections } = document;
  if (sections) drawn.push(drawSections(sections, { locale, onUnknown: ({ type }) => unknown.push(type) }));
}
console.log(JSON.stringify({ isNew, published: published.length, held, drawn, unknown }));
"""


@pytest.fixture
def follow(demo, tmp_path):
    """A program that catches up, and ends."""

    def follow():
        arguments = ["--input-type=module", "--eval", FOLLOW, demo.base, str(tmp_path / "copy")]
        done = typescript.run("node", *arguments, folder=typescript.built_kit())
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return follow


def test_copy_has_all_that_is_live_and_goes_on_after_a_restart(demo, follow):
    first, second = follow(), follow()
    changes = demo.get("/api/v1/changes/?since=0&limit=1000").json()["results"]

    live = sorted([change["type"], change["id"], change["locale"], change["digest"]] for change in changes)
    assert (first["isNew"], sorted(first["held"])) == (True, live)
    assert (second["isNew"], second["published"], sorted(second["held"])) == (False, 0, live)
    assert first["unknown"] == []
    assert len(first["drawn"]) > 10
    assert not [html for html in first["drawn"] if "undefined" in html or "[object" in html]
