"""What was public on a day and what stood behind it: asked in the admin, and exported as a file that proves itself."""

import io
import json
import zipfile
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from api.models import Edition
from cms.admin.subjects import as_fields, history_url
from cms.models import Lack, PastLack, PublishingRules, RecordExport
from cms.publishing.requirements.waivers import waive
from cms.records.keys import SigningKey, made_key
from cms.records.shape import RecordFile
from procedures.admin.records.reviews import without_record
from procedures.models import PastFinding, ProcedurePage
from procedures.requirements.checks import findings_as_gaps
from procedures.roles import RECORDS_OFFICERS, create_role
from procedures.watching.checking import check_due
from tests import factories
from tests.people import sign_in
from tests.queue import drain

SLIP = "Rest in the the bed."
SCHEMA = Path(__file__).parents[2] / "docs" / "record.schema.json"


@pytest.fixture
def officer(index):
    return sign_in("olga", role=RECORDS_OFFICERS)


@pytest.fixture
def page(index, editor):
    """Published with one text, then with another."""
    page = factories.treatment(index, summary="You rest for an hour.")
    publish(page, editor, summary="You rest for two hours.")
    return ProcedurePage.objects.get(pk=page.pk)


def publish(page, browser, **fields):
    page = ProcedurePage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=browser.user).publish(user=browser.user)


def editions(page):
    return list(Edition.objects.filter(type="procedure", document_id=page.translation_key).order_by("number"))


def address_of(page, name="record", *, kind="procedure"):
    return reverse(f"publishing:{name}", args=[kind, page.translation_key, "en"])


def ask(browser, page, moment=None, *, kind="procedure"):
    """The words of the page that answers."""
    response = browser.get(address_of(page, kind=kind), as_fields(moment) if moment else {})
    assert response.status_code == 200
    text = BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ")
    return " ".join(text.split())


def export(browser, page, moment=None):
    response = browser.post(address_of(page, "export_record"), as_fields(moment or timezone.now()))
    assert response.status_code == 200
    return response.content


def unpacked(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def record_of(archive):
    return json.loads(unpacked(archive)["record.json"])


def part_of(archive, name):
    return next(part for part in record_of(archive)["parts"] if part["name"] == name)


def verify(path, **options):
    """What the command says, and with what it ends."""
    said = io.StringIO()
    try:
        call_command("verify_record", str(path), stdout=said, **options)
    except SystemExit as end:
        return said.getvalue(), end.code
    return said.getvalue(), 0


def test_day_gives_the_edition_that_was_public_then_and_until_when(officer, page):
    first, second = editions(page)

    then, now = ask(officer, page, first.published_at), ask(officer, page)

    assert f"Edition no. {first.number} was public" in then
    assert f"Then edition no. {second.number} took its place." in then
    assert "You rest for an hour." in then
    assert "You rest for two hours." not in then
    assert f"Edition no. {second.number} was public" in now
    assert "and get it now" in now


def test_day_without_a_time_is_asked_at_its_end(officer, page):
    today = timezone.localdate().isoformat()

    html = officer.get(address_of(page), {"day": today}).content.decode()

    assert "You rest for two hours." in html


@pytest.mark.parametrize(
    ("asked", "said"), [({"day": "2999-01-01"}, "That has not come yet."), ({"time": "10:00"}, "Say the day, too.")]
)
def test_moment_that_cannot_be_is_refused_beside_its_field(officer, page, asked, said):
    assert said in officer.get(reverse("publishing:records"), asked).content.decode()
    assert said in officer.get(address_of(page), asked).content.decode()


def test_before_the_first_publication_nothing_was_public(officer, page):
    said = ask(officer, page, editions(page)[0].published_at - timedelta(days=1))

    assert "Nothing was public. It had never been published by then." in said


def test_withdrawn_page_says_that_nothing_was_public_and_why(officer, editor, page):
    editor.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))

    assert "Nothing was public. It was withdrawn on" in ask(officer, page)
    assert "Unpublished." in ask(officer, page)
    assert record_of(export(officer, page))["absent"]["reason"] == "unpublished"


