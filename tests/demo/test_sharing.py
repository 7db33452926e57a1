"""A clinician without an account, on a phone without JavaScript: reads a draft by a link, comments on it, signs it."""

import re

import pytest

from procedures.sample.accounts import REVIEWER

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "java_script_enabled": False}


@pytest.fixture
def admin(new_page):
    page = new_page(viewport={"width": 1400, "height": 1000})
    page.goto("/admin/")
    page.fill("input[name=username]", "admin")
    page.fill("input[name=password]", "larkmoor-admin")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    return page


@pytest.fixture
def copied(demo, admin):
    """A finished treatment that nobody has published, as long as the test runs."""
    source = demo.ask("SELECT page_ptr_id FROM procedures_procedurepage JOIN wagtailcore_page ON id = page_ptr_id"
                      " WHERE live AND locale_id = (SELECT id FROM wagtailcore_locale WHERE language_code = 'en')"
                      " ORDER BY id LIMIT 1")  # fmt: skip
    admin.goto(f"/admin/pages/{source}/copy/")
    admin.fill("[name=new_title]", "Shared with the ward")
    admin.fill("[name=new_slug]", "shared-with-the-ward")
    admin.get_by_role("button", name="Copy this page").click()
    admin.wait_for_selector(".messages .success")
    number = demo.ask("SELECT id FROM wagtailcore_page WHERE slug = 'shared-with-the-ward'")
    yield number
    admin.goto(f"/admin/pages/{number}/delete/")
    admin.get_by_role("button", name="Yes, delete it").click()
    admin.wait_for_selector(".messages .success")


def share(admin, number):
    admin.goto(f"/admin/share/{number}/")
    admin.get_by_label("For whom").fill("Dr. Chen, ward 4")
    admin.get_by_role("button", name="Make a link").click()
    admin.get_by_role("img", name="The link, for a phone").wait_for()
    return re.sub("^https?://[^/]+", "", admin.get_by_label("Link", exact=True).input_value())


def comment(guest, words):
    guest.locator("section").first.get_by_role("link", name=re.compile("^Comment on")).click()
    guest.get_by_label("Your comment").fill(words)
    guest.get_by_label("Your name").fill("Mei-Lin Chen")
    guest.get_by_role("button", name="Send the comment").click()
    guest.get_by_text("Your comment was sent.").wait_for()


def sign(guest):
    guest.get_by_label("Your name").fill("Dr. Mei-Lin Chen")
    guest.get_by_label("Your registration number").fill(REVIEWER.registration)
    guest.get_by_label("I have read all of it").check()
    guest.get_by_role("button", name="Sign").press("Enter")
    guest.get_by_text("Your signature was recorded.").wait_for()


def change(admin, number):
    """A key figure."""
    admin.goto(f"/admin/pages/{number}/edit/")
    admin.get_by_text("Ask them twice.").first.wait_for(state="attached")  # what was said stands beside it
    admin.locator("[name='facts-0-value-maximum']").fill("99")
    admin.get_by_role("button", name="Save draft").click()
    admin.wait_for_selector(".messages .success")


def test_a_clinician_on_a_phone_comments_and_signs_until_the_draft_changes_and_the_link_is_taken_back(
    admin, copied, new_page
):
    address = share(admin, copied)
    guest = new_page(**PHONE)
    guest.goto(address)
    guest.get_by_text("This is a draft. It is not public.").wait_for()
    comment(guest, "Ask them twice.")
    sign(guest)

    admin.goto(f"/admin/reviews/{copied}/")
    assert "The newest draft says exactly what was read." in admin.inner_text("main")
    change(admin, copied)
    admin.goto(f"/admin/reviews/{copied}/")
    assert "The review has lapsed for" in admin.inner_text("main")

    admin.goto(f"/admin/share/{copied}/")
    admin.get_by_role("button", name=re.compile("^Take back")).click()
    admin.wait_for_selector(".messages .success")
    guest.goto(address)
    guest.get_by_text("This link has ended").wait_for()
