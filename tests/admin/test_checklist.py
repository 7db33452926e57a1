"""The checklist beside the form of a treatment, and waiving in it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import PublishingRules, Waiver
from procedures.models import ProcedurePage
from procedures.requirements.catalogue import TREATMENTS
from tests import factories

WHAT = factories.section("what", "What is it?", factories.text("Lorem ipsum dolor sit amet."))
TOMORROW = timezone.localdate() + timedelta(days=1)


@pytest.fixture
def page(index):
    """A draft, where a section on risks is asked for and a summary advised."""
    levels = {each.code: "not_asked" for each in TREATMENTS.requirements}
    levels |= {"section-risks": "must", "summary": "advised"}
    PublishingRules.objects.update(levels=dict.fromkeys(TREATMENTS.kinds, levels))
    page = ProcedurePage(title="Kneeling", slug="kneeling", sections=[WHAT], locale=index.locale, live=False)
    factories.hang(page, below=index)
    page.save_revision()
    return page


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def words(response):
    """Of the panel."""
    html = response.content.decode()
    panel = html[html.index('<div class="checklist"') :]
    return " ".join(re.sub("<template.*?</template>|<[^>]*>", " ", panel, flags=re.DOTALL).split())


def waive(browser, page, **fields):
    given = {"code": "section-risks", "passage": "", "reason": "It comes on Friday.", "until": TOMORROW.isoformat()}
    return browser.post(
        reverse("publishing:waive", args=[page.pk]), given | fields, HTTP_X_REQUESTED_WITH="XMLHttpRequest"
    )


def test_errors_stand_apart_from_advice_with_links_to_their_fields(author, page):
    response = author.get(edit(page))

    said = words(response)
    assert "1 thing to mend before this can be public." in said
    assert said.index("Missing (1)") < said.index("Add a section “Risks”") < said.index("Advised (1)")
    assert 'data-checklist-to="summary"' in response.content.decode()


def test_what_is_unfinished_leads_to_its_block_and_cannot_be_waived(editor, page):
    page.sections = [WHAT, factories.section("risks", "", factories.text("A bruise."))]
    page.save_revision()

    html = editor.get(edit(page)).content.decode()

    (block,) = re.findall(r'data-checklist-block="([^"]+)">Risks › Heading: Fill this in\.', html)
    assert f'href="#block-{block}-section"' in html
    unfinished = html[html.index("Unfinished (") : html.index("Advised (")]
    assert "Publish without it" not in unfinished


def test_new_page_has_its_checklist_from_the_start(author, index):
    PublishingRules.objects.all().delete()

    begin = reverse("wagtailadmin_pages:add", args=["procedures", "procedurepage", index.pk])
    response = author.get(begin, {"begin": "", "kind": "surgical"})

    assert "Write a summary" in words(response)
    assert "Write the section “Risks”" in words(response)


def test_what_the_checks_find_is_asked_for_on_its_own(author, page):
    html = author.get(reverse("publishing:findings", args=[page.pk])).content.decode()

    assert "Lorem ipsum" in html
    assert 'data-checklist-block="' in html


def test_what_patients_may_come_to_harm_by_is_shown_first(author, page):
    page.sections = [
        factories.section("risks", "Risks", factories.text("The the skin may bleed.")),
        factories.section("prepare", "Before", factories.text("A fever of 150 °C. Call us for a fever over 101 °C.")),
    ]
    page.save_revision()

    html = author.get(reverse("publishing:findings", args=[page.pk])).content.decode()

    order = [html.index(said) for said in ("may come to harm (", "101 °C” is no", "Look at these (", "“The the”")]
    assert order == sorted(order)


HARD = "The otolaryngologist administers intravenous medication immediately preceding the intervention."
EASY = "You lie on your back. We give you a drug. You fall asleep. It does not hurt."


def test_reading_level_is_told_by_section_with_ways_to_the_hardest(author, page, settings):
    settings.READING_GRADE = 6.0
    page.sections = [
        factories.section("what", "What is it?", factories.text(HARD * 8)),
        factories.section("after", "What comes after?", factories.text(EASY * 8)),
    ]
    page.save_revision()

    html = author.get(reverse("publishing:findings", args=[page.pk])).content.decode()

    level = html[html.index('data-checklist-part="reading-level"') :]
    said = " ".join(re.sub("<[^>]*>", " ", level).split())
    assert re.search(r"Reading level: grade \d+, the aim is 6", said)
    assert re.search(r"What is it\? \d+ above the aim What comes after\? \d+ The hardest sentences", said)
    assert re.search(r'data-checklist-to="sections" data-checklist-block="[^"]+">The otolaryngologist', level)


def test_plainer_word_is_written_by_a_click_from_the_panel(author, page):
    page.summary = "We utilize a sling."
    page.save_revision()

    html = author.get(reverse("publishing:findings", args=[page.pk])).content.decode()

    assert re.search(r'data-finding-mend="plainer-words \w+">Write “use”', html)


def test_page_too_short_for_a_grade_has_none(author, page):
    assert "reading-level" not in author.get(reverse("publishing:findings", args=[page.pk])).content.decode()


def test_publisher_waives_with_a_reason_until_a_day_and_publishes(editor, page):
    response = waive(editor, page)

    assert "Nothing keeps this from being published." in words(response)
    assert "nora: It comes on Friday." in words(response)
    page.get_latest_revision().publish()
    waiver = Waiver.objects.get()
    assert (waiver.waived_by, waiver.until) == (editor.user, TOMORROW)


def test_finding_of_a_check_is_waived_too(editor, page):
    html = editor.get(reverse("publishing:findings", args=[page.pk])).content.decode()
    (passage,) = re.findall(r'value="placeholder">\s*<input type="hidden" name="passage" value="(\w+)"', html)

    waive(editor, page, code="placeholder", passage=passage, reason="It is about Latin.")

    later = editor.get(reverse("publishing:findings", args=[page.pk])).content.decode()
    assert 'value="placeholder"' not in later


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"reason": " "}, "Say why the page may be public without it."),
        ({"until": "2020-01-01"}, "Choose a day from today on, within a year."),
        ({"until": "2999-01-01"}, "Choose a day from today on, within a year."),
        ({"until": ""}, "Choose a last day."),
        ({"code": "section-what"}, "This is mended meanwhile, or has changed. Look at the list again."),
    ],
)
def test_waiver_that_says_too_little_is_refused(editor, page, fields, problem):
    response = waive(editor, page, **fields)

    assert (response.status_code, response.content.decode()) == (400, problem)
    assert not Waiver.objects.exists()


def test_author_cannot_waive(author, page):
    assert "Publish without it" not in author.get(edit(page)).content.decode()

    waive(author, page)

    assert not Waiver.objects.exists()


def test_waiver_is_taken_back_where_it_stands(editor, page):
    waive(editor, page)

    response = editor.post(reverse("publishing:take_back", args=[page.pk, Waiver.objects.get().pk]))

    assert response.url == f"{edit(page)}#checklist"
    assert "1 thing to mend" in words(editor.get(edit(page)))


def test_who_publishes_is_led_to_the_checklist(administrator, page, said):
    from tests.admin.test_drafts import form

    sent = form(page, codes="", alternative_names="", action_url="", **{"action-publish": "yes"})
    sent = {name: value for name, value in sent.items() if not name.startswith("sections")} | {"sections-count": "0"}
    response = administrator.post(edit(page), sent)

    assert response.url == f"{edit(page)}#checklist"
    (message,) = said(response)
    assert message.startswith("“Kneeling” is saved as a draft, but not published. Add a section “Risks”.")
    assert not ProcedurePage.objects.get(pk=page.pk).live
