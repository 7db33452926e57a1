"""Two texts of one page: a correction beside what is scheduled, and two who write at the same time."""

import json
import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from procedures.models import ProcedurePage
from procedures.roles import EDITORS
from tests import factories
from tests.admin.conftest import sign_in

TABLETS, BRUISE = "You take two tablets.", "A bruise."


@pytest.fixture
def page(index):
    sections = [
        factories.section("what", "What is it?", factories.text(TABLETS)),
        factories.section("risks", "What can go wrong?", factories.text(BRUISE)),
    ]
    return factories.treatment(index, sections=sections, summary="As it is today.")


@pytest.fixture
def scheduled(page):
    page.summary, page.go_live_at = "As it is from May.", timezone.now() + timedelta(days=30)
    page.save_revision().publish()
    return ProcedurePage.objects.get(pk=page.pk)


@pytest.fixture
def colleague(index):
    return sign_in("carla", role=EDITORS)


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def correct_url(page):
    return reverse("publishing:correct", args=[page.pk, ProcedurePage.objects.get(pk=page.pk).live_revision_id])


def opened(client, address):
    """What the form there sends of itself: which text it was begun with, and the ids of its blocks."""
    response = client.get(address)
    soup = BeautifulSoup(response.content, "html.parser")
    names = ("loaded_revision_id", "loaded_revision_created_at")
    found = {name: soup.find("input", attrs={"name": name}) for name in names}
    return {name: field["value"] for name, field in found.items() if field}, response.context["form"].instance


def filled(page, *, summary=None, tablets=None, bruise=None, **more):
    """As the browser sends the form."""

    def sent(section, words):
        (block,) = section.value["blocks"]
        html = f"<p>{words}</p>" if words else block.value["text"].source
        text = {"text": rich_text(html)}
        blocks = {
            "count": "1",
            "0-type": "rich_text",
            "0-order": "0",
            "0-deleted": "",
            "0-id": block.id,
            "0-value-text": text["text"],
        }
        value = {"heading": section.value["heading"], "blocks": blocks, "subsections": streamfield([])}
        return section.block_type, value, section.id

    found = [sent(section, words) for section, words in zip(page.sections, (tablets, bruise), strict=True)]
    sections = streamfield([(kind, value) for kind, value, _ in found])
    sections |= {f"{number}-id": identity for number, (_, _, identity) in enumerate(found)}
    fields = {"title": page.title, "slug": page.slug, "summary": page.summary if summary is None else summary}
    sets = {"facts": streamfield([]), "sections": sections}
    return nested_form_data(fields | sets | {"reviewers": inline_formset([]), "comments": inline_formset([])}) | more


def save(client, address, begun, **changes):
    loaded, instance = begun
    return client.post(address, filled(instance, **changes, **loaded))


def words(page):
    """Of the summary and of the sections."""
    sources = (section.value["blocks"][0].value["text"].source for section in page.sections)
    return page.summary, *(re.sub(' data-block-key="[^"]*"', "", source) for source in sources)


def draft_of(page):
    return words(ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object())


def public(page):
    return words(ProcedurePage.objects.get(pk=page.pk))


PUBLISH = {"action-publish": "yes"}


def test_page_with_a_schedule_says_that_there_are_two_texts_and_leads_to_the_public_one(editor, scheduled):
    html = editor.get(edit_url(scheduled)).content.decode()

    assert "readers see another text than this one" in html
    assert f'href="{correct_url(scheduled)}"' in html


def test_editor_corrects_what_is_public_and_the_schedule_stays_in_force(editor, scheduled, said):
    begun = opened(editor, correct_url(scheduled))
    response = save(editor, correct_url(scheduled), begun, tablets="You take one tablet.", **PUBLISH)

    assert public(scheduled) == ("As it is today.", "<p>You take one tablet.</p>", f"<p>{BRUISE}</p>")
    assert draft_of(scheduled) == ("As it is from May.", "<p>You take one tablet.</p>", f"<p>{BRUISE}</p>")
    (planned,) = Revision.objects.exclude(approved_go_live_at=None)
    assert planned == ProcedurePage.objects.get(pk=scheduled.pk).latest_revision
    assert "“Kneeling” is corrected: readers see it now." in said(response)[0]


