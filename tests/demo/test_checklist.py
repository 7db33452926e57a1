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


def write_the_beginning(page, index, title="Warming the hand"):
    page.goto(f"/admin/pages/add/procedures/procedurepage/{index}/?begin=&kind=noninvasive")
    page.wait_for_selector("#sections-root")
    page.locator("[name=title]").press_sequentially(title)
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    page.wait_for_selector("#sections-root")


def write_risks(page, panel, words="The skin may stay red for a day."):
    """By the way from the checklist to the section, whose heading is there already."""
    panel.get_by_role("link", name=re.compile("Write the section “Risks”")).click()
    focused = "() => document.activeElement.closest('[id^=block-][id$=-section]')?.id"
    identity = page.wait_for_function(focused).json_value()
    section = page.locator(f"[id='{identity}']")
    page.wait_for_function("() => document.activeElement.title === 'Insert a block'")
    page.keyboard.press("Enter")
    page.get_by_role("option", name="Text", exact=True).click()
    section.locator("[contenteditable=true]").first.press_sequentially(words)


def delete(page, address):
    page.goto(address.partition("edit/")[0] + "delete/")
    page.get_by_role("button", name="Yes, delete it").click()
    page.wait_for_selector(".messages .success")


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
    author.wait_for_function("() => document.activeElement.name === 'summary'")
    author.keyboard.type("Warmth eases a stiff hand.")
    panel.get_by_text("Write a summary").wait_for(state="detached")
    write_risks(author, panel)
    panel.get_by_text("section “Risks”").wait_for(state="detached")
    panel.get_by_text("Fill this in").wait_for(state="detached")
    assert panel.get_by_text("Publish without it…").count() == 0
    author.get_by_text("Saved", exact=True).wait_for()
    address = author.url
    author.close()

    editor = sign_in("editor")
    editor.goto(address)
    panel = checklist(editor)
    while (waivable := panel.get_by_text("Publish without it…")).count():
        waive(editor, panel, waivable)
    assert demo.get(TREATMENT).status_code == 404
    editor.click(".footer [data-w-dropdown-target='toggle']")
    editor.click("button[name=action-publish]")
    editor.wait_for_selector(".messages .success")

    assert demo.get(TREATMENT).json()["summary"] == "Warmth eases a stiff hand."
    delete(editor, address)  # the other tests of the demo read its treatments
    assert demo.get(TREATMENT).status_code == 410


SLIP = "Rest in the the bed."


def note(page, words):
    return page.locator("#page-edit-form .finding", has_text=words)


def test_author_is_told_beside_the_field_and_mends_it_by_a_click(demo, sign_in):
    page = sign_in("author")
    write_the_beginning(page, demo.ask("SELECT id FROM wagtailcore_page WHERE slug = 'treatments'"), "Cooling the hand")
    write_risks(page, checklist(page), SLIP)
    summary = page.locator("[name=summary]")
    summary.fill("Cold doesnâ€™t harm a hot hand.")

    slip = note(page, "“the the” stands twice")
    slip.wait_for()
    assert slip.locator("xpath=ancestor::*[@data-contentpath][1]").get_attribute("data-contentpath") == "text"
    section = slip.get_attribute("data-finding-section")
    page.locator(f"[id='block-{section}-section'] [data-finding-count='{section}']").wait_for()
    note(page, "Characters are damaged").get_by_role("button", name="Write “doesn’t”").click()
    assert summary.input_value() == "Cold doesn’t harm a hot hand."

    editor = page.locator("[contenteditable=true]", has_text="Rest in the")
    slip.get_by_role("button", name="Write “the”").click()
    editor.get_by_text("Rest in the bed.", exact=True).wait_for()
    slip.wait_for(state="detached")
    page.locator(".finding--mended").get_by_role("button", name="Undo").click()
    editor.get_by_text(SLIP, exact=True).wait_for()
    slip.wait_for()

    address = f"{page.url}#at=sections/{slip.get_attribute('data-finding-block')}"
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()

    publisher = sign_in("editor")
    publisher.goto(address)
    slip = note(publisher, "“the the” stands twice")
    slip.get_by_role("button", name="It is right as it is…").click()
    publisher.locator("[data-side-panel=checklist] textarea:focus").wait_for()
    publisher.keyboard.type("It is a song.")
    checklist(publisher).get_by_role("button", name="Waive it").locator("visible=true").first.click()
    slip.wait_for(state="detached")
    assert checklist(publisher).get_by_text("It is a song.").count() == 1
