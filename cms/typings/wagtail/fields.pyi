from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import models
from django.forms import Field
from wagtail.blocks import Block, StreamBlock, StreamValue

_ST = TypeVar("_ST", contravariant=True)
_GT = TypeVar("_GT", covariant=True)

class RichTextField(models.TextField[_ST, _GT]):
    def __init__(self, *args: object, features: Sequence[str] | None = None, **options: Any) -> None: ...

class StreamField(models.Field[StreamValue, StreamValue]):
    stream_block: StreamBlock

    def __init__(
        self,
        block_types: StreamBlock | type[StreamBlock] | Sequence[tuple[str, Block]],
        use_json_field: bool = True,
        block_lookup: object = None,
        **options: Any,
    ) -> None: ...
    def formfield(self, **options: object) -> Field: ...
