"""Pages of the database are checked as editors left them: published, changed since, or hardly begun."""

import io
import json

import pytest
from django.core.management import call_command

from api.contract.blocks import Block
from cms.publishing.rendering.context import Context, with_fallback
from procedures.blocks.sections import TreatmentBlocks
from procedures.checks.drafts import check_page, newest, read_content, site_of
from procedures.content.treatments import procedure_content
from procedures.importing.pages import create_draft
from procedures.models import ProcedurePage
from tests import factories
from tests.importing.pages import read_page
from tests.importing.test_tricky_pages import PAGES

UNFINISHED_BLOCKS = [
    ("rich_text", {"text": ""}),
    ("list", {"items": []}),
    ("criteria", {"lead_in": "You may be a candidate if:", "must": [], "may": [], "must_not": []}),
    ("steps", {"steps": [{"title": ""}]}),
    ("faq", {"items": [{"question": "Does it hurt?", "answer": ""}]}),
    ("care_card", {"level": "", "region": "", "title": "", "when": [], "action": ""}),
    ("call_to_action", {"text": "Visit us."}),
    ("facts", {"facts": [{"kind": ""}]}),
    ("image", {"image": None}),
]


def with_fallbacks(sections):
    """As publishing says them: what was read from a file has the words of a block in the block alone."""
    return [each.model_copy(update=written(each)) for each in sections]


def written(section):
    blocks = [Block(with_fallback(block.root, locale="en")) for block in section.blocks]
    below = {"subsections": with_fallbacks(section.subsections)} if hasattr(section, "subsections") else {}
    return {"blocks": blocks} | below


def draft(index, *sections, **fields):
    """A page that was saved and never published."""
    page = ProcedurePage(title="Veloplasty", slug="veloplasty", live=False, locale=index.locale, **fields)
    page.sections = ProcedurePage._meta.get_field("sections").stream_block.to_python(list(sections))
    index.add_child(instance=page)
    page.save_revision()
    return page


def section(kind, heading, *blocks):
    children = [{"type": name, "value": value} for name, value in blocks]
    return {"type": kind, "value": {"heading": heading, "blocks": children, "subsections": []}}


def findings_of(page):
    [(read, surroundings)] = newest([page.pk])
    return check_page(read, site_of(page.locale.language_code), surroundings)


def run(*arguments):
    out = io.StringIO()
    call_command("check_content", "--json", *arguments, stdout=out)
    return json.loads(out.getvalue())["pages"]


def test_half_finished_draft_is_checked_and_its_gaps_are_findings_with_their_place(index):
    page = draft(index, section("risks", "", ("rich_text", {"text": "<p>Therefore, this is rare.</p>"})))

    found = {finding.code: finding for finding in findings_of(page)}

    assert found["unfinished"].path == "/sections/0/heading"
    assert found["vague-subject"].path == "/sections/0/blocks/0/text"


@pytest.mark.parametrize("name", sorted(TreatmentBlocks().child_blocks))
def test_block_with_nothing_in_it_is_no_failure(index, name):
    page = draft(index, section("what", "What is it?", (name, {})), summary="A lift.")
    assert "missing-risks" in {finding.code for finding in findings_of(page)} or name == "risks"


@pytest.mark.parametrize(("name", "value"), UNFINISHED_BLOCKS, ids=[name for name, _ in UNFINISHED_BLOCKS])
def test_block_that_an_editor_has_begun_is_no_failure(index, name, value):
    page = draft(index, section("what", "What is it?", (name, value), ("rich_text", {"text": "<p>An MRI.</p>"})))
    assert "acronyms" in {finding.code for finding in findings_of(page)}


def test_field_that_cannot_be_read_is_a_finding_and_the_text_is_checked_all_the_same(index):
    page = draft(index, section("what", "What is it?", ("rich_text", {"text": "<p>An MRI.</p>"})))
    page.codes = "nonsense"
    page.save_revision(clean=False)

    found = {finding.code: finding for finding in findings_of(page)}

    assert "nonsense" in found["unreadable"].message
    assert "acronyms" in found


