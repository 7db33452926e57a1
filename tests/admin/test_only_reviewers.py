"""The only reviewer of a page does not vanish from it silently."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from procedures.models import Clinician, ProcedurePage
from tests import factories
from tests.queue import drain


@pytest.fixture
def ana(index):
    ana = Clinician.objects.create(name="Ana Ruiz", locale=index.locale)
    page = factories.treatment(index, last_reviewed="2026-04-20")
    page.reviewers.create(clinician=ana)
    page.save_revision().publish()
    drain()
    return ana


def reviewers(api):
    return [each["name"] for each in api("procedures/kneeling/").json()["review"]["reviewed_by"]]


def test_only_reviewer_is_not_unpublished_and_the_editor_is_told_where(ana, editor, api, said):
    response = editor.post(reverse("wagtailsnippets_procedures_clinician:unpublish", args=[ana.pk]))
    drain()

    assert "Ana Ruiz is the only reviewer of “Kneeling”." in said(response)[-1]
    assert Clinician.objects.get().live
    assert reviewers(api) == ["Ana Ruiz"]


def test_no_road_takes_the_only_reviewer_away(ana):
    with pytest.raises(ValidationError, match="only reviewer"):
        Clinician.objects.get().unpublish()
    leaving = Clinician.objects.get()
    leaving.expire_at = timezone.now() + timezone.timedelta(days=1)
    with pytest.raises(ValidationError, match="only reviewer"):
        leaving.save_revision().publish()


def test_one_of_two_reviewers_may_leave(ana, index, api):
    bo = Clinician.objects.create(name="Bo Lind", locale=index.locale)
    page = ProcedurePage.objects.get()
    page.reviewers.create(clinician=bo)
    page.save_revision().publish()

    Clinician.objects.get(pk=ana.pk).unpublish()
    drain()

    assert reviewers(api) == ["Bo Lind"]
