"""Translating: how a copy begins, and what has changed in its source since."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Locale

from api.models import Edition
from cms.models import TranslationSource
from cms.publishing.translating.behind import behind
from cms.publishing.verification import find_drift
from procedures.models import Clinician, ProcedurePage
from procedures.roles import TRANSLATORS
from tests import factories
from tests.copies import once
from tests.people import browser_of, sign_in
from tests.queue import drain

SECTIONS = [
    factories.section("what", "What is it?", factories.text("It is a treatment.")),
    factories.section("risks", "What can go wrong?", factories.text("Little.")),
]


@pytest.fixture
def spanish(index):
    once("spanish_index", lambda: make_spanish(index))
    return Locale.objects.get(language_code="es")


def make_spanish(index):
    locale = Locale.objects.get(language_code="es")
    index.copy_for_translation(locale, copy_parents=True).save_revision().publish()


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


def ticked(client, name, *args):
    html = client.get(reverse(f"simple_translation:submit_{name}_translation", args=args)).content.decode()
    boxes = BeautifulSoup(html, "html.parser").select("input[name=locales]")
    return [(box["value"], box.has_attr("checked")) for box in boxes]


def test_the_only_language_that_is_left_is_ticked_already(index, spanish, administrator):
    page, line = factories.treatment(index), factories.contact(label="Call us")

    assert ticked(administrator, "page", page.pk) == [(str(spanish.pk), True)]
    assert ticked(administrator, "snippet", "cms", "contact", line.pk) == [(str(spanish.pk), True)]


def test_language_in_which_there_is_no_page_above_is_not_ticked(index, administrator):
    assert [is_ticked for _value, is_ticked in ticked(administrator, "page", factories.treatment(index).pk)] == [False]


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
def translated(index):
    """A treatment and its translation, both public, and the browser of the translator."""
    once("translated", lambda: make_translated(index))
    page, translation = (ProcedurePage.objects.get(locale__language_code=code) for code in ("en", "es"))
    return page, translation, browser_of("tina")


def make_translated(index):
    make_spanish(index)
    draft, _ = start(factories.treatment(index, sections=SECTIONS), Locale.objects.get(language_code="es"))
    draft.title = "Arrodillarse"
    draft.save_revision().publish()
    drain()


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


def test_translation_is_behind_too_when_its_source_says_more_because_of_another_page(index, spanish, api):
    hidden = factories.treatment(index, slug="leaping", title="Leaping")
    hidden.unpublish()
    related = {"items": [{"procedure": hidden, "relation": "alternative", "note": "For those who can jump."}]}
    page = factories.treatment(index, sections=[factories.section("risks", "Risks", ("related_treatments", related))])
    draft, _ = start(page, spanish)
    draft.title = "Arrodillarse"
    draft.save_revision().publish()
    drain()
    assert told(api)["state"] == "current"

    hidden.save_revision().publish()
    drain()

    assert told(api)["behind_sections"] == [page.sections[0].id]
    assert list(find_drift()) == []


def test_change_of_the_title_is_behind_in_no_section(translated, api):
    page, _, _ = translated
    page.title = "Kneeling down"
    page.save_revision().publish()
    drain()

    assert (told(api)["state"], told(api)["behind_sections"]) == ("behind", [])


# In the admin.


def compare_url(page):
    return reverse("publishing:translation", args=[page.pk])


def test_translator_sees_what_changed_in_the_source_beside_the_translation(translated):
    page, translation, translator = translated
    assert "The translation is up to date" in translator.get(compare_url(translation)).content.decode()

    change_risks(page)

    form = translator.get(reverse("wagtailadmin_pages:edit", args=[translation.pk])).content.decode()
    assert "English has changed since this was translated: 1 section." in form
    html = translator.get(compare_url(translation)).content.decode()
    assert "<del>Little.</del>" in html
    assert "<ins>A lot.</ins>" in html
    assert "What is it?" not in html
    assert "Little.</p>" in html


def test_section_is_marked_as_up_to_date_and_behind_again_with_the_next_change(translated, api):
    page, translation, translator = translated
    page.title = "Kneeling down"
    change_risks(page)
    shown = translator.get(compare_url(translation)).context

    section = str(page.sections[1].id)
    translator.post(compare_url(translation), {"part": section, "edition": shown["now"]})
    drain()
    assert [part.key for part in translator.get(compare_url(translation)).context["parts"]] == ["title"]
    assert (told(api)["state"], told(api)["behind_sections"]) == ("behind", [])

    change_risks(page, "Much.")
    assert told(api)["behind_sections"] == [section]
    [part, _] = translator.get(compare_url(translation)).context["parts"]
    assert [piece.text for change in part.changes for piece in change.pieces] == ["A lot.", "Much."]

    translator.post(compare_url(translation), {"part": "everything", "edition": shown["now"] + 99})
    assert told(api)["state"] == "behind"
    now = translator.get(compare_url(translation)).context["now"]
    translator.post(compare_url(translation), {"part": "everything", "edition": now})
    drain()
    assert (told(api)["state"], told(api)["source_edition"]) == ("current", now)


def test_list_names_what_is_behind_and_is_exported(translated):
    page, translation, translator = translated
    assert "No translation is behind its source." in translator.get(reverse("publishing:behind")).content.decode()

    change_risks(page)

    html = translator.get(reverse("publishing:behind")).content.decode()
    assert f'href="{compare_url(translation)}"' in html
    assert "1 section" in html
    exported = translator.get(f"{reverse('publishing:behind')}?export=csv")
    assert b"Arrodillarse" in b"".join(exported.streaming_content)


def test_translation_of_which_nobody_said_what_it_was_made_from_is_told_so(translated, api):
    _, translation, translator = translated
    TranslationSource.objects.filter(page=translation.pk).delete()
    drain()
    assert told(api) is None

    assert "It is up to date with English" in translator.get(compare_url(translation)).content.decode()
    translator.post(compare_url(translation), {"language": "en"})
    drain()

    assert told(api)["state"] == "current"


def test_link_that_appears_with_its_page_leaves_nothing_behind():
    def body(html):
        text = {
            "type": "rich_text",
            "id": "93690edd-09db-4946-a4d1-a2e6996adad2",
            "text": {"format": "html", "html": html},
        }
        section = {"id": "5d7ccf84-05ea-451f-ae7a-f9443f020a25", "kind": "what", "also": [], "heading": "Next"}
        return {"type": "page", "locale": "en", "sections": [{**section, "blocks": [text], "subsections": []}]}

    assert not behind(body("<p>See Knees.</p>"), body('<p>See <a href="/knees/">Knees</a>.</p>'))
    assert behind(body("<p>See Knees.</p>"), body("<p>See Hips.</p>")).sections
