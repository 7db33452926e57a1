"""The kit for front ends against the running demo: a copy of all that is live, and every document of it drawn."""

import json
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

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


WIDGET = """<!doctype html><html lang="en"><title>Elsewhere</title>
<hospital-content api="{api}" slug="cordotomy" locale="en" heading-level="3">
<a href="/">Cordotomy</a></hospital-content>
<script type="module">import {{ define }} from "/dist/elements.js"; define();</script>"""


@pytest.fixture
def elsewhere(demo, new_page, tmp_path):
    """A page of another host, which has the kit and asks the demo."""
    (tmp_path / "dist").symlink_to(typescript.built_kit() / "dist")
    (tmp_path / "index.html").write_text(WIDGET.format(api=demo.base))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=tmp_path))
    Thread(target=server.serve_forever, daemon=True).start()
    page = new_page()
    page.goto(f"http://localhost:{server.server_port}/")
    yield page
    server.shutdown()
    server.server_close()


@pytest.mark.browser
def test_element_shows_a_treatment_in_a_page_of_another_host_and_what_stood_in_it_where_there_is_none(elsewhere):
    treatment = elsewhere.locator("hospital-content")
    treatment.locator(".hc-section-risks > h3").wait_for()
    assert treatment.get_attribute("lang") == "en"
    assert treatment.locator("h2, a[href='/']").count() == 0

    treatment.evaluate(
        "element => { element.setAttribute('slug', 'cordotomia'); element.setAttribute('locale', 'es'); }"
    )
    elsewhere.locator("hospital-content[lang=es]").wait_for()

    treatment.evaluate("element => element.setAttribute('slug', 'there-is-none')")
    treatment.locator("a[href='/']").wait_for()
    assert treatment.inner_text().strip() == "Cordotomy"
    assert treatment.get_attribute("lang") is None
