"""An editor at work in a browser, and the reader who sees it."""

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import psycopg
import pytest

from cms.postgres.cluster import Cluster
from tests.processes import ROOT

pytestmark = pytest.mark.browser

TREATMENT = "/api/v1/procedures/drez-lesioning/"


@pytest.fixture(scope="module")
def page_id(demo):
    """Part of the treatment's address in the admin."""
    return demo.ask("SELECT id FROM wagtailcore_page WHERE slug = 'drez-lesioning'")


@pytest.fixture
def admin(new_page):
    """A signed-in editor's tab, in which the policy of contents refuses nothing that the admin does."""
    page, said = new_page(viewport={"width": 1400, "height": 1000}), []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/admin/")
    page.fill("input[name=username]", "editor")
    page.fill("input[name=password]", "larkmoor-editor")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    yield page
    assert [text for text in said if "Content Security Policy" in text] == []


PREVIEW_SAYS = """text => [...document.querySelectorAll("iframe[title=Preview]")]
    .some(frame => frame.contentDocument?.body?.innerText.includes(text))"""


def publish(page):
    page.click(".footer [data-w-dropdown-target='toggle']")
    page.click("button[name=action-publish]")
    page.wait_for_selector(".messages .success")


def test_published_sentence_is_served_with_a_new_etag_and_unpublished_page_is_gone(demo, admin, page_id):
    before = demo.get(TREATMENT)
    admin.goto(f"/admin/pages/{page_id}/edit/")
    with admin.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/edit/")):
        admin.fill("textarea[name=summary]", "A surgeon quiets the nerves that send pain.")
    publish(admin)  # what was saved by itself is no other text
    after = demo.get(TREATMENT, headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert after.json()["summary"] == "A surgeon quiets the nerves that send pain."
    assert after.headers["ETag"] != before.headers["ETag"]

    admin.goto(f"/admin/pages/{page_id}/unpublish/")
    admin.get_by_role("button", name="Yes, unpublish it").click()
    admin.wait_for_selector(".messages .success")
    gone = demo.get(TREATMENT)

    assert gone.status_code == 410
    assert gone.headers["Content-Type"] == "application/problem+json"
    assert gone.json()["reason"] == "unpublished"

    admin.goto(f"/admin/pages/{page_id}/edit/")
    publish(admin)
    assert demo.get(TREATMENT).status_code == 200


def test_preview_shows_the_draft_as_patients_will_see_it(demo, admin, page_id):
    admin.goto(f"/admin/pages/{page_id}/edit/")
    admin.fill("textarea[name=summary]", "Only in the draft so far.")
    admin.click("button[aria-label='Toggle preview']")

    admin.wait_for_function(PREVIEW_SAYS, arg="Only in the draft so far.")
    assert "Only in the draft" not in demo.get(TREATMENT).text


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        self.server.asked.append(self.path)


@pytest.fixture
def front_end(demo, tmp_path):
    """The example of one, on a host of its own, named in the settings while the test runs."""
    for file in (*(ROOT / "examples/preview").iterdir(), ROOT / "cms/static/cms/preview.js"):
        text = file.read_text().replace("http://localhost:8000", demo.base)
        (tmp_path / file.name).write_text(text)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    server.asked, server.address = [], f"http://localhost:{server.server_port}/"
    Thread(target=server.serve_forever, daemon=True).start()
    with psycopg.connect(**Cluster(demo.data / "postgres").connection_parameters, autocommit=True) as database:
        sites = "SELECT %s, id FROM wagtailcore_site WHERE is_default_site"
        database.execute(f"INSERT INTO cms_frontend (address, site_id) {sites}", [server.address])
        yield server
        database.execute("DELETE FROM cms_frontend")
    server.shutdown()
    server.server_close()


def test_the_hospitals_own_front_end_follows_what_is_written_and_leads_back_to_it(admin, page_id, front_end):
    admin.goto(f"/admin/pages/{page_id}/edit/")
    admin.click("button[aria-label='Toggle preview']")
    pane = admin.frame_locator("#w-preview-iframe")
    pane.locator("h1", has_text="DREZ").wait_for()
    shown = next(frame for frame in admin.frames if frame.url.startswith(front_end.address))
    last = pane.locator("section[data-block]").last
    block = last.get_attribute("data-block")

    shown.evaluate("window.isTheSame = true")
    admin.fill("textarea[name=summary]", "Seen while it is written.")
    pane.get_by_text("Seen while it is written.").wait_for()
    assert shown.evaluate("window.isTheSame")

    last.evaluate("section => section.scrollIntoView()")  # the choice of the mode lies over the end of the pane
    last.locator("h2").click()
    admin.wait_for_function("id => document.activeElement.closest(`[data-contentpath='${id}']`)", arg=block)
    shown.evaluate("window.scrollTo(0, 0)")
    admin.locator("textarea[name=summary]").focus()
    admin.evaluate("id => document.querySelector(`[data-contentpath='${id}'] input:not([type=hidden])`).focus()", block)
    shown.wait_for_function("window.scrollY > 0")

    assert shown.url == front_end.address
    assert set(front_end.asked) <= {"/", "/page.js", "/preview.js", "/favicon.ico"}


def test_chooser_guides_by_groups_of_questions(admin, page_id):
    admin.goto(f"/admin/pages/{page_id}/edit/")
    admin.locator("[data-contentpath=sections] button[title='Insert a block']").first.click()

    chooser = admin.get_by_role("listbox")
    for group in ("About the treatment", "Deciding", "Before and during", "Afterwards"):
        chooser.get_by_text(group, exact=True).wait_for()


def test_missing_answer_is_named_with_the_remedy_and_nothing_is_lost(demo, admin, page_id):
    admin.goto(f"/admin/pages/{page_id}/edit/")
    admin.fill("textarea[name=summary]", "Kept although something is wrong.")
    admin.get_by_role("tab", name=re.compile("About the treatment")).click()
    admin.fill("textarea[name=alternative_names]", "Twice\nTwice")
    admin.click(".footer [data-w-dropdown-target='toggle']")
    admin.click("button[name=action-publish]")

    admin.get_by_text("A name stands here twice, or repeats the title.").first.wait_for(state="attached")
    assert admin.input_value("textarea[name=summary]") == "Kept although something is wrong."
    assert "Kept although" not in demo.get(TREATMENT).text
