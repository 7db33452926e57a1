"""The alerts that hold now."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page

from api.contract.site import AlertList
from tests import factories
from tests.publishing import site_content as make


def titles(answer):
    return [alert.title for alert in AlertList.model_validate_json(answer.content).results]


def below(page):
    return {"place": "page", "page": Page.objects.get(pk=page.pk)}


@pytest.fixture
def alerts(site):
    page = factories.treatment(site.index)
    make.alert("Everywhere")
    make.alert("Treatments", severity="warning", **below(site.index))
    make.alert("Kneeling", severity="emergency", **below(page))
    make.alert("Home", **below(site.home))
    make.alert("Español", locale=Locale.objects.get(language_code="es"))


def test_the_most_severe_come_first_then_the_newest(alerts, api):
    assert titles(api("alerts/")) == ["Kneeling", "Treatments", "Home", "Everywhere"]
    assert titles(api("alerts/?locale=es")) == ["Español"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", ["Home", "Everywhere"]),
        ("/treatments", ["Treatments", "Home", "Everywhere"]),
        ("/Treatments/Kneeling/?x=1", ["Kneeling", "Treatments", "Home", "Everywhere"]),
        ("/treatments-of-old/", ["Home", "Everywhere"]),
        ("/not/of/the/cms/", ["Home", "Everywhere"]),
    ],
)
def test_path_chooses_those_for_its_page_and_the_pages_above(alerts, api, path, expected):
    assert titles(api(f"alerts/?path={path}")) == expected


def test_answer_is_kept_no_longer_than_until_the_next_alert_ends(site, api):
    alert = make.alert("Long", expire_at=timezone.now() + timedelta(days=9))
    assert "max-age=60" in api("alerts/")["Cache-Control"]

    soon = make.alert("Soon", expire_at=timezone.now() + timedelta(seconds=30))
    age = int(api("alerts/")["Cache-Control"].split("max-age=")[1].split(",")[0])
    assert age <= 30

    soon.unpublish()
    assert "max-age=60" in api("alerts/")["Cache-Control"]
    assert alert.slug in api("alerts/").content.decode()


def test_alert_has_all_that_a_front_end_shows(site, api):
    line = factories.contact()
    make.alert(
        text="<p>The <b>lab</b> is closed.</p>",
        contact=line,
        action_text="See hours",
        action_page=site.index,
        **below(site.index),
    )

    [alert] = api("alerts/?rich_text=text").json()["results"]

    assert alert["text"]["text"].strip() == "The lab is closed."
    assert alert["call_to_action"]["target"]["document"]["path"] == "/treatments/"
    assert alert["contact"]["phone"]["number"] == "+13105550142"
    assert alert["scope"] == {"type": "page", "path": "/treatments/", "document": alert["scope"]["document"]}


def test_members_are_chosen_by_name(alerts, api):
    [first, *_] = api("alerts/?fields=title,severity").json()["results"]

    assert first == {"type": "alert", "id": first["id"], "title": "Kneeling", "severity": "emergency"}
    assert api("alerts/?fields=nonsense").status_code == 400


def test_one_query_whatever_their_number(alerts, api, django_assert_num_queries):
    with django_assert_num_queries(1):
        api("alerts/?path=/treatments/")
