"""Bodies that another contract wrote are read, found and served; nothing that is worked out from them fails."""

import json
import re
import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection

from api.contract.blocks import CliniciansBlock
from api.contract.catalogue import CATALOGUE
from api.contract.documents import ProcedureDocument
from api.http.problems import NeverExisted
from api.log.bodies import read, read_edition
from api.models import Document, Edition
from api.representations.markdown_documents import can_be_markdown, document_as_markdown, sections_as_markdown
from api.representations.representation import Representation
from api.search.entries import search_fields
from api.text.walker import told_by
from api.views.sections import sections_of
from cms.admin.history.differences import compare
from cms.publishing.log.columns import columns_of
from cms.publishing.log.rebuilding import rebuild
from cms.publishing.log.search_index import said_in, terms_of
from tests import earlier, factories
from tests.filled import Filled
from tests.text.novelty import treatment

NOW = datetime(2026, 5, 3, tzinfo=UTC)
CHANGES = 60
"""Changed bodies of each type."""


def edition(kind, said):
    return Edition(
        number=7,
        type=kind.name,
        document_id=uuid.UUID(int=9),
        locale="en",
        slug="known",
        path="/known/",
        title="Known",
        published_at=NOW,
        first_published_at=NOW,
        body=json.dumps(said).encode(),
    )


@pytest.fixture(scope="module")
def bodies():
    return {
        name: json.loads(Filled().model(kind.document).model_dump_json(warnings=False))
        for name, kind in CATALOGUE.items()
    }


def with_pictures_as_they_were_called(said):
    """Those of clinicians were ``photo``."""
    if isinstance(said, list):
        return [with_pictures_as_they_were_called(each) for each in said]
    if not isinstance(said, dict):
        return said
    formerly = {"image": "photo"} if said.get("type") == "clinician" else {}
    return {formerly.get(name, name): with_pictures_as_they_were_called(value) for name, value in said.items()}


@pytest.mark.parametrize("name", CATALOGUE)
def test_whatever_was_changed_a_body_is_read(name, bodies):
    kind = CATALOGUE[name]
    for seed in range(CHANGES):
        said = earlier.changed(bodies[name], seed)
        stored = edition(kind, said)
        reading = read_edition(stored)

        columns = columns_of(kind, reading.document, stored)
        assert json.loads(columns["summary"])["slug"] == reading.document.slug
        fields = search_fields(reading.document, reading.words)
        if fields:
            assert fields.names[0] == reading.document.label
            assert fields.texts.keys() == {"a", "b", "c", "d"}
        assert all(words for _, words in terms_of(reading.document))
        assert said_in(fields, reading.document)
        if can_be_markdown(kind):
            assert document_as_markdown(*read(kind.document, bytes(stored.body))).startswith(b"# ")
        compare(bodies[name], said)


def test_whatever_was_changed_its_sections_are_answered(bodies):
    for seed in range(3 * CHANGES):
        document, said = read(ProcedureDocument, json.dumps(earlier.changed(bodies["procedure"], seed)).encode())
        for section in document.sections:
            for kind in filter(None, (section.kind, *section.also)):
                answer = sections_of(document, kind)
                assert sections_as_markdown(answer, said)
                assert json.loads(Representation().of_model(answer))["kind"] == kind
    with pytest.raises(NeverExisted):
        sections_of(document, "no such kind")


def test_a_body_of_today_is_its_model(bodies):
    document, said = read(ProcedureDocument, json.dumps(bodies["procedure"]).encode())

    assert said is None
    assert json.loads(document.model_dump_json()) == bodies["procedure"]


def test_what_is_as_it_was_is_read_as_today(bodies):
    whole = bodies["procedure"]
    changed = {name: value for name, value in whole.items() if name != "facts"} | {"audience": "adults"}
    document, said = read(ProcedureDocument, json.dumps(changed).encode())

    assert said == changed
    assert json.loads(document.model_dump_json()) == whole | {"facts": []}


def test_what_the_log_knows_stands_for_what_a_body_does_not_say(bodies):
    said = {"headline": "Known", "sections": []}

    document = read_edition(edition(CATALOGUE["procedure"], said)).document

    assert (document.title, document.slug, document.path) == ("Known", "known", "/known/")


def test_types_there_are_no_more_are_not_served():
    class Gone:
        name = "leaflet"

    assert read_edition(edition(Gone, {"type": "leaflet"})) is None