def test_editor_is_asked_what_holds_in_may_where_the_scheduled_text_differs_there(editor, scheduled):
    begun = opened(editor, correct_url(scheduled))
    asking = save(editor, correct_url(scheduled), begun, summary="Corrected.", **PUBLISH)
    asked = editor.get(asking.url).content.decode()
    reminded = editor.get(edit_url(scheduled)).content.decode()

    assert (public(scheduled)[0], draft_of(scheduled)[0]) == ("Corrected.", "As it is from May.")
    assert "As scheduled for" in asked
    assert "Choose what holds" in reminded

    editor.post(asking.url, {"summary": "mine"})

    assert draft_of(scheduled)[0] == "Corrected."
    assert Revision.objects.exclude(approved_go_live_at=None).count() == 1
    assert "Choose what holds" not in editor.get(edit_url(scheduled)).content.decode()


def test_correction_that_is_not_finished_comes_back_and_nothing_is_changed(editor, scheduled):
    before = Revision.objects.count()
    begun = opened(editor, correct_url(scheduled))
    response = save(editor, correct_url(scheduled), begun, tablets=" ", **PUBLISH)

    assert response.status_code == 200
    assert Revision.objects.count() == before
    assert public(scheduled)[1] == f"<p>{TABLETS}</p>"


def test_two_corrections_at_once_are_put_together(editor, colleague, scheduled):
    address = correct_url(scheduled)
    first, second = opened(editor, address), opened(colleague, address)
    save(editor, address, first, tablets="You take one tablet.", **PUBLISH)
    save(colleague, address, second, bruise="A small bruise.", **PUBLISH)

    expected = ("<p>You take one tablet.</p>", "<p>A small bruise.</p>")
    assert public(scheduled) == ("As it is today.", *expected)
    assert draft_of(scheduled) == ("As it is from May.", *expected)


def test_second_correction_of_the_same_words_is_published_only_once_it_was_told(editor, colleague, scheduled, said):
    address = correct_url(scheduled)
    first, second = opened(editor, address), opened(colleague, address)
    save(editor, address, first, tablets="You take one tablet.", **PUBLISH)
    told = save(colleague, address, second, tablets="You take none.", **PUBLISH)

    assert "You take one tablet" in said(told)[-1]
    assert public(scheduled)[1] == "<p>You take one tablet.</p>"

    form = BeautifulSoup(told.content, "html.parser").find("form", attrs={"data-edit-form": True})
    save(colleague, form["action"], second, tablets="You take none.", **PUBLISH)

    assert public(scheduled)[1] == "<p>You take none.</p>"


def test_two_who_write_in_different_places_lose_nothing(editor, colleague, page):
    first, second = opened(editor, edit_url(page)), opened(colleague, edit_url(page))
    save(editor, edit_url(page), first, tablets="You take one tablet.")
    response = save(colleague, edit_url(page), second, bruise="A small bruise.")

    assert draft_of(page) == ("As it is today.", "<p>You take one tablet.</p>", "<p>A small bruise.</p>")
    html = " ".join(colleague.get(response.url).content.decode().split())
    assert "<del>two tablets.</del> <ins>one tablet.</ins>" in html
    assert "Nothing was changed by both" in html


def test_what_both_have_changed_is_asked_and_both_texts_are_kept(editor, colleague, page):
    first, second = opened(editor, edit_url(page)), opened(colleague, edit_url(page))
    save(editor, edit_url(page), first, tablets="You take one tablet.", summary="New.")
    asking = save(colleague, edit_url(page), second, tablets="You take none.", bruise="A small bruise.")
    soup = BeautifulSoup(colleague.get(asking.url).content, "html.parser")
    (choice,) = {field["name"] for field in soup.select("input[type=radio]")}

    assert draft_of(page) == ("New.", "<p>You take one tablet.</p>", "<p>A small bruise.</p>")
    assert [legend.text for legend in soup.select("fieldset legend")] == ["What is it? › Text"]

    colleague.post(asking.url, {choice: "mine"})

    assert draft_of(page) == ("New.", "<p>You take none.</p>", "<p>A small bruise.</p>")


