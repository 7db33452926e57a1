"""What stands around pages, where editors look for it, and what the forms say."""

import re

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from api.models import Edition
from cms.models import Alert, Menu, SiteInformation
from cms.publishing.unfinished import UnfinishedError
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
    assert (pick["query"], pick["items"][0]["location"], pick["items"][0]["description"]) == (
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


NEW = {
    Alert: alert_form(),
    Menu: {"name": "Main", "slug": "main", "items": streamfield([])},
    SiteInformation: {"name": "Larkmoor", "country": "US", "social_links": streamfield([])},
}


@pytest.mark.parametrize("model", NEW, ids=lambda model: model._meta.model_name)
def test_what_is_not_saved_yet_has_a_preview(editor, site, model):
    address = reverse(f"wagtailsnippets_cms_{model._meta.model_name}:preview_on_add")

    stored = editor.post(address, nested_form_data(NEW[model])).json()
    shown = editor.get(address)

    assert stored["is_valid"] is True
    assert shown.status_code == 200
    assert NEW[model]["name"] in shown.content.decode()


def test_the_emergency_number_is_not_published_away_in_passing(site):
    information = make.site_information(emergency_text="Call 911.", emergency_number="911")
    information.emergency_number = ""

    with pytest.raises(UnfinishedError) as error:
        information.save_revision(clean=False).publish()
    information.none_because = "Dr. Adeyemi: the number moves into the header."
    information.save_revision(clean=False).publish()

    assert list(error.value.message_dict) == ["emergency_number"]
    assert SiteInformation.objects.get(pk=information.pk).emergency_number == ""


def test_an_alert_in_one_language_says_who_does_not_get_it(editor, site):
    urgent = post(editor, Alert, **alert_form(severity="emergency")).content.decode()
    harmless = post(editor, Alert, **alert_form(severity="information")).content.decode()

    told = "Readers in Español do not get this alert."
    assert told in urgent
    assert told not in harmless
    alert = Alert.objects.get(severity="emergency")
    begin = reverse("simple_translation:submit_snippet_translation", args=["cms", "alert", alert.pk])
    assert f'href="{begin}"' in urgent

    draft = alert.copy_for_translation(Locale.objects.get(language_code="es"))
    draft.save()
    address = reverse("wagtailsnippets_cms_alert:edit", args=[alert.pk])
    form = nested_form_data({"action-publish": "1"} | alert_form(severity="emergency"))
    again = editor.post(address, form, follow=True).content.decode()
    assert f'href="{reverse("wagtailsnippets_cms_alert:edit", args=[draft.pk])}"' in again


def test_an_alert_is_translated_from_its_own_form_until_all_languages_have_it(editor, site):
    alert = make.alert()
    form = reverse("wagtailsnippets_cms_alert:edit", args=[alert.pk])
    begin = reverse("simple_translation:submit_snippet_translation", args=["cms", "alert", alert.pk])

    assert begin in editor.get(form).content.decode()

    alert.copy_for_translation(Locale.objects.get(language_code="es")).save()
    assert begin not in editor.get(form).content.decode()


def test_an_alert_that_is_over_in_one_language_says_who_still_sees_it(editor, site):
    alert = make.alert()
    spanish = alert.copy_for_translation(Locale.objects.get(language_code="es"))
    spanish.save()
    spanish.save_revision().publish()

    address = reverse("wagtailsnippets_cms_alert:unpublish", args=[alert.pk])
    asked = editor.get(address).content.decode()
    done = editor.post(address, follow=True).content.decode()

    assert "Readers in English see it now." in asked
    assert "It is used nowhere." not in asked
    assert "referenced" not in asked
    assert "Readers in Español still see this alert." in done
    other = reverse("wagtailsnippets_cms_alert:unpublish", args=[spanish.pk])
    assert f'href="{other}"' in done
    assert "still see this alert" not in editor.post(other, follow=True).content.decode()


@pytest.mark.parametrize("language", ["English", "Español"])
def test_whoever_adds_something_reads_for_which_language_it_is(editor, site, language):
    code = {"English": "en", "Español": "es"}[language]

    html = editor.get(reverse("wagtailsnippets_cms_alert:add"), {"locale": code}).content.decode()

    assert f"New: Alert ({language})" in html


def test_the_list_of_alerts_says_what_readers_see_now(editor, site):
    make.alert("Now")
    make.alert("Never", live=False)
    make.alert("Before", live=False, expired=True)

    html = editor.get(reverse("wagtailsnippets_cms_alert:list")).content.decode()

    assert all(re.search(rf"<td[^>]*>\s*{state}\s*</td>", html) for state in ("Shown now", "Draft", "Over"))


def test_publishing_a_menu_names_what_it_leaves_out(editor, site):
    hidden = factories.treatment(site.index)
    hidden.unpublish()
    entry = {"page": str(hidden.pk), "label": "", "children": streamfield([])}

    page = post(editor, Menu, name="Main", slug="main", items=streamfield([("page", entry)])).content.decode()

    assert "The menu leaves out what is not published, with what stands below: “Kneeling”." in page


def redirect_form(**fields):
    return {"old_path": "/old/", "site": "", "is_permanent": "on", "redirect_page": "", "redirect_link": ""} | fields


def test_a_redirect_may_lead_to_a_path(editor, site, api):
    editor.post(reverse("wagtailredirects:add"), redirect_form(redirect_link="/treatments/"))

    assert api("resolve/?path=/old").json()["location"] == "/treatments/"


@pytest.mark.parametrize("target", ["/nowhere/", "http://hospital.example/nowhere/", "/older/"])
def test_a_redirect_to_what_no_page_has_is_refused(editor, site, target):
    make.redirect("/older/", site.index)

    html = editor.post(reverse("wagtailredirects:add"), redirect_form(redirect_link=target)).content.decode()

    assert "Choose the page above instead" in html
    assert Redirect.objects.count() == 1


def test_a_redirect_without_a_target_is_refused(editor, site, said):
    response = editor.post(reverse("wagtailredirects:add"), redirect_form(), headers={"Referer": "http://testserver/"})

    assert any("The redirect from /old leads nowhere." in message for message in said(response))
    assert not Redirect.objects.exists()


def test_redirects_of_a_file_may_lead_to_paths(administrator, site, api, tmp_path):
    from django.core.management import call_command

    source = tmp_path / "redirects.csv"
    source.write_text("from,to\n/one.htm,/treatments/\n/two.htm,/nowhere/\n")
    call_command("import_redirects", "--src", source, "--from", "0", "--to", "1", "--permanent", "1", "--format", "csv")

    assert [(item["path"], item["location"]) for item in api("redirects/").json()["results"]] == [
        ("/one.htm", "/treatments/")
    ]
