"""Translating: how a copy begins, and what has changed in its source since."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from api.models import Edition
from procedures.models import Clinician, ProcedurePage
from procedures.roles import TRANSLATORS
from tests import factories
from tests.admin.conftest import sign_in
from tests.queue import drain

SECTIONS = [
    factories.section("what", "What is it?", factories.text("It is a treatment.")),
    factories.section("risks", "What can go wrong?", factories.text("Little.")),
]


@pytest.fixture
def spanish(index):
    locale = Locale.objects.get(language_code="es")
    index.copy_for_translation(locale, copy_parents=True).save_revision().publish()
    return locale


def in_spanish(row, locale, **fields):
    copy = row.copy_for_translation(locale)
    for name, value in {"live": True, **fields}.items():
        setattr(copy, name, value)
    copy.save()
    return copy


def start(page, locale):
    translator = sign_in("tina", role=TRANSLATORS)
    address = reverse("simple_translation:submit_page_translation", args=[page.pk])
    translator.post(address, {"locales": [locale.pk], "include_subtree": ""})
    translation = ProcedurePage.objects.get(translation_key=page.translation_key, locale=locale)
    return translation.get_latest_revision_as_object(), translator


def test_translation_shows_what_is_shared_in_its_own_language_and_carries_no_review(index, spanish):
    line, joints = factories.contact(label="Call us"), factories.specialty("Joints", slug="joints")
    ana = Clinician.objects.create(name="Ana Ruiz", locale=index.locale)
    line_es, joints_es = in_spanish(line, spanish, label="Llámenos"), in_spanish(joints, spanish, slug="articulaciones")
    other = in_spanish(factories.contact(label="Ask us"), spanish)
    page = factories.treatment(
        index,
        contact=line,
        specialties=[joints],
        last_reviewed="2026-04-20",
        sections=[
            factories.section("what", "What is it?", ("contact", {"contact": other.get_translations().get()})),
            factories.section("risks", "Risks", factories.text(f'<a linktype="page" id="{index.pk}">All</a>')),
        ],
    )
    page.reviewers.create(clinician=ana)

    draft, _ = start(page, spanish)

    assert (draft.contact, list(draft.specialties.all())) == (line_es, [joints_es])
    assert (draft.last_reviewed, draft.next_review, draft.reviewers.count()) == (None, None, 0)
    shown = draft.sections[0].value["blocks"][0].value["contact"]
    assert shown == other
    index_es = index.get_translation(spanish)
    assert f'id="{index_es.pk}"' in draft.sections[1].value["blocks"][0].value["text"].source
    assert [section.id for section in draft.sections] == [section.id for section in page.sections]
    assert (draft.live, ProcedurePage.objects.get(pk=draft.pk).reviewers.count()) == (False, 0)


def test_copy_in_the_same_language_carries_no_review_either(index):
    page = factories.treatment(index, last_reviewed="2026-04-20")
    page.reviewers.create(clinician=Clinician.objects.create(name="Ana Ruiz", locale=index.locale))

    copy = page.copy(update_attrs={"slug": "again", "title": "Again"})

    assert (copy.last_reviewed, copy.reviewers.count()) == (None, 0)


def test_shared_content_is_a_draft_until_somebody_has_translated_it(index, spanish, administrator):
    line = factories.contact(label="Call us")
    address = reverse("simple_translation:submit_snippet_translation", args=["cms", "contact", line.pk])

    administrator.post(address, {"locales": [spanish.pk], "include_subtree": ""})

    assert line.get_translation(spanish).live is False


def test_slug_is_made_of_the_translated_title_until_the_page_is_public(index, spanish):
    draft, _ = start(factories.treatment(index), spanish)
    assert draft.slug == "kneeling"

    draft.title = "Arrodillarse"
    draft.save_revision().publish()
    page = ProcedurePage.objects.get(pk=draft.pk)
    assert page.slug == "arrodillarse"

    page.title = "Ponerse de rodillas"
    page.save_revision().publish()
    assert ProcedurePage.objects.get(pk=draft.pk).slug == "arrodillarse"


@pytest.fixture
def translated(index, spanish):
    """A treatment and its translation, both public, and the browser of the translator."""
    page = factories.treatment(index, sections=SECTIONS)
    draft, translator = start(page, spanish)
    draft.title = "Arrodillarse"
    draft.save_revision().publish()
    drain()
    return ProcedurePage.objects.get(pk=page.pk), ProcedurePage.objects.get(pk=draft.pk), translator


def change_risks(page, words="A lot."):
    risks = page.sections[1].value
    risks["blocks"] = risks.block.child_blocks["blocks"].normalize([factories.text(words)])
    page.save_revision().publish()
    drain()


def told(api):
    return api("procedures/arrodillarse/?locale=es").json()["translation"]


def test_document_says_what_it_was_made_from_and_what_is_behind_without_its_text(translated, api):
    page, _, _ = translated
    assert api("procedures/kneeling/").json()["translation"] is None
    first = Edition.objects.filter(document_id=page.translation_key, locale="en").earliest("number").number
    made_from = {"source_locale": "en", "source_edition": first}
    assert told(api) == {**made_from, "state": "current", "behind_sections": []}

    change_risks(page)

    assert told(api) == {**made_from, "state": "behind", "behind_sections": [page.sections[1].id]}


def test_change_of_what_the_source_shows_leaves_nothing_behind(translated, api):
    page, _, _ = translated
    page.contact = factories.contact()
    page.save_revision().publish()
    drain()

    assert told(api)["state"] == "current"


def test_change_of_the_title_is_behind_in_no_section(translated, api):
    page, _, _ = translated
    page.title = "Kneeling down"
    page.save_revision().publish()
    drain()

    assert (told(api)["state"], told(api)["behind_sections"]) == ("behind", [])
