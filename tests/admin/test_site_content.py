"""What stands around pages, where editors look for it, and what the forms say."""

import re

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from api.models import Edition
from cms.models import Alert, Menu, SiteInformation
from tests import factories
from tests.publishing import site_content as make


def menu_of(browser):
    return browser.get(reverse("wagtailadmin_home")).content.decode()


def post(browser, model, **fields):
    """As the form sends it, with Publish pressed."""
    address = reverse(f"wagtailsnippets_cms_{model._meta.model_name}:add")
    return browser.post(address, nested_form_data({"action-publish": "1"} | fields), follow=True)


def alert_form(**fields):
    empty = {
        "page": "",
        "action_text": "",
        "action_page": "",
        "action_url": "",
        "contact": "",
        "go_live_at": "",
        "expire_at": "",
    }
    return (
        empty | {"name": "Closed", "text": rich_text("<p>Closed.</p>"), "severity": "warning", "place": "site"} | fields
    )


def test_editors_find_site_navigation_and_alerts_in_the_menu(editor):
    page = menu_of(editor)

    for words in (
        "Site information",
        "Navigation",
        "Alerts",
        "Words that mean the same",
        "Redirects",
        "Promoted search results",
    ):
        assert words in page


def test_authors_write_them_but_only_editors_publish(author, editor, api):
    post(author, Alert, **alert_form())
    assert not Alert.objects.get().live
    assert "Redirects" not in menu_of(author)

    post(editor, Alert, **alert_form(name="Open"))
    assert [each["title"] for each in api("alerts/").json()["results"]] == ["Open"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"place": "page"}, "Choose the page, or show the alert on every page."),
        ({"action_url": "https://x.example/"}, "Say what to do"),
        ({"name": ""}, "This field is required."),
    ],
)
def test_alert_form_says_what_to_mend(editor, fields, words):
    assert words in post(editor, Alert, **alert_form(**fields)).content.decode()
    assert not Alert.objects.exists()


def test_menu_is_written_published_and_previewed(editor, site, api):
    items = streamfield(
        [
            ("page", {"page": str(site.index.pk), "label": "", "children": streamfield([])}),
            (
                "address",
                {"label": "Portal", "url": "https://portal.example/", "phone": "", "children": streamfield([])},
            ),
        ]
    )
    post(editor, Menu, name="Main menu", slug="main", items=items)

    assert [item["label"] for item in api("navigation/main/").json()["items"]] == ["Treatments", "Portal"]
    menu = Menu.objects.get()
    shown = menu.make_preview_request().content.decode()
    assert 'href="/treatments/"' in shown
    assert "Portal" in shown


def test_address_without_a_target_is_refused(editor, site):
    entry = ("address", {"label": "Portal", "url": "", "phone": "", "children": streamfield([])})

    page = post(editor, Menu, name="Main", slug="main", items=streamfield([entry])).content.decode()

    assert "Give a web address or a phone number." in page


def test_second_site_information_of_a_language_is_refused_in_words(editor, site):
    make.site_information()

    page = post(editor, SiteInformation, name="Other", country="US", social_links=streamfield([])).content.decode()

    assert "There is site information in English already. Change that one." in page


@pytest.mark.parametrize("kind", ["alert", "site information"])
def test_preview_shows_what_readers_get(site, kind):
    line = factories.contact()
    if kind == "alert":
        instance = make.alert("Lab closed", text="<p>Until <b>noon</b>.</p>", contact=line)
    else:
        instance = make.site_information(
            "Larkmoor", contact=line, emergency_text="Call 911.", street="1 Road", city="Larkmoor"
        )

    shown = instance.make_preview_request().content.decode()

    assert instance.name in shown
    assert "Call us" in shown
    assert ("<b>noon</b>" in shown or "<strong>noon</strong>" in shown) if kind == "alert" else ("1 Road" in shown)


def test_preview_of_an_alert_for_an_unpublished_page_says_so(site):
    page = factories.treatment(site.index)
    alert = make.alert(place="page", page=page)
    page.unpublish()

    assert "Not shown: the page it is about is not published." in alert.make_preview_request().content.decode()


def test_published_history_of_an_alert_can_be_read(editor, site):
    alert = make.alert()

    page = editor.get(reverse("publishing:history", args=["cms", "alert", alert.pk]))

    assert "Published" in page.content.decode()
    number = Edition.objects.get(type="alert").number
    edition = editor.get(reverse("publishing:edition", args=["cms", "alert", alert.pk, number]))
    assert "Clinic closed" in edition.content.decode()


def test_redirect_has_no_history_view(editor, site):
    redirect = make.redirect("/old/", site.index)

    assert (
        editor.get(reverse("publishing:history", args=["wagtailredirects", "redirect", redirect.pk])).status_code == 404
    )


def test_editor_adds_a_redirect_and_it_is_served_at_once(editor, site, api):
    form = {
        "old_path": "/old/",
        "site": "",
        "is_permanent": "on",
        "redirect_page": str(site.index.pk),
        "redirect_link": "",
    }
    editor.post(reverse("wagtailredirects:add"), form)

    assert api("resolve/?path=/old").json()["location"] == "/treatments/"

    editor.post(reverse("wagtailredirects:delete", args=[Redirect.objects.get().pk]))
    assert api("resolve/?path=/old").status_code == 410


def test_editor_adds_a_promoted_search_result_and_it_is_served_at_once(editor, site, api):
    row = {
        "page": site.index.pk,
        "description": "Start here",
        "external_link_url": "",
        "external_link_text": "",
        "ORDER": 0,
    }
    counts = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    form = {"query_string": "Knee"} | nested_form_data({"editors_picks": counts | {"0": row}})
    editor.post(reverse("wagtailsearchpromotions:add"), form)

    [pick] = api("picks/").json()["results"]
    assert (pick["query"], pick["items"][0]["url"], pick["items"][0]["description"]) == (
        "knee",
        "/treatments/",
        "Start here",
    )


def test_imported_redirects_are_served(administrator, site, api, tmp_path):
    from django.core.management import call_command

    source = tmp_path / "redirects.csv"
    source.write_text("from,to\n/one/,https://other.example/1\n/two/,http://hospital.example/treatments/\n")
    call_command("import_redirects", "--src", source, "--from", "0", "--to", "1", "--permanent", "1", "--format", "csv")

    assert {item["path"]: item["location"] for item in api("redirects/").json()["results"]} == {
        "/one": "https://other.example/1", "/two": "/treatments/",
    }  # fmt: skip


def test_translated_menu_stands_under_its_language(site, api):
    menu = make.menu(make.page_entry(site.index), name="Main")
    spanish = menu.copy_for_translation(Locale.objects.get(language_code="es"))
    spanish.name, spanish.live = "Principal", True
    spanish.save()

    assert re.search("Principal", api("navigation/main/?locale=es").content.decode())
