"""The base of every block: it names the contract model it fills."""

from typing import Any, Protocol

from django.db.models import Model
from pydantic import BaseModel
from wagtail import blocks


class Context(Protocol):
    """What the walker asks of its surroundings."""

    locale: str

    def reference(self, instance: Model) -> BaseModel | None:
        """The contract value of something chosen (image, snippet, page); None when it is not public."""

    def rich_text(self, source: str) -> BaseModel | None:
        """The contract value of rich text in Wagtail's database format; None when it says nothing."""

    def assemble(
        self, block: "ContractBlock", value: blocks.StructValue, members: dict[str, object]
    ) -> BaseModel | None:
        """``block.assemble``, or what stands for it where the value is not finished."""


class FinishedLater(blocks.FieldBlock):
    """A field with a rule that waits until what it says is to be public."""

    def check_finished(self, value: Any) -> None:
        """Raise Django's ValidationError about a value that is not empty."""
        raise NotImplementedError


class ContractBlock(blocks.StructBlock):
    """A block with a public shape.

    ``Meta.contract`` names the pydantic model. Child values are copied to its fields by name. A block that needs more
    lists the fields it works out in ``Meta.computed``, the children that only serve for that in ``Meta.inputs``, and
    overrides ``compute``.
    """

    def compute(self, value: Any, context: Context) -> dict[str, object] | None:
        """The fields of ``Meta.computed``, by name; None leaves the block out: it is about what is not public.

        A block types ``value`` by a TypedDict of those of its children that it looks at.
        """
        return {}

    def assemble(self, value: blocks.StructValue, members: dict[str, object], context: Context) -> BaseModel | None:
        """The model of the copied ``members`` and the computed ones. Raises pydantic's ValidationError."""
        computed = self.compute(value, context)
        model: type[BaseModel] = self.meta.contract
        return None if computed is None else model(**members, **computed)

    def is_untouched(self, value: Any) -> bool:
        """Nobody has written in it yet. It waits in the draft, is refused nowhere, and readers do not get it."""
        return False

    def clean(self, value: Any) -> Any:
        if self.is_untouched(value):
            return value
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            self.check_finished(cleaned)
        return cleaned

    def check_finished(self, value: Any) -> None:
        """Raise what a form shows, Django's ValidationError, where something must be mended before this is public.

        A draft is saved without it: whoever is called away, or outlines a page first, loses nothing.
        """

    class Meta:
        contract: type[BaseModel] | None = None
        computed: tuple[str, ...] = ()
        inputs: tuple[str, ...] = ()
