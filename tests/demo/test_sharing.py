"""A draft given to somebody without an account, who comments and signs it in another browser."""

import re
from urllib.parse import urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "java_script_enabled": False}
CLINICIAN = {"name": "Dr. Mei-Lin Chen", "number": "SAMPLE-0001"}
DONE = ".messages .success"


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
def draft(demo, admin):
    """Id of a treatment page that nobody else works on: a copy, which goes afterwards."""
    source = demo.ask("SELECT id FROM wagtailcore_page WHERE slug = 'coronary-artery-bypass'")
    admin.goto(f"/admin/pages/{source}/copy/")
    admin.fill("[name=new_title]", "Shared with the ward")
    admin.fill("[name=new_slug]", "shared-with-the-ward")
    admin.get_by_role("button", name="Copy this page").click()
    admin.wait_for_selector(DONE)
    copy = demo.ask("SELECT id FROM wagtailcore_page WHERE slug = 'shared-with-the-ward'")
    yield copy
    admin.goto(f"/admin/pages/{copy}/delete/")
    admin.get_by_role("button", name="Yes, delete it").click()
    admin.wait_for_selector(DONE)


def share(admin, page_id):
    admin.goto(f"/admin/share/{page_id}/")
    admin.get_by_label("For whom").fill("Dr. Chen, ward 4")
    admin.get_by_role("button", name="Make a link").click()
    admin.get_by_role("img", name="The link, for a phone").wait_for()
    return urlsplit(admin.get_by_label("Link", exact=True).input_value()).path


def comment(guest):
    guest.locator("section").first.get_by_role("link", name=re.compile("^Comment on")).click()
    guest.get_by_label("Your comment").fill("Ask them twice.")
    guest.get_by_label("Your name").fill(CLINICIAN["name"])
    guest.get_by_role("button", name="Send the comment").click()
    guest.get_by_text("Your comment was sent.").wait_for()


def sign(guest):
    guest.get_by_label("Your name").fill(CLINICIAN["name"])
    guest.get_by_label("Your registration number").fill(CLINICIAN["number"])
    guest.get_by_label("I have read all of it").check()
    guest.get_by_role("button", name="Sign").click()
    guest.get_by_text("Your signature was recorded.").wait_for()


def change_a_figure(admin, page_id):
    admin.goto(f"/admin/pages/{page_id}/edit/")
    admin.get_by_text("Ask them twice.").first.wait_for(state="attached")
    admin.locator("[name^=facts-][name$=value-maximum]").first.fill("99")
    admin.get_by_role("button", name="Save draft").click()
    admin.wait_for_selector(DONE)


def reviews(admin, page_id):
    admin.goto(f"/admin/reviews/{page_id}/")
    return admin.inner_text("main")


def test_somebody_with_a_link_comments_and_signs_what_they_read_until_it_changes_or_the_link_is_taken_back(
    admin, draft, new_page
):
    guest, address = new_page(**PHONE), share(admin, draft)

    guest.goto(address)
    guest.get_by_text("This is a draft. It is not public.").wait_for()
    comment(guest)
    sign(guest)
    assert "The newest draft says exactly what was read." in reviews(admin, draft)

    change_a_figure(admin, draft)
    assert "The review has lapsed for" in reviews(admin, draft)

    admin.goto(f"/admin/share/{draft}/")
    admin.get_by_role("button", name=re.compile("^Take back")).click()
    admin.wait_for_selector(DONE)
    assert guest.goto(address).status == 410
    assert guest.get_by_text("This link has ended").count() == 1
