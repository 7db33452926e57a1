"""A clinician without an account signs exactly what they read, and it is a clinical review like others."""

import io
import json
import re
import zipfile

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from api.models import Edition
from cms.admin.subjects import as_fields
from cms.models import Contact
from cms.sharing.models import ShareLink
from procedures.models import ClinicalReview, Clinician, ProcedurePage, ReviewPolicy
from procedures.models.reviewing import lapses_of
from procedures.roles import create_roles
from procedures.workflow import create_workflow
from tests import factories
from tests.people import ADMINISTRATOR, sign_in
from tests.sharing.conftest import rewrite
from tests.sharing.test_links import words

STATEMENT = "I vouch for it."
HIDDEN = re.compile(r'type="hidden" name="(\w+)" value="([^"]*)"')


@pytest.fixture
def policy(index):
    return ReviewPolicy.objects.create(kind="", signs_by_link=True, statement=STATEMENT)


@pytest.fixture
def lee(index):
    return Clinician.objects.create(name="Jordan Lee", registration="CA 4711", locale=index.locale)


@pytest.fixture
def address(policy, lee, page, author, shared):
    """Of a page that was handed in."""
    create_roles()
    create_workflow()
    page.get_workflow().start(page, author.user)
    return shared(page, asks_signature="on")


def read(guest, address):
    """What the form says that somebody read."""
    return dict(HIDDEN.findall(guest.get(address).content.decode()))


def sign(guest, address, read, **fields):
    given = {"name": "Dr. Jordan Lee", "registration": "ca-4711", "has_read": "on"} | read | fields
    return guest.post(f"{address}sign/", given)


def draft_of(page):
    return ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_a_signature_is_the_clinical_review_and_readers_are_told_who_vouches(page, address, guest, editor, api):
    shown = guest.get(address)
    said = read(guest, address)

    answer = sign(guest, address, said)

    assert STATEMENT in words(shown)
    assert "Your signature was recorded" in words(guest.get(answer.headers["Location"]))
    review = ClinicalReview.objects.get()
    assert (review.name, review.registration, review.signed_as) == ("Jordan Lee", "CA 4711", "Dr. Jordan Lee")
    assert (review.statement, review.shared_with, review.account) == (STATEMENT, "Ward 4", None)
    assert review.read_digest == said["digest"]
    assert ProcedurePage.objects.get(pk=page.pk).current_workflow_task.name == "Publication"

    state = ProcedurePage.objects.get(pk=page.pk).current_workflow_task_state
    editor.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))

    assert Edition.objects.filter(type="procedure").latest("number").digest == review.digest
    told = api("procedures/kneeling/").json()["review"]
    assert (told["state"], [each["name"] for each in told["reviewed_by"]]) == ("current", ["Jordan Lee"])


def test_whoever_gave_out_the_link_is_told_and_the_history_and_the_record_say_it(page, address, guest, author, lee):
    sign(guest, address, read(guest, address))
    draft_of(page).get_latest_revision().publish()

    assert [message.subject for message in mail.outbox if "Signed" in message.subject] == ["Signed: “Kneeling, slowly”"]
    review = ClinicalReview.objects.get()
    entry = PageLogEntry.objects.get(action="procedures.review")
    assert entry.message == f"Clinical review by Jordan Lee, of exactly {review.digest}, signed by the link for Ward 4"
    row = row_of_record(page)
    assert (row["signed_as"], row["statement"], row["read_digest"]) == ("Dr. Jordan Lee", STATEMENT, review.read_digest)
    assert (row["shared_with"], row["shared_by"], row["lapsed"]) == ("Ward 4", "alex", "")
    html = words(author.get(reverse("review_record", args=[page.pk, review.pk])))
    assert STATEMENT in html
    assert "by a link for Ward 4 that alex gave out" in html


def row_of_record(page):
    address = reverse("publishing:export_record", args=["procedure", page.translation_key, "en"])
    answer = sign_in(**ADMINISTRATOR).post(address, as_fields(timezone.now()))
    record = json.loads(zipfile.ZipFile(io.BytesIO(answer.content)).read("record.json"))
    return next(part for part in record["parts"] if part["name"] == "clinical_review")["rows"][0]


def test_whoever_is_signed_for_and_has_an_account_is_told(page, address, guest, editor, lee):
    Clinician.objects.filter(pk=lee.pk).update(account=editor.user)

    sign(guest, address, read(guest, address))

    (told,) = [message for message in mail.outbox if message.subject == "Signed in your name: Kneeling, slowly"]
    assert told.to == ["nora@hospital.example"]
    assert "by a link for Ward 4 that alex gave out" in told.body


def test_what_has_changed_since_it_was_read_is_not_signed_and_is_shown(page, address, guest):
    said = read(guest, address)
    rewrite(page, "Drafted otherwise.")

    answer = sign(guest, address, said)

    assert answer.status_code == 409
    assert "The page has changed since you read it, so nothing was signed." in words(answer)
    assert "Drafted <del>words.</del> <ins>otherwise.</ins>" in words(answer)
    assert not ClinicalReview.objects.exists()
    assert sign(guest, address, dict(HIDDEN.findall(answer.content.decode()))).status_code == 302


@pytest.mark.parametrize("asked", ["{older}", "²", "9" * 20])
def test_nobody_gets_at_an_older_draft_by_its_number(page, address, guest, asked):
    older = page.latest_revision_id
    rewrite(page, "Drafted otherwise.")

    answer = sign(guest, address, {"digest": f"sha256-{'0' * 64}", "revision": asked.format(older=older)})

    assert answer.status_code == 409
    assert "words." not in words(answer).partition("This is a draft")[0]


