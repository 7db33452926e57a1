"""A block with its contract alone is found, told in differences, drawn, and readable in every form."""

import json

import pytest

from api.representations.markdown_documents import document_as_markdown
from api.representations.rich_text import with_rich_text
from api.search.entries import search_fields
from cms.admin.history.differences import compare
from cms.templatetags.cms_preview import contract_block
from tests.text.novelty import paragraph, rich, tip, treatment


def body(document):
    return json.loads(document.model_dump_json(warnings=False))


def test_its_words_are_searched_but_not_those_of_what_it_shows():
    [excerpt] = [one for one in search_fields(treatment(tip())).excerpts if one.anchor]

    assert excerpt.heading == "How do I prepare?"
    assert excerpt.text == (
        "Loose clothes · Wear an anorak. Zipped Warm · Shivering fits · Goose bumps · Grandmother · Knits mittens. · "
        "Mending"
    )


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({"headline": "Warm clothes"}, ("headline", "Warm")),
        ({"body": rich("<p>Wear a parka.</p><ul><li>Zipped</li><li>Warm</li></ul>")}, ("body", "a parka.")),
        ({"signs": ["Shivering fits", "Frost bite"]}, ("signs", "Frost bite")),
        ({"rate": "13 a day"}, ("rate", "13")),
        ({"website": "https://closet.example/"}, ("website", "https://closet.example/")),
        ({"audience": "patient"}, ("audience", "patient")),
        ({"is_urgent": False}, ("is urgent", "no")),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_changed_in_it_is_told(members, told):
    [change] = compare(body(treatment(tip())), body(treatment(tip(**members))))

    assert change.place == ("How do I prepare?", "tip", told[0])
    assert told[1] in [piece.text for piece in change.pieces if piece.kind == "added"]


def test_it_is_markdown_in_which_no_word_is_lost():
    text = document_as_markdown(treatment(paragraph("<p>Before.</p>"), tip(), paragraph("<p>After.</p>"))).decode()

    start, end = text.index("Before."), text.index("After.")
    drawn = text[start:end]
    for expected in (
        "**Audience**: whole family",
        "**Loose clothes**",
        "Wear an anorak.\n\n- Zipped\n- Warm",
        "- Shivering fits\n- Goose bumps",
        "- **Grandmother**\n\n  Knits mittens.",
        "![A woollen scarf](/media/scarf.jpg)",
        "**Wardrobe desk**",
        "[Mending](",
        "[310-555-0177](tel:+13105550177)",
        "**Website**: [https://wardrobe.example/](https://wardrobe.example/)",
        "**Takes**: 2 hours",
        "**Rate**: 12 a day",
        "**Is urgent**: yes",
    ):
        assert expected in drawn
    assert "b-00-zz" not in drawn
    assert "\n\n\n" not in drawn


def test_it_is_markdown_where_nobody_has_written_the_words_of_a_language():
    document = treatment(tip()).model_copy(update={"locale": "fr"})

    assert "**Loose clothes**" in document_as_markdown(document).decode()


@pytest.mark.parametrize(
    ("form", "member"), [("text", "text"), ("markdown", "markdown"), ("portable-text", "portable_text")]
)
def test_its_rich_text_has_every_form(form, member):
    [block] = with_rich_text(body(treatment(tip())), form)["sections"][0]["blocks"]

    assert "Wear an anorak." in json.dumps(block["body"][member])
    assert "Knits mittens." in json.dumps(block["advice"][0]["text"][member])


def test_its_preview_shows_its_words():
    html = contract_block(tip())

    for expected in ("<h3>Loose clothes</h3>", "<p>Wear an anorak.</p>", "Shivering fits", 'alt="A woollen scarf"'):
        assert expected in html
    assert "TipBlock" not in html
