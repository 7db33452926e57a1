"""What lists can be narrowed by."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from api.contract.blocks import Block, CliniciansBlock, Section
from api.contract.codes import CODE_SYSTEM_OIDS, Code
from api.contract.contacts import ClinicianLink, LocationLink
from api.contract.documents import ClinicianContent, Review
from api.contract.values import BodyArea, DocumentLink
from api.lists.filters import FILTERS
from api.parameters.models import LIST_PARAMETERS, ListParameters
from tests.api import appending

pytestmark = pytest.mark.django_db


def link(kind, slug):
    return DocumentLink(type=kind, id=uuid4(), slug=slug, path=None, title=slug.title(), locale="en")


def code(system, value):
    return Code(system=system, oid=CODE_SYSTEM_OIDS[system], code=value)


def section(kind, *, also=(), blocks=()):
    return Section(
        id=uuid4(),
        kind=kind,
        also=list(also),
        heading=kind.title(),
        anchor=kind,
        blocks=[Block(block) for block in blocks],
        subsections=[],
    )


def clinician(slug):
    return ClinicianLink(id=uuid4(), slug=slug, name=slug, credentials=None, role=None, image=None, locale="en")


def reviewed(last, following):
    return Review(last_reviewed=last, next_review=following, reviewed_by=[], state=None)


ADA = CliniciansBlock(id=uuid4(), lead_in=None, clinicians=[clinician("ada")])
TREATMENTS = {
    "one": {
        "specialties": [link("specialty", "joints"), link("specialty", "pain")],
        "conditions": [link("condition", "stiffness")],
        "codes": [code("icd-10-cm", "M17.1"), code("cpt", "27447")],
        "body_area": BodyArea(slug="knee", name="Knee"),
        "procedure_type": "surgical",
        "sections": [section("what"), section("risks", also=["alternatives"], blocks=[ADA])],
        "review": reviewed(date(2025, 3, 1), date(2026, 3, 1)),
    },
    "two": {
        "specialties": [link("specialty", "pain")],
        "codes": [code("icd-10-cm", "G89.3")],
        "body_area": BodyArea(slug="hip", name="Hip"),
        "procedure_type": "percutaneous",
        "sections": [section("alternatives")],
        "review": reviewed(date(2026, 3, 1), date(2027, 3, 1)),
    },
    "three": {"path": "/treatments/two/three/"},
    "four": {"path": "/caf%C3%A9/four/"},
}


@pytest.fixture
def treatments():
    return {
        slug: appending.publish(appending.procedure(slug, title=slug, **given)) for slug, given in TREATMENTS.items()
    }


def slugs(response):
    assert response.status_code == 200, response.content
    answer = response.json()
    assert answer["count"] == len(answer["results"])
    return sorted(item["slug"] for item in answer["results"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("specialty=joints", ["one"]),
        ("specialty=joints&specialty=pain", ["one", "two"]),
        ("specialty=nowhere", []),
        ("condition=stiffness", ["one"]),
        ("specialty=pain&body_area=hip", ["two"]),
        ("body_area=hip&body_area=knee", ["one", "two"]),
        ("procedure_type=surgical", ["one"]),
        ("clinician=ada", ["one"]),
        ("code=icd-10-cm|M17.1", ["one"]),
        ("code=icd-10-cm|m17.1", ["one"]),
        ("code=icd-10-cm|m171", ["one"]),
        ("code=ICD-10-CM|%20M17.1.", ["one"]),
        ("code=2.16.840.1.113883.6.12|27447", ["one"]),
        ("code=icd-10-cm%7CG89.3&code=cpt|27447", ["one", "two"]),
        ("code=icd-10-pcs|M17.1", []),
        ("section=alternatives", ["one", "two"]),
        ("section=alternatives&specialty=joints", ["one"]),
        ("reviewed_before=2026-03-01", ["one"]),
        ("reviewed_before=2026-03-02", ["one", "two"]),
        ("review_due_before=2026-03-02", ["one"]),
        ("below=/treatments/", ["one", "three", "two"]),
        ("below=/caf%C3%A9/", ["four"]),
        ("parent=/caf%25C3%25A9", ["four"]),
        ("below=/cafe%CC%81/", ["four"]),
        ("below=/treatments/two", ["three"]),
        ("parent=/treatments/", ["one", "two"]),
        ("parent=/treatments/two/", ["three"]),
        ("below=/treat", []),
        ("below=/treatments/%25/", []),
    ],
)
def test_filters_narrow_together_and_their_values_widen(treatments, api, query, found):
    assert slugs(api(f"procedures/?{query}")) == found


def test_one_document_is_found_by_the_id_that_links_name(treatments, api):
    wanted = treatments["two"].document_id
    spanish = appending.publish(appending.procedure("dos", locale="es", id=wanted))

    assert slugs(api(f"procedures/?id={wanted}&id={uuid4()}")) == ["two"]
    assert slugs(api(f"procedures/?id={wanted}&locale=es")) == [spanish.slug]


def test_published_after_a_day_includes_the_day(treatments, api):
    today = datetime.now(UTC).date()

    assert slugs(api(f"procedures/?published_after={today}")) == ["four", "one", "three", "two"]
    assert slugs(api(f"procedures/?published_after={today + timedelta(days=1)}")) == []


def test_published_after_a_time(treatments, api):
    between = treatments["two"].published_at

    assert slugs(api("procedures/", data={"published_after": between.isoformat()})) == ["four", "three", "two"]
    assert slugs(api("procedures/?published_after=0001-01-01T00:00:00%2B14:00")) == ["four", "one", "three", "two"]
    assert slugs(api("procedures/?published_after=9999-12-31T23:59:59-14:00")) == []


def test_published_before_ends_where_published_after_begins(treatments, api):
    today, between = datetime.now(UTC).date(), treatments["two"].published_at

    assert slugs(api(f"procedures/?published_before={today + timedelta(days=1)}")) == ["four", "one", "three", "two"]
    assert slugs(api(f"procedures/?published_before={today}")) == []
    assert slugs(api("procedures/", data={"published_before": between.isoformat()})) == ["one"]
    both = {"published_after": between.isoformat(), "published_before": treatments["three"].published_at.isoformat()}
    assert slugs(api("procedures/", data=both)) == ["two"]


def test_clinicians_are_found_by_specialty_and_place(api):
    location = LocationLink(
        id=uuid4(),
        slug="harbor",
        name="Harbor",
        address={"street": "1 Harbor Road", "city": "Larkmoor", "region": None, "postal_code": None, "country": "US"},
        phone=None,
        locale="en",
    )
    for slug, places in (("ada", [location]), ("ben", [])):
        appending.publish(
            ClinicianContent(
                id=uuid4(),
                locale="en",
                slug=slug,
                name=slug,
                credentials=None,
                role=None,
                biography=None,
                image=None,
                languages=[],
                specialties=[link("specialty", "pain")],
                locations=places,
            )
        )

    assert slugs(api("clinicians/?specialty=pain")) == ["ada", "ben"]
    assert slugs(api("clinicians/?specialty=pain&location=harbor")) == ["ada"]


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("clinicians/?body_area=knee", "body_area"),
        ("pages/?code=cpt|1", "code"),
        ("locations/?section=what", "section"),
    ],
)
def test_filter_that_makes_no_sense_for_the_type_is_refused(api, path, parameter):
    response = api(path)

    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert error["parameter"] == parameter
    assert parameter not in error["allowed"]
    assert "published_after" in error["allowed"]


def test_every_filter_of_every_list_is_applied():
    """A parameter that is declared and not applied would be ignored in silence."""
    shaping = {"locale", "fields", "rich_text", "limit", "cursor", "order", "q"}
    declared = {name for model in (ListParameters, *LIST_PARAMETERS.values()) for name in model.model_fields}

    assert declared - shaping == set(FILTERS)