def test_page_that_is_deleted_is_answered_still_with_who_published_it(officer, editor, page):
    _, second = editions(page)
    editor.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert "Deleted." in ask(officer, page)
    then = ask(officer, page, second.published_at)
    assert "You rest for two hours." in then
    assert "nora published it in the admin." in then


def test_list_of_a_day_leads_to_each_document_at_that_moment(officer, editor, page):
    first, _ = editions(page)
    factories.treatment(page.get_parent().specific, slug="later", title="Later")

    html = officer.get(reverse("publishing:records"), {"words": "kneel", **as_fields(first.published_at)}).content
    links = [link["href"] for link in BeautifulSoup(html, "html.parser").select("td.title a")]

    assert len(links) == 1
    assert "You rest for an hour." in officer.get(links[0]).content.decode()


def test_shared_content_is_answered_too_and_stands_in_what_showed_it(officer, editor, index):
    joints, line = factories.specialty(), factories.contact()
    for each in (joints, line):
        each.save_revision(user=editor.user).publish(user=editor.user)
    page = factories.treatment(index, slug="knee", title="Knee", contact=line)
    page.specialties = [joints]
    page.save_revision().publish()
    shown = timezone.now()
    joints.name = "Knees and hips"
    joints.save_revision(user=editor.user).publish(user=editor.user)
    drain()
    first, second = Edition.objects.filter(document_id=joints.translation_key).order_by("number")

    rows = {row["type"]: row for row in part_of(export(officer, page, shown), "shared")["rows"]}

    assert (rows["specialty"]["title"], rows["specialty"]["edition"]) == ("Joints", first.number)
    told = [rows["contact"][name] for name in ("title", "edition", "published_by")]
    assert told == ["Call us (310-555-0142)", None, "nora"]
    assert "“Knees and hips”" in ask(officer, joints, kind=second.type)
    assert "This edition followed a change elsewhere" in ask(officer, page)


def test_what_the_checks_had_found_is_known_after_it_is_mended(officer, editor, index):
    words = [factories.section("what", "What is it?", factories.text(SLIP))]
    page = factories.treatment(index, slug="knee", title="Knee", sections=words)
    check_due(most=10)
    found = timezone.now()
    [gap] = findings_as_gaps(page, ["doubled-word"])
    waive(page, [gap], reason="It is a quotation.", user=editor.user)
    waived = timezone.now()
    publish(page, editor, sections=[factories.section("what", "What is it?", factories.text("Rest in the bed."))])
    check_due(most=10)

    then, later, now = (
        {row["code"]: row for row in part_of(export(officer, page, moment), "findings")["rows"]}
        for moment in (found, waived, None)
    )

    assert (then["doubled-word"]["message"], then["doubled-word"]["is_waived"]) == ("“the the” stands twice.", False)
    assert (later["doubled-word"]["is_waived"], later["doubled-word"]["waived_by"]) == (True, "nora")
    assert later["doubled-word"]["until"]
    assert "doubled-word" not in now
    [waiver] = part_of(export(officer, page, waived), "waived")["rows"]
    assert waiver["reason"] == "It is a quotation."


def test_finding_whose_words_were_written_anew_is_told_as_it_stood(officer, editor, index):
    """The waiver was of the words before; the same finding in others is open."""
    page = factories.treatment(
        index, slug="knee", title="Knee", sections=[factories.section("what", "What is it?", factories.text(SLIP))]
    )
    check_due(most=10)
    [gap] = findings_as_gaps(page, ["doubled-word"])
    waive(page, [gap], reason="It is a quotation.", user=editor.user)
    waived = timezone.now()
    page = ProcedurePage.objects.get(pk=page.pk)
    page.sections[0].value["blocks"][0].value["text"].source = "<p>Rest in the the bed today.</p>"
    page.save_revision().publish()
    check_due(most=10)

    then, now = (
        [
            row["is_waived"]
            for row in part_of(export(officer, page, moment), "findings")["rows"]
            if row["code"] == "doubled-word"
        ]
        for moment in (waived, None)
    )

    assert (then, now) == ([True], [False])


