"""A draft is what would be published now, by the contract that front ends read."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from api.models import Edition
from api.process.bodies import BODIES
from api.views.contract import OPENAPI_FILE
from cms.models import Contact
from procedures.models import ProcedureReviewer
from tests import factories
from tests.admin.test_drafts import form
from tests.factories import section, text
from tests.json_schema import validator_with_formats

HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


def content(body):
    """What is covered by the digest: all that stands before the edition, as bytes."""
    return body[: body.index(b',"edition":')]


def rewrite(page, title="Kneeling, slowly"):
    """A draft that differs in all ways a page can, and is finished."""
    shared = factories.shared_content()
    page.title, page.slug, page.summary = title, "kneeling-slowly", "One sentence."
    page.image, page.contact, page.last_reviewed = shared["image"], shared["contact"], date(2026, 5, 1)
    page.specialties.set([shared["specialty"]])
    page.conditions.set([shared["condition"]])
    page.reviewers.set([ProcedureReviewer(clinician=shared["clinician"])])
    page.sections = [section("what", "What?", text("Other words.")), section("risks", "Risks", text("Few."))]
    page.save_revision(clean=False)
    return page


@pytest.mark.parametrize("is_public", [True, False])
def test_a_draft_is_byte_for_byte_what_is_then_published(index, draft, is_public):
    page = factories.treatment(index)
    if not is_public:
        page.unpublish()
    rewrite(page)
    before = draft(page)

    page.get_latest_revision().publish()

    assert content(before.content) == content(bytes(Edition.objects.latest("number").body))
    assert json.loads(before.content)["edition"] is None
    assert json.loads(before.content)["preview"]["problems"] == []


def test_a_draft_is_kept_by_nobody_and_found_by_nobody(draft, page):
    response = draft(page)

    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert not response.cookies


def test_no_process_keeps_a_draft(draft, page):
    page.sections = [section("what", "What?", text("Many words. " * 200))]
    page.save_revision()

    response = draft(page, query="?rich_text=text", headers={"Accept-Encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert not BODIES.values


def test_a_draft_is_what_the_description_says(draft, page):
    page.sections = [section("what", ""), section("risks", "Risks", text("Few."))]
    page.save_revision(clean=False)
    document = json.loads(OPENAPI_FILE.read_text())
    answers = document["paths"]["/api/v1/preview/{token}/"]["get"]["responses"]
    schema = answers["200"]["content"]["application/json"]["schema"] | {"components": document["components"]}

    assert list(validator_with_formats(schema).iter_errors(draft(page).json())) == []


def test_what_is_not_finished_is_told_with_its_place_and_the_rest_is_shown(draft, page):
    page.sections = [section("what", "What?", text("Words.")), section("risks", "", text("Few."))]
    page.summary = ""
    page.save_revision(clean=False)
    blocks = [each.id for each in page.get_latest_revision_as_object().sections]

    said = draft(page).json()

    assert [each["heading"] for each in said["sections"]] == ["What?", "…"]
    (problem,) = said["preview"]["problems"]
    assert (problem["field"], problem["block"], problem["pointer"]) == ("sections", blocks[1], "/sections/1")
    assert "Heading" in problem["message"]


def test_what_somebody_types_is_in_it_before_it_is_saved(author, draft, page):
    page.save_revision()
    typed = form(page, summary="Typed a moment ago.")
    answer = author.post(reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]), typed)

    with_typing, saved = draft(page, has_typing=True).json(), draft(page).json()

    assert answer.json() == {"is_valid": True, "is_available": True}
    assert (with_typing["summary"], with_typing["preview"]["unsaved"]) == ("Typed a moment ago.", True)
    assert (saved["summary"], saved["preview"]["unsaved"]) == (None, False)


def test_an_earlier_draft_is_shown_as_it_was(draft, page):
    page.title = "First"
    first = page.save_revision()
    page.title = "Second"
    page.save_revision()

    assert draft(page, revision_id=first.pk).json()["title"] == "First"
    assert draft(page).json()["title"] == "Second"


def test_drafts_of_what_it_shows_come_along_where_they_are_asked_for(draft, page):
    line = factories.contact(label="Call us")
    page.contact = line
    page.save_revision()
    line.label = "Call the team"
    line.save_revision()

    assert draft(page).json()["contact"]["label"] == "Call us"
    assert draft(page, query="?drafts=related").json()["contact"]["label"] == "Call the team"
    assert Contact.objects.get().label == "Call us"


def test_what_was_never_published_comes_along_with_the_drafts_alone(draft, page):
    page.contact = factories.contact(live=False)
    page.contact.save_revision()
    page.save_revision()

    assert draft(page).json()["contact"] is None
    assert draft(page, query="?drafts=related").json()["contact"]["label"] == "Call us"


def test_a_draft_comes_in_every_form_that_a_document_has(draft, page):
    said = draft(page, query="?fields=title,sections(blocks)&rich_text=text").json()

    assert said["title"] == "Kneeling"
    assert said["sections"][0]["blocks"][0]["text"] == {"format": "text", "text": "It is a treatment."}
    assert draft(page, query="?locale=en").json()["errors"][0]["parameter"] == "locale"


def test_pictures_nobody_else_may_have_are_shown_with_the_token_alone(draft, page, client):
    page.image = factories.image()
    page.save_revision()

    files = draft(page).json()["preview"]["files"]
    addresses = {each["address"]: each["url"].partition("localhost:8000")[2] for each in files}
    public, private = next(iter(addresses.items()))

    assert client.get(public).status_code == 404
    response = client.get(private)
    assert response.headers["Content-Type"].startswith("image/")
    assert len(response.getvalue()) > 100
    assert client.get(private.replace("/images/", "/other/")).status_code == 404
    assert client.get(private.replace("/preview/", f"/preview/{uuid4().hex}")).status_code == 404


def test_problems_are_told_in_the_language_of_the_editor(author, draft, page):
    page.sections = [section("what", "", text("Words."))]
    page.save_revision(clean=False)
    (in_english,) = draft(page).json()["preview"]["problems"]
    UserProfile.objects.update_or_create(user=author.user, defaults={"preferred_language": "es"})

    (in_spanish,) = draft(page).json()["preview"]["problems"]

    assert in_english["message"] != in_spanish["message"]
    assert in_english["pointer"] == in_spanish["pointer"]
