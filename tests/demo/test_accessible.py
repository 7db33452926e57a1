"""Everybody can use the admin: what axe-core finds serious or critical in views of ours, on a screen and on a phone."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WAGTAILS_OWN = {
    "aria-input-field-name": {
        "[role=textbox].public-DraftEditor-content": "Draftail gives its text area no name; its label stands above it",
    },
    "label": {
        "input.ui-autocomplete-input": "the field for tags, drawn by jQuery UI beside the one that has the label",
    },
    "scrollable-region-focusable": {
        ".w-minimap__list": "the minimap of a long form scrolls; its links are not on the way of the Tab key",
    },
    "target-size": {
        "#w-minimap-toggle": "on a phone, once the minimap is drawn, what unfolds it is lower than 24 px",
    },
}
"""By rule and selector, with the reason: in templates and scripts of Wagtail, which the project does not replace."""

SERIOUS = """async ([options, known]) => {
    const found = await axe.run(document, options);
    const isKnown = (rule, node) => Object.keys(known[rule] || {}).some(
        (selector) => document.querySelector(node.target[0])?.closest(selector));
    return found.violations
        .filter((each) => ["serious", "critical"].includes(each.impact))
        .flatMap((each) => each.nodes.filter((node) => !isKnown(each.id, node)).map(
            (node) => `${each.id}: ${node.target.join(" ")} :: ${node.html.slice(0, 200)}`));
}"""
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
WIDTHS = (1440, 320)


@pytest.fixture
def views(demo):
    """The address of each, by its name."""
    made = demo.manage("shell", "-v0", "-c", "from tests.demo import staged; staged.stage()")
    try:
        assert made.returncode == 0, made.stderr
        yield json.loads(made.stdout)
    finally:
        gone = demo.manage("shell", "-v0", "-c", "from tests.demo import staged; staged.clear()")
        assert gone.returncode == 0, gone.stderr


@pytest.fixture
def page(new_page):
    return new_page(reduced_motion="reduce")


def sign_in(page):
    page.goto("/admin/login/")
    page.fill("input[name=username]", "admin")
    page.fill("input[name=password]", "larkmoor-admin")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def serious(page, address):
    """What is found at each width, a line each."""
    answer = page.goto(address)
    if not answer.ok:
        return [f"answered {answer.status}"]
    page.evaluate(Axe().axe_script)
    return [f"{width} px: {each}" for width in WIDTHS for each in looked_at(page, width)]


def looked_at(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    return page.evaluate(SERIOUS, [OPTIONS, WAGTAILS_OWN])


def test_no_view_keeps_anybody_out(views, page):
    found = {"login": serious(page, views.pop("wagtailadmin_login"))}
    sign_in(page)
    found |= {name: serious(page, address) for name, address in views.items()}

    assert {name: said for name, said in found.items() if said} == {}
