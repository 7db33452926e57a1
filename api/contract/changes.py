"""The change feed: every edition in the order in which it took effect."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from api.contract.base import ContractModel, LanguageTag, Opaque, Slug, Url
from api.contract.problems import RecallClass, WithdrawalReason
from api.contract.values import DocumentTypeName


class DocumentReference(ContractModel):
    """Names a document; it may not be published, or not in this language."""

    type: DocumentTypeName
    id: UUID


class Change(ContractModel):
    """An edition: a document was published or withdrawn."""

    number: Annotated[int, Field(ge=1)]
    """The edition's number. Numbers grow in the order in which editions took effect; some are missing."""
    event: Literal["published", "withdrawn"]
    """``published``: fetch ``href`` and keep it in place of what you hold. ``withdrawn``: remove what you hold. A
    document is identified by ``type``, ``id`` and ``locale`` together."""
    type: DocumentTypeName
    id: UUID
    """The same in all translations."""
    locale: LanguageTag
    slug: Slug
    """As of this edition; of a withdrawal, the last one."""
    path: Url | None
    """Front-end path as of this edition; null where the document has no page of its own."""
    published_at: datetime
    """When the edition took effect."""
    expires_at: datetime | None
    """From then on the document is not served; remove what you hold. Its withdrawal follows. Null: it stays."""
    digest: Opaque | None
    """As ``edition.digest`` in the document; null when withdrawn."""
    reason: WithdrawalReason | None
    """Why it was withdrawn; null when published."""
    recall_class: RecallClass | None
    """Only for the reason ``recalled``: ``safety``: it may harm; ``wrong``: it says something wrong; ``outdated``:
    practice has changed; ``legal``: rights or law."""
    replacement: DocumentReference | None
    """For the reason ``recalled``: what to show instead."""
    href: Url | None
    """Address of the document in this API, as it is now; it may have changed since, or be gone. Null when withdrawn.
    Where pages share a slug it answers with the original: compare ``id``."""


class ChangeList(ContractModel):
    """A page of the feed. It may be empty, and still lead on."""

    results: list[Change]
    """In the order of their numbers."""
    token: Opaque
    """Where to continue: give it as ``since``. Store it once the results have been dealt with."""
    more: bool
    """Whether another page is ready now. False: come back later, or when a webhook says so."""
    next: Url
    """Address that continues from ``token`` with the same filters."""
