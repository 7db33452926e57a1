"""Other forms of a document: chosen members, other forms of rich text, Markdown; each with a validator of its own."""

import pytest

from api.contract.documents import ProcedureDocument
from procedures.models import ProcedurePage
from tests import factories
from tests.api import appending
from tests.copies import once

FORMS = [
    "",
    "fields=title",
    "rich_text=portable-text",
    "rich_text=markdown",
    "rich_text=text",
    "format=markdown",
    "fields=sections(blocks)&rich_text=text",
]


@pytest.fixture
def treatment(index):
    """A page with a link in its text, and shared content."""

    def make():
        first = factories.treatment(index, slug="bending", title="Bending")
        linked = factories.text(f'Read <a linktype="page" id="{first.pk}">about <b>bending</b></a>.')
        factories.treatment(
            index,
            summary="Slowly.",
            contact=factories.contact(text="<p>We <i>answer</i>.</p>"),
            sections=[
                factories.section("what", "What is it?", linked),
                factories.section("risks", "Risks", factories.text("Few.")),
            ],
        )

    once("linked", make)
    return ProcedurePage.objects.get(slug="kneeling")


def first_text(response):
    return response.json()["sections"][0]["blocks"][0]["text"]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_takes_one_query_and_so_does_its_304(treatment, api, django_assert_num_queries, form):
    with django_assert_num_queries(1):
        first = api(f"procedures/kneeling/?{form}")
    with django_assert_num_queries(1):
        second = api(f"procedures/kneeling/?{form}", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, second.status_code) == (200, 304)
    for name in ("ETag", "Cache-Control", "Vary"):
        assert second.headers.get(name) == first.headers.get(name)


def test_every_form_has_a_validator_of_its_own(treatment, api):
    tags = [api(f"procedures/kneeling/?{form}").headers["ETag"] for form in FORMS]

    assert len(set(tags)) == len(FORMS)
    for form in FORMS:
        others = ", ".join(tag for tag, other in zip(tags, FORMS, strict=True) if other != form)
        assert api(f"procedures/kneeling/?{form}", headers={"If-None-Match": others}).status_code == 200


def test_order_and_spaces_of_chosen_fields_make_no_other_representation(treatment, api):
    one = api("procedures/kneeling/?fields=title,sections(kind,heading)")
    other = api("procedures/kneeling/", data={"fields": " sections( heading , kind ), title"})

    assert one.headers["ETag"] == other.headers["ETag"]
    assert one.content == other.content


def test_members_are_chosen_at_any_depth_and_the_rest_is_left_out(treatment, api):
    response = api("procedures/kneeling/?fields=title,sections(kind,blocks(text(html))),seo(title)")

    document = response.json()
    assert response.headers["Content-Type"] == "application/vnd.hospital-content.partial+json"
    assert list(document) == ["type", "id", "title", "sections", "seo"]
    assert document["seo"] == {"title": "Kneeling"}
    section = document["sections"][1]
    assert list(section) == ["id", "kind", "blocks"]
    assert section["blocks"][0] == {
        "type": "rich_text",
        "id": section["blocks"][0]["id"],
        "text": {"format": "html", "html": "<p>Few.</p>"},
    }


def test_member_that_one_kind_of_block_has_may_be_chosen(treatment, api):
    response = api("procedures/kneeling/?fields=sections(blocks(level,when,text))")

    assert response.status_code == 200
    assert set(response.json()["sections"][0]["blocks"][0]) == {"type", "id", "text"}


@pytest.mark.parametrize(
    ("fields", "detail", "some_allowed"),
    [
        ("titel", "There is no member 'titel'.", "title"),
        ("sections(kind,blocks(txt))", "There is no member 'txt' in sections.blocks.", "text"),
        ("title(x)", "'title' has no members: write it without brackets.", "title"),
        ("", "A name is missing.", None),
        ("title,", "A name is missing.", None),
        ("sections(kind", "A closing bracket is missing after “sections(”.", None),
        ("title)", "“)” is one too many.", None),
        ("title;id", "“;” at position 6 is not allowed.", None),
        pytest.param("a(" * 3000, "Longer than 4000 characters.", None, id="long"),
        pytest.param("a(" * 1900, "Brackets go deeper than 16 levels", None, id="deep"),
    ],
)
def test_wrong_fields_are_named_with_what_is_allowed_there(treatment, api, fields, detail, some_allowed):
    response = api("procedures/kneeling/", data={"fields": fields})

    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert error["parameter"] == "fields"
    assert error["detail"].startswith(detail)
    assert some_allowed is None or some_allowed in error["allowed"]


def test_fields_choose_members_of_what_a_list_shows(treatment, api):
    answer = api("procedures/?fields=title,review(last_reviewed)&limit=1").json()

    assert set(answer) == {"count", "next", "previous", "results", "codes_understood"}
    [summary] = answer["results"]
    assert summary == {"type": "procedure", "id": summary["id"], "title": "Bending", "review": {"last_reviewed": None}}
    assert api("procedures/?fields=nothing").status_code == 400


