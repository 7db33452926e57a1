from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Media
from django.forms.utils import ErrorList
from wagtail.blocks.base import Block

class StructBlockValidationError(ValidationError):
    block_errors: dict[str, ValidationError]
    non_block_errors: ErrorList

    def __init__(
        self,
        block_errors: Mapping[str, ValidationError] | None = None,
        non_block_errors: Sequence[str | ValidationError] | None = None,
    ) -> None: ...

class StructValue(OrderedDict[str, Any]):
    block: StructBlock

    def __init__(self, block: StructBlock, *pairs: Iterable[tuple[str, Any]]) -> None: ...

class BaseStructBlock(Block):
    child_blocks: dict[str, Block]

    def __init__(
        self, local_blocks: Iterable[tuple[str, Block]] | None = None, search_index: bool = True, **options: object
    ) -> None: ...
    def to_python(self, value: Any) -> StructValue: ...

class BlockGroup:
    def __init__(
        self,
        children: Sequence[str | BlockGroup],
        settings: Sequence[str | BlockGroup] | None = None,
        label_format: str | None = None,
    ) -> None: ...

class StructBlock(BaseStructBlock): ...

class StructBlockAdapter:
    @property
    def media(self) -> Media: ...
    def js_args(self, block: Any) -> list[Any]: ...