@pytest.fixture
def old_treatment(index):
    """A treatment whose edition has a member and a block kind that are gone, a card that says less than today's, and
    lacks what is required now."""
    page = factories.treatment(index, title="Kneeling")
    body = json.loads(bytes(Edition.objects.get(type="procedure", event="published").body))
    del body["facts"], body["keywords"]
    body["motto"] = "Slowly unfolding"
    body["sections"] = [
        {
            "id": str(uuid.UUID(int=1)),
            "kind": "risks",
            "also": ["what"],
            "heading": "What may go wrong",
            "anchor": "risks",
            "blocks": [
                {"type": "marquee", "id": str(uuid.UUID(int=2)), "scrolling": "Blinking lettering"},
                {
                    "type": "care_card",
                    "id": str(uuid.UUID(int=3)),
                    "title": "Bleeding heavily",
                    "signs": ["Soaked cloth"],
                },
            ],
            "subsections": [],
        }
    ]
    change_bodies({page.slug: body})
    rebuild()
    return page


def change_bodies(said):
    """As if another contract had written them: past the triggers of the log."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE api_edition DISABLE TRIGGER USER")
        for slug, body in said.items():
            cursor.execute("UPDATE api_edition SET body = %s WHERE slug = %s", [json.dumps(body).encode(), slug])
        cursor.execute("ALTER TABLE api_edition ENABLE TRIGGER USER")


def words(text):
    return set(re.findall(r"\w+", text))


def test_an_old_treatment_is_served_as_it_was(old_treatment, api):
    stored = bytes(Edition.objects.get(type="procedure").body)

    assert api(f"procedures/{old_treatment.slug}/").content == stored
    [listed] = api("procedures/").json()["results"]
    assert (listed["title"], listed["section_kinds"]) == ("Kneeling", ["risks", "what"])


def test_no_word_of_an_old_treatment_is_missing_from_its_markdown(old_treatment, api):
    text = api(f"procedures/{old_treatment.slug}/?format=markdown").content.decode()

    assert words(
        "Kneeling Slowly unfolding What may go wrong Blinking lettering Bleeding heavily Soaked cloth"
    ) <= words(text)
    assert "## What may go wrong" in text


def test_old_words_are_found(old_treatment, api):
    for query in ("unfolding", "lettering", "soaked"):
        assert [one["title"] for one in api(f"search/?q={query}").json()["results"]] == ["Kneeling"], query


def test_a_warning_of_another_contract_is_not_left_out_of_sections(old_treatment, api):
    answer = api(f"procedures/{old_treatment.slug}/sections/what/").json()
    text = api(f"procedures/{old_treatment.slug}/sections/what/?format=markdown").content.decode()

    assert [card["title"] for card in answer["care_cards"]] == ["Bleeding heavily"]
    assert answer["sections"][0]["blocks"][0]["scrolling"] == "Blinking lettering"
    assert words("Soaked cloth lettering") <= words(text)


def test_rebuilding_never_fails(site):
    factories.treatment(site.index)
    for seed in range(20):
        body = json.loads(bytes(Edition.objects.get(type="procedure").body))
        change_bodies({"kneeling": earlier.changed(body, seed)})

        rebuild()

        assert Document.objects.filter(type="procedure").count() == 1


def test_telling_of_a_changed_body_tells_what_is_unknown():
    assert [one.words for one in told_by({"type": "procedure", "id": "1", "unheard_of": {"said": "Something"}})] == [
        "Something"
    ]


def test_a_member_is_read_and_compared_by_the_name_it_had_in_an_earlier_contract(bodies):
    people = treatment(Filled().model(CliniciansBlock))
    for now in (bodies["clinician"], json.loads(people.model_dump_json(warnings=False))):
        before = with_pictures_as_they_were_called(now)

        assert "photo" in json.dumps(before)
        assert compare(before, now) == []
        assert [passage.words for passage in told_by(before)] == [passage.words for passage in told_by(now)]

    kind = CATALOGUE["clinician"]
    reading = read_edition(edition(kind, with_pictures_as_they_were_called(bodies["clinician"])))
    assert reading.document.image.alt == bodies["clinician"]["image"]["alt"]
    assert reading.document.image.alt.encode() in document_as_markdown(*reading)
