from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from typing import Any

from django.forms import Media
from wagtail.blocks.base import Block, BoundBlock

class StreamValue(MutableSequence[StreamValue.StreamChild]):
    class StreamChild(BoundBlock):
        id: str | None
        @property
        def block_type(self) -> str: ...

    stream_block: StreamBlock
    raw_data: Sequence[dict[str, Any]]

    def __init__(
        self,
        stream_block: StreamBlock,
        stream_data: Iterable[object],
        is_lazy: bool = False,
        raw_text: str | None = None,
    ) -> None: ...
    def __getitem__(self, index: Any) -> Any: ...
    def __setitem__(self, index: Any, item: Any) -> None: ...
    def __delitem__(self, index: Any) -> None: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[StreamChild]: ...
    def insert(self, index: int, value: Any) -> None: ...

class BaseStreamBlock(Block):
    # Streams hold blocks of all kinds.
    child_blocks: dict[str, Any]

    def __init__(
        self, local_blocks: Iterable[tuple[str, Block]] | None = None, search_index: bool = True, **options: object
    ) -> None: ...

class StreamBlock(BaseStreamBlock): ...

class StreamBlockAdapter:
    @property
    def media(self) -> Media: ...
    def js_args(self, block: Any) -> list[Any]: ...
