"""What is to be written to the log, and what it says now: values, without the database."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from api.contract.catalogue import DocumentType
from api.contract.documents import DocumentModel, EditionStamp
from api.models import Document, Edition


@dataclass(frozen=True, kw_only=True)
class Address:
    """Identifies a document in one language."""

    type: str
    document_id: UUID
    locale: str


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """Why a document is taken away, and for a recall: how serious it is, and what to read instead."""

    reason: str
    recall_class: str = ""
    replacement_type: str = ""
    replacement_id: UUID | None = None


class NotInTransactionError(RuntimeError):
    """An edition must share the transaction of what it publishes."""


class SlugAddress(NamedTuple):
    """By which readers ask for a document. One original has it at a time, whatever aliases there are."""

    type: str
    locale: str
    slug: str

    def __str__(self) -> str:
        return ":".join(self)


class SlugTakenError(Exception):
    """Another live document of the type and language has the slug: the API could not tell them apart."""

    def __init__(self, entry: "Entry", holder: str) -> None:
        """``holder`` is the title of the other."""
        said = _("“{slug}” is already the address of “{holder}”. Choose another slug.")
        super().__init__(said.format(slug=entry.slug.slug, holder=holder))
        self.slug = entry.slug


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is to be published: the content, the keys of what it was made from, and when it stops being public."""

    type: DocumentType
    content: DocumentModel
    keys: set[str]
    expires_at: datetime | None = None

    @cached_property
    def body(self) -> bytes:
        return self.content.model_dump_json().encode()

    @cached_property
    def digest(self) -> str:
        return digest_of(self.body)

    @property
    def address(self) -> Address:
        return Address(type=self.type.name, document_id=self.content.id, locale=self.content.locale)

    @property
    def is_alias(self) -> bool:
        path = getattr(self.content, "path", "")
        return bool(getattr(self.content, "canonical", path) != path)

    @property
    def slug(self) -> SlugAddress:
        return SlugAddress(self.type.name, self.content.locale, self.content.slug)

    def wants_slug(self, live: "Live | None") -> bool:
        """Whether it is to have a slug that its document does not have yet."""
        has_it = live is not None and live.slug == self.content.slug and not live.is_alias
        return not self.is_alias and not has_it

    def leaves(self, live: "Live | None") -> bool:
        """Whether its document gives up the slug that it has."""
        return live is not None and not live.is_alias and (self.is_alias or live.slug != self.content.slug)

    def is_said_by(self, live: "Live | None") -> bool:
        """The same content made from other things is a new edition: the log alone must know what it depends on."""
        return (
            live is not None
            and live.digest == self.digest
            and set(live.dependencies) == self.keys
            and live.expires_at == self.expires_at
        )


class Live(NamedTuple):
    """What is said now of a document."""

    pk: int
    slug: str
    is_alias: bool
    digest: str
    dependencies: list[str]
    expires_at: datetime | None
    first_published_at: datetime
    is_rendered: bool = False
    """By the program that asks, or one that renders the same."""


def edition_of(entry: Entry, stamp: EditionStamp) -> Edition:
    return Edition(
        number=stamp.number,
        event=Edition.Event.PUBLISHED,
        type=entry.type.name,
        document_id=entry.content.id,
        locale=entry.content.locale,
        slug=entry.content.slug,
        path=getattr(entry.content, "path", "") or "",
        title=entry.content.label,
        published_at=stamp.published_at,
        first_published_at=stamp.first_published_at,
        expires_at=entry.expires_at,
        digest=entry.digest,
        body=stamped(entry.body, stamp),
        dependencies=sorted(entry.keys),
    )


def digest_of(body: bytes) -> str:
    """Of the content as served, without its edition stamp."""
    return f"sha256-{hashlib.sha256(body).hexdigest()}"


def stamped(content: bytes, stamp: EditionStamp) -> bytes:
    """The content with its edition as last member, so that the digest can be checked by leaving that member out."""
    return content[:-1] + b',"edition":' + stamp.model_dump_json().encode() + b"}"


def address_of(row: Document | Edition) -> Address:
    return Address(type=row.type, document_id=row.document_id, locale=row.locale)