def test_counts_can_be_chosen_in_vocabularies(index, api):
    factories.treatment(index, specialties=[factories.specialty()])

    [specialty] = api("specialties/?fields=name,procedure_count").json()["results"]

    assert specialty == {"type": "specialty", "id": specialty["id"], "name": "Joints", "procedure_count": 1}


def test_rich_text_in_every_form_keeps_its_link(treatment, api):
    linked = ProcedureDocument.model_validate_json(api("procedures/bending/").content)

    assert first_text(api("procedures/kneeling/")) == {
        "format": "html",
        "html": f'<p>Read <a data-id="{linked.id}" data-type="procedure" href="/treatments/bending/">'
        "about <strong>bending</strong></a>.</p>",
    }
    [block] = first_text(api("procedures/kneeling/?rich_text=portable-text"))["portable_text"]
    [link] = block["markDefs"]
    assert link["href"] == "/treatments/bending/"
    assert link["document"] == {"type": "procedure", "id": str(linked.id)}
    assert first_text(api("procedures/kneeling/?rich_text=markdown")) == {
        "format": "markdown",
        "markdown": "Read [about **bending**](/treatments/bending/).",
    }
    assert first_text(api("procedures/kneeling/?rich_text=text")) == {
        "format": "text",
        "text": "Read about bending (/treatments/bending/).",
    }


@pytest.mark.parametrize("form", ["html", "portable-text", "markdown", "text"])
def test_document_in_every_form_fits_the_contract(treatment, api, form):
    document = ProcedureDocument.model_validate_json(api(f"procedures/kneeling/?rich_text={form}").content)

    assert document.contact.text.root.format == form
    assert document.sections[0].blocks[0].root.text.root.format == form


def test_whole_document_as_markdown(treatment, api):
    response = api("procedures/kneeling/?format=markdown")

    assert response.headers["Content-Type"] == "text/markdown; charset=utf-8"
    text = response.content.decode()
    assert text.startswith(
        "# Kneeling\n\nSlowly.\n\n## What is it?\n\n"
        "Read [about **bending**](http://hospital.example/treatments/bending/).\n\n## Risks\n\nFew.\n\n## Contact\n\n"
        "**Call us**\n\nWe _answer_."
    )
    assert "[http://hospital.example/treatments/kneeling/](http://hospital.example/treatments/kneeling/)" in text


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("text/markdown", "text/markdown; charset=utf-8"),
        ("text/markdown;q=0.5, application/json", "application/json"),
        ("text/*", "text/markdown; charset=utf-8"),
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
    ],
)
def test_form_is_negotiated_and_the_answer_says_that_it_varies(treatment, api, accept, content_type):
    response = api("procedures/kneeling/", headers={"Accept": accept})

    assert response.headers["Content-Type"] == content_type
    assert "Accept" in response.headers["Vary"].split(", ")


def test_parameter_goes_before_the_header_and_then_nothing_varies(treatment, api):
    response = api("procedures/kneeling/?format=json", headers={"Accept": "text/markdown"})

    assert response.headers["Content-Type"] == "application/json"
    assert "Accept" not in response.headers.get("Vary", "").split(", ")


def test_what_is_not_there_is_refused(treatment, api):
    unknown = api("procedures/kneeling/?format=jsonld")
    unacceptable = api("procedures/kneeling/", headers={"Accept": "application/ld+json"})

    assert (unknown.status_code, unknown.json()["errors"][0]["allowed"]) == (400, ["json", "markdown"])
    assert unacceptable.status_code == 406
    assert unacceptable.headers["Content-Type"] == "application/problem+json"
    assert "application/json, text/markdown" in unacceptable.json()["detail"]


def test_new_edition_is_seen_in_every_form(treatment, api):
    before = {form: api(f"procedures/kneeling/?{form}").content for form in FORMS}
    treatment.title = "Kneeling slowly"
    treatment.save_revision().publish()

    after = {form: api(f"procedures/kneeling/?{form}").content for form in FORMS}

    assert [form for form in FORMS if after[form] == before[form]] == ["fields=sections(blocks)&rich_text=text"]


def test_list_in_another_form(index, api):
    factories.treatment(
        index, specialties=[factories.specialty(contact=factories.contact(text="<p>We <b>help</b>.</p>"))]
    )

    [specialty] = api("specialties/?rich_text=markdown").json()["results"]

    assert specialty["contact"]["text"] == {"format": "markdown", "markdown": "We **help**."}


@pytest.mark.django_db
def test_type_without_markdown_says_so(api):
    appending.publish(appending.specialty())

    assert api("specialties/joints/?format=markdown").content.decode().startswith("# Joints\n")
    assert api("navigation/main/?format=markdown").json()["errors"][0]["allowed"] == ["json"]
