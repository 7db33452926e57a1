"""StreamField with a public shape."""

from collections.abc import Sequence
from typing import Any

from django.forms import Field
from wagtail.blocks import Block, StreamBlock
from wagtail.fields import StreamField

from cms.streamfield.definitions import DefinedElsewhere

BlockTypes = StreamBlock | Sequence[tuple[str, Block]]


class ContractStreamField(StreamField):
    """A StreamField whose value fills ``contract``, the annotation of a list of contract models.

    Block definitions stay out of migrations: a migration sees a plain JSON column, so changing a block makes none, and
    data migrations work on the raw JSON.
    """

    def __init__(self, block_types: BlockTypes = (), *, contract: object = None, **options: Any) -> None:
        self.contract = contract
        super().__init__(block_types, **options)

    def formfield(self, **options: object) -> Field:
        widget = DefinedElsewhere(self.stream_block, name=f"{self.model._meta.label_lower}.{self.name}")
        return super().formfield(**({"widget": widget} | options))

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        name, _, _, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, "django.db.models.JSONField", [], options
