"""Two who write on one contact line at the same time, or on any other shared content: nothing of either is lost."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import DraftStateMixin, Locale
from wagtail.snippets.models import get_snippet_models

from cms.admin.together.editing import SnippetTogetherView
from cms.models import Contact
from procedures.roles import EDITORS
from tests import factories
from tests.people import sign_in

PHONE, NEW, OTHER = "310-555-0142", "310-555-0199", "310-555-0155"


@pytest.fixture
def line(site):
    line = factories.contact(label="Call us", phone=PHONE)
    line.save_revision().publish()
    return Contact.objects.get(pk=line.pk)


@pytest.fixture
def nora(site):
    return sign_in("nora", role=EDITORS)


@pytest.fixture
def carla(site):
    return sign_in("carla", role=EDITORS)


def edit_url(row):
    return reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])


def opened(client, row):
    """What the form sends when nothing is changed in it."""
    form = BeautifulSoup(client.get(edit_url(row)).content, "html.parser").find("form", attrs={"data-edit-form": True})
    typed = {field["name"]: field.get("value", "") for field in form.select("input[name]:not([type=checkbox])")}
    return typed | {area["name"]: area.text.removeprefix("\n") for area in form.select("textarea[name]")}


def save(client, row, begun, *, action="draft", headers=None, **changes):
    sent = begun | changes | ({"action-publish": "yes"} if action == "publish" else {})
    return client.post(edit_url(row), sent, headers=headers)


def draft_of(row):
    draft = Contact.objects.get(pk=row.pk).get_latest_revision_as_object()
    return draft.label, draft.phone


def test_two_who_write_in_different_fields_lose_nothing(nora, carla, line):
    first, second = opened(nora, line), opened(carla, line)
    save(nora, line, first, phone=NEW)
    response = save(carla, line, second, label="Talk to us", action="publish")

    assert draft_of(line) == ("Talk to us", NEW)
    assert (Contact.objects.get(pk=line.pk).label, Contact.objects.get(pk=line.pk).phone) == ("Call us", PHONE)
    html = " ".join(carla.get(response.url).content.decode().split())
    assert f"<del>{PHONE}</del> <ins>{NEW}</ins>" in html
    assert "Nothing was changed by both" in html


def test_what_both_have_changed_is_asked_and_both_texts_are_kept(nora, carla, line):
    first, second = opened(nora, line), opened(carla, line)
    save(nora, line, first, phone=NEW)
    asking = save(carla, line, second, phone=OTHER, label="Talk to us")
    soup = BeautifulSoup(carla.get(asking.url).content, "html.parser")

    assert draft_of(line) == ("Talk to us", NEW)
    assert [legend.text for legend in soup.select("fieldset legend")] == ["Phone"]
    assert "Choose what holds" in nora.get(edit_url(line)).content.decode()

    assert carla.post(asking.url, {"phone": "mine"}).url == edit_url(line)

    assert draft_of(line) == ("Talk to us", OTHER)
    assert "Choose what holds" not in nora.get(edit_url(line)).content.decode()


def test_first_draft_of_all_is_not_lost_to_who_had_the_form_open_before(nora, carla, site):
    line = factories.contact(label="Call us", phone=PHONE)
    first, second = opened(nora, line), opened(carla, line)
    save(nora, line, first, label="Talk to us")
    response = save(carla, line, second, phone=NEW)

    assert draft_of(line) == ("Talk to us", NEW)
    assert "Nothing was changed by both" in carla.get(response.url).content.decode()


def test_saving_by_itself_says_who_was_faster_and_saves_nothing(nora, carla, line):
    first, second = opened(nora, line), opened(carla, line)
    save(nora, line, first, label="Talk to us")
    response = save(carla, line, second, phone=NEW, headers={"Accept": "application/json"})

    assert json.loads(response.content)["error_message"] == (
        "nora has saved a newer text meanwhile. Save, and both are put together."
    )
    assert draft_of(line) == ("Talk to us", PHONE)


def test_number_in_what_was_put_together_is_published_in_all_languages(nora, carla, line):
    spanish = line.copy_for_translation(Locale.objects.get(language_code="es"))
    spanish.live = True
    spanish.save()
    first, second = opened(nora, line), opened(carla, line)
    save(nora, line, first, label="Talk to us")
    save(carla, line, second, phone=NEW)
    save(carla, line, opened(carla, line), action="publish")

    assert Contact.objects.get(pk=line.pk).label == "Talk to us"
    assert {each.phone for each in Contact.objects.all()} == {NEW}


def test_draft_that_was_never_public_is_listed_as_it_was_put_together(nora, carla, site):
    line = factories.contact(label="Call us", phone=PHONE, live=False)
    line.save_revision()
    first, second = opened(nora, line), opened(carla, line)
    save(nora, line, first, phone=NEW)
    save(carla, line, second, label="Talk to us")

    assert str(Contact.objects.get(pk=line.pk)) == f"Talk to us ({NEW})"


def test_every_kind_of_shared_content_is_put_together():
    drafted = [model for model in get_snippet_models() if issubclass(model, DraftStateMixin)]

    assert drafted
    assert [each for each in drafted if not issubclass(each.snippet_viewset.edit_view_class, SnippetTogetherView)] == []


def test_the_first_draft_that_a_form_has_saved_by_itself_is_no_text_of_somebody_else(nora, site):
    line = factories.contact(label="Call us", phone=PHONE)
    begun = opened(nora, line)
    saved = save(nora, line, begun, headers={"Accept": "application/json"}, phone=NEW).json()
    answered = {"loaded_revision_id": saved["revision_id"], "loaded_revision_created_at": saved["revision_created_at"]}

    # The script fills in the fields that are there.
    now = begun | {name: value for name, value in answered.items() if name in begun}
    save(nora, line, now, action="publish", phone=NEW)

    assert Contact.objects.get(pk=line.pk).phone == NEW
    assert draft_of(line) == ("Call us", NEW)
