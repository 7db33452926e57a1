"""Compares every public page and snippet with its document, and mends what differs."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from api.contract.documents import DocumentModel
from api.models import Document, Edition
from cms.publishing.damages import Damage, Found, find_damage, repair_damage
from cms.publishing.following.models import StaleDocument
from cms.publishing.log.comparing import compare_with_log, restore
from cms.publishing.log.entries import Address, digest_of
from cms.publishing.publications.decisions import ContractViolationError, row_behind, serialise
from cms.publishing.publications.registry import Publication, find_source, publication_of, publications
from cms.publishing.refresh import refresh_document
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.renditions import (
    LostFilesError,
    UnreadableImageError,
    UnstoredImageError,
    make_again,
)
from cms.publishing.rows.surroundings import Surroundings

logger = logging.getLogger(__name__)

OFTEN = 1000
"""Comparisons between two lines of the log."""


@dataclass(frozen=True, kw_only=True)
class Drift(Found):
    """A document that does not say what its source says now, or that is not what the log says."""

    type: str
    document_id: UUID
    locale: str
    title: str
    is_of_log: bool = False
    lost: LostFilesError | None = None
    """Files that it shows are not there."""

    @property
    def address(self) -> Address:
        return Address(type=self.type, document_id=self.document_id, locale=self.locale)

    @property
    def subject(self) -> str:
        return f"{self.type} “{self.title}” ({self.locale})"


Tell = Callable[[int, int], None]
"""How much is done, and of how much."""


def tell_nobody(done: int, total: int) -> None:
    pass


def find_drift(tell: Tell = tell_nobody) -> Iterator[Drift]:
    """Documents that are not what the log says; sources without their document or with another; documents without a
    public source. Each document once. Only looks."""
    rows = [(publication, publication.live_rows()) for publication in publications()]
    documents = Document.objects.select_related("edition").defer("edition__body")
    of_log = list(drift_of_log())
    yield from of_log
    found = {drift.address for drift in of_log}
    total = sum(instances.count() for _, instances in rows) + documents.count()
    progress = count(1)
    for publication, instances in rows:
        for instance in instances.iterator(chunk_size=200):
            tell(next(progress), total)
            yield from (each for each in compare(publication, instance) if each.address not in found)
    for document in documents.iterator(chunk_size=200):
        tell(next(progress), total)
        yield from (each for each in compare_source(document) if each.address not in found)


def drift_of_log() -> Iterator[Drift]:
    for wrong in compare_with_log():
        for address, title, problem in wrong:
            yield Drift(**vars(address), title=title, problem=problem, is_of_log=True)


def compare(publication: Publication, instance: Model) -> Iterator[Drift]:
    address = publication.address_of(instance)
    context = Context(locale=address.locale, surroundings=Surroundings(is_looking=True))
    if not context.is_public(instance):
        return
    of_instance = vars(address)
    document = Document.objects.filter(**of_instance).select_related("edition").defer("edition__body").first()
    try:
        with transaction.atomic():
            content, context = serialise(publication, instance, context)
    except ContractViolationError as error:
        yield Drift(**of_instance, title=str(instance), problem=str(error))
        return
    except LostFilesError as error:
        yield Drift(**of_instance, title=str(instance), problem=str(error), lost=error)
        return
    except Exception as error:  # a row that somebody damaged
        yield Drift(**of_instance, title=str(instance), problem=f"cannot be rendered: {error or type(error).__name__}")
        return
    if problem := problem_of(document, content, context, expires_at=getattr(instance, "expire_at", None)):
        yield Drift(**of_instance, title=str(instance), problem=problem)


def problem_of(
    document: Document | None, content: DocumentModel | None, context: Context, *, expires_at: datetime | None
) -> str:
    """What is wrong with the document of a source that has this content now; empty where nothing is."""
    if content is None:
        return "has a document but is not public" if document is not None else ""
    if document is None:
        return "is public but has no document"
    if document.edition.digest != digest_of(content.model_dump_json().encode()):
        return "the document says something else"
    if set(document.dependencies) != context.keys:
        return "the document would not follow all it is made from"
    return "the document expires at another time" if document.expires_at != expires_at else ""


def compare_source(document: Document) -> Iterator[Drift]:
    source = find_source(document.type, document_id=document.document_id, locale=document.locale)
    if source is None or not Context(locale=document.locale).is_public(source):
        yield Drift(
            type=document.type,
            document_id=document.document_id,
            locale=document.locale,
            title=document.edition.title,
            problem="has a document but is not public",
        )


def repair(drift: Drift) -> Drift:
    """The same with what became of it: mended, or what is in the way. Never raises."""
    done, in_the_way = refresh_if_possible(drift.address, lost=drift.lost)
    lost, made = drift.lost, set[int]()
    while lost and not in_the_way:  # looking at a page ends with its first picture that has lost something
        made.update(lost.renditions)
        lost = still_lost(drift.address)
        if lost and made.issuperset(lost.renditions):
            in_the_way = str(lost)
        elif lost:
            done, in_the_way = refresh_if_possible(drift.address, lost=lost)
    if in_the_way:
        return replace(drift, problem=in_the_way, is_mended=False)
    return replace(drift, is_mended=True, done=f"{done}; files made again" if drift.lost else done)


def refresh_if_possible(address: Address, *, lost: LostFilesError | None = None) -> tuple[str, str]:
    """What was done; and what is in the way, in words for an editor or operator, empty when it is done."""
    try:
        with transaction.atomic():
            make_again(lost.renditions if lost else ())
            edition = refresh_document(address)
    except (ContractViolationError, UnreadableImageError, UnstoredImageError) as error:
        return "", str(error)
    except Exception as error:
        logger.exception("%s could not be rendered", address)
        return "", f"could not be rendered, which no editor can mend: {error or type(error).__name__} (see the log)"
    return told(edition), ""


def still_lost(address: Address) -> LostFilesError | None:
    """The files of another picture; or what only an editor can bring back, such as the file of a document."""
    row = row_behind(address)
    publication = publication_of(row) if row is not None else None
    found = compare(publication, row) if publication is not None else ()
    return next((drift.lost for drift in found if drift.lost), None)


def told(edition: Edition | None) -> str:
    if edition is None:
        return "made anew from the log"
    verb = "published" if edition.event == Edition.Event.PUBLISHED else "withdrawn"
    return f"{verb} as edition {edition.number}"


def find_all(tell: Tell = tell_nobody) -> Iterator[Found]:
    """What is damaged, then drift. Only looks."""
    yield from find_damage()
    yield from find_drift(tell)


def verify_and_repair() -> list[Found]:
    """Everything that was wrong; what could be mended is."""
    return repair_all(find_all(log_progress))


def log_progress(done: int, total: int) -> None:
    """For a check at night: now and then."""
    if done and done % OFTEN == 0:
        logger.info("Compared %d of %d", done, total)


def repair_all(found: Iterable[Found]) -> list[Found]:
    found = list(found)
    damages = [repair_damage(each) for each in found if isinstance(each, Damage)]
    drifts = [each for each in found if isinstance(each, Drift)]
    restore_if_possible([drift for drift in drifts if drift.is_of_log])
    tried = [repair(drift) for drift in drifts]
    # An address that one of them gave up may be what another waited for.
    tried = [drift if drift.is_mended else repair(drift) for drift in tried]
    return [*damages, *tried, *forget_solved_problems()]


def restore_if_possible(drifts: list[Drift]) -> None:
    """All at once, because they may have exchanged their addresses; one by one where that fails."""
    for addresses in ([drift.address for drift in drifts], *([drift.address] for drift in drifts)):
        try:
            restore(addresses)
        except Exception:
            logger.exception("%d documents could not be made anew from the log", len(addresses))
        else:
            if len(addresses) == len(drifts):
                return


def forget_solved_problems() -> list[Found]:
    """Documents that somebody has mended since they could not be rendered."""
    solved: list[Found] = []
    for stale in StaleDocument.objects.filter(needs_editor=True):
        address = Address(type=stale.type, document_id=stale.document_id, locale=stale.locale)
        done, in_the_way = refresh_if_possible(address)
        if not in_the_way:
            stale.delete()
            solved.append(
                Drift(**vars(address), title=str(stale.document_id), problem=stale.problem, is_mended=True, done=done)
            )
    return solved
