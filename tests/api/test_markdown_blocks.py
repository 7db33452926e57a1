"""Every block has a form in Markdown in which no word of it is lost."""

from typing import get_args
from uuid import UUID

import pytest
from django.conf import settings

from api.contract import blocks as shapes
from api.contract.catalogue import CATALOGUE
from api.contract.values import Phone
from api.representations.markdown_blocks import block_as_markdown
from api.representations.markdown_by_role import by_role
from api.representations.markdown_documents import DOCUMENTS, document_as_markdown
from api.representations.markdown_values import Writer
from api.representations.words import ENGLISH, words_of
from tests.filled import Filled

TYPES = get_args(shapes.AnyBlock)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_every_word_of_every_block_is_in_its_markdown(kind):
    filled = Filled()
    block = shapes.Block(filled.model(kind))

    text = block_as_markdown(Writer("en"), block)

    assert [word for word in filled.words if word not in text] == []


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_block_without_what_may_be_left_out_leaves_no_gaps(kind):
    text = block_as_markdown(Writer("es"), shapes.Block(Filled(is_empty=True).model(kind)))

    assert text
    assert "None" not in text
    assert "\n\n\n" not in text


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_no_word_is_lost_where_a_block_has_no_form_of_its_own(kind):
    filled = Filled()
    block = filled.model(kind)

    text = by_role(Writer("en"), block)

    assert [word for word in filled.words if word not in text] == []
    assert "\n\n\n" not in text
    assert "None" not in text


def test_extension_stands_apart_from_the_number_and_is_dialled():
    phone = Phone(number="+18008573384", display="(800) 857-3384", extension="45543")

    assert Writer("en").phone(phone) == "[(800) 857-3384](tel:+18008573384;ext=45543) ext. 45543"


@pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.__name__)
def test_every_word_of_a_document_is_in_its_markdown(kind):
    filled = Filled()
    document = filled.model(kind)

    text = document_as_markdown(document).decode()

    assert [word for word in filled.words if word not in text] == []


def test_documents_that_are_text_have_a_form():
    readable = {kind.document for kind in CATALOGUE.values() if kind.name not in NOT_TEXT}

    assert set(DOCUMENTS) == readable


NOT_TEXT = {"menu", "alert", "site", "redirect", "synonyms", "pick", "urgent"}


def test_emergencies_are_told_in_full():
    card = shapes.CareCardBlock(
        id=UUID(int=1),
        level="emergency",
        region="US",
        title="Call 911 if you have",
        when=["chest pain", "trouble breathing"],
        action="Call now.",
        emergency_number="911",
        phone=None,
    )

    assert block_as_markdown(Writer("en"), shapes.Block(card)) == (
        "> **Emergency: Call 911 if you have**\n>\n> - chest pain\n> - trouble breathing\n>\n> **Call now.**\n>\n"
        "> Call [911](tel:911)"
    )


@pytest.mark.parametrize("locale", [code for code, _ in settings.LANGUAGES])
def test_every_language_of_the_site_has_every_word(locale):
    assert words_of(locale).keys() == ENGLISH.keys()
    assert locale == "en" or words_of(locale) is not ENGLISH