def test_what_was_missing_is_known_after_it_is_there(officer, editor, index):
    page = factories.treatment(index, slug="knee", title="Knee")
    rules = PublishingRules.objects.get()
    rules.levels = {kind: asked | {"summary": "must"} for kind, asked in rules.levels.items()}
    rules.save()
    publish(page, editor, title="Knees")
    lacked = timezone.now()
    assert Lack.objects.filter(page=page.pk, code="summary").exists()
    publish(page, editor, summary="You rest.")

    then, now = (part_of(export(officer, page, moment), "missing")["rows"] for moment in (lacked, None))

    assert [(row["code"], row["is_waived"]) for row in then] == [("summary", False)]
    assert now == []


@pytest.mark.parametrize("model", [PastFinding, PastLack])
def test_what_was_open_can_be_changed_by_nobody(index, model):
    table = model._meta.db_table
    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table}")


def test_before_findings_were_kept_it_says_that_nobody_knows(officer, page):
    first, _ = editions(page)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE django_migrations SET applied = now() + interval '1 day' WHERE name = '0006_public_findings'"
        )

    assert "Nobody knows: the checks did not keep yet what they found." in ask(officer, page, first.published_at)


def test_export_proves_itself_and_is_noted(officer, page, tmp_path):
    archive = tmp_path / "record.zip"
    archive.write_bytes(export(officer, page))

    said, end = verify(archive)

    assert end == 0
    assert [line.split()[0] for line in said.splitlines()] == ["proved"] * 4
    assert "The log has the same text" in said
    noted = RecordExport.objects.get()
    assert (noted.exported_by.username, noted.edition, noted.title) == ("olga", editions(page)[1].number, "Kneeling")
    entry = ModelLogEntry.objects.get(action="cms.export_record")
    assert (entry.user.username, entry.data["digest"]) == ("olga", noted.digest)
    assert noted.digest in ask(officer, page)
    files = unpacked(archive.read_bytes())
    assert RecordFile.model_validate_json(files["record.json"]).made.key == noted.key
    assert files["record.pdf"].startswith(b"%PDF-")
    assert b"pdfaid" in files["record.pdf"]


@pytest.mark.parametrize("name", ["record.json", "record.pdf"])
def test_export_that_somebody_changed_is_refused(officer, page, tmp_path, name):
    files = unpacked(export(officer, page))
    changed = files[name].replace(b"Kneeling", b"Kneeding") if name.endswith("json") else files[name] + b"\n"
    assert changed != files[name]
    archive = tmp_path / "record.zip"
    with zipfile.ZipFile(archive, "w") as written:
        for each, content in files.items():
            written.writestr(each, changed if each == name else content)

    said, end = verify(archive)

    assert end == 1
    assert f"REFUSED   {name} was changed after it was signed" in said


def test_key_that_somebody_else_put_into_the_archive_proves_nothing(officer, page, tmp_path):
    files = unpacked(export(officer, page))
    strange = SigningKey.parse(made_key().decode())
    (tmp_path / "record.json").write_bytes(files["record.json"])
    (tmp_path / "record.json.sig").write_bytes(strange.sign(files["record.json"]))

    said, end = verify(tmp_path / "record.json")

    assert end == 1
    assert "a key that is not known here" in said


