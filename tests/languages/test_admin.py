"""An editor who has chosen Spanish meets no English of the project."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from procedures.models import ProcedurePage
from procedures.requirements.checks import findings_as_gaps
from tests import factories
from tests.admin.conftest import sign_in
from tests.languages.words import all_entries

WORDS = re.compile(r"\w+")
FACT = {"kind": "hospital_stay", "qualifier": "about", "minimum": 1, "maximum": 2, "unit": "hours"}
BLOCKS = (factories.text("Usted dobla la rodilla 911 veces."), ("facts", {"facts": [FACT]}))


@pytest.fixture
def page(index):
    """With findings, with something missing, and published twice."""
    page = factories.treatment(index, title="Flexión", sections=[factories.section("what", "¿Qué es?", *BLOCKS)])
    page.title = "Flexión de la rodilla"
    page.save_revision().publish()
    return page


@pytest.fixture
def editor(index):
    client = sign_in("nora", is_superuser=True)
    UserProfile.objects.create(user=client.user, preferred_language="es")
    return client


def english():
    """Sentences and names of more than two words, as they stand alone: others are parts of what Wagtail says."""
    found = (text for entry in all_entries() for text, said in entry.pairs if said != text)
    return {
        text for text in found if text[0].isupper() and len(WORDS.findall(text)) > 2 and not re.search(r"[{<%]", text)
    }


def said_in(html, texts):
    """Those that stand there as whole words. Few stand there at all, and looking for that is quick."""
    return [text for text in texts if text in html and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", html)]


def addresses(page):
    subject = ["procedures", "procedurepage", page.pk]
    return {
        "form": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "another": reverse("wagtailadmin_pages:add", args=["procedures", "procedurepage", page.get_parent().pk]),
        "findings": reverse("publishing:findings", args=[page.pk]),
        "treatments": reverse("treatments:index"),
        "waived": reverse("publishing:waivers"),
        "lacking": reverse("publishing:lacks"),
        "recalls": reverse("publishing:recalls"),
        "updates": reverse("publishing:updates"),
        "rules": reverse("publishing:rules"),
        "recall": reverse("publishing:recall", args=[page.pk]),
        "history": reverse("publishing:history", args=subject),
        "comparing": reverse("publishing:compare", args=subject),
        "home": reverse("wagtailadmin_home"),
    }


def test_pages_of_the_admin_say_nothing_in_english(editor, page):
    unsaid = english()

    for name, address in addresses(page).items():
        response = editor.get(address)
        assert response.status_code == 200, name
        html = unescape(response.content.decode())
        assert said_in(html, unsaid) == [], name


def test_blocks_of_a_form_are_said_in_the_language_of_the_editor(editor, page):
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    script = re.search(r'src="([^"]*/es/[^"]*)"', html)[1]
    packed = editor.get(script).content.decode().partition("] = ")[2].strip().removesuffix(";")
    definitions = json.dumps(json.loads(json.loads(packed)), ensure_ascii=False)

    assert said_in(definitions, english()) == []
    assert "Estancia en el hospital" in definitions


def test_what_is_told_after_publishing_is_in_the_language_that_the_editor_chose(editor, page, said):
    """Whatever the browser asks for: the answer is made outside of Wagtail's views."""
    specialty = factories.specialty()
    page.specialties.add(specialty)
    page.save_revision().publish()
    edit = reverse("wagtailsnippets_procedures_specialty:edit", args=[specialty.pk])
    fields = {"name": "Huesos", "slug": specialty.slug, "action-publish": "1"}

    response = editor.post(edit, fields, headers={"Accept-Language": "en"})

    assert "1 página en inglés muestra esto y se está actualizando." in said(response)


def test_whoever_signs_in_is_asked_in_the_language_of_the_browser(client, index):
    response = client.get(reverse("wagtailadmin_login"), headers={"Accept-Language": "es-MX,es;q=0.9"})

    assert 'lang="es"' in response.content.decode()


def test_a_waiver_is_found_again_by_editors_of_another_language(editor, page):
    def passages(language):
        with override(language):
            return [(gap.code, gap.passage) for gap in findings_as_gaps(ProcedurePage.objects.get(pk=page.pk), ())]

    assert passages("es") == passages("en") != []
