"""The hospital's rules, and the lists of what was waived and what is to be mended."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.admin.checklist.rules import RulesForm, stored_rules
from cms.models import PublishingRules, Waiver
from cms.publishing.requirements.examining import examine
from cms.publishing.requirements.lacking import look_again
from cms.publishing.requirements.waivers import waive
from procedures.models import ProcedurePage, ReviewPolicy
from procedures.requirements.catalogue import TREATMENTS
from tests import factories

RULES = "/admin/settings/publishing-rules/"


def shown():
    """The form as a browser sends it back."""
    form = RulesForm(rules=stored_rules(TREATMENTS))
    return {name: field.initial for name, field in form.fields.items() if field.initial}


def test_rules_that_are_usual_need_no_setting(administrator):
    PublishingRules.objects.all().delete()

    html = administrator.get(RULES).content.decode()

    assert "A section “Risks”" in html
    assert shown()["surgical:section-risks"] == "must"
    assert (shown()["surgical:section-prepare"], shown()[":section-prepare"]) == ("advised", "not_asked")


def test_changed_rule_holds_at_once_and_is_logged(administrator, index):
    page = ProcedurePage(title="Kneeling", procedure_type="surgical", sections=[], locale=index.locale)

    response = administrator.post(RULES, shown() | {"surgical:summary": "must", "placeholder": "on"})

    assert response.status_code == 302
    assert [each.gap.code for each in examine(page).blocking] == ["summary"]
    entry = ModelLogEntry.objects.get(action="cms.rules")
    assert entry.user == administrator.user
    assert entry.data["changes"][0] == "A summary, Surgical: Must be there."
    assert entry.data["changes"][1].startswith("Placeholder: ")
    assert "A summary, Surgical: Must be there." in entry.message


def test_rules_are_for_those_who_were_given_the_right(editor):
    assert editor.get(RULES).status_code == 302

    editor.user.user_permissions.add(Permission.objects.get(codename="change_publishingrules"))

    assert editor.get(RULES).status_code == 200


@pytest.fixture
def public(index):
    """Two treatments that lack risks: one was public before, of the other it was waived."""
    older = factories.treatment(index)
    waived = factories.treatment(index, title="Bending", slug="bending")
    nothing = {each.code: "not_asked" for each in TREATMENTS.requirements}
    levels = dict.fromkeys(TREATMENTS.kinds, nothing | {"section-risks": "must"})
    PublishingRules.objects.update(levels=levels)
    waive(waived, [each.gap for each in examine(waived).found], reason="The text comes on Friday.")
    look_again()
    return older, waived


def test_report_says_why_each_is_public(editor, public):
    html = editor.get(reverse("publishing:lacks")).content.decode()

    assert "It was public before this was asked" in html
    assert "Waived until" in html

    Waiver.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert "It was waived; the waiver is over" in editor.get(reverse("publishing:lacks")).content.decode()


def test_report_of_waivers_filters_by_state_and_is_exported(editor, public):
    report = reverse("publishing:waivers")

    assert "The text comes on Friday." in editor.get(report, {"state": "in_force"}).content.decode()
    assert "The text comes on Friday." not in editor.get(report, {"state": "over"}).content.decode()
    exported = b"".join(editor.get(report, {"export": "csv"}).streaming_content).decode()
    assert "The text comes on Friday." in exported


def test_reports_ask_the_database_as_often_for_many_pages(editor, public):
    report = reverse("publishing:lacks")
    editor.get(report)
    with CaptureQueriesContext(connection) as few:
        editor.get(report)
    PublishingRules.objects.update(levels={})
    look_again()

    with CaptureQueriesContext(connection) as many:
        editor.get(report)

    assert len(many) == len(few)


def test_hospital_says_how_often_pages_of_a_kind_are_reviewed_and_what_follows_if_not(administrator):
    given = {"further-months:surgical": "6", "further-withdraws_after:surgical": "30", "further-tells:": "untold"}

    administrator.post(RULES, shown() | given)

    surgical, others = (ReviewPolicy.objects.get(kind=kind) for kind in ("surgical", ""))
    assert (surgical.months, surgical.lead_days, surgical.tells_owners, surgical.withdraws_after) == (6, 30, True, 30)
    assert (others.months, others.tells_owners, others.withdraws_after) == (12, False, None)
    entry = ModelLogEntry.objects.get(action="cms.rules")
    assert "Months from one review to the next, Surgical: 6." in entry.message


def test_interval_of_more_than_three_years_is_refused(administrator):
    html = administrator.post(RULES, shown() | {"further-months:surgical": "48"}).content.decode()

    assert "Months from one review to the next, Surgical: Ensure this value is less than or equal to 36." in html
    assert not ReviewPolicy.objects.exists()