def test_old_key_proves_what_it_signed_and_stays_listed(officer, page, tmp_path, settings):
    old, new = (SigningKey.parse(made_key().decode()) for _ in range(2))
    files = unpacked(export(officer, page))
    for name in ("record.json", "record.json.sig"):
        (tmp_path / name).write_bytes(old.sign(files["record.json"]) if name.endswith("sig") else files[name])
    settings.RECORD_OLD_KEYS = old.public.pem + new.public.pem

    said, end = verify(tmp_path / "record.json")

    assert end == 0
    assert f"signed with the key {old.public.id}" in said
    assert old.public.id in officer.get(reverse("publishing:records")).content.decode()


def test_without_a_key_the_export_says_that_it_is_not_signed(officer, page, tmp_path, settings):
    settings.RECORD_KEY_FOLDER = None
    archive = tmp_path / "record.zip"
    archive.write_bytes(export(officer, page))

    said, end = verify(archive)

    assert "It will not be signed" in ask(officer, page)
    assert set(unpacked(archive.read_bytes())) == {"record.json", "record.pdf", "READ ME.txt"}
    assert record_of(archive.read_bytes())["made"]["key"] is None
    assert end == 1
    assert "record.json is not signed" in said


def test_what_is_no_record_is_refused_with_a_remedy(tmp_path):
    (tmp_path / "other.txt").write_text("x")

    with pytest.raises(CommandError, match="give the archive"):
        call_command("verify_record", str(tmp_path / "other.txt"))
    with pytest.raises(CommandError, match="There is no file"):
        call_command("verify_record", str(tmp_path / "none.zip"))


def test_following_a_link_exports_nothing(officer, page):
    assert officer.get(address_of(page, "export_record")).status_code == 405
    assert not RecordExport.objects.exists()


def test_each_line_of_the_published_history_leads_to_what_stood_behind_it(officer, editor, page):
    history = history_url(ProcedurePage, page.pk)
    html = officer.get(history).content.decode()
    links = [link["href"] for link in BeautifulSoup(html, "html.parser").select("td a") if "stood behind" in link.text]

    assert len(links) == 2
    assert "You rest for an hour." in officer.get(links[1]).content.decode()
    assert "What stood behind it" not in editor.get(history).content.decode()


def test_officer_of_a_part_of_the_site_is_told_of_no_other_page(index, page):
    part = factories.treatment(index, slug="part", title="Part")
    officer = sign_in("otto")
    officer.user.groups.add(create_role(RECORDS_OFFICERS, "Records of a part", below=part))

    html = officer.get(reverse("publishing:records")).content.decode()

    assert address_of(part) in html
    assert address_of(page) not in html
    assert officer.get(address_of(part)).status_code == 200
    assert officer.get(address_of(page)).status_code == 302


def test_officer_finds_it_in_the_menu_on_the_home_page_and_beside_the_page(officer, editor, page):
    home = officer.get(reverse("wagtailadmin_home")).content.decode()
    listing = officer.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).content.decode()

    assert reverse("publishing:records") in home
    assert 'id="what-was-public-section"' in home
    assert address_of(page) in unescape(listing)
    assert "what-was-public" not in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_page_costs_the_same_however_much_was_found(officer, editor, page):
    ask(officer, page)
    with CaptureQueriesContext(connection) as few:
        ask(officer, page)
    words = [factories.section("what", "What is it?", *[factories.text(f"{SLIP} {number}") for number in range(8)])]
    publish(page, editor, sections=words)
    check_due(most=10)

    with CaptureQueriesContext(connection) as many:
        said = ask(officer, page)

    assert "“the the” stands twice." in said
    assert len(many) <= len(few) + 1
    assert len(few) < 45


def test_schema_of_the_documentation_is_that_of_the_file():
    assert json.loads(SCHEMA.read_text()) == RecordFile.model_json_schema()


def test_review_from_elsewhere_is_told_with_its_day_as_people_write_it():
    said = without_record({"last_reviewed": "2026-05-04", "reviewed_by": [{"name": "Rosa Diaz"}]})

    assert said.says == ("Readers were told of a review on May 4, 2026, by Rosa Diaz.",)
