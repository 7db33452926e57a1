"""Project-wide system checks: every block and StreamField has its contract, whose words have roles."""

from collections.abc import Iterable, Iterator, Sequence
from inspect import get_annotations
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from django.db.models import Model
from pydantic import BaseModel
from wagtail import blocks
from wagtail.fields import StreamField

from api.contract.base import ContractModel
from api.contract.catalogue import CATALOGUE
from api.contract.values import HtmlText
from api.text.members import models_in, unmarked_members
from cms.publishing.rendering.references import reference_model
from cms.streamfield.blocks import ContractBlock
from cms.streamfield.checks import Checker, no_model
from cms.streamfield.fields import ContractStreamField

PACKAGES = {"cms", "procedures"}
CONTRACT_PACKAGES = PACKAGES | {"api"}


@register("contract")
def check_contracts(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """Every StreamField of the project's models, all the way down, and every block class that is defined."""
    checker = Checker(rich_text=HtmlText, reference_model=reference_model)
    errors: list[CheckMessage] = []
    for model, field in stream_fields():
        where = f"{model.__name__}.{field.name}"
        if isinstance(field, ContractStreamField) and field.contract is not None:
            errors += checker.check(field.stream_block, field.contract, where)
        else:
            errors.append(Error(f"{where}: a StreamField without a contract.", id="contract.E005"))
    return errors + [no_model(block(), block.__module__) for block in nameless_blocks(blocks.StructBlock)]


@register("contract")
def check_words(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """Every member of the contract that may hold words says which role they have. ``contract.E006``."""
    unmarked = {(owner_of(model, name), name): model for model in contract_models() for name in unmarked_members(model)}
    return [no_role(owner, name) for owner, name in sorted(unmarked, key=lambda found: (found[0].__name__, found[1]))]


def no_role(model: type[BaseModel], name: str) -> Error:
    return Error(
        f"{model.__name__}.{name} may hold words, and does not say which role they have.",
        hint='Write for example `Annotated[Text, Words("prose")]`. What is no words is `Value()` where people read it '
        "(an address, a number, a code), else `Token()`. The roles are in api/contract/roles.py.",
        obj=f"{model.__module__}.{model.__name__}",
        id="contract.E006",
    )


def owner_of(model: type[BaseModel], name: str) -> type[BaseModel]:
    """The class that the member is written in."""
    owners = (base for base in model.__mro__ if issubclass(base, BaseModel) and name in get_annotations(base))
    return next(owners, model)


def contract_models() -> set[type[BaseModel]]:
    """What documents, lists and blocks name, every model of the project's contract, and all that these are made of."""
    found: set[type[BaseModel]] = set()
    waiting = {*named_models(), *own_models(ContractModel)}
    while waiting:
        found |= waiting
        waiting = {inner for model in waiting for inner in models_in(model)} - found
    return found


def named_models() -> Iterator[type[BaseModel]]:
    for kind in CATALOGUE.values():
        yield from (kind.content, kind.document, kind.summary)
        if kind.listing:
            yield kind.listing
    yield from (block._meta_class.contract for block in subclasses(ContractBlock) if block._meta_class.contract)


def own_models(base: type[BaseModel]) -> Iterable[type[BaseModel]]:
    """Also those that nothing is made of yet: nobody should build on them first."""
    return (model for model in subclasses(base) if model.__module__.split(".")[0] in CONTRACT_PACKAGES)


def subclasses(base: Any) -> Iterator[Any]:
    for subclass in base.__subclasses__():
        yield subclass
        yield from subclasses(subclass)


def stream_fields() -> Iterator[tuple[type[Model], StreamField]]:
    for model in apps.get_models():
        if model.__module__.split(".")[0] in PACKAGES:
            for field in model._meta.local_fields:
                if isinstance(field, StreamField):
                    yield model, field


def nameless_blocks(base: Any) -> Iterator[Any]:
    """Classes of the project that are in no stream yet count too: nobody should build on them first."""
    for subclass in base.__subclasses__():
        yield from nameless_blocks(subclass)
        is_ours = subclass.__module__.split(".")[0] in PACKAGES and subclass.base_blocks
        if is_ours and getattr(subclass().meta, "contract", None) is None:
            yield subclass
