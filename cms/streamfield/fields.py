"""StreamField with a public shape."""

from typing import Any

from wagtail.fields import StreamField


class ContractStreamField(StreamField):
    """A StreamField whose value fills ``contract``, the annotation of a list of contract models.

    Block definitions stay out of migrations: a migration sees a plain JSON column, so changing a block makes none, and
    data migrations work on the raw JSON.
    """

    def __init__(self, block_types: Any = (), *, contract: Any = None, **options: Any) -> None:
        self.contract = contract
        super().__init__(block_types, **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _, _, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, "django.db.models.JSONField", [], options
