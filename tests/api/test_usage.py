"""Who reads what: counted without persons, told to whoever asks before something goes."""

import json
from typing import get_args

import pytest
from django.core.management import call_command

from api.access.keys import generate_key
from api.access.usage import usage
from api.contract.blocks import AnyBlock
from api.http.reads import uses
from api.models import Count
from api.parameters.reads import blocks_in
from api.process.counts import COUNTS
from tests import factories
from tests.api import appending
from tests.filled import Filled


@pytest.fixture
def treatment(db):
    return appending.publish(appending.procedure())


@pytest.fixture
def reader(db):
    """Headers of a program with a key."""
    plain, key = generate_key(name="Web site", scopes=["public"])
    key.save()
    return {"Authorization": f"Bearer {plain}"}


def read():
    COUNTS.flush()
    return {row.name: row.total for row in Count.objects.all()}


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("procedures/kneeling/", {"v1 procedure", "v1 procedure *"}),
        (
            "procedures/kneeling/?fields=title,sections(kind,heading)",
            {"v1 procedure", "v1 procedure title", "v1 procedure sections.kind", "v1 procedure sections.heading"},
        ),
        (
            "procedures/kneeling/?rich_text=markdown&locale=en",
            {"v1 procedure", "v1 procedure *", "v1 procedure ?rich_text=markdown"},
        ),
        (
            "procedures/?order=title&specialty=joints",
            {"v1 procedures", "v1 procedures *", "v1 procedures ?order", "v1 procedures ?specialty"},
        ),
        (
            "changes/?include=document",
            {"v1 changes", "v1 changes *", "v1 changes ?include=document", "v1 block *"},
        ),
        ("procedures/nowhere/", set()),
        ("procedures/?order=colour", set()),
    ],
)
def test_what_an_answer_gave_is_counted(treatment, api, address, names):
    api(address)
    api(address)

    assert read() == dict.fromkeys(names, 2)


def test_markdown_is_counted_however_it_is_asked_for(treatment, api):
    api("procedures/kneeling/", headers={"Accept": "text/markdown"})

    assert "v1 procedure ?Accept=text/markdown" in read()


def test_types_of_blocks_are_counted_also_for_who_has_the_document_already(index, api):
    section = factories.section("risks", "Risks", ("rich_text", {"text": "<p>Few.</p>"}), ("quotation", QUOTATION))
    factories.treatment(index, sections=[section])
    COUNTS.take()

    etag = api("procedures/kneeling/").headers["ETag"]
    api("procedures/kneeling/", headers={"If-None-Match": etag})
    api("procedures/kneeling/?fields=title")
    api("procedures/kneeling/?fields=sections(blocks)")

    counted = {name: total for name, total in read().items() if " block " in name}
    assert counted == {"v1 block quotation": 3, "v1 block rich_text": 3}


QUOTATION = {"quote": "It went well.", "attribution": "A patient", "role": ""}


@pytest.mark.parametrize("model", get_args(AnyBlock), ids=lambda model: model.__name__)
def test_every_type_of_block_is_known_in_a_stored_document(model):
    body = f'{{"blocks":[{Filled().model(model).model_dump_json()}]}}'.encode()

    assert blocks_in(body) == (f"v1 block {model.model_fields['type'].default}",)


def test_health_checks_are_not_counted(db, client):
    client.get("/healthz")

    assert read() == {}


def test_usage_names_the_key_and_nobody_else(treatment, api, reader, capsys):
    api("procedures/kneeling/?fields=title", headers=reader)
    api("procedures/kneeling/", headers={"Authorization": "Bearer hck_made-up"}, REMOTE_ADDR="203.0.113.9")
    COUNTS.flush()

    call_command("usage", "--json")
    said = capsys.readouterr().out

    told = [(each["reader"], each["name"], each["total"]) for each in json.loads(said)["usage"]]
    assert told == [
        ("Web site", "procedure", 1),
        ("Web site", "procedure title", 1),
        ("", "procedure", 1),
        ("", "procedure *", 1),
    ]
    assert "203.0.113.9" not in said
    assert "made-up" not in said


def test_usage_of_a_member_names_all_who_get_it(treatment, api, reader, capsys):
    api("procedures/kneeling/?fields=title", headers=reader)
    api("procedures/kneeling/")
    COUNTS.flush()

    assert [each.reader for each in usage(of="procedure title")] == ["Web site", ""]
    assert [each.reader for each in usage(of="procedure summary")] == [""]
    call_command("usage", "--of", "changes")
    assert "Nobody has read changes in the last 90 days." in capsys.readouterr().out


def test_usage_on_a_terminal_is_told_by_reader(treatment, api, reader, capsys):
    api("procedures/kneeling/", headers=reader)
    COUNTS.flush()

    call_command("usage")

    assert "Web site (hck_" in capsys.readouterr().out


def test_admin_shows_who_reads_a_member(treatment, api, reader, admin_client):
    api("procedures/kneeling/?fields=title", headers=reader)
    COUNTS.flush()

    page = admin_client.get("/admin/reports/usage/?of=procedure+title").content.decode()
    nobody = admin_client.get("/admin/reports/usage/?of=procedure+seo").content.decode()

    assert "Web site (hck_" in page
    assert "Nobody has read “procedure seo”" in nobody


@pytest.mark.parametrize(
    ("said", "name", "is_used"),
    [
        ("v1 procedure *", "v1 procedure title", True),
        ("v1 procedure *", "v1 procedure ?order", False),
        ("v1 procedure sections", "v1 procedure sections.also", True),
        ("v1 procedure sections.also", "v1 procedure sections", True),
        ("v1 procedure sections.also", "v1 procedure sections.kind", False),
        ("v1 procedure title", "v1 procedures title", False),
        ("v1 procedure ?rich_text=html", "v1 procedure ?rich_text", True),
        ("v1 block *", "v1 block cost", True),
        ("v1 block cost", "v1 block costs", False),
        ("v1 procedures", "v1 procedure", False),
        ("v2 procedure", "v1 procedure", False),
    ],
)
def test_who_is_told_of_an_end_is_who_uses_it(said, name, is_used):
    assert uses(said, name) is is_used
