"""A whole site in a few requests: documents in the feed, what a change affects, a page about a specialty at once."""

import json

import pytest

from api.contract.changes import ChangeList
from api.contract.lists import OVERVIEWS
from api.models import Document
from api.views import changes as feed
from procedures.models import Clinician, Condition, Location, ProcedurePage, Specialty
from tests import factories, queue
from tests.api.appending import procedure, publish, recall, withdraw
from tests.copies import once

pytestmark = pytest.mark.django_db


def read_all(client, query):
    pages, address = [], f"/api/v1/changes/?{query}"
    while True:
        pages.append(client.get(address).json())
        if not pages[-1]["more"]:
            return pages
        address = pages[-1]["next"].removeprefix("http://testserver")


def test_feed_brings_each_live_document_as_its_address_has_it(index, client):
    factories.treatment(index)

    answer = client.get("/api/v1/changes/?include=document")

    ChangeList.model_validate_json(answer.content)
    results = answer.json()["results"]
    assert len(results) == 3
    assert all(change["document"] == client.get(change["href"]).json() for change in results)


def test_documents_of_a_page_of_the_feed_are_bounded_and_none_is_missed(site, client, monkeypatch):
    for number in range(7):
        publish(procedure(f"p{number}", summary="x" * 600))
    monkeypatch.setattr(feed, "ROOM", 2500)

    pages = read_all(client, "since=0&include=document&type=procedure")

    found = [change["document"]["slug"] for page in pages for change in page["results"]]
    assert sorted(found) == [f"p{number}" for number in range(7)]
    assert len(pages) > 2
    assert "include=document" in pages[0]["next"]


def test_document_larger_than_the_room_comes_alone(site, client, monkeypatch):
    publish(procedure("one"))
    publish(procedure("two"))
    monkeypatch.setattr(feed, "ROOM", 1)

    pages = read_all(client, "since=0&include=document&type=procedure")

    assert [len(page["results"]) for page in pages] == [1, 1]


@pytest.mark.parametrize("taken_away", [withdraw, recall])
def test_what_is_taken_back_is_not_handed_out_by_the_feed(site, client, taken_away):
    content = procedure()
    before = publish(content).number - 1
    taken_away(content)

    published, withdrawn = client.get(f"/api/v1/changes/?since={before}&include=document").json()["results"]

    assert published["document"] is None
    assert "document" not in withdrawn


def test_what_says_something_else_by_now_comes_with_the_later_change(site, client):
    content = procedure()
    before = publish(content).number - 1
    publish(content.model_copy(update={"title": "Later"}))

    first, second = client.get(f"/api/v1/changes/?since={before}&include=document").json()["results"]

    assert first["document"] is None
    assert second["document"]["title"] == "Later"


def test_feed_takes_members_that_are_chosen(site, client):
    publish(procedure())

    answer = client.get("/api/v1/changes/?fields=number,digest,document(title)&include=document&type=procedure")

    [change] = answer.json()["results"]
    assert change.keys() == {"number", "type", "id", "digest", "document"}
    assert change["document"].keys() == {"type", "id", "title"}
    assert answer["Content-Type"].startswith("application/vnd.hospital-content.partial+json")
    assert "fields=" in answer.json()["next"]


@pytest.mark.parametrize(
    "path", ["changes/?fields=colour", "search/?q=knee&fields=colour", "suggest/?q=k&fields=colour"]
)
def test_member_that_is_not_there_is_refused_with_those_that_are(site, api, path):
    [error] = api(path).json()["errors"]

    assert error["parameter"] == "fields"
    assert {"type", "id", "slug"} <= set(error["allowed"])


@pytest.mark.parametrize("path", ["search/?q=kneeling", "suggest/?q=kneel"])
def test_results_have_the_members_that_were_chosen(site, api, path):
    publish(procedure())

    [result] = api(f"{path}&fields=title").json()["results"]

    assert result.keys() == {"type", "id", "title"}


@pytest.fixture
def shared(index):
    """Six treatments, four of which show one contact line."""
    line = factories.contact()
    for number in range(6):
        factories.treatment(index, slug=f"t{number}", title=f"T {number}", contact=line if number < 4 else None)
    return line


def test_edit_of_a_contact_line_leads_to_exactly_the_pages_that_show_it(shared, client):
    token = client.get("/api/v1/changes/?limit=1000").json()["token"]

    shared.phone = "310-555-0199"
    shared.save()
    queue.drain()

    page = client.get(f"/api/v1/changes/?since={token}&include=document&include=affects").json()
    assert sorted(change["slug"] for change in page["results"]) == ["t0", "t1", "t2", "t3"]
    assert {change["document"]["contact"]["phone"]["number"] for change in page["results"]} == {"+13105550199"}
    assert page["affects"] == []


def test_feed_names_what_shows_the_changed_document_and_says_what_it_said(index, client):
    joints = factories.specialty(description="<p>Old.</p>")
    joints.save_revision().publish()
    factories.treatment(index, slug="with", specialties=[joints])
    factories.treatment(index, slug="without")
    token = client.get("/api/v1/changes/?limit=1000").json()["token"]

    joints.description = "<p>New.</p>"
    joints.save_revision().publish()
    queue.drain()

    page = client.get(f"/api/v1/changes/?since={token}&include=affects").json()
    assert [change["slug"] for change in page["results"]] == ["joints"]
    assert [affected["slug"] for affected in page["affects"]] == ["with"]