def test_nothing_that_was_put_together_is_published_before_somebody_has_read_it(editor, colleague, page, said):
    first, second = opened(editor, edit_url(page)), opened(colleague, edit_url(page))
    save(editor, edit_url(page), first, tablets="You take one tablet.")
    response = save(colleague, edit_url(page), second, bruise="A small bruise.", **PUBLISH)

    assert public(page) == ("As it is today.", f"<p>{TABLETS}</p>", f"<p>{BRUISE}</p>")
    assert said(response) == [
        "nora had saved a newer text meanwhile. Both are put together in the draft. It is not published."
    ]


def test_what_was_saved_once_more_as_it_was_keeps_nobody_from_publishing(editor, colleague, page):
    first, second = opened(editor, edit_url(page)), opened(colleague, edit_url(page))
    save(editor, edit_url(page), first)
    save(colleague, edit_url(page), second, bruise="A small bruise.", **PUBLISH)

    assert public(page) == ("As it is today.", f"<p>{TABLETS}</p>", "<p>A small bruise.</p>")


def test_saving_by_itself_says_who_was_faster_and_saves_nothing(editor, colleague, page):
    first, (loaded, instance) = opened(editor, edit_url(page)), opened(colleague, edit_url(page))
    save(editor, edit_url(page), first, summary="New.")
    sent = filled(instance, summary="Other.", **loaded)
    response = colleague.post(edit_url(page), sent, HTTP_ACCEPT="application/json")

    assert json.loads(response.content)["error_message"] == (
        "nora has saved a newer text meanwhile. Save, and both are put together."
    )
    assert draft_of(page)[0] == "New."


def test_text_that_was_read_and_then_overwritten_by_its_writer_is_put_together_as_well(editor, colleague, page):
    """Saving by itself writes over the last draft: what the colleague has begun with is kept nowhere."""
    loaded, instance = opened(editor, edit_url(page))
    sent = filled(instance, tablets="You take one tablet.", **loaded)
    saved = json.loads(editor.post(edit_url(page), sent, HTTP_ACCEPT="application/json").content)
    begun = opened(colleague, edit_url(page))
    again = filled(instance, tablets="You take one tablet.", summary="New.", **loaded)
    again["overwrite_revision_id"] = str(saved["revision_id"])
    assert editor.post(edit_url(page), again, HTTP_ACCEPT="application/json").status_code == 200

    save(colleague, edit_url(page), begun, bruise="A small bruise.")

    assert draft_of(page) == ("New.", "<p>You take one tablet.</p>", "<p>A small bruise.</p>")


def test_who_waited_with_a_choice_until_the_page_was_changed_is_told(editor, colleague, page, said):
    first, second = opened(editor, edit_url(page)), opened(colleague, edit_url(page))
    save(editor, edit_url(page), first, tablets="You take one tablet.")
    asking = save(colleague, edit_url(page), second, tablets="You take none.")
    save(editor, edit_url(page), opened(editor, edit_url(page)), summary="Later.")
    response = colleague.post(asking.url, {})

    assert "Somebody has changed it since" in said(response)[-1]
    assert draft_of(page)[0] == "Later."


@pytest.mark.parametrize("asked", [{}, PUBLISH])
def test_who_has_changed_nothing_is_shown_what_a_colleague_saved_and_publishes_nothing_unread(
    editor, colleague, page, said, asked
):
    first, second = opened(editor, edit_url(page)), opened(colleague, edit_url(page))
    save(editor, edit_url(page), first, tablets="You take one tablet.")
    before = Revision.objects.count()
    response = save(colleague, edit_url(page), second, **asked)

    assert (response.url, Revision.objects.count()) == (edit_url(page), before)
    assert "nora has saved a newer text meanwhile: here it is." in said(response)[-1]
    assert ("Nothing was published or approved." in said(response)[-1]) == bool(asked)
    assert public(page)[1] == f"<p>{TABLETS}</p>"
