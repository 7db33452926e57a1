"""``manage.py check`` refuses a member of the contract that may hold words and does not say which."""

from enum import StrEnum
from typing import Annotated, Any, Literal, NewType
from uuid import UUID

import pytest
from pydantic import BaseModel, Field, RootModel, StringConstraints, create_model
from typing_extensions import TypeAliasType

from api.contract.base import ContractModel, Duration, LanguageTag, Opaque, Slug, Text, Url
from api.contract.roles import Repeated, Token, Value, Words
from api.contract.values import HtmlText, RichText
from api.text.members import unmarked_members
from cms.checks import check_contracts, check_words, contract_models
from cms.streamfield.blocks import ContractBlock


class Sign(str):
    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        return handler(str)


class Colour(StrEnum):
    RED = "red"


class Wrapped(RootModel[list[Text]]):
    pass


class Marked(RootModel[list[Annotated[Text, Words("item")]]]):
    pass


Surname = NewType("Surname", str)
Sentence = TypeAliasType("Sentence", str)

SILENT = {
    "text": str,
    "constrained text": Text,
    "text or nothing": str | None,
    "texts": list[str],
    "table": list[list[str]],
    "by name": dict[str, str],
    "pattern": Annotated[str, StringConstraints(pattern="^[a-z]+$")],
    "subclass": Sign,
    "new type": Surname,
    "alias": Sentence,
    "rich text": RichText,
    "rich text as HTML": HtmlText,
    "rich text or nothing": RichText | None,
    "rich texts": Annotated[list[RichText], Field(min_length=1)],
    "one of two": int | str,
    "tuple": tuple[str, ...],
    "root": Wrapped,
    "anything": Any,
    "any list": list,
    "any object": dict,
}
TELLING = {
    "title": Annotated[Text, Words("title")],
    "text or nothing": Annotated[str | None, Words("note")],
    "inside": Annotated[Text, Words("note")] | None,
    "items": list[Annotated[Text, Words("item")]],
    "table": Annotated[list[list[str]], Words("item")],
    "rich text": Annotated[RichText, Words("prose")],
    "root": Marked,
    "by name": dict[str, Annotated[str, Words("item")]],
    "value": Annotated[str, Value()],
    "token": Annotated[str, Token()],
    "repeated": Annotated[str, Repeated()],
    "aliases": Slug | LanguageTag | Duration | Url | Opaque,
    "choice": Literal["a", "b"],
    "enumeration": Colour,
    "figure": int | float | bool | None,
    "id": UUID,
}


def model(annotation, **options):
    return create_model("Novelty", member=(annotation, ...), **options)


@pytest.mark.parametrize("annotation", SILENT.values(), ids=SILENT)
def test_member_with_words_must_say_their_role(annotation):
    assert unmarked_members(model(annotation)) == ["member"]


@pytest.mark.parametrize("annotation", TELLING.values(), ids=TELLING)
def test_member_that_says_it_or_can_hold_no_words_passes(annotation):
    assert unmarked_members(model(annotation)) == []


def test_the_project_passes():
    assert check_words(None) == []
    assert len(contract_models()) > 100


def test_refusal_names_the_member_and_the_remedy():
    novelty = model(str, __base__=ContractModel, __module__="procedures.contract")
    try:
        [error] = check_words(None)
    finally:
        novelty.__module__ = "elsewhere"  # the class lives as long as the process: hide it from other tests

    assert error.id == "contract.E006"
    assert "Novelty.member" in error.msg
    assert 'Annotated[Text, Words("prose")]' in error.hint


def test_member_is_refused_once_where_it_is_written():
    base = model(str, __base__=ContractModel, __module__="api.contract.novelty")
    derived = create_model("Derived", __base__=base, __module__="api.contract.novelty")
    try:
        assert [error.obj for error in check_words(None)] == ["api.contract.novelty.Novelty"]
    finally:
        base.__module__ = derived.__module__ = "elsewhere"


def test_models_that_only_a_block_names_are_looked_at_with_all_they_are_made_of():
    class Inner(BaseModel):
        text: str

    class Outer(BaseModel):
        parts: list[Inner] | None

    class NoveltyBlock(ContractBlock):
        class Meta:
            contract = Outer

    try:
        assert ["Inner.text" in error.msg for error in check_words(None)] == [True]
    finally:
        NoveltyBlock._meta_class.contract = None
    assert check_words(None) == []


def test_the_public_description_of_the_contract_does_not_change_with_roles():
    plain, marked = model(Text | None), model(Annotated[Text, Words("note")] | None)

    assert plain.model_json_schema() == marked.model_json_schema()
    assert check_contracts(None) == []
