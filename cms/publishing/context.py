"""What an edition is made with: it notes a key for everything that is looked at beyond the page's own fields."""

from typing import Any

from pydantic import BaseModel

from api.contract.values import RichText
from cms.publishing.keys import key_of
from cms.publishing.references import find
from cms.publishing.rich_text import clean


class Context:
    """The surroundings of one serialisation. Nothing in it knows a request, a clock or a host of the machine."""

    def __init__(self, *, locale: str) -> None:
        self.locale = locale
        self.keys: set[str] = set()

    def note(self, *keys: str) -> None:
        self.keys.update(keys)

    def reference(self, instance: Any) -> BaseModel | None:
        """Noted even when it is not public: the document must follow once it becomes so."""
        self.note(key_of(instance))
        found = find(type(instance))
        if found is None:
            raise LookupError(f"Nobody says what a {type(instance).__name__} becomes in the contract.")
        return found.build(instance, self)

    def references(self, instances: Any) -> list[Any]:
        """Those that are public, in the order given."""
        built = (self.reference(instance) for instance in instances)
        return [value for value in built if value is not None]

    def rich_text(self, source: str) -> RichText | None:
        html = clean(source, self)
        return RichText(html=html) if html else None
