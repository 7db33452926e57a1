"""The page to try the API, in a browser that reaches nothing but the demo."""

import pytest

pytestmark = pytest.mark.browser


def localhost(demo):
    """As the demo names itself: where the page asks."""
    return demo.base.replace("127.0.0.1", "localhost")


@pytest.fixture
def offline(demo, new_page):
    """A tab, and what it asked for elsewhere in vain."""
    elsewhere = []

    def only_here(route):
        if route.request.url.startswith((demo.base, localhost(demo), "data:")):
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    page = new_page(viewport={"width": 1300, "height": 1000})
    page.route("**/*", only_here)
    return page, elsewhere


def test_any_address_can_be_tried_without_the_internet(demo, offline):
    page, elsewhere = offline
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{localhost(demo)}/api/v1/docs/")

    page.locator("#operations-resolve-resolve .opblock-summary-control").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_placeholder("path", exact=True).fill("/dbs")
    page.get_by_role("button", name="Execute").click()

    answer = page.locator(".live-responses-table")
    answer.get_by_text("/treatments/deep-brain-stimulation/").first.wait_for()
    assert answer.locator("tbody .response-col_status").inner_text() == "200"
    assert (elsewhere, errors) == ([], [])
