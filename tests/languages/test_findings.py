"""A finding, and what was waived or is missing, is told in the language of whoever reads it."""

import csv
import io
import json
from hashlib import sha256
from html import unescape
from string import Formatter

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PageLogEntry
from wagtail.users.models import UserProfile

from cms.models import Lack, PastLack, PublishingRules, Waiver
from cms.publishing.requirements.waivers import WAIVED, waive
from cms.values.told import Told
from procedures.checks.registry import CHECKS
from procedures.models import PastFinding, ProcedurePage, PublicFinding
from procedures.requirements.checks import findings_as_gaps
from procedures.watching.checking import check_due
from procedures.watching.letters import write_all
from tests import factories
from tests.admin.conftest import sign_in
from tests.checks.cases import CASES
from tests.checks.content import found

ENGLISH = "“the the” stands twice. Delete one."
SPANISH = "«the the» aparece dos veces. Borre una."
NO_SUMMARY = "Write a summary: one or two plain sentences for lists and search results."
SIN_RESUMEN = "Escriba un resumen: una o dos frases sencillas para las listas y los resultados de búsqueda."


def reader(name, language):
    client = sign_in(name, is_superuser=True)
    UserProfile.objects.create(user=client.user, preferred_language=language)
    return client


@pytest.fixture
def nora(index):
    return reader("nora", "en")


@pytest.fixture
def nuria(index):
    return reader("nuria", "es")


@pytest.fixture
def knee(index, nuria):
    """Looked at by a worker, published by somebody who reads Spanish."""
    words = factories.section("what", "What is it?", factories.text("Rest in the the bed."))
    page = factories.treatment(index, slug="knee", title="Knee", sections=[words], owner=nuria.user)
    check_due(most=10)
    return ProcedurePage.objects.get(pk=page.pk)


def gap_of(page):
    [gap] = findings_as_gaps(page, ["doubled-word"])
    return gap


def shown(browser, name, **asked):
    return unescape(browser.get(reverse(name), asked).content.decode())


def names_in(pattern):
    return sorted((name, form) for _text, name, form, _conversion in Formatter().parse(pattern) if name)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_all_that_a_check_says_is_said_in_spanish_with_the_same_values(check):
    cases = CASES[check.code]
    with override("es"):
        said = [
            words
            for content in cases.defective
            for each in found(check, content, cases.around)
            for words in (each.message, each.remedy, each.why)
        ]
        assert said
        for words in said:
            assert isinstance(words, Told), words
            assert words.pattern.translated() != words.pattern.english
            assert names_in(words.pattern.translated()) == names_in(words.pattern.english)


def test_one_finding_that_was_kept_is_told_to_each_reader_in_their_language(knee, nora, nuria):
    for address in ("findings:report", "findings:report_results"):
        assert ENGLISH in shown(nora, address, code="doubled-word")
        assert SPANISH in shown(nuria, address, code="doubled-word")


def test_spreadsheet_is_told_in_the_language_of_whoever_asks_for_it(knee, nuria):
    """Its lines are made after the view has ended."""
    asked = {"code": "doubled-word", "export": "csv"}
    written = b"".join(nuria.get(reverse("findings:report"), asked).streaming_content).decode()

    [row] = csv.DictReader(io.StringIO(written))
    assert row["Qué está mal"] == "«the the» aparece dos veces."
    assert (row["Gravedad"], row["Qué hacer"]) == ("Advertencia", "Borre una.")


def test_what_is_kept_is_the_same_whatever_language_it_was_found_in(knee):
    before = list(PublicFinding.objects.order_by("pk").values())

    with override("es"):
        ProcedurePage.objects.update(latest_revision_created_at=None)
        knee.save_revision().publish()
        check_due(most=10)

    assert list(PublicFinding.objects.order_by("pk").values()) == before


def test_finding_that_an_earlier_release_kept_is_shown_as_it_is_until_it_is_looked_at_again(knee, nuria):
    PublicFinding.objects.update(words=None)
    assert ENGLISH in shown(nuria, "findings:report", code="doubled-word")

    knee.save_revision().publish()
    check_due(most=10)

    assert SPANISH in shown(nuria, "findings:report", code="doubled-word")
    assert not PastFinding.objects.exists()


def test_finding_that_is_mended_is_still_told_in_both_languages(knee):
    knee.sections[0].value["blocks"][0].value["text"].source = "<p>Rest in the bed.</p>"
    knee.save_revision().publish()
    check_due(most=10)

    past = PastFinding.objects.get(code="doubled-word")

    assert past.told("message") == past.message == "“the the” stands twice."
    with override("es"):
        assert past.told("message") == "«the the» aparece dos veces."


def test_waiver_is_of_the_english_words_and_those_of_the_block(knee):
    """Waivers that are in force would be over if this were another digest."""
    [block] = knee.sections.get_prep_value()[0]["value"]["blocks"]
    words = json.dumps(["“the the” stands twice.", block], sort_keys=True)

    with override("es"):
        assert gap_of(knee).passage == sha256(words.encode()).hexdigest()


def test_what_somebody_waived_is_told_to_whoever_reads_of_it_in_their_language(knee, nora, nuria):
    with override("es"):
        waive(knee, [gap_of(knee)], reason="Es una canción.", user=nuria.user)

    assert ENGLISH in shown(nora, "publishing:waivers")
    assert SPANISH in shown(nuria, "publishing:waivers")
    assert ENGLISH in PageLogEntry.objects.get(action=WAIVED).message
    with override("es"):
        assert SPANISH in PageLogEntry.objects.get(action=WAIVED).message
    Waiver.objects.update(words=None)
    assert ENGLISH in shown(nuria, "publishing:waivers")


def test_what_is_missing_is_told_in_the_language_of_who_mends_it(index, nora, nuria):
    page = factories.treatment(index, slug="knee", title="Knee")
    rules = PublishingRules.objects.get()
    rules.levels = {kind: asked | {"summary": "must"} for kind, asked in rules.levels.items()}
    rules.save()
    with override("es"):
        page.save_revision().publish()

    assert NO_SUMMARY in shown(nora, "publishing:lacks")
    assert SIN_RESUMEN in shown(nuria, "publishing:lacks")
    page.summary = "You rest."
    page.save_revision().publish()
    assert not Lack.objects.filter(code="summary").exists()
    with override("es"):
        assert PastLack.objects.get(code="summary").told == SIN_RESUMEN


def test_owner_gets_the_weekly_letter_in_the_language_of_the_account(knee, nuria, mailoutbox):
    write_all()

    [letter] = mailoutbox
    assert letter.subject == "Sus páginas esta semana: páginas con nuevos resultados (1)"
    assert letter.body.startswith("Hola, nuria:")
