"""The sample hospital, read through the API of a running demo."""

import json

import pytest
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from api.contract.catalogue import CATALOGUE
from tests.json_schema import validator

DOCUMENTS = {kind.collection: kind.document.__name__ for kind in CATALOGUE.values()}


@pytest.fixture(scope="module")
def openapi(demo):
    return demo.get("/api/v1/openapi.json").json()


@pytest.fixture(scope="module")
def documents(demo):
    """Every document of every collection in both languages, as served."""
    found = []
    for collection in DOCUMENTS:
        for locale in ("en", "es"):
            if collection == "site":  # one for each language, not a list
                found.append((collection, demo.get(f"/api/v1/site/?locale={locale}").json()))
                continue
            limit = "" if collection == "alerts" else "&limit=100"
            listing = demo.get(f"/api/v1/{collection}/?locale={locale}{limit}").json()
            assert listing["next"] is None
            for item in listing["results"]:
                found.append((collection, demo.get(f"/api/v1/{collection}/{item['slug']}/?locale={locale}").json()))
    return found


def of(documents, collection, locale="en"):
    return [document for kind, document in documents if kind == collection and document["locale"] == locale]


def blocks_of(document):
    for section in document["sections"]:
        for part in (section, *section["subsections"]):
            yield from part["blocks"]


def test_every_document_validates_against_the_served_schema(openapi, documents):
    registry = Registry().with_resource("openapi", DRAFT202012.create_resource(openapi))
    for collection, document in documents:
        reference = {"$ref": f"openapi#/components/schemas/{DOCUMENTS[collection]}"}
        validator(reference, registry=registry).validate(document)


def test_twelve_treatments_in_four_specialties_and_three_in_spanish(documents):
    treatments = of(documents, "procedures")

    assert len(treatments) >= 12
    assert "cordotomy" in {document["slug"] for document in treatments}
    assert len({link["slug"] for document in treatments for link in document["specialties"]}) == 4
    assert len(of(documents, "procedures", "es")) == 3


def test_every_block_type_is_used(openapi, documents):
    used = {block["type"] for document in of(documents, "procedures") for block in blocks_of(document)}

    assert used == set(openapi["components"]["schemas"]["Block"]["discriminator"]["mapping"])


def test_every_treatment_says_what_patients_must_know(documents):
    needed = {"what", "candidacy", "risks", "prepare", "during", "after", "recovery", "when_to_call"}
    for document in [*of(documents, "procedures"), *of(documents, "procedures", "es")]:
        kinds = {kind for section in document["sections"] for kind in (section["kind"], *section["also"])}
        levels = {block["level"] for block in blocks_of(document) if block["type"] == "care_card"}
        assert needed <= kinds, document["slug"]
        assert "emergency" in levels, document["slug"]
        assert document["review"]["reviewed_by"], document["slug"]
        assert document["contact"]["phone"], document["slug"]


def test_translations_point_at_each_other(documents):
    english = {document["id"]: document for document in of(documents, "procedures")}
    for spanish in of(documents, "procedures", "es"):
        original = english[spanish["id"]]
        pair = {"en": original["slug"], "es": spanish["slug"]}
        assert {link["locale"]: link["slug"] for link in original["translations"]} == pair
        assert {link["locale"]: link["slug"] for link in spanish["translations"]} == pair


def test_every_link_of_a_treatment_leads_somewhere(documents):
    paths = {document["path"] for _, document in documents if "path" in document}
    for document in of(documents, "procedures"):
        for link in document["related"]:
            assert link["path"] in paths
        target = document["call_to_action"]["target"]
        assert target is not None


def test_every_picture_is_there_in_every_size_and_format(demo, documents):
    for document in of(documents, "procedures"):
        image = document["image"]
        assert image["alt"]
        candidates = [image["srcset"], *(source["srcset"] for source in image["sources"])]
        addresses = {candidate.split()[0] for srcset in candidates for candidate in srcset.split(", ")}
        for address in {image["src"], *addresses}:
            assert demo.get(address).status_code == 200


def test_one_contact_line_is_shared_by_many_treatments(documents):
    lines = [document["contact"]["id"] for document in of(documents, "procedures")]

    assert len(set(lines)) < len(lines)


def test_no_check_finds_anything(demo):
    pages = json.loads(demo.manage("check_content", "--json").stdout)["pages"]

    of_sample = [page for page in pages if page["live"]]  # other tests leave drafts
    assert len(of_sample) >= 15
    assert {page["slug"]: page["findings"] for page in of_sample if page["findings"]} == {}


def test_nothing_has_drifted(demo):
    verified = demo.manage("verify_editions")

    assert verified.stdout.splitlines()[-1] == "drift 0", verified.stdout
    assert verified.returncode == 0


@pytest.fixture
def without_the_shoulder(demo):
    """The sample is as it was for the other tests."""
    yield
    program = "from procedures.models import ProcedurePage as P; P.objects.get(slug='shoulder-freeing').delete()"
    assert demo.manage("shell", "-v", "0", "-c", program).returncode == 0


@pytest.mark.usefixtures("without_the_shoulder")
def test_report_of_an_import_is_served_as_it_says(demo, tmp_path):
    file = tmp_path / "shoulder-freeing.txt"
    file.write_text(SHOULDER, encoding="utf-8")

    done = demo.manage("import_procedures", file, "--publish", "--json")

    [report] = json.loads(done.stdout)["files"]
    document = demo.get(f"/api/v1/procedures/{report['page']['slug']}/").json()
    assert [section["kind"] for section in document["sections"]] == ["what", "candidacy", "after"]
    assert document["contact"]["phone"]["number"] == "+13105550123"
    assert document["call_to_action"]["target"] is None


SHOULDER = """Find help near you

Our shoulder team sees people of every age. Call 310-555-0123 to ask us about a visit.

Stiff shoulders often loosen with exercise. When exercise is not enough, shoulder freeing may help.

What is shoulder freeing?

Shoulder freeing is a treatment in which a doctor moves your arm while you sleep.

Am I a candidate for shoulder freeing?

You may be a candidate if you have:

  • A shoulder that has been stiff for six months

What to expect after shoulder freeing?

You go home the same day. Move your arm every hour while you are awake.

Interested in shoulder freeing? Prepare for your first visit.
"""


def test_menus_alert_and_site_information_surround_pages_in_both_languages(documents):
    for locale in ("en", "es"):
        assert {menu["slug"] for menu in of(documents, "navigation", locale)} == {"main", "footer"}
        assert [alert["severity"] for alert in of(documents, "alerts", locale)] == ["information"]
        [information] = of(documents, "site", locale)
        assert information["emergency_number"] == "911"
        assert [language["locale"] for language in information["languages"]] == ["en", "es"]
        assert of(documents, "synonyms", locale)


def test_old_addresses_of_the_sample_lead_to_its_pages(demo, documents):
    paths = [redirect["path"] for redirect in of(documents, "redirects")]
    assert len(paths) >= 4
    for path in paths:
        assert demo.get("/api/v1/resolve/", params={"path": path}).json()["type"] == "redirect"
    assert len(of(documents, "picks")) == 2
