"""What keeps a treatment from being public: an author mends it where it is said, a publisher waives the rest."""

import re

import pytest

pytestmark = pytest.mark.browser

TREATMENT = "/api/v1/procedures/warming-the-hand/"


@pytest.fixture
def sign_in(new_page):
    """The tab of one of the sample's people."""

    def sign_in(name):
        page = new_page(viewport={"width": 1400, "height": 1000})
        page.goto("/admin/")
        page.fill("input[name=username]", name)
        page.fill("input[name=password]", f"larkmoor-{name}")
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    return sign_in


def checklist(page):
    toggle = page.get_by_role("button", name="Toggle checklist")
    if toggle.get_attribute("aria-expanded") != "true":
        toggle.click()
    return page.locator("[data-side-panel=checklist]")


def write_the_beginning(page, index):
    page.goto(f"/admin/pages/add/procedures/procedurepage/{index}/?begin=&kind=noninvasive")
    page.wait_for_selector("#sections-root")
    page.locator("[name=title]").press_sequentially("Warming the hand")
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    page.wait_for_selector("#sections-root")


def write_risks(page, panel):
    """By the way from the checklist to the section, whose heading is there already."""
    panel.get_by_role("link", name=re.compile("Write the section “Risks”")).click()
    identity = page.wait_for_function("document.activeElement.closest('[id^=block-][id$=-section]')?.id").json_value()
    section = page.locator(f"[id='{identity}']")
    section.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Text", exact=True).click()
    section.locator("[contenteditable=true]").first.press_sequentially("The skin may stay red for a day.")


FEWER = "left => document.querySelectorAll('[data-side-panel=checklist] .checklist__item--error').length < left"


def waive(page, panel, waivable):
    left = waivable.count()
    waivable.first.click()
    panel.get_by_label("Why it may be public without it").first.fill("It comes on Friday.")
    panel.get_by_role("button", name="Waive it").first.click()
    page.wait_for_function(FEWER, arg=left)


def test_author_mends_what_the_checklist_says_and_publisher_waives_the_rest(demo, sign_in):
    author = sign_in("author")
    write_the_beginning(author, demo.ask("SELECT id FROM wagtailcore_page WHERE slug = 'treatments'"))
    panel = checklist(author)

    panel.get_by_role("link", name=re.compile("Write a summary")).click()
    author.wait_for_function("document.activeElement.name === 'summary'")
    author.keyboard.type("Warmth eases a stiff hand.")
    panel.get_by_text("Write a summary").wait_for(state="detached")
    write_risks(author, panel)
    panel.get_by_text("section “Risks”").wait_for(state="detached")
    panel.get_by_text("Fill this in").wait_for(state="detached")
    assert panel.get_by_text("Publish without it…").count() == 0

    editor = sign_in("editor")
    editor.goto(author.url)
    panel = checklist(editor)
    while (waivable := panel.get_by_text("Publish without it…")).count():
        waive(editor, panel, waivable)
    assert demo.get(TREATMENT).status_code == 404
    editor.click(".footer [data-w-dropdown-target='toggle']")
    editor.click("button[name=action-publish]")
    editor.wait_for_selector(".messages .success")

    assert demo.get(TREATMENT).json()["summary"] == "Warmth eases a stiff hand."
