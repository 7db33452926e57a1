"""Who has an address, where two rows want the same: one rule, whatever comes first."""

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Locale, Page, PageViewRestriction, Site

from api.models import Document
from cms.publishing.following.models import StaleDocument
from cms.publishing.verification import find_drift, verify_and_repair
from procedures.models import ProcedurePage, Specialty
from tests import factories
from tests.publishing import site_content
from tests.queue import drain


def drift():
    return [str(each) for each in find_drift()]


def other_index(site, slug="more"):
    return factories.publish(site.home, type(site.index)(title=slug.title(), slug=slug))


def hide(page):
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_original_comes_back_for_its_slug_when_privacy_is_lifted(site, api):
    page = factories.treatment(site.index)
    alias = page.create_alias(parent=other_index(site))
    drain()
    restriction = hide(site.index)
    drain()
    assert api("procedures/kneeling/").json()["path"] == "/more/kneeling/"

    restriction.delete()
    drain()

    assert api("procedures/kneeling/").json()["path"] == "/treatments/kneeling/"
    assert Document.objects.filter(path=alias.get_url_parts()[2], is_alias=True).exists()
    assert (drift(), StaleDocument.objects.count()) == ([], 0)


def test_one_of_two_aliases_stands_for_a_hidden_original(site, api):
    page = factories.treatment(site.index)
    first = page.create_alias(parent=other_index(site, "first"))
    page.create_alias(parent=other_index(site, "second"))
    drain()

    hide(site.index)
    drain()

    assert api("procedures/kneeling/").json()["path"] == "/first/kneeling/"
    assert api("resolve/?path=/second/kneeling/").json()["canonical"] == "/first/kneeling/"
    assert drift() == []

    first.refresh_from_db()
    first.unpublish()
    drain()

    assert api("procedures/kneeling/").json()["path"] == "/second/kneeling/"
    assert (drift(), StaleDocument.objects.count()) == ([], 0)


@pytest.mark.parametrize("road", ["bulk", "sql"])
def test_slugs_exchanged_behind_the_forms_are_exchanged(road, site, api):
    joints, bones = factories.specialty("Joints"), factories.specialty("Bones")

    if road == "bulk":
        joints.slug, bones.slug = bones.slug, joints.slug
        Specialty.objects.bulk_update([joints, bones], ["slug"])
    else:
        exchange = "UPDATE procedures_specialty SET slug = CASE slug WHEN 'joints' THEN 'bones' ELSE 'joints' END"
        with connection.cursor() as cursor:
            cursor.execute(f"{exchange} WHERE slug IN ('joints', 'bones')")
    drain()

    assert api("specialties/joints/").json()["name"] == "Bones"
    assert api("specialties/bones/").json()["name"] == "Joints"
    assert (drift(), StaleDocument.objects.count()) == ([], 0)


def test_what_waits_for_an_address_is_published_as_soon_as_it_is_free(index, api):
    holder = factories.treatment(index, slug="kneeling", title="Kneeling")
    waiting = factories.treatment(index, slug="bending", title="Bending")
    ProcedurePage.objects.filter(pk=waiting.pk).update(slug="kneeling")
    drain()
    assert StaleDocument.objects.get().needs_editor
    assert "already the address of “Kneeling”" in StaleDocument.objects.get().problem

    holder.refresh_from_db()
    holder.unpublish()
    drain()

    assert api("procedures/kneeling/").json()["title"] == "Bending"
    assert (drift(), StaleDocument.objects.count()) == ([], 0)


def test_repair_mends_what_can_be_mended_and_lists_the_rest(index, api, capsys):
    """Nothing that one document cannot be keeps another from being mended, or ends in a traceback."""
    factories.treatment(index, slug="kneeling", title="Kneeling")
    factories.treatment(index, slug="bending", title="Bending")
    factories.treatment(index, slug="lifting", title="Lifting")
    ProcedurePage.objects.filter(slug="bending").update(slug="kneeling")
    ProcedurePage.objects.filter(slug="lifting").update(title="Raising")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cms_change")

    with pytest.raises(SystemExit):
        call_command("verify_editions", "--repair")

    said = capsys.readouterr().out
    assert "Mended: procedure “Raising” (en)" in said
    assert "Not mended: procedure “Bending” (en): “Bending” cannot be published. “kneeling” is already" in said
    assert api("procedures/lifting/").json()["title"] == "Raising"


def test_nightly_check_goes_on_after_what_no_editor_can_mend(index, api, monkeypatch):
    broken = factories.treatment(index, slug="kneeling", title="Kneeling")
    factories.treatment(index, slug="lifting", title="Lifting")
    ProcedurePage.objects.update(title="Raising")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE api_edition ADD CONSTRAINT no_such CHECK (slug <> 'kneeling') NOT VALID")

    found = {str(each): each.is_mended for each in verify_and_repair()}

    assert [mended for said, mended in found.items() if "no editor can mend" in said] == [False]
    assert api("procedures/lifting/").json()["title"] == "Raising"
    assert api("procedures/kneeling/").json()["title"] == broken.title


def test_translations_follow_a_site_made_below_the_first_one(site, api):
    spanish = Locale.objects.get(language_code="es")
    page = factories.treatment(site.index)
    for each in (site.home, site.index, page):
        each.copy_for_translation(spanish)
    for each in Page.objects.filter(locale=spanish):
        each.specific.save_revision().publish()
    drain()

    below = Site.objects.create(hostname="treatments.example", root_page=site.index)
    drain()

    assert api("procedures/kneeling/").json()["url"] == "http://treatments.example/kneeling/"
    assert drift() == []

    below.root_page = site.home
    below.save()
    drain()
    assert drift() == []

    below.delete()
    drain()
    assert drift() == []


def test_site_and_redirects_follow_a_default_site_that_is_chosen_in_two_steps(site, api):
    site_content.site_information()
    site_content.redirect("/portal", "http://hospital.example/treatments/")
    drain()

    for is_default in (False, True):
        site.site.is_default_site = is_default
        site.site.save()
        drain()

    assert api("site/").json()["home"]["path"] == "/"
    assert drift() == []
