"""The home page of the admin: what waits, for whoever opens it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.publishing.translating.comparing import compare_changed
from procedures.models import FindingCount, ProcedurePage
from procedures.roles import REVIEWERS, create_roles
from procedures.watching.checking import check_due
from procedures.workflow import create_workflow
from tests import factories
from tests.admin.conftest import sign_in

HOME = reverse("wagtailadmin_home")
TODAY = timezone.localdate()
SLIP = [factories.section("what", "What is it?", factories.text("Rest in the the bed."))]


@pytest.fixture
def reviewer(index):
    return sign_in("rita", role=REVIEWERS)


@pytest.fixture
def hospital(index, author):
    """A page with a slip whose review is overdue, owned by the author; and a forgotten draft of nobody."""
    knee = factories.treatment(
        index, slug="knee", title="Knee", sections=SLIP, owner=author.user, next_review=TODAY - timedelta(days=1)
    )
    knee.specialties = [factories.specialty()]
    knee.save_revision().publish()
    draft = ProcedurePage(title="Colon", slug="colon", live=False, locale=index.locale)
    factories.hang(draft, below=index)
    draft.save_revision()
    ProcedurePage.objects.filter(slug="colon").update(latest_revision_created_at=timezone.now() - timedelta(days=40))
    check_due(most=10)
    return index


def panels(browser):
    """Ids of the panels of the page."""
    return re.findall(r'<section class="w-panel[^"]*"[^>]*id="([\w-]+)-section"', browser.get(HOME).content.decode())


def numbers(browser, panel):
    """What a panel counts, by the words beside it: the number and its link."""
    return {each.label: (each.number, each.url) for each in told(browser, panel)["numbers"]}


def told(browser, name):
    [panel] = [each for each in browser.get(HOME).context["panels"] if getattr(each, "name", "") == name]
    return panel.tell()


def test_each_role_sees_what_it_answers_for(hospital, author, editor, reviewer):
    ours = {"waiting-for-you", "next-reviews", "whole-site", "next-days", "findings-trend"}

    assert ours.intersection(panels(author)) == {"waiting-for-you", "next-days"}
    assert ours.intersection(panels(reviewer)) == {"waiting-for-you", "next-reviews"}
    assert ours.intersection(panels(editor)) == ours


def test_author_is_told_what_waits_on_their_pages(hospital, author):
    found = numbers(author, "for_me")

    assert found["reviews overdue"][0] == 1
    assert "drafts of yours, saved by nobody for 30 days" not in found


def test_reviewer_is_told_what_waits_for_approval(hospital, reviewer):
    create_roles()
    create_workflow()
    page = ProcedurePage.objects.get(slug="colon")
    page.get_workflow().start(page, None)

    found = numbers(reviewer, "for_me")

    number, url = found["wait for your approval"]
    assert number == 1
    assert "Colon" in reviewer.get(url).content.decode()


def test_each_number_is_that_of_the_list_it_leads_to(hospital, editor):
    listed = {}
    for label, (number, url) in numbers(editor, "whole_site").items():
        answer = editor.get(url)
        if "pages" in answer.context:
            listed[label] = (number, len(answer.context["pages"]))

    assert listed == {"reviews overdue": (1, 1), "reviews due within 60 days": (0, 0), FORGOTTEN: (1, 1)}


FORGOTTEN = "drafts that nobody saved for 30 days"


def test_translations_behind_are_counted_as_the_report_lists_them(hospital, editor):
    page = ProcedurePage.objects.get(slug="knee")
    page.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    page.title = "Knees"
    page.save_revision().publish()
    compare_changed()

    number, url = numbers(editor, "whole_site")["translations behind"]

    assert number == len(editor.get(url).context["object_list"]) == 1


def test_findings_are_shown_by_kind_and_specialty_with_their_change(hospital, editor):
    month_ago = TODAY - timedelta(weeks=4)
    FindingCount.objects.create(day=month_ago, code="doubled-word", severity="warning", number=3)
    joints = ProcedurePage.objects.get(slug="knee").specialties.get()
    FindingCount.objects.create(day=month_ago, code="x", severity="error", specialty=joints, number=1)

    shown = told(editor, "findings")

    [slip] = [row for row in shown["kinds"] if row.name == "Doubled word"]
    assert (slip.number, slip.in_words) == (1, "−2")
    assert len(editor.get(slip.url).context["object_list"]) == 1
    [row] = shown["specialties"]
    assert (row.name, row.number, row.change) == ("Joints", row.number, row.number - 1)


def test_chart_says_the_same_to_who_sees_it_and_to_who_hears_it(hospital, editor):
    for weeks, errors in ((1, 4), (3, 7)):
        day = TODAY - timedelta(weeks=weeks)
        FindingCount.objects.create(day=day, code="x", severity="error", number=errors)
        FindingCount.objects.create(day=day, code="y", severity="warning", number=20)
        FindingCount.objects.create(day=day, code="z", severity="hint", number=99)

    html = editor.get(HOME).content.decode()

    svg, table = (
        re.search(f"<{tag}.*?</{tag}>", html[html.index("home-chart") :], re.DOTALL)[0] for tag in ("svg", "table")
    )
    assert re.findall(r">(\d+)</text>", svg) == ["27", "24"]
    assert 'aria-hidden="true"' in svg
    assert re.findall(r"<td>(\d+)</td>", table) == ["7", "20", "4", "20"]


def test_what_is_scheduled_this_week_is_listed_by_day(hospital, editor):
    page = ProcedurePage.objects.get(slug="colon")
    page.go_live_at = timezone.now() + timedelta(days=2)
    page.save_revision().publish()
    Page.objects.filter(slug="knee").update(expire_at=timezone.now() + timedelta(days=3))

    days = told(editor, "week")["days"]

    assert [[(event.title, event.what) for event in events] for _, events in days] == [
        [("Colon", "becomes public")],
        [("Knee", "ends")],
    ]


def test_it_takes_as_many_queries_for_many_pages_as_for_few(hospital, editor):
    counts = []
    for number in (0, 8):
        for each in range(number):
            factories.treatment(hospital, slug=f"more-{each}", title=f"More {each}", sections=SLIP, next_review=TODAY)
        check_due(most=20)
        editor.get(HOME)
        with CaptureQueriesContext(connection) as queries:
            editor.get(HOME)
        counts.append(len(queries))

    assert counts[0] == counts[1]
