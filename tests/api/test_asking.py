"""What clients send in many ways of writing is understood, and what was understood is said."""

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from wagtail.models import Locale

from tests import factories
from tests.api import appending


@pytest.mark.parametrize("tag", ["ES", "es-MX", "es-419"])
def test_language_that_was_found_is_said(index, api, tag):
    answer = api(f"procedures/?locale={tag}")

    assert (answer.status_code, answer.headers["Content-Language"]) == (200, "es")


@pytest.mark.parametrize("tag", ["fr", "es_MX", "e", "es,en", "*"])
def test_language_that_is_not_published_is_refused(api, db, tag):
    answer = api(f"procedures/?locale={tag}")

    assert (answer.status_code, answer.json()["errors"][0]["allowed"]) == (400, ["en", "es"])


@pytest.mark.parametrize("accept", ["application/json; charset=utf-8", 'application/json; profile="x"'])
def test_parameters_of_a_media_type_leave_nothing_out(db, client, accept):
    answer = client.get("/api/v1/procedures/", headers={"Accept": accept})

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")


def test_form_that_is_refused_is_not_sent(index, client):
    page = factories.treatment(index)

    answer = client.get(f"/api/v1/procedures/{page.slug}/", headers={"Accept": "application/json;q=0, */*"})

    assert answer.headers["Content-Type"].startswith("text/markdown")


def test_list_says_which_code_was_understood(db, api):
    answer = api("procedures/?code=ICD-10-CM|m1711&code=2.16.840.1.113883.6.1|45678").json()

    assert answer["codes_understood"] == ["icd-10-cm|M17.11", "loinc|4567-8"]
    assert api("conditions/").json()["codes_understood"] == []


def test_links_begin_as_configured_whatever_host_is_named(index, settings):
    settings.API_BASE_URL, settings.ALLOWED_HOSTS = "https://content.hospital.example", ["*"]
    for name in ("one", "two"):
        factories.treatment(index, slug=name, title=f"Knee {name}")
    client = Client(headers={"Host": "evil.example"})

    def answer(path):
        return client.get(f"/api/v1/{path}").json()

    links = [
        answer("")["links"]["search"],
        answer("procedures/?limit=1")["next"],
        answer("search/?q=knee&limit=1")["next"],
        answer("changes/?limit=1")["next"],
        answer("changes/?limit=1")["results"][0]["href"],
    ]
    assert {link.partition("/api/")[0] for link in links} == {"https://content.hospital.example"}


def test_slug_and_path_are_found_in_any_normal_form(index, api):
    page = factories.treatment(index, slug="cafés", title="Cafés")
    decomposed = unicodedata.normalize("NFD", page.slug)

    assert api(f"procedures/{decomposed}/").json()["title"] == "Cafés"
    assert api(f"resolve/?path=/treatments/{decomposed}/").json()["title"] == "Cafés"
    assert api(f"procedures/?specialty={decomposed}").status_code == 200


def test_document_says_when_it_ends(db, api):
    end = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    appending.publish(appending.procedure("ending"), expires_at=end)

    said = api("procedures/ending/").json()["edition"]["expires_at"]
    assert datetime.fromisoformat(said) == end
    assert api("procedures/").json()["results"][0]["edition"]["expires_at"] == said


def test_what_is_linked_in_another_language_says_which(index, api):
    page = factories.treatment(index, specialties=[factories.specialty()], contact=factories.contact())
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    translated = page.copy_for_translation(spanish, copy_parents=True)
    translated.save_revision().publish()

    said = api(f"procedures/{translated.slug}/?locale=es").json()
    assert (said["locale"], said["specialties"][0]["locale"], said["contact"]["locale"]) == ("es", "en", "en")
