"""The log of editions: appending to it, and the documents that point at what is live. Nothing else writes either."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from api.catalogue import CATALOGUE, DocumentType
from api.contract.documents import DocumentModel, EditionStamp
from api.models import Document, Edition
from cms.publishing.columns import columns_of

# One lock for the whole log, held until commit: numbers are drawn in the order in which transactions commit.
LOCK = 7_201_846_113


@dataclass(frozen=True, kw_only=True)
class Address:
    """Identifies a document in one language."""

    type: str
    document_id: Any
    locale: str


class NotInTransactionError(RuntimeError):
    """An edition must share the transaction of what it publishes."""


def live_document(address: Address) -> Document | None:
    rows = Document.objects.filter(type=address.type, document_id=address.document_id, locale=address.locale)
    return rows.select_related("edition").defer("edition__body").first()


def append(document_type: DocumentType, content: DocumentModel, *, keys: set[str]) -> Edition | None:
    """Publish the content as a new edition; None when the live edition says exactly that already.

    The same content made from other things is a new edition too: the log alone must know what documents depend on.
    """
    take_lock()
    address = Address(type=document_type.name, document_id=content.id, locale=content.locale)
    body = content.model_dump_json().encode()
    digest = digest_of(content)
    current = live_document(address)
    if current and current.edition.digest == digest and set(current.edition.dependencies) == keys:
        return None
    stamp = next_stamp(address, digest)
    edition = Edition(
        number=stamp.number,
        event=Edition.Event.PUBLISHED,
        type=address.type,
        document_id=address.document_id,
        locale=address.locale,
        slug=content.slug,
        path=getattr(content, "path", ""),
        title=getattr(content, "title", "") or getattr(content, "name", ""),
        published_at=stamp.published_at,
        first_published_at=stamp.first_published_at,
        digest=digest,
        body=stamped(body, stamp),
        dependencies=sorted(keys),
    )
    edition.save(force_insert=True)
    point_at(edition)
    return edition


def withdraw(address: Address, *, reason: str) -> Edition | None:
    """Take the document away from readers; None when it was not live."""
    take_lock()
    current = live_document(address)
    if current is None:
        return None
    last = current.edition
    current.delete()
    return Edition.objects.create(
        event=Edition.Event.WITHDRAWN,
        reason=reason,
        type=last.type,
        document_id=last.document_id,
        locale=last.locale,
        slug=last.slug,
        path=last.path,
        title=last.title,
        published_at=now_after(last),
        first_published_at=last.first_published_at,
        dependencies=last.dependencies,
    )


def take_lock() -> None:
    if not connection.in_atomic_block:
        raise NotInTransactionError("Open a transaction around publishing: transaction.atomic().")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def next_stamp(address: Address, digest: str) -> EditionStamp:
    """Number and time are drawn under the lock, so both grow together."""
    of_document = Edition.objects.filter(type=address.type, document_id=address.document_id, locale=address.locale)
    first = of_document.order_by("number").values_list("first_published_at", flat=True).first()
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('api_edition', 'number')), clock_timestamp()")
        number, now = cursor.fetchone()
    return EditionStamp(number=number, published_at=now, first_published_at=first or now, digest=digest)


def now_after(last: Edition) -> Any:
    return max(timezone.now(), last.published_at)


def digest_of(content: DocumentModel) -> str:
    return f"sha256-{hashlib.sha256(content.model_dump_json().encode()).hexdigest()}"


def stamped(content: bytes, stamp: EditionStamp) -> bytes:
    """The content with its edition as last member, so that the digest can be checked by leaving that member out."""
    return content[:-1] + b',"edition":' + stamp.model_dump_json().encode() + b"}"


def point_at(edition: Edition) -> Document:
    """Make the edition the live one of its document. Everything is taken from the edition alone."""
    kind = CATALOGUE[edition.type]
    document = kind.document.model_validate_json(bytes(edition.body or b""))
    live, _ = Document.objects.update_or_create(
        type=edition.type,
        document_id=edition.document_id,
        locale=edition.locale,
        defaults=columns_of(kind, document, edition),
    )
    return live


@transaction.atomic
def rebuild() -> int:
    """Throw the documents away and build them from the log; returns how many are live."""
    take_lock()
    Document.objects.all().delete()
    newest = Edition.objects.order_by("type", "document_id", "locale", "-number").distinct(
        "type", "document_id", "locale"
    )
    live = [edition for edition in newest if edition.event == Edition.Event.PUBLISHED]
    for edition in live:
        point_at(edition)
    return len(live)
