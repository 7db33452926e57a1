"""The walker: every word of a document, once, in page order, each knowing where it stands."""

import json
from uuid import UUID

import pytest

from api.contract.blocks import Subsection
from api.contract.catalogue import CATALOGUE
from api.text.walker import passages_of, told_by
from tests.filled import Filled
from tests.text.novelty import paragraph, rich, tip, treatment
from tests.text.older import OLD, texts_in

DOCUMENTS = [kind.document for kind in CATALOGUE.values()]


def told(document):
    return [(passage.path, passage.role, passage.words) for passage in passages_of(document)]


def stored(document):
    return json.loads(document.model_dump_json(warnings=False))


@pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.__name__)
def test_a_document_its_content_and_its_json_say_the_same(kind):
    document = Filled().model(kind)
    content = next(each.content for each in CATALOGUE.values() if each.document is kind)
    without_stamp = content.model_construct(**{name: getattr(document, name) for name in content.model_fields})

    assert told(document) == told(stored(document)) == told(without_stamp)
    assert {role for _, role, _ in told(document)} <= {passage.role for passage in told_by(document)}
    assert "unknown" not in {passage.role for passage in told_by(stored(document))}


def test_members_come_in_the_order_of_the_page():
    document = Filled().model(CATALOGUE["procedure"].document)

    assert list(dict.fromkeys(passage.path[0] for passage in passages_of(document))) == [
        *("title", "alternative_names", "summary", "image", "facts", "sections", "contact", "call_to_action", "review"),
        *("keywords", "body_area", "specialties", "conditions", "breadcrumbs", "seo"),
    ]


def test_blocks_of_a_section_come_before_its_subsections():
    document = treatment(paragraph("<p>First.</p>"))
    below = Subsection(id=UUID(int=21), heading="Below", anchor="below", blocks=[])
    section = document.sections[0].model_copy(update={"subsections": [below]})

    inside = [one.words for one in passages_of(document.model_copy(update={"sections": [section]})) if one.section]

    assert inside == ["How do I prepare?", "First.", "Below"]


def test_a_passage_knows_where_it_stands():
    passages = {one.words: one for one in passages_of(treatment(paragraph("<p>First.</p>"), tip()))}
    knitting = passages["Knits mittens."]

    assert knitting.path == ("sections", 0, "blocks", 1, "advice", 0, "text")
    assert (knitting.role, knitting.whose, knitting.language) == ("prose", "own", "en")
    assert (knitting.section.kind, knitting.section.also, knitting.part.anchor) == ("prepare", ("during",), "prepare")
    assert (knitting.block_type, knitting.block_id) == ("tip", str(UUID(int=30)))
    assert knitting.id == str(UUID(int=31))
    assert passages["How do I prepare?"].id == str(UUID(int=20))
    assert not passages["How do I prepare?"].block_id


@pytest.mark.parametrize(
    ("words", "whose"),
    [("Shivering fits", "own"), ("Mending", "named"), ("Wardrobe desk", "shown"), ("A woollen scarf", "shown")],
)
def test_a_passage_knows_whose_words_it_holds(words, whose):
    passages = {one.words: one for one in passages_of(treatment(tip()))}

    assert passages[words].whose == whose


def test_rich_text_is_one_passage_with_its_structure():
    html = (
        '<h4>Pack</h4><p>See <a href="/bags/">bags</a>.</p>'
        "<ol><li>Shoes</li><li>Socks<ul><li>Warm ones</li></ul></li><li>Hat &amp; coat</li></ol>"
    )
    [passage] = [one for one in passages_of(treatment(paragraph(html))) if one.block_type == "rich_text"]

    assert passage.words == "Pack See bags. Shoes Socks Warm ones Hat & coat"
    assert [(one.style, one.list_item, one.level, one.number, one.text) for one in passage.paragraphs] == [
        ("h4", None, 0, 0, "Pack"),
        ("normal", None, 0, 0, "See bags."),
        ("normal", "number", 1, 1, "Shoes"),
        ("normal", "number", 1, 2, "Socks"),
        ("normal", "bullet", 2, 1, "Warm ones"),
        ("normal", "number", 1, 3, "Hat & coat"),
    ]
    assert [link.href for one in passage.paragraphs for link in one.links] == ["/bags/"]


def test_other_forms_of_rich_text_say_the_same():
    document = stored(treatment(paragraph("<p>First.</p>")))
    block = document["sections"][0]["blocks"][0]
    forms = [
        {"format": "markdown", "markdown": "First."},
        {"format": "text", "text": "First."},
        {"format": "portable-text", "portable_text": [{"_type": "block", "children": [{"text": "First."}]}]},
    ]

    for block["text"] in forms:
        [passage] = [one for one in passages_of(document) if one.block_type == "rich_text"]
        assert (passage.role, passage.words) == ("prose", "First.")


def test_a_block_can_be_read_alone():
    assert ("body",) in [passage.path for passage in passages_of(tip(body=rich("<p>Alone.</p>")))]


def test_an_edition_of_an_older_contract_is_told_whole():
    assert sorted(passage.words for passage in told_by(OLD)) == sorted(texts_in(OLD))

    passages = {passage.words: passage for passage in passages_of(OLD)}
    assert passages["Level two"].role == "unknown"
    assert passages["Blinking text"].block_type == "marquee"
    assert passages["Blinking text"].section.heading == "What is it?"
    assert passages["Plain strings then"].block_type == "criteria"


def test_a_document_of_a_type_that_is_no_more_is_told_whole():
    gone = OLD | {"type": "leaflet"}

    assert {one.words for one in passages_of(OLD)} <= {one.words for one in passages_of(gone)}
    assert next(one for one in passages_of(gone) if one.words == "Blinking text").block_type == "marquee"