def test_nothing_is_affected_where_nobody_asks_and_while_all_is_read(index, client):
    factories.treatment(index)

    assert client.get("/api/v1/changes/?since=0").json()["affects"] is None
    assert client.get("/api/v1/changes/?since=0&include=affects").json()["affects"] == []


def test_caches_are_not_told_which_row_a_document_is_made_from(index, api):
    factories.treatment(index)

    assert any(key.startswith("own:page:") for key in Document.objects.get(slug="kneeling").dependencies)
    assert "own:" not in api("procedures/kneeling/")["Surrogate-Key"]


def test_several_documents_are_asked_for_by_their_ids(site, api):
    one, two, three = (procedure(slug) for slug in ("one", "two", "three"))
    for content in (one, two, three):
        publish(content)

    assert [each["slug"] for each in api(f"procedures/?ids={one.id},{three.id}").json()["results"]] == ["one", "three"]
    assert api("procedures/?ids=one,two").json()["errors"][0]["parameter"] == "ids"
    assert api(f"procedures/?ids={','.join([str(one.id)] * 101)}").json()["errors"][0]["parameter"] == "ids"


def test_list_has_members_of_whole_documents_where_they_are_chosen(index, api):
    factories.treatment(index)

    [listed] = api("procedures/?fields=title,section_kinds,sections(heading)").json()["results"]

    assert listed.keys() == {"type", "id", "title", "section_kinds", "sections"}
    assert [each["heading"] for each in listed["sections"]] == ["What is it?"]
    assert listed["section_kinds"] == ["what"]


def test_vocabulary_list_has_its_count_beside_members_of_documents(index, api):
    condition = Condition.objects.create(name="Stiffness", lay_names="Stiff", locale=index.locale)
    condition.save_revision().publish()
    factories.treatment(index, conditions=[condition])

    [listed] = api("conditions/?fields=description,procedure_count").json()["results"]

    assert listed == {
        "type": "condition",
        "id": str(condition.translation_key),
        "description": None,
        "procedure_count": 1,
    }


@pytest.fixture
def hospital(index):
    """Two specialties, each with a condition, a clinician and a place of its own."""
    once("two_specialties", lambda: make_hospital(index))
    return {each.name: each for each in Specialty.objects.all()}


def make_hospital(index):
    for name in ("Joints", "Heart"):
        one = factories.specialty(name)
        place = Location.objects.create(name=f"{name} house", street="1 Road", city="Larkmoor", locale=index.locale)
        condition = Condition.objects.create(name=f"{name} trouble", locale=index.locale)
        person = Clinician(name=f"Dr {name}", locale=index.locale)
        person.specialties, person.locations = [one], [place]
        for each in (one, place, condition, person):
            each.save_revision().publish() if each.pk else each.save()
        if not person.live:
            person.save_revision().publish()
        factories.treatment(
            index, slug=f"{name}-repair".lower(), title=f"{name} repair", specialties=[one], conditions=[condition]
        )


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("conditions/?specialty=joints", ["Joints trouble"]),
        ("conditions/?specialty=joints&specialty=heart", ["Heart trouble", "Joints trouble"]),
        ("conditions/?specialty=joints&body_area=knee", []),
        ("specialties/?condition=heart-trouble", ["Heart"]),
        ("locations/?specialty=joints", ["Joints house"]),
        ("clinicians/?specialty=heart", ["Dr Heart"]),
    ],
)
def test_vocabularies_are_narrowed_by_what_names_them(hospital, api, path, expected):
    assert [each["name"] for each in api(path).json()["results"]] == expected


def test_page_about_a_specialty_takes_one_request(hospital, api, client):
    answer = api("specialties/joints/overview/")

    overview = answer.json()
    OVERVIEWS["specialty"].model_validate_json(answer.content)
    assert overview["document"] == api("specialties/joints/").json()
    assert [each["title"] for each in overview["procedures"]["results"]] == ["Joints repair"]
    counts = {name: each["count"] for name, each in overview.items() if name != "document"}
    assert counts == {"procedures": 1, "conditions": 1, "clinicians": 1, "locations": 1}
    assert "list:procedure:en" in answer["Surrogate-Key"].split()
    assert api("specialties/joints/overview/", headers={"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("conditions/joints-trouble", "condition"),
        ("clinicians/dr-heart", "clinician"),
        ("locations/heart-house", "location"),
    ],
)
def test_every_vocabulary_has_an_overview(hospital, api, path, kind):
    OVERVIEWS[kind].model_validate_json(api(f"{path}/overview/").content)


def test_overview_follows_what_is_published(hospital, index, api):
    before = api("specialties/joints/overview/")
    ProcedurePage.objects.get(slug="joints-repair").unpublish()

    after = api("specialties/joints/overview/", headers={"If-None-Match": before["ETag"]})

    assert after.json()["procedures"]["count"] == 0


def test_overview_of_what_never_was_or_is_withdrawn_says_so(hospital, api):
    hospital["Joints"].unpublish()

    assert api("specialties/joints/overview/").status_code == 410
    assert api("specialties/none/overview/").status_code == 404


def test_overview_leaves_out_what_is_not_chosen(hospital, api):
    overview = api("specialties/joints/overview/?fields=document(slug),procedures(count)").json()

    assert overview["procedures"] == {"count": 1}
    assert json.dumps(overview).count("repair") == 0