def test_a_signature_lapses_with_a_change_that_means_something_and_no_other_does(page, address, guest):
    sign(guest, address, read(guest, address))

    draft = draft_of(page)
    draft.summary = "Another lede."
    draft.save_revision()
    assert lapses_of(draft_of(page)) == []

    rewrite(draft_of(page), "Drafted otherwise.")
    assert [lapse.name for lapse in lapses_of(draft_of(page))] == ["Risks"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"registration": "CA 4712"}, "No clinician of this hospital has this name and registration number."),
        ({"name": "Dr. Smith"}, "No clinician of this hospital has this name and registration number."),
        ({"has_read": ""}, "tick this if you sign it"),
        ({"name": ""}, "required"),
    ],
)
def test_what_is_no_signature_is_told(page, address, guest, fields, told):
    answer = sign(guest, address, read(guest, address), **fields)

    assert answer.status_code == 422
    assert told in words(answer)
    assert not ClinicalReview.objects.exists()
    assert ShareLink.objects.get().signed_at is None


def test_a_dash_in_place_of_a_number_signs_for_nobody(page, address, guest, lee):
    lee.registration = "–"
    lee.save()

    assert sign(guest, address, read(guest, address), registration="-").status_code == 422
    assert not ClinicalReview.objects.exists()


def test_numbers_cannot_be_tried_for_long(page, address, guest, settings):
    settings.SHARE_LIMITS = settings.SHARE_LIMITS | {"words": "2/hour"}
    said = read(guest, address)

    answers = [sign(guest, address, said, registration=f"CA {number}").status_code for number in range(3)]

    assert answers == [422, 422, 429]


def test_where_the_hospital_takes_no_signatures_there_is_no_place_for_one(page, author, address, guest, policy):
    said = read(guest, address)
    ReviewPolicy.objects.update(signs_by_link=False)

    assert "Sign the page" not in words(guest.get(address))
    sign(guest, address, said)
    assert not ClinicalReview.objects.exists()
    assert "Ask for a signature" not in words(author.get(reverse("publishing:share", args=[page.pk])))


def test_a_link_to_read_alone_signs_nothing(page, address, shared, guest):
    said = read(guest, address)
    only_read = shared(page)

    assert "Sign the page" not in words(guest.get(only_read))
    sign(guest, only_read, said)
    assert not ClinicalReview.objects.exists()


def test_a_link_that_was_taken_back_signs_nothing(page, author, address, guest):
    said = read(guest, address)
    author.post(reverse("publishing:share_revoke", args=[page.pk, ShareLink.objects.get().pk]))

    assert sign(guest, address, said).status_code == 410
    assert not ClinicalReview.objects.exists()


def test_what_is_unfinished_is_not_signed(page, address, guest):
    page.sections[0].value["heading"] = ""
    page.save_revision(clean=False)

    html = words(guest.get(address))

    assert "It cannot be signed yet:" in html
    assert 'name="registration"' not in html


def test_drafts_of_shared_content_are_not_signed_with_the_page(page, policy, lee, shared, guest):
    page.contact = factories.contact(label="Call us")
    page.save_revision()
    line = Contact.objects.get()
    line.label = "Call the team"
    line.save_revision()

    html = words(guest.get(shared(page, asks_signature="on", has_related="on")))

    assert "It can be signed once those are published." in html


def test_what_nobody_has_published_yet_is_signed_as_it_will_be(index, policy, lee, shared, guest):
    page = factories.treatment(index)
    page.unpublish()
    page.save_revision()
    address = shared(page, asks_signature="on")
    sign(guest, address, read(guest, address))

    draft_of(page).get_latest_revision().publish()

    assert Edition.objects.filter(type="procedure").latest("number").digest == ClinicalReview.objects.get().digest


def test_what_was_signed_before_it_was_handed_in_needs_no_further_review(page, author, policy, lee, shared, guest):
    create_roles()
    create_workflow()
    address = shared(page, asks_signature="on")
    sign(guest, address, read(guest, address))

    draft = draft_of(page)
    draft.get_workflow().start(draft, author.user)
    assert ProcedurePage.objects.get(pk=page.pk).current_workflow_task.name == "Publication"

    ProcedurePage.objects.get(pk=page.pk).current_workflow_state.cancel()
    draft = draft_of(page)
    draft.summary = "Another lede."
    draft.save_revision()
    draft.get_workflow().start(draft, author.user)
    assert ProcedurePage.objects.get(pk=page.pk).current_workflow_task.name == "Clinical review"


def test_the_policy_is_set_where_reviews_are_and_says_what_is_signed(index, page, shared, guest, lee):
    administrator = sign_in(**ADMINISTRATOR)
    rules = reverse("publishing:rules_of", args=["procedures.procedurepage"])
    form = administrator.get(rules)
    fields = {
        bound.html_name: bound.value() if bound.value() is not None else ""
        for each in (form.context["form"], form.context["further"])
        for bound in each
    }
    fields |= {name: "signed" for name in fields if "signs:" in name}

    answer = administrator.post(rules, fields)

    assert answer.status_code == 302, answer.context["further"].errors
    assert set(ReviewPolicy.objects.values_list("signs_by_link", flat=True)) == {True}
    assert "I have read the whole page as it is shown here." in words(guest.get(shared(page, asks_signature="on")))
