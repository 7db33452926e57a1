"""The change feed: every edition in the order in which it took effect."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, RootModel

from api.contract.answers.problems import RecallClass, WithdrawalReason
from api.contract.any_document import Document
from api.contract.base import ContractModel, LanguageTag, Opaque, Slug, Text, Url
from api.contract.roles import Words
from api.contract.values import DocumentLink, DocumentTypeName


class DocumentReference(ContractModel):
    """Names a document; it may not be published, or not in this language."""

    type: DocumentTypeName
    id: UUID


class ChangeModel(ContractModel):
    """What every change says."""

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


class PublishedModel(ChangeModel):
    """A document was published, for the first time or anew: fetch ``href`` and keep it in place of what you hold."""

    event: Literal["published"] = "published"
    """Fetch ``href``."""
    digest: Opaque
    """As ``edition.digest`` in the document."""
    reason: None = None
    """Always null."""
    recall_class: None = None
    """Always null."""
    replacement: None = None
    """Always null."""
    href: Url
    """Address of the document in this API, as it is now; it may have changed since, or be gone. Where pages share a
    slug it answers with the original: compare ``id``."""


class PublishedChange(PublishedModel):
    """A document was published, for the first time or anew: keep it in place of what you hold."""

    document: Document | None = None
    """Where ``include=document`` was asked for: what ``href`` answers. Null where it was not, and where the document
    says something else by now: then a later change has it."""


class WithdrawnChange(ChangeModel):
    """A document was withdrawn: remove what you hold."""

    event: Literal["withdrawn"] = "withdrawn"
    """Remove what you hold."""
    digest: None = None
    """Always null."""
    reason: WithdrawalReason
    """Why it was withdrawn."""
    href: None = None
    """Always null."""


class Change(RootModel[Annotated[PublishedChange | WithdrawnChange, Field(discriminator="event")]]):
    """An edition: a document was published or withdrawn; ``event`` tells which."""


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
    affects: list[DocumentLink] | None = None
    """Where ``include=affects`` was asked for: live documents that show or name what these results are about, and are
    not among them. What you make of several documents may have to be made again for these, too. Null where it was not
    asked for; empty while you read what is live now, of which all is to be made."""


class PublishedData(PublishedModel):
    """As in the change feed."""

    purge_keys: list[Opaque]
    """What caches have to forget."""


class WithdrawnData(WithdrawnChange):
    """As in the change feed."""

    purge_keys: list[Opaque]
    """What caches have to forget."""


class ChangedDocument(ContractModel):
    """A document that was published or withdrawn."""

    number: Annotated[int, Field(ge=1)]
    """The edition's number."""
    event: Literal["published", "withdrawn"]
    """What happened to it."""
    type: DocumentTypeName
    id: UUID
    """The same in all translations."""
    locale: LanguageTag


class SiteChangedData(ContractModel):
    """What has happened since the message before."""

    since: Annotated[int, Field(ge=0)]
    """Number of the edition after which it begins."""
    until: Annotated[int, Field(ge=1)]
    """Number of the edition with which it ends."""
    count: Annotated[int, Field(ge=1)]
    """How many editions of those that this webhook is for."""
    changes: list[ChangedDocument]
    """The first hundred of them, in order: where ``count`` says that there are more, ``href`` has the rest."""
    href: Url
    """Address of the change feed from ``since``."""


class TestData(ContractModel):
    """Nothing happened."""

    note: Annotated[Text, Words("note")] = "This is a test. Nothing was published or withdrawn."


class Message(ContractModel):
    """By Standard Webhooks: what happened, when, and to what."""

    type: Opaque
    timestamp: datetime
    """When it happened. The time of the attempt is in the header ``webhook-timestamp``."""


class PublishedMessage(Message):
    """A document was published."""

    type: Literal["edition.published"] = "edition.published"
    data: PublishedData
    """What was published."""


class WithdrawnMessage(Message):
    """A document was withdrawn. Remove copies of it."""

    type: Literal["edition.withdrawn"] = "edition.withdrawn"
    data: WithdrawnData
    """What was withdrawn."""


class RecalledMessage(Message):
    """A document was recalled. Remove copies of it at once."""

    type: Literal["edition.recalled"] = "edition.recalled"
    data: WithdrawnData
    """What was withdrawn."""


class SiteChangedMessage(Message):
    """Something has changed, and nothing has since for as long as this webhook waits: build the site."""

    type: Literal["site.changed"] = "site.changed"
    data: SiteChangedData
    """What has changed."""


class TestMessage(Message):
    """Somebody tries whether messages arrive."""

    type: Literal["endpoint.test"] = "endpoint.test"
    data: TestData
    """A note."""


MESSAGES: tuple[type[Message], ...] = (
    PublishedMessage,
    WithdrawnMessage,
    RecalledMessage,
    SiteChangedMessage,
    TestMessage,
)
