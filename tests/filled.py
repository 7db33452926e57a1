"""Instances of any model of the contract, with every member filled."""

from datetime import date, datetime
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel, RootModel

from api.contract.roles import Repeated
from api.contract.values import HtmlText, RichText

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
    "source_locale": "en",
    "languages": "en",
    "system": "cpt",
    "body_area": "knee",
    "minimum": "P1D",
    "maximum": "P2D",
}
REPEATED = "said elsewhere"
NOT_READ = {
    REPEATED,
    "target",
    "poster",
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
    "translation",
    "related",
    "credit",
    "keywords",
}
"""Names of members that say nothing to somebody who reads, or say again what is said elsewhere."""
PORTRAIT = {"clinicians", "image"}
"""Of people in a list: their names are said."""


class Filled:
    """An instance of a model of the contract in which every text is a word of its own."""

    def __init__(self, *, is_empty=False):
        self.words, self.is_empty, self.path = [], is_empty, []

    def word(self, name):
        word = f"word{len(self.words)}{name.replace('_', '')}"
        if not NOT_READ & {*self.path} and not {*self.path} >= PORTRAIT:
            self.words.append(word)
        return word

    def member(self, field, name):
        is_repeated = any(isinstance(mark, Repeated) for mark in field.metadata)
        self.path.append(REPEATED if is_repeated else name)
        value = self.value(field.rebuild_annotation(), name)
        self.path.pop()
        return value

    def model(self, kind):
        if issubclass(kind, RichText):
            return RichText(HtmlText(html=f"<p>{self.word('html')}</p>"))
        if issubclass(kind, RootModel):
            return kind(self.value(kind.model_fields["root"].annotation, "root"))
        fields = {name: field for name, field in kind.model_fields.items() if field.is_required()}
        return kind(**{name: self.member(field, name) for name, field in fields.items()})

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
        return {
            bool: name != "decorative",
            int: 7,
            float: 0.5,
            date: date(2026, 5, 1),
            UUID: UUID(int=7, version=4),
        }.get(annotation, datetime.fromisoformat("2026-05-01T12:00:00Z"))
