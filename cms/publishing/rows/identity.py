"""How a row and its document find each other: by translation key and language, or by primary key."""

import hashlib
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db.models import Model, QuerySet
from wagtail.models import TranslatableMixin

Rows = QuerySet[Any]
"""Of the model that an identification was chosen for."""
Identity = tuple[UUID, str]
"""A document's id and language, which with its type are its address."""

PK_BITS = 62
VERSION_8, VARIANT = 0x8 << 76, 0b10 << PK_BITS


class Identification(Protocol):
    """What the rows of a model are known by."""

    related: tuple[str, ...]
    """Foreign keys that ``identify`` looks at."""

    # A row of the model, which the identification was chosen for.
    def identify(self, row: Any) -> Identity: ...

    def identities(self, rows: Rows) -> Iterator[Identity]:
        """The same for many, without reading them whole."""

    def rows_behind(self, rows: Rows, ids: Collection[UUID]) -> Rows:
        """Those of the rows that have one of the ids, in any language."""


class ByTranslation:
    """Pages and snippets: all translations share an id."""

    related: tuple[str, ...] = ("locale",)

    def identify(self, row: TranslatableMixin) -> Identity:
        return row.translation_key, row.locale.language_code

    def identities(self, rows: Rows) -> Iterator[Identity]:
        yield from rows.values_list("translation_key", "locale__language_code")

    def rows_behind(self, rows: Rows, ids: Collection[UUID]) -> Rows:
        return rows.filter(translation_key__in=ids)


class ByPrimaryKey:
    """What has no translations, such as redirects: it stands under the default language.

    The id is a UUID of version 8 (RFC 9562 section 5.8): the first half is a digest of the model's name, the second its
    primary key, so that the row can be found by it.
    """

    related: tuple[str, ...] = ()

    def __init__(self, model: type[Model]) -> None:
        digest = int.from_bytes(hashlib.sha256(model._meta.label_lower.encode()).digest()[:8])
        self.prefix = (digest << 64) & ~(0xF << 76) | VERSION_8

    def identify(self, row: Model) -> Identity:
        return self.id_of(row.pk), settings.LANGUAGE_CODE

    def id_of(self, pk: int) -> UUID:
        return UUID(int=self.prefix | VARIANT | pk)

    def identities(self, rows: Rows) -> Iterator[Identity]:
        for pk in rows.values_list("pk", flat=True):
            yield self.id_of(pk), settings.LANGUAGE_CODE

    def rows_behind(self, rows: Rows, ids: Collection[UUID]) -> Rows:
        return rows.filter(pk__in=[pk for pk in map(pk_of, ids) if self.id_of(pk) in ids])


def pk_of(document_id: UUID) -> int:
    return document_id.int & ((1 << PK_BITS) - 1)


def identification_of(model: type[Model]) -> Identification:
    return BY_TRANSLATION if hasattr(model, "translation_key") else by_primary_key(model)


BY_TRANSLATION = ByTranslation()
by_primary_key = cache(ByPrimaryKey)
