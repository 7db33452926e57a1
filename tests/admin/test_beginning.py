"""Nobody starts a treatment from an empty page, and nothing that only waits for words becomes public."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from procedures.blocks.outlines import SKELETONS
from procedures.blocks.questions import QUESTIONS, question
from procedures.importing.headings.meaning import classify_heading
from procedures.models import ProcedureIndexPage, ProcedurePage
from tests import factories

QUESTIONS_ASKED = [(language, kind, words) for language, asked in QUESTIONS.items() for kind, words in asked.items()]


def address(index):
    return reverse("wagtailadmin_pages:add", args=["procedures", "procedurepage", index.pk])


def begin(browser, index, **chosen):
    return browser.get(address(index), {"begin": "1", **chosen})


def headings(response):
    return [(section.block_type, section.value["heading"]) for section in response.context["form"].instance.sections]


def form(page, sections):
    empty = dict.fromkeys(
        ("summary", "alternative_names", "codes", "procedure_type", "body_area", "action_text", "action_url"), ""
    )
    fields = {"title": page.title, "slug": page.slug, "last_reviewed": "", "next_review": ""}
    sets = {"reviewers": inline_formset([]), "comments": inline_formset([]), "facts": streamfield([])}
    return nested_form_data(empty | fields | sets | {"sections": streamfield(sections)})


def empty(heading):
    return {"heading": heading, "blocks": streamfield([]), "subsections": streamfield([])}


def written(heading):
    words = streamfield([("quotation", {"quote": "It helped.", "attribution": "Maria", "role": ""})])
    return empty(heading) | {"blocks": words}


def publish(browser, page, *sections):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return browser.post(address, form(page, sections) | {"action-publish": "yes"})


@pytest.fixture
def spanish(site):
    home = site.home.copy_for_translation(Locale.objects.get(language_code="es"))
    home.save_revision().publish()
    page = ProcedureIndexPage(title="Tratamientos", slug="tratamientos", locale=home.locale)
    page.translation_key = site.index.translation_key
    return factories.publish(home, page)


def test_a_new_treatment_first_asks_for_its_kind(editor, index):
    html = editor.get(address(index)).content.decode()

    assert "What kind of treatment is it?" in html
    assert "Or begin like another treatment" in html


def test_without_an_answer_it_asks_again_and_says_what_to_choose(editor, index):
    response = begin(editor, index)

    assert response.context["form"].errors == {"kind": ["Choose a kind, or below a treatment to begin like."]}


def test_who_may_add_in_another_language_is_led_there(editor, index, spanish):
    assert f'href="{address(spanish)}"' in editor.get(address(index)).content.decode()


@pytest.mark.parametrize("kind", [kind for kind in SKELETONS if kind])
def test_it_begins_with_the_sections_of_its_kind_in_order(editor, index, kind):
    response = begin(editor, index, kind=kind)

    page = response.context["form"].instance
    assert [section.block_type for section in page.sections] == list(SKELETONS[kind])
    assert page.procedure_type == kind


def test_headings_ask_in_the_language_of_the_page(editor, spanish):
    response = begin(editor, spanish, kind="undecided")

    assert headings(response) == [(kind, QUESTIONS["es"][kind]) for kind in SKELETONS[""]]
    assert 'data-page-language="es"' in response.content.decode()


def test_like_another_treatment_it_has_the_sections_of_that_and_none_of_its_words(editor, index):
    sections = [
        factories.section("risks", "Can kneeling hurt?", factories.text("Yes.")),
        factories.section("other", "Where we do this", factories.text("Here.")),
        factories.section("what", "What is kneeling?", factories.text("It is a <b>treatment</b>.")),
    ]
    other = factories.treatment(index, sections=sections, procedure_type="surgical")

    response = begin(editor, index, like=other.pk)

    asked = [("risks", question("risks", "en")), ("other", "Where we do this"), ("what", question("what", "en"))]
    assert headings(response) == asked
    assert not any(section.value["blocks"] for section in response.context["form"].instance.sections)
    assert response.context["form"].instance.procedure_type == "surgical"


def test_sections_that_wait_for_words_are_kept_and_not_published(editor, index, api, said):
    page = factories.treatment(index)
    asked = question("risks", "en")

    response = publish(editor, page, ("what", written("What is it?")), ("risks", empty(asked)), ("after", empty("")))

    assert response.status_code == 302, response.context["form"].errors
    sections = api("procedures/kneeling/").json()["sections"]
    assert [section["kind"] for section in sections] == ["what"]
    assert [section.block_type for section in ProcedurePage.objects.get(pk=page.pk).sections] == [
        *("what", "risks", "after")
    ]
    told = "Readers do not get the sections of “Kneeling” in which nothing stands yet: "
    assert f"{told}“What are the risks?”, “What to expect after”." in said(response)


def test_a_heading_that_an_editor_worded_is_not_dropped_unseen(editor, index):
    page = factories.treatment(index)

    response = publish(editor, page, ("risks", empty("Can kneeling hurt?")))

    assert "This section is empty" in response.content.decode()


@pytest.mark.parametrize(("language", "kind", "words"), QUESTIONS_ASKED)
def test_the_importer_reads_each_question_as_its_kind(language, kind, words):
    assert classify_heading(words).kind == kind


def test_a_language_without_questions_gets_none_of_another():
    assert question("risks", "fr") == ""
    assert question("risks", "es-mx") == QUESTIONS["es"]["risks"]
