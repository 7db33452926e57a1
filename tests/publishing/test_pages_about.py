"""Pages about specialties, conditions, clinicians and places: at the addresses that the hospital has said."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from api.models import Document
from cms.models import PageAddress
from procedures.models import Clinician, Condition, Location, Specialty
from tests import factories, queue
from tests.factories import section

pytestmark = pytest.mark.django_db


def address(kind="specialty", pattern="/specialties/{slug}/", *, locale="en", **fields):
    language = Locale.objects.get(language_code=locale)
    return PageAddress.objects.create(type=kind, pattern=pattern, locale=language, **fields)


@pytest.fixture
def joints(index):
    made = factories.specialty("Joints", description="<p>For <b>knees</b>.</p>")
    made.save_revision().publish()
    return made


def test_document_without_an_address_is_no_page_and_says_so(joints, api):
    document = api("specialties/joints/").json()

    assert (document["path"], document["url"], document["seo"]) == (None, None, None)
    assert document["breadcrumbs"] == document["translations"] == []
    unknown = api("resolve/?path=/specialties/joints/")
    assert unknown.status_code == 404
    assert None not in [each["path"] for each in unknown.json()["suggestions"]]


@pytest.mark.parametrize(
    ("model", "collection", "fields"),
    [
        (Specialty, "specialties", {}),
        (Condition, "conditions", {}),
        (Location, "locations", {"street": "1 Hill Rd", "city": "Larkmoor"}),
    ],
)
def test_picture_that_the_hospital_gives_is_in_document_and_list(index, api, model, collection, fields):
    made = model.objects.create(
        name="Joints", slug="joints", locale=Locale.get_default(), image=factories.image(), **fields
    )
    made.save_revision().publish()

    document = api(f"{collection}/joints/").json()
    [listed] = api(f"{collection}/").json()["results"]

    assert document["image"]["alt"] == "A blue field"
    assert listed["image"] == document["image"]
    assert "![A blue field]" in api(f"{collection}/joints/?format=markdown").content.decode()


def test_document_with_an_address_is_a_page(joints, index, api):
    address(parent=index)
    queue.drain()

    document = api("specialties/joints/").json()

    url = "http://hospital.example/specialties/joints/"
    assert (document["path"], document["url"]) == ("/specialties/joints/", url)
    assert [crumb["title"] for crumb in document["breadcrumbs"]] == ["Home", "Treatments", "Joints"]
    assert document["breadcrumbs"][-1]["url"] == url
    assert document["translations"] == [{"locale": "en", "slug": "joints", "path": "/specialties/joints/", "url": url}]
    assert document["seo"] == {"title": "Joints", "description": "For knees."}
    [listed] = api("specialties/").json()["results"]
    assert (listed["path"], listed["title"]) == ("/specialties/joints/", "Joints")


def test_path_of_such_a_page_is_resolved_and_leads_on_when_it_moves(joints, api):
    old = address()
    queue.drain()
    assert api("resolve/?path=/specialties/joints").json() == api("specialties/joints/").json()

    old.pattern = "/centers/{slug}/"
    old.save()
    queue.drain()

    moved = api("resolve/?path=/specialties/joints/").json()
    assert (moved["type"], moved["location"]) == ("redirect", "/centers/joints/")


def test_page_of_the_tree_goes_before_one_at_the_same_path(joints, index, api):
    address(pattern="/treatments/{slug}/")
    queue.drain()
    factories.treatment(index, slug="joints", title="Other")

    assert api("resolve/?path=/treatments/joints/").json()["type"] == "procedure"


def test_links_search_and_the_feed_lead_to_such_pages(joints, index, api):
    address()
    factories.treatment(index, specialties=[joints])
    queue.drain()

    [link] = api("procedures/kneeling/").json()["specialties"]
    assert link["path"] == "/specialties/joints/"
    assert api("search/?q=joints&type=specialty").json()["results"][0]["path"] == "/specialties/joints/"
    assert "/specialties/joints/" in [change["path"] for change in api("changes/?type=specialty").json()["results"]]


def test_address_that_is_given_or_taken_away_reaches_everything_that_links_there(joints, index, api):
    factories.treatment(index, specialties=[joints])
    given = address()
    queue.drain()
    given.delete()
    queue.drain()

    assert api("procedures/kneeling/").json()["specialties"][0]["path"] is None
    assert api("specialties/joints/").json()["path"] is None
    assert api("resolve/?path=/specialties/joints/").status_code == 404
    assert not Document.objects.filter(slug="joints", is_alias=True).exists()


def test_each_language_has_addresses_of_its_own(joints, api):
    address()
    spanish = joints.copy_for_translation(Locale.objects.get(language_code="es"))
    spanish.name, spanish.slug = "Articulaciones", "articulaciones"
    spanish.save()
    spanish.save_revision().publish()
    address(pattern="/es/especialidades/{slug}/", locale="es")
    queue.drain()

    paths = {"en": "/specialties/joints/", "es": "/es/especialidades/articulaciones/"}
    for locale, slug in (("en", "joints"), ("es", "articulaciones")):
        document = api(f"specialties/{slug}/?locale={locale}").json()
        assert document["path"] == paths[locale]
        assert {each["locale"]: each["path"] for each in document["translations"]} == paths


def test_reviewers_and_clinicians_can_be_followed(index, api):
    address("clinician", "/people/{slug}/")
    person = Clinician.objects.create(name="Ana Ruiz", locale=index.locale)
    shown = section("what", "Who?", ("clinicians", {"lead_in": "", "clinicians": [person]}))
    page = factories.treatment(index, slug="seen", sections=[shown])
    page.reviewers.create(clinician=person)
    page.save_revision().publish()

    document = api("procedures/seen/").json()

    [reviewer] = document["review"]["reviewed_by"]
    assert (reviewer["slug"], reviewer["path"]) == ("ana-ruiz", "/people/ana-ruiz/")
    assert reviewer["id"] == str(person.translation_key)
    [block] = document["sections"][0]["blocks"]
    [link] = block["clinicians"]
    assert (link["type"], link["title"], link["path"]) == ("clinician", "Ana Ruiz", "/people/ana-ruiz/")


@pytest.mark.parametrize(
    "pattern", ["specialties/{slug}/", "/specialties/", "/{slug}/", "/a/{slug}", "/a b/{slug}/", "/a/{slug}/{slug}/"]
)
def test_address_that_no_page_can_have_is_refused_with_an_example(index, pattern):
    wrong = PageAddress(type="specialty", locale=index.locale, pattern=pattern)

    with pytest.raises(ValidationError, match=r"/specialties/\{slug\}/"):
        wrong.full_clean()


def test_two_types_cannot_share_an_address(index):
    address()

    with pytest.raises(ValidationError):
        PageAddress(type="condition", locale=index.locale, pattern="/specialties/{slug}/").full_clean()


def test_every_summary_link_and_document_has_a_title(index, api):
    for each in (factories.specialty(), Condition.objects.create(name="Stiffness", locale=index.locale)):
        each.save_revision().publish()
    page = factories.treatment(index, specialties=list(Specialty.objects.all()))

    assert api("specialties/joints/").json()["title"] == "Joints"
    assert [each["title"] for each in api("conditions/").json()["results"]] == ["Stiffness"]
    assert api(f"procedures/{page.slug}/").json()["specialties"][0]["title"] == "Joints"


def test_page_stands_last_in_its_own_breadcrumbs_and_among_its_translations(index, api):
    factories.treatment(index)

    document = api("procedures/kneeling/").json()

    assert [crumb["path"] for crumb in document["breadcrumbs"]] == ["/", "/treatments/", "/treatments/kneeling/"]
    assert {each["url"] for each in document["translations"]} == {document["url"]}
