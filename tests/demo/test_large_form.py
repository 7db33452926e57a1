"""The form of the largest treatment: what it weighs, and that a section which is only read is no change."""

import pytest

pytestmark = pytest.mark.browser

ELEMENTS_BEFORE, BYTES_BEFORE = 17_933, 503_065
"""When every section was drawn at once, and the definitions of blocks stood in the page."""
HEADING = "sections-0-value-heading"
KEYS = """[...new FormData(document.getElementById("page-edit-form")).keys()]
    .filter(key => key.startsWith("sections-0-value"))"""


@pytest.fixture
def form(demo, new_page):
    key = demo.ask("SELECT id FROM wagtailcore_page WHERE slug = 'cordotomy'")
    page = new_page(viewport={"width": 1400, "height": 1000})
    page.goto("/admin/")
    page.fill("input[name=username]", "editor")
    page.fill("input[name=password]", "larkmoor-editor")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    page.answer = page.goto(f"/admin/pages/{key}/edit/")
    page.wait_for_selector("#sections-root [data-streamfield-child]")
    return page


def test_it_weighs_half_of_what_it_did_and_opens_section_by_section(form):
    assert len(form.answer.body()) <= BYTES_BEFORE / 2
    assert form.evaluate("document.querySelectorAll('*').length") <= ELEMENTS_BEFORE / 2
    assert form.evaluate(KEYS) == ["sections-0-value"]

    form.click("#sections-root [data-panel-toggle] >> nth=0")
    form.wait_for_selector(f"input[name={HEADING}]")

    assert form.evaluate(KEYS) == ["sections-0-value"]
    form.fill(f"input[name={HEADING}]", "What happens in a cordotomy?")
    assert HEADING in form.evaluate(KEYS)
    assert "sections-0-value" not in form.evaluate(KEYS)