def test_phone_that_is_none_is_a_finding_with_its_block(index):
    value = {"level": "urgent", "region": "US", "title": "Call us", "when": ["pain"], "action": "Call.", "phone": "12"}
    page = draft(index, section("after", "After", ("care_card", value)))

    [finding] = [finding for finding in findings_of(page) if finding.code == "unreadable"]

    [(read, surroundings)] = newest([page.pk])
    content, _ = read_content(read, surroundings)
    assert finding.block == str(content.sections[0].blocks[0].root.id)
    assert "12" in finding.message


def test_published_page_gives_the_same_content_as_publishing(index):
    page = factories.treatment(index)
    [(read, surroundings)] = newest([page.pk])
    content, unreadable = read_content(read, surroundings)

    assert content == procedure_content(page, Context(locale="en"))
    assert unreadable == []


def test_page_with_unpublished_changes_is_checked_as_it_would_be_published_now(index):
    page = factories.treatment(index)
    page.summary = "Therefore, this is rare."
    page.save_revision()

    assert "vague-subject" in {finding.code for finding in findings_of(page)}


def test_images_are_not_rendered_for_a_check(index, django_assert_num_queries):
    image = factories.image()
    page = draft(
        index, section("what", "What is it?", ("image", {"image": {"image": image.pk, "alt_text": "A palate"}}))
    )

    findings_of(page)

    assert not image.renditions.exists()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_imported_page_says_exactly_what_was_read(index, name):
    read = read_page(PAGES[name])
    page = create_draft(read, sha256="0" * 64, index=index)

    content = procedure_content(page, Context(locale="en"))

    assert content.sections == with_fallbacks(read.content.sections)
    assert (content.title, content.summary) == (read.content.title, read.content.summary)


def test_command_lists_live_and_draft_pages_with_their_findings(index):
    live = factories.treatment(index)
    hidden = draft(index, section("risks", "Risks", ("rich_text", {"text": "<p>For the elderly.</p>"})))

    pages = {page["id"]: page for page in run()}

    assert pages.keys() == {live.pk, hidden.pk}
    assert (pages[hidden.pk]["slug"], pages[hidden.pk]["locale"], pages[hidden.pk]["live"]) == (
        "veloplasty",
        "en",
        False,
    )
    [finding] = [each for each in pages[hidden.pk]["findings"] if each["code"] == "stigmatising-words"]
    assert finding.keys() == {"code", "severity", "message", "why", "remedy", "path", "block", "paragraph", "mending"}
    assert (finding["severity"], finding["path"]) == ("warning", "/sections/0/blocks/0/text")


def test_command_checks_one_language_alone_where_asked(index):
    factories.treatment(index)
    assert len(run("--locale", "en")) == 1
    assert run("--locale", "es") == []


def test_command_leaves_aliases_out(index):
    page = factories.treatment(index)
    page.create_alias(update_slug="again", parent=index)
    assert [each["id"] for each in run()] == [page.pk]


def test_treatment_named_on_another_page_is_known_from_the_site(index):
    factories.treatment(index, title="Tongue lift", slug="tongue-lift")
    page = draft(index, section("what", "What is it?", ("rich_text", {"text": "<p>Unlike a tongue lift.</p>"})))
    assert "treatments-named" in {finding.code for finding in findings_of(page)}


def test_people_get_a_readable_report(index, capsys):
    draft(index, section("risks", "Risks", ("rich_text", {"text": "<p>For the elderly.</p>"})))
    call_command("check_content")

    printed = capsys.readouterr().out
    assert "Veloplasty (en, draft), /admin/pages/" in printed
    assert (
        "warning: “the elderly” may hurt readers. Name the person first, then the condition: older people." in printed
    )
