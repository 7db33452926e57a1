"""Two who write on one page, each in a browser of their own."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

DIALOG = "#w-save-confirmation-dialog"


@pytest.fixture
def opened(demo, new_page):
    """The form of a treatment, for one of the sample's people."""
    page_id = demo.ask("SELECT id FROM wagtailcore_page WHERE slug = 'hip-replacement'")

    def opened(name):
        page = new_page(viewport={"width": 1400, "height": 1000})
        page.goto("/admin/")
        page.fill("input[name=username]", name)
        page.fill("input[name=password]", f"larkmoor-{name}")
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        page.goto(f"/admin/pages/{page_id}/edit/")
        page.wait_for_selector("#sections-root")
        return page

    return opened


def saved_by_itself(response):
    return response.request.method == "POST" and re.search(r"/pages/\d+/edit/$", response.url) is not None


def test_second_of_two_is_told_that_nothing_is_lost_and_finds_both_texts_in_the_draft(opened):
    first, second = opened("admin"), opened("editor")
    with first.expect_response(saved_by_itself) as saved:
        first.locator("textarea[name=summary]").press_sequentially(" By the first.")
    assert saved.value.ok
    with second.expect_response(saved_by_itself) as refused:
        second.locator("input[name=title]").press_sequentially(", by the second")
    assert refused.value.status == 400
    second.locator(f"#title-text-{DIALOG[1:]}", has_text="saved a new version").wait_for(state="attached")

    second.get_by_role("button", name="Save draft").first.click()
    second.locator(DIALOG).get_by_text("both texts are put together as a draft").wait_for()
    second.locator(f"{DIALOG} [data-w-dialog-target=confirm]").click()
    second.wait_for_url("**/together/**")
    second.get_by_role("link", name="Open the page").click()
    second.wait_for_selector("#sections-root")

    assert second.locator("textarea[name=summary]").input_value().endswith(" By the first.")
    assert second.locator("input[name=title]").input_value().endswith(", by the second")
