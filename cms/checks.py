"""Project-wide system checks: every block and every StreamField of the project has its contract."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from django.db.models import Model
from wagtail import blocks
from wagtail.fields import StreamField

from api.contract.values import HtmlText
from cms.publishing.rendering.references import reference_model
from cms.streamfield.checks import Checker, no_model
from cms.streamfield.fields import ContractStreamField

PACKAGES = {"cms", "procedures"}


@register("contract")
def check_contracts(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
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
