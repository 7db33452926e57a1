"""Every block has a form in Markdown in which no word of it is lost."""

from datetime import date, datetime
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin
from uuid import UUID

import pytest
from django.conf import settings
from pydantic import BaseModel, RootModel

from api.contract import blocks as shapes
from api.contract.catalogue import CATALOGUE
from api.contract.values import HtmlText, RichText
from api.representations.markdown_blocks import BLOCKS, Writer
from api.representations.markdown_documents import DOCUMENTS, document_as_markdown
from api.representations.words import ENGLISH, words_of

TYPES = get_args(shapes.AnyBlock)
VALUES = {
    "country": "US",
    "region": "US",
    "number": "+13105550142",
    "emergency_number": "911",
    "duration": "PT1H30M",
    "url": "https://a.example/word/",
    "path": "/word/",
    "digest": f"sha256-{'0' * 64}",
    "placeholder": "data:image/webp;base64,",
    "locale": "en",
    "languages": "en",
    "system": "cpt",
    "body_area": "knee",
    "minimum": "P1D",
    "maximum": "P2D",
}
NOT_READ = {
    "target",
    "poster",
    "photo",
    "condition",
    "srcset",
    "sizes",
    "oid",
    "slug",
    "anchor",
    "canonical",
    "seo",
    "breadcrumbs",
    "translations",
    "related",
    "credit",
    "keywords",
}
"""Names of members that say nothing to somebody who reads, or say again what is said elsewhere."""


class Filled:
    """An instance of a model of the contract in which every text is a word of its own."""

    def __init__(self, *, is_empty=False):
        self.words, self.is_empty, self.path = [], is_empty, []

    def word(self, name):
        word = f"word{len(self.words)}{name.replace('_', '')}"
        if not NOT_READ & {*self.path}:
            self.words.append(word)
        return word

    def member(self, annotation, name):
        self.path.append(name)
        value = self.value(annotation, name)
        self.path.pop()
        return value

    def model(self, kind):
        if issubclass(kind, RichText):
            return RichText(HtmlText(html=f"<p>{self.word('html')}</p>"))
        if issubclass(kind, RootModel):
            return kind(self.value(kind.model_fields["root"].annotation, "root"))
        fields = {name: field for name, field in kind.model_fields.items() if field.is_required()}
        return kind(**{name: self.member(field.rebuild_annotation(), name) for name, field in fields.items()})

    def value(self, annotation, name):
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.value(arguments[0], name)
        if origin in (Union, UnionType):
            return None if self.is_empty and NoneType in arguments else self.value(arguments[0], name)
        if origin is Literal:
            return VALUES[name] if VALUES.get(name) in arguments else arguments[0]
        if origin is list:
            return [self.value(arguments[0], name), self.value(arguments[0], name)]
        if issubclass(annotation, BaseModel):
            return self.model(annotation)
        if annotation is str:
            return VALUES.get(name) or self.word(name)
        return {bool: name != "decorative", int: 7, float: 0.5, date: date(2026, 5, 1), UUID: UUID(int=7)}.get(
            annotation, datetime.fromisoformat("2026-05-01T12:00:00Z")
        )


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_every_word_of_every_block_is_in_its_markdown(kind):
    filled = Filled()
    block = shapes.Block(filled.model(kind))

    text = Writer("en").block(block)

    assert [word for word in filled.words if word not in text] == []


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_block_without_what_may_be_left_out_leaves_no_gaps(kind):
    text = Writer("es").block(shapes.Block(Filled(is_empty=True).model(kind)))

    assert text
    assert "None" not in text
    assert "\n\n\n" not in text


def test_every_block_has_a_form():
    assert set(BLOCKS) == set(TYPES)


@pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.__name__)
def test_every_word_of_a_document_is_in_its_markdown(kind):
    filled = Filled()
    document = filled.model(kind)

    text = document_as_markdown(document).decode()

    assert [word for word in filled.words if word not in text] == []


def test_documents_that_are_text_have_a_form():
    readable = {kind.document for kind in CATALOGUE.values() if kind.name not in NOT_TEXT}

    assert set(DOCUMENTS) == readable


NOT_TEXT = {"menu", "alert", "site", "redirect", "synonyms", "pick"}


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

    assert Writer("en").block(shapes.Block(card)) == (
        "> **Emergency: Call 911 if you have**\n>\n> - chest pain\n> - trouble breathing\n>\n> **Call now.**\n>\n"
        "> Call [911](tel:911)"
    )


@pytest.mark.parametrize("locale", [code for code, _ in settings.LANGUAGES])
def test_every_language_of_the_site_has_every_word(locale):
    assert words_of(locale).keys() == ENGLISH.keys()
    assert locale == "en" or words_of(locale) is not ENGLISH
