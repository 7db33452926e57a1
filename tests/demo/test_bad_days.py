"""Nothing that was typed is lost: signed out while typing, a network that is cut, an answer that never comes."""

import pytest

pytestmark = pytest.mark.browser

SUMMARY = "textarea[name=summary]"
SIGNED_OUT = "dialog.signed-out[open]"
WARNING = "#w-save-confirmation-dialog button[data-w-dialog-target=confirm]"
"""Wagtail asks once more where it has not saved by itself."""
MESSAGE = ".messages li >> text="


@pytest.fixture
def form(demo, new_page):
    """Of a page that no other test publishes, open at an editor's."""
    key = demo.ask("SELECT id FROM wagtailcore_page WHERE slug = 'visiting-and-parking'")
    page = new_page(viewport={"width": 1400, "height": 1000})
    sign_in(page)
    page.goto(f"/admin/pages/{key}/edit/")
    page.wait_for_selector("#sections-root")
    page.wait_for_function("() => document.querySelector('[data-w-unsaved-has-edits-value=false]')")
    return page


def sign_in(page):
    page.goto("/admin/login/")
    page.fill("input[name=username]", "editor")
    page.fill("input[name=password]", "larkmoor-editor")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def sign_in_elsewhere(page):
    other = page.context.new_page()
    sign_in(other)
    other.close()
    page.click(f"{SIGNED_OUT} button")
    page.wait_for_selector(SIGNED_OUT, state="hidden")


def publish(page, *, until):
    page.keyboard.press("Escape")
    page.click(".footer [data-w-dropdown-target='toggle']")
    page.click("button[name=action-publish]")
    page.wait_for_function(
        "([asks, says]) => document.querySelector(asks)?.offsetParent || document.body.innerText.includes(says)",
        arg=[WARNING, until],
    )
    if page.locator(WARNING).is_visible():
        page.click(WARNING)
        page.wait_for_selector(f"{MESSAGE}{until}")


def lose_answers(page, *, after_arriving):
    """Of forms that are sent; not of what is saved by itself."""

    def lose(route):
        is_form = route.request.method == "POST" and "json" not in route.request.headers.get("accept", "")
        if is_form and after_arriving:
            route.fetch(max_redirects=0)
        return route.abort("connectionreset") if is_form else route.continue_()

    page.route("**/edit/", lose)


def test_whoever_is_signed_out_while_typing_signs_in_and_goes_on(form):
    form.context.clear_cookies(name="sessionid")
    form.fill(SUMMARY, "Typed while signed out.")
    form.wait_for_selector(SIGNED_OUT)

    with form.expect_response(
        lambda answer: answer.request.method == "POST" and answer.url.endswith("/edit/")
    ) as saved:
        sign_in_elsewhere(form)

    assert saved.value.json()["success"]
    assert form.input_value(SUMMARY) == "Typed while signed out."


def test_whoever_is_signed_out_when_saving_signs_in_and_saves(form):
    form.fill(SUMMARY, "Saved after all.")
    form.context.clear_cookies(name="sessionid")
    form.click(".footer button.action-save")
    form.wait_for_selector(SIGNED_OUT)
    sign_in_elsewhere(form)

    form.click(".footer button.action-save")

    form.wait_for_selector(".messages .success >> text=updated")
    assert form.input_value(SUMMARY) == "Saved after all."


def test_without_connection_nothing_is_sent_and_the_text_stays(form):
    form.fill(SUMMARY, "Typed in a tunnel.")
    form.context.set_offline(True)
    publish(form, until="Not sent: there is no connection to the server.")

    assert form.input_value(SUMMARY) == "Typed in a tunnel."
    form.context.set_offline(False)


@pytest.mark.parametrize(
    ("after_arriving", "said"),
    [(True, "has been published."), (False, "has not arrived. Nothing was published.")],
)
def test_whoever_gets_no_answer_learns_what_became_of_it(form, after_arriving, said):
    form.fill(SUMMARY, f"Sent, {after_arriving}.")
    lose_answers(form, after_arriving=after_arriving)
    form.click(".footer [data-w-dropdown-target='toggle']")
    with form.expect_event("requestfailed", lambda request: request.is_navigation_request()):
        form.click("button[name=action-publish]")

    form.unroute_all()
    form.goto("/admin/account/")

    form.wait_for_selector(f"{MESSAGE}{said}")


IS_KEPT_FROM_SAVING = """() => {
  const form = document.querySelector("form[data-edit-form]");
  document.querySelector(".footer button.action-save").click();
  return !form.dispatchEvent(new CustomEvent("w-autosave:save", { bubbles: true, cancelable: true }));
}"""


def test_nothing_is_saved_by_itself_beside_what_is_being_sent(form):
    form.fill(SUMMARY, "Sent once.")

    assert form.evaluate(IS_KEPT_FROM_SAVING)

    form.wait_for_selector(".messages .success")
    assert form.input_value(SUMMARY) == "Sent once."


def test_form_that_comes_back_with_errors_saves_nothing_before_its_blocks_are_drawn(demo, new_page):
    index, sent = demo.ask("SELECT id FROM wagtailcore_page WHERE slug = 'treatments'"), []
    address = f"/admin/pages/add/procedures/procedurepage/{index}/"
    page = new_page(viewport={"width": 1400, "height": 1000})
    sign_in(page)
    page.goto(f"{address}?begin=&kind=noninvasive")
    page.wait_for_selector("#sections-root")
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)

    page.get_by_role("button", name="Save draft").click()
    page.wait_for_selector(".messages .error")
    page.wait_for_function("() => document.querySelector('[data-w-autosave-state-value=paused]')")

    assert len(sent) > 1
    assert all("sections-count" in request.post_data for request in sent if address in request.url)
