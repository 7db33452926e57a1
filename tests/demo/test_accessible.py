"""Everybody can use the admin, and what guests meet: what axe-core finds serious or critical in views of ours, on a
screen and on a phone."""

import json
from itertools import cycle

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
        ".w-tabs__wrapper": "of a form's tabs, what is a list of them once its script has run",
    },
    "target-size": {
        ".w-text-end > .nolink": "where a kind of page is chosen, the link to all of that kind",
        "#w-minimap-toggle": "on a phone, once the minimap is drawn, what unfolds it is lower than 24 px",
    },
}
"""By rule and selector, with the reason: in templates and scripts of Wagtail, which the project does not replace."""

SIGNED_IN, PUBLIC = {}, {"credentials": "omit"}
NO_VIEW = {404, 500}
WITHOUT_SCRIPTS = "/static/cms/admin/publishing.css"
HOW = {"signed in": SIGNED_IN, "public": PUBLIC, "refusing": {**PUBLIC, "method": "POST", "body": ""}}
WITH_SCRIPTS = ("wagtailadmin_pages:edit", "wagtailsnippets_cms_alert:edit")
"""Forms whose fields are drawn by scripts: one of a page, and one of what pages share."""

DRAW = """async ([address, how]) => {
    const answer = await fetch(address, how);
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    const still = drawn.createElement("style");
    still.textContent = "* { transition: none !important; animation: none !important; }";
    drawn.head.append(still);
    document.replaceChild(document.adoptNode(drawn.documentElement), document.documentElement);
    await Promise.all([...document.querySelectorAll("link[rel=stylesheet]")].map(
        (link) => link.sheet || new Promise((done) => { link.onload = link.onerror = done; })));
    return [answer.status, new URL(answer.url).pathname === new URL(address, location.href).pathname];
}"""
"""In place of what stands there, without scripts: opened one by one, views cost eight times as much. And at rest: half
way through a change of colour there is too little contrast."""
SERIOUS = """async ([options, known]) => {
    const found = await axe.run(document, options);
    const isKnown = (rule, node) => Object.keys(known[rule] || {}).some(
        (selector) => document.querySelector(node.target[0])?.closest(selector));
    return found.violations
        .filter((each) => ["serious", "critical"].includes(each.impact))
        .flatMap((each) => each.nodes.filter((node) => !isKnown(each.id, node)).map(
            (node) => `${each.id}: ${node.target.join(" ")} :: ${node.html.slice(0, 200)}`));
}"""
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCREEN, PHONE = 1440, 320
"""Pixels. On a phone, what is wrong is in what has no room."""
RULES = {SCREEN: STANDARD, PHONE: ["target-size", "scrollable-region-focusable"]}


@pytest.fixture(scope="module")
def views(demo):
    """Addresses by name, by how they are asked for; what they show is there until the last was looked at."""
    with demo.shell("from tests.demo import staged; staged.hold()") as held:
        yield json.loads(held.stdout.readline())


@pytest.fixture
def page(new_page):
    """Of an administrator."""
    page = new_page(reduced_motion="reduce")
    page.goto("/admin/login/")
    page.fill("input[name=username]", "admin")
    page.fill("input[name=password]", "larkmoor-admin")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    return page


def found_at(page, widths):
    """A line for each thing."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        options = {"runOnly": RULES[width], "resultTypes": ["violations"], "preload": False}
        yield from (f"{width} px: {each}" for each in page.evaluate(SERIOUS, [options, WAGTAILS_OWN]))


def looked_at(page, views):
    """What is found, by how a view is asked for and its name."""
    page.goto(WITHOUT_SCRIPTS)
    page.evaluate(Axe().axe_script)
    widths = cycle([(SCREEN, PHONE), (PHONE, SCREEN)])  # each begins as wide as the last one ended
    for how, addresses in views.items():
        for name, address in addresses.items():
            status, is_there = page.evaluate(DRAW, [address, HOW[how]])
            yield (
                f"{name}, {how}",
                [
                    *([f"answered {status}"] if status in NO_VIEW or not is_there else []),
                    *found_at(page, next(widths)),
                ],
            )


def test_no_view_keeps_anybody_out(views, page):
    found = dict(looked_at(page, views))

    assert {name: said for name, said in found.items() if said} == {}


def test_nor_does_a_form_that_scripts_have_drawn(views, page):
    found = []
    for name in WITH_SCRIPTS:
        page.goto(views["signed in"][name])
        page.wait_for_selector("[data-contentpath]")
        page.evaluate(Axe().axe_script)
        found += found_at(page, (SCREEN, PHONE))

    assert found == []
