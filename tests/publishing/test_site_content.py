"""What surrounds pages follows them: menus, alerts, redirects, picks and site information, on every road."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Locale, Page, PageViewRestriction, Site

from api.models import Document, Edition
from cms.models import Alert, Menu, SiteInformation
from cms.publishing.log.entries import Address
from cms.publishing.refresh import refresh_document
from cms.publishing.verification import find_drift
from cms.tasks import follow_schedule
from tests import factories
from tests.publishing import site_content as make
from tests.queue import drain


def labels(menu):
    return [(item["label"], [child["label"] for child in item["children"]]) for item in menu["items"]]


# Menus


def test_menu_is_served_with_two_levels_in_order(site, api):
    page = factories.treatment(site.index)
    make.menu(
        make.page_entry(site.index, "", make.page_child(page), make.page_child(site.home, "Start")),
        make.address_entry("Portal"),
        make.heading("More", make.page_child(page, "Knees")),
    )

    served = api("navigation/main/").json()

    assert labels(served) == [("Treatments", ["Kneeling", "Start"]), ("Portal", []), ("More", ["Knees"])]
    assert served["items"][0]["target"]["document"]["path"] == "/treatments/"
    assert served["items"][1]["target"] == {"type": "url", "url": "https://portal.example/"}
    assert served["items"][2]["target"] is None
    assert api("navigation/").json()["results"] == [served]


def test_page_that_is_not_public_leaves_the_menu_with_what_is_below_it_and_comes_back(site, api):
    page = factories.treatment(site.index)
    make.menu(
        make.page_entry(page, "", make.page_child(site.home)), make.heading("Only", make.page_child(page)),
        make.page_entry(site.index),
    )  # fmt: skip

    page.unpublish()
    drain()
    assert labels(api("navigation/main/").json()) == [("Treatments", [])]

    page.save_revision().publish()
    drain()
    assert labels(api("navigation/main/").json()) == [
        ("Kneeling", ["Home"]), ("Only", ["Kneeling"]), ("Treatments", []),
    ]  # fmt: skip


@pytest.mark.parametrize("change", ["rename", "retitle", "delete", "restrict", "never"])
def test_menu_follows_its_pages(site, api, change):
    page = factories.treatment(site.index)
    if change == "never":
        page.unpublish()
    make.menu(make.page_entry(page), make.page_entry(site.index))
    if change == "rename":
        page.slug = "bending"
        page.save_revision().publish()
    elif change == "retitle":
        Page.objects.filter(pk=page.pk).update(title="Bending")
    elif change == "delete":
        page.delete()
    elif change == "restrict":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    drain()

    served = api("navigation/main/").json()["items"]
    expected = {"rename": ("Kneeling", "/treatments/bending/"), "retitle": ("Bending", "/treatments/kneeling/")}
    found = [(item["label"], item["target"]["document"]["path"]) for item in served]
    assert found == [*([expected[change]] if change in expected else []), ("Treatments", "/treatments/")]


# Alerts


def test_alert_for_a_part_of_the_site_follows_its_page(site, api):
    factories.treatment(site.index)
    make.alert(place="page", page=Page.objects.get(pk=site.index.pk), severity="warning")

    assert api("alerts/").json()["results"][0]["scope"]["path"] == "/treatments/"

    index = type(site.index).objects.get(pk=site.index.pk)
    index.slug = "cures"
    index.save_revision().publish()
    drain()
    assert api("alerts/").json()["results"][0]["scope"]["path"] == "/cures/"

    index.unpublish()
    drain()
    assert api("alerts/").json()["results"] == []
    index.save_revision().publish()
    drain()
    assert len(api("alerts/").json()["results"]) == 1

    Page.objects.get(pk=index.pk).delete()
    drain()
    assert api("alerts/").json()["results"] == []
    assert Alert.objects.count() == 1


def test_alert_begins_and_ends_by_its_schedule(site, api):
    alert = make.alert(live=False)
    alert.go_live_at = timezone.now() + timezone.timedelta(days=1)
    alert.expire_at = timezone.now() + timezone.timedelta(days=2)
    alert.save_revision().publish()
    assert api("alerts/").json()["results"] == []

    factories.make_due()
    follow_schedule(0)
    assert [each["title"] for each in api("alerts/").json()["results"]] == ["Clinic closed"]

    Alert.objects.update(expire_at=timezone.now() - timezone.timedelta(seconds=1))
    drain()
    assert api("alerts/").json()["results"] == []
    follow_schedule(0)
    assert api("alerts/clinic-closed/").json()["reason"] == "expired"


def test_alerts_of_the_same_name_find_slugs_of_their_own(site):
    assert [make.alert().slug, make.alert().slug, make.alert().slug] == [
        "clinic-closed",
        "clinic-closed-2",
        "clinic-closed-3",
    ]


@pytest.mark.parametrize(
    ("fields", "remedy"),
    [
        ({"place": "page"}, "Choose the page"),
        ({"page": "home"}, "The alert is for every page"),
        ({"action_url": "https://x.example"}, "Say what to do"),
    ],
)
def test_alert_says_how_to_mend_it(site, fields, remedy):
    fields = {name: site.home if value == "home" else value for name, value in fields.items()}
    with pytest.raises(ValidationError, match=remedy):
        make.alert(**fields)


# Site information


def test_site_information_is_one_for_each_language_and_knows_the_others(site, api):
    line = factories.contact()
    make.site_information(contact=line, street="1 Harbor Road", city="Larkmoor", emergency_number="911")
    spanish = Locale.objects.get(language_code="es")
    make.site_information(name="Hospital Larkmoor", locale=spanish)
    drain()

    served = api("site/").json()
    assert (served["slug"], served["name"], served["home"]["path"]) == ("site", "Larkmoor Hospital", "/")
    assert served["contact"]["label"] == "Call us"
    assert [(each["locale"], each["title"], each["path"]) for each in served["languages"]] == [
        ("en", "Larkmoor Hospital", "/"), ("es", "Hospital Larkmoor", None),
    ]  # fmt: skip
    assert api("site/?locale=es").json()["id"] == served["id"]

    with pytest.raises(ValidationError, match="site information in English already"):
        make.site_information()

    SiteInformation.objects.get(locale=spanish).unpublish()
    line.phone = "310-555-0199"
    line.save()
    drain()
    assert len(api("site/").json()["languages"]) == 1
    assert api("site/").json()["contact"]["phone"]["number"] == "+13105550199"
    assert api("site/?locale=es").status_code == 410


# Redirects


def redirects(api):
    return {item["path"]: item["location"] for item in api("redirects/").json()["results"]}


def test_redirect_is_served_changed_and_withdrawn(site, api):
    page = factories.treatment(site.index)
    redirect = make.redirect("/Old/Knees/?b=2&a=1", page)
    make.redirect("/elsewhere/", "https://other.example/x")
    make.redirect("/own/", "http://hospital.example/treatments/")

    assert redirects(api) == {
        "/Old/Knees?a=1&b=2": "/treatments/kneeling/",
        "/elsewhere": "https://other.example/x",
        "/own": "/treatments/",
    }
    served = api(f"redirects/{redirect.pk}/").json()
    assert (served["permanent"], served["document"]["slug"], served["locale"]) == (True, "kneeling", "en")

    Redirect.objects.filter(pk=redirect.pk).update(is_permanent=False)
    drain()
    assert api(f"redirects/{redirect.pk}/").json()["permanent"] is False

    address = f"redirects/{redirect.pk}/"
    redirect.delete()
    assert api(address).json()["reason"] == "deleted"


def test_redirect_goes_with_its_page_and_comes_back_with_it(site, api):
    page = factories.treatment(site.index)
    redirect = make.redirect("/old/", page)
    [document] = Document.objects.filter(type="redirect")

    page.unpublish()
    drain()
    assert redirects(api) == {}
    assert api(f"redirects/{redirect.pk}/").json()["reason"] == "unpublished"

    page.save_revision().publish()
    drain()
    assert redirects(api) == {"/old": "/treatments/kneeling/"}
    assert Document.objects.get(type="redirect").document_id == document.document_id


def test_redirect_to_a_draft_waits_for_it(site, api):
    page = factories.treatment(site.index)
    page.unpublish()
    make.redirect("/old/", page)
    drain()
    assert not Edition.objects.filter(type="redirect").exists()

    page.save_revision().publish()
    drain()
    assert redirects(api) == {"/old": "/treatments/kneeling/"}


def test_redirect_waits_for_a_page_behind_a_login(site, api):
    page = factories.treatment(site.index)
    restriction = PageViewRestriction.objects.create(page=site.index, restriction_type="login")
    make.redirect("/old/", page)
    drain()
    assert redirects(api) == {}

    restriction.delete()
    drain()
    assert redirects(api) == {"/old": "/treatments/kneeling/"}


def test_bulk_changes_of_redirects_are_followed(site, api):
    page = factories.treatment(site.index)
    Redirect.objects.bulk_create(Redirect(old_path=f"/old/{number}", redirect_page=page) for number in range(30))
    drain()
    assert api("redirects/").json()["count"] == 30

    Redirect.objects.filter(old_path__gte="/old/2").delete()
    drain()
    assert api("redirects/").json()["count"] == 30 - len([n for n in range(30) if f"/old/{n}" >= "/old/2"])

    Redirect.objects.all()._raw_delete("default")
    drain()
    assert redirects(api) == {}


def test_moved_tree_gets_wagtails_redirects(site, api, django_capture_on_commit_callbacks):
    page = factories.treatment(site.index)
    other = factories.publish(site.home, type(site.index)(title="More", slug="more"))

    page.move(other, pos="last-child")
    drain()
    assert redirects(api) == {"/treatments/kneeling": "/more/kneeling/"}

    other = type(site.index).objects.get(pk=other.pk)
    other.slug = "less"
    with django_capture_on_commit_callbacks(execute=True):
        other.save_revision().publish()
    drain()
    assert redirects(api) == {
        "/treatments/kneeling": "/less/kneeling/", "/more/kneeling": "/less/kneeling/", "/more": "/less/",
    }  # fmt: skip


def test_redirects_of_another_site_are_not_served_until_it_is_the_default(site, api):
    other = Site.objects.create(hostname="other.example", root_page=site.index)
    make.redirect("/old/", "https://elsewhere.example/", site=other)
    drain()
    assert redirects(api) == {}

    Site.objects.filter(pk=site.site.pk).update(is_default_site=False)
    Site.objects.filter(pk=other.pk).update(is_default_site=True)
    drain()
    assert redirects(api) == {"/old": "https://elsewhere.example/"}


# Picks


def picks(api):
    return {item["query"]: [each["location"] for each in item["items"]] for item in api("picks/").json()["results"]}


def test_picks_show_public_pages_and_follow_them(site, api):
    first, second = factories.treatment(site.index), factories.treatment(site.index, slug="second", title="Second")
    make.pick("Knee  Pain", second, first)
    Query.get("what somebody searched")
    drain()
    assert picks(api) == {"knee pain": ["/treatments/second/", "/treatments/kneeling/"]}

    second.unpublish()
    drain()
    assert picks(api) == {"knee pain": ["/treatments/kneeling/"]}

    first.unpublish()
    drain()
    assert picks(api) == {}

    first.save_revision().publish()
    drain()
    assert picks(api) == {"knee pain": ["/treatments/kneeling/"]}


def test_changed_pick_is_served_at_once_and_bulk_changes_are_followed(site, api):
    page = factories.treatment(site.index)
    query = make.pick("knees", page, page)

    SearchPromotion.objects.filter(query=query).first().delete()
    assert len(picks(api)["knees"]) == 1

    SearchPromotion.objects.update(description="Read this first.")
    drain()
    assert api("picks/").json()["results"][0]["items"][0]["description"] == "Read this first."

    SearchPromotion.objects.filter(query=query)._raw_delete("default")
    drain()
    assert picks(api) == {}
    query.delete()
    assert picks(api) == {}


# Words


def test_words_that_mean_the_same_are_served_by_language(site, api):
    group = make.synonyms("Heart attack", "heart attack", "myocardial infarction", "MI")
    make.synonyms("Infarto", "infarto", "ataque cardíaco", locale=Locale.objects.get(language_code="es"))

    assert api("synonyms/").json()["results"][0]["terms"] == ["heart attack", "myocardial infarction", "MI"]
    assert api("synonyms/?locale=es").json()["count"] == 1

    group.unpublish()
    assert api("synonyms/").json()["count"] == 0


@pytest.mark.parametrize("terms", [["one"], ["one", "One"], ["one", "two", "ONE"]])
def test_words_must_be_two_and_different(site, terms):
    with pytest.raises(ValidationError, match=r"different words|stands here twice"):
        make.synonyms("Name", *terms)


# All of them


def test_nothing_drifts_and_what_was_tampered_with_is_mended(site):
    page = factories.treatment(site.index)
    make.menu(make.page_entry(page))
    make.alert()
    make.site_information()
    make.redirect("/old/", page)
    make.pick("knees", page)
    make.synonyms("Knee", "knee", "knees")
    make.urgent("Danger", "overdose")
    drain()
    assert [str(drift) for drift in find_drift()] == []

    kinds = ["menu", "alert", "site", "redirect", "pick", "synonyms", "urgent"]
    addresses = [
        Address(type=row.type, document_id=row.document_id, locale=row.locale)
        for row in Document.objects.filter(type__in=kinds)
    ]
    assert sorted(address.type for address in addresses) == sorted(kinds)
    Document.objects.filter(type__in=kinds).delete()
    assert sorted(drift.type for drift in find_drift()) == sorted(kinds)
    for address in addresses:
        refresh_document(address)
    assert [str(drift) for drift in find_drift()] == []


def test_deleted_menu_is_gone(site, api):
    make.menu(make.page_entry(site.index))

    Menu.objects.all().delete()

    assert api("navigation/main/").json()["reason"] == "deleted"
