"""``import_procedures``: files in, drafts and a report out, and nothing half-saved."""

import io
import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.signals import page_published

from cms.models import Contact, PublishingRules, Waiver
from procedures.models import ProcedurePage

PAGE = """Talk to us

Our team treats snoring in adults. Call 310-555-0188 to book a visit.

Snoring can wear out two people at once. When a new pillow does not help, palate tightening may.

What is palate tightening?

Palate tightening makes the soft part of the roof of your mouth firmer & quieter.

Am I a candidate for palate tightening?

You may be a candidate for palate tightening if:

  • You snore every night
  • A sleep test found no sleep apnea

What happens during palate tightening?

1. We numb your mouth. It takes a minute.
2. We warm the tissue.

What to expect after palate tightening?

Your throat is sore for about a week.

Interested in palate tightening? Get ready for your first visit.
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "palate-tightening.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def run(*arguments):
    """The report and the exit code."""
    out, code = io.StringIO(), 0
    try:
        call_command("import_procedures", *map(str, arguments), "--json", stdout=out)
    except SystemExit as stop:
        code = stop.code
    return json.loads(out.getvalue())["files"], code


def test_file_becomes_a_draft_that_readers_do_not_see(index, file, api):
    [report], code = run(file)

    page = ProcedurePage.objects.get(pk=report["page"]["id"])
    assert code == 0
    assert not page.live
    assert page.latest_revision is not None
    assert api(f"procedures/{page.slug}/").status_code == 404


def test_structure_is_recognised(index, file, api):
    [report], _ = run(file, "--publish")

    document = api(f"procedures/{report['page']['slug']}/").json()
    blocks = {section["kind"]: section["blocks"] for section in document["sections"]}
    assert list(blocks) == ["what", "candidacy", "during", "after"]
    assert [item["text"] for item in blocks["candidacy"][0]["may"]] == [
        "You snore every night",
        "A sleep test found no sleep apnea",
    ]
    assert [step["title"] for step in blocks["during"][0]["steps"]] == ["We numb your mouth.", "We warm the tissue."]
    assert document["contact"]["label"] == "Talk to us"
    assert document["contact"]["phone"]["number"] == "+13105550188"
    assert document["call_to_action"] == {
        "text": "Interested in palate tightening? Get ready for your first visit.",
        "target": None,
    }


def test_contact_text_is_shared_not_copied(index, file, tmp_path):
    run(file)
    other = tmp_path / "tongue-tightening.txt"
    other.write_text(PAGE.replace("palate", "tongue"), encoding="utf-8")
    run(other)

    assert Contact.objects.count() == 1


def test_same_file_again_leaves_the_page_as_editors_have_it(index, file):
    [first], _ = run(file)
    page = ProcedurePage.objects.get(pk=first["page"]["id"])
    page.title = "Edited since"
    page.save_revision().publish()

    [second], code = run(file)

    assert (second["status"], second["page"]["id"], code) == ("imported before", page.pk, 0)
    assert ProcedurePage.objects.get(pk=page.pk).title == "Edited since"


def test_unreadable_file_is_reported_and_the_others_are_imported(index, file, tmp_path):
    binary = tmp_path / "scan.txt"
    binary.write_bytes(b"%PDF-1.7 \x00\x01")
    word = tmp_path / "page.docx"
    word.write_bytes(b"PK\x03\x04")

    reports, code = run(tmp_path)

    states = {report["path"].rpartition("/")[2]: report["status"] for report in reports}
    assert states == {"page.docx": "failed", "palate-tightening.txt": "created", "scan.txt": "failed"}
    assert code == 1
    assert all("Save" in report["error"] or "save" in report["error"] for report in reports if "error" in report)


def test_page_that_cannot_be_published_leaves_nothing_behind(index, file, api):
    def refuse(**rest):
        raise ValidationError("A rule of this hospital forbids it.")

    page_published.connect(refuse)
    try:
        [report], code = run(file, "--publish")
    finally:
        page_published.disconnect(refuse)

    assert (report["status"], report["error"], code) == ("failed", "A rule of this hospital forbids it.", 1)
    assert not ProcedurePage.objects.exists()
    assert not Contact.objects.exists()
    assert api("procedures/").json()["count"] == 0


def test_page_that_its_form_refuses_stays_a_draft_and_the_report_says_why(index, file, api):
    file.write_text(PAGE + "\nRecovery\n\nRest. Call us right away if you bleed.\n", encoding="utf-8")

    [report], code = run(file, "--publish")

    assert (report["status"], report["page"]["published"], code) == ("created", False, 1)
    assert report["not_published"] == [
        "“When should I call for help?”: Give the number to call. An urgent card without one helps nobody."
    ]
    assert api(f"procedures/{report['page']['slug']}/").status_code == 404


def test_care_card_is_published_as_it_was_read(index, file, api):
    file.write_text(PAGE + "\nRecovery\n\nRest. Call us at once on 310-555-0143 if you bleed.\n", encoding="utf-8")

    [report], _ = run(file, "--publish")

    document = api(f"procedures/{report['page']['slug']}/").json()
    [card] = next(section["blocks"] for section in document["sections"] if section["kind"] == "when_to_call")
    assert (card["level"], card["when"]) == ("urgent", ["you bleed"])
    assert card["phone"] == {
        "number": "+13105550143",
        "display": "(310) 555-0143",
        "extension": None,
        "uri": "tel:+13105550143",
    }


def test_without_a_treatment_index_the_command_says_what_to_make(db, file):
    with pytest.raises(CommandError, match="Create one in the admin"):
        call_command("import_procedures", str(file))


def test_people_get_a_readable_report(index, file, capsys):
    call_command("import_procedures", str(file))

    printed = capsys.readouterr().out
    assert "created as “Palate tightening” (draft)" in printed
    assert "sections: what, candidacy, during, after" in printed
    assert "warning: Nothing says what can go wrong. Add a section of risks." in printed


def test_what_else_the_hospital_asks_is_waived_by_the_import(index, file, api):
    PublishingRules.objects.all().delete()

    [report], code = run(file, "--publish")

    assert (report["page"]["published"], code) == (True, 0)
    assert [each["code"] for each in report["waived"]] == [
        "section-risks",
        "section-when-to-call",
        "review-dates",
        "reviewer",
    ]
    waiver = Waiver.objects.filter(code="reviewer").get()
    assert (waiver.reason, waiver.until) == (
        "Imported from a file. Complete it within thirty days.",
        timezone.localdate() + timedelta(days=30),
    )
    assert api("procedures/palate-tightening/").status_code == 200


def test_title_without_words_is_not_published_by_the_import(index, tmp_path):
    file = tmp_path / "snoring.txt"
    file.write_text("Palate tightening\n", encoding="utf-8")

    [report], code = run(file, "--publish")

    assert (report["page"]["published"], code) == (False, 1)
    assert report["not_published"] == ["Write at least one section."]
    assert not Waiver.objects.exists()


def test_what_a_block_refuses_as_a_whole_keeps_the_page_a_draft_and_is_told(index, tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("Veloplasty\n\nWords to know\n\n- Palate: the roof.\n- Palate: what is above.\n", encoding="utf-8")

    [report], _ = run(path, "--publish")

    assert any("A term is defined twice." in each for each in report["not_published"]), report
    assert not ProcedurePage.objects.get().live
