"""What has expired says so, and is published again without a search for the fault."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.publishing import schedule
from procedures.models import ProcedurePage
from tests import factories


@pytest.fixture
def expired(index):
    page = factories.treatment(index, expire_at=timezone.now() + timedelta(days=1))
    factories.make_due()
    schedule.follow()
    then = (timezone.now() - timedelta(minutes=1)).isoformat()
    page.latest_revision.content["expire_at"] = then
    page.latest_revision.save()
    return ProcedurePage.objects.get(pk=page.pk)


def test_an_expired_page_says_so_and_offers_itself_without_its_old_times(editor, expired):
    response = editor.get(reverse("wagtailadmin_pages:edit", args=[expired.pk]))

    assert "“Kneeling” expired on" in unescape(response.content.decode())
    assert response.context["form"]["expire_at"].value() is None


def test_it_is_published_again_as_it_is(editor, expired, api):
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[expired.pk]))
    fields = {name: page.context["form"][name].value() or "" for name in ("title", "slug", "summary", "expire_at")}
    sets = {"reviewers": inline_formset([]), "comments": inline_formset([]), "facts": streamfield([])}
    body = {"sections": streamfield([]), **dict.fromkeys(("codes", "alternative_names", "go_live_at"), "")}

    sent = nested_form_data(fields | sets | body | {"action-publish": "yes"})
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[expired.pk]), sent)

    assert response.status_code == 302, response.context["form"].errors
    assert api("procedures/kneeling/").status_code == 200


def test_times_say_in_which_time_zone_they_are(editor, index):
    page = factories.treatment(index)

    form = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]

    assert form.fields["expire_at"].help_text == "In the time zone UTC."
