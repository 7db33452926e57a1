"""What a row means for the public: an entry for the log, or a withdrawal."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.translation import override

from api.contract.documents import DocumentModel
from api.models import Edition
from cms.publishing.log import writing
from cms.publishing.log.entries import Address, Entry, Live, SlugTakenError, Withdrawal
from cms.publishing.publications.preview import sentences
from cms.publishing.publications.registry import Publication, publication_of, publications_as
from cms.publishing.publications.rows import rows_of, select_versions
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.forbidden import sentences_about
from cms.publishing.rendering.keys import keys_of, own_key
from cms.publishing.rows.surroundings import Surroundings
from cms.publishing.rows.visibility import withdrawal_reason
from cms.values.told import gettext as _
from cms.values.told import joined


class ContractViolationError(Exception):
    """The page cannot be published: its content does not fit the contract. The message says which part and why."""

    def __init__(self, instance: Model, problem: str, *, waits_for: str = "") -> None:
        """``waits_for`` names an address that another has, and with which the problem would be gone."""
        self.told = _("“{instance}” cannot be published. {problem}").format(instance=instance, problem=problem)
        super().__init__(self.told)
        self.waits_for = waits_for

    @classmethod
    def of(cls, instance: Model, error: ValueError) -> "ContractViolationError":
        """In the words of the form, where its rules say it, too."""
        return cls(instance, joined(sentences(instance) or sentences_about(error, instance)))


def serialise(publication: Publication, instance: Model, context: Context) -> tuple[DocumentModel | None, Context]:
    """The content of an instance, and the context with the keys of all it was made from.

    The content is None where what it is about is not public. Raises ContractViolationError.
    """
    context.note(*keys_of(instance), own_key(instance))
    try:
        # What readers get is in the page's language, whoever publishes it.
        with override(settings.LANGUAGE_CODE):
            return publication.content(instance, context), context
    except ValueError as error:
        raise ContractViolationError.of(instance, error) from error


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a row means for the public: an entry for the log, or a withdrawal of its document."""

    row: Any
    address: Address
    entry: Entry | None = None
    withdrawal: Withdrawal | None = None


def row_behind(address: Address) -> Any:
    """The page or snippet behind a document; None when it is deleted."""
    return rows_behind([address]).get(address)


def rows_behind(addresses: Collection[Address]) -> dict[Address, Any]:
    """The same for many at once, without those that are deleted."""
    found = {}
    for name in sorted({address.type for address in addresses}):
        ids = {address.document_id for address in addresses if address.type == name}
        for publication in publications_as(name):
            behind = publication.identification.rows_behind(publication.model._base_manager.all(), ids)
            for row in rows_of(publication.model, list(behind.values_list("pk", flat=True))):
                found[publication.address_of(row)] = row
    return {address: found[address] for address in addresses if address in found}


def lock_and_compare(
    decisions: Collection["Decision"],
) -> tuple[set[Address], dict[Address, Live]]:
    """Take the log's lock. Returns whose rows were written since they were read, and what the log says now."""
    read: dict[type[Model], dict[object, Decision]] = {}
    for each in decisions:
        if each.row is not None:
            read.setdefault(type(each.row), {})[each.row.pk] = each
    said, *results = writing.take_lock(
        writing.select_live(each.address for each in decisions),
        *(select_versions(model, found) for model, found in read.items()),
    )
    changed = {each.address for each in decisions if each.row is None and row_behind(each.address) is not None}
    for found, result in zip(read.values(), results, strict=True):
        now: dict[object, str] = dict(result)
        changed |= {each.address for pk, each in found.items() if now.get(pk) != each.row.version}
    return changed, writing.live_by_address(said)


def decide_again(address: Address) -> Decision:
    row = row_behind(address)
    return decide(row, address, Surroundings.of([row]))


def decide(row: Any, address: Address, surroundings: Surroundings) -> Decision:
    """For a row that was read after ``begin_reading``. Raises ContractViolationError."""
    publication = publication_of(row) if row is not None else None
    if publication is None:
        return Decision(row=row, address=address, withdrawal=Withdrawal(reason="deleted"))
    context = Context(locale=address.locale, surroundings=surroundings)
    content = None
    if context.is_public(row):
        content, context = serialise(publication, row, context)
    if content is None:
        return Decision(row=row, address=address, withdrawal=Withdrawal(reason=withdrawal_reason(row)))
    expires_at = getattr(row, "expire_at", None)
    entry = Entry(type=publication.document_type, content=content, keys=context.keys, expires_at=expires_at)
    return Decision(row=row, address=address, entry=entry)


def record(decisions: Collection[Decision], live: Mapping[Address, Live]) -> list[Edition]:
    """Under the log's lock: append editions and withdrawals where they say something new.

    Raises ContractViolationError where a slug is taken; then nothing is recorded.
    """
    decided, live = with_holders(decisions, live)
    withdrawn = [writing.withdraw(each.address, each.withdrawal) for each in decided if each.withdrawal is not None]
    try:
        appended = writing.append_all([each.entry for each in decided if each.entry is not None], live=live)
    except SlugTakenError as error:
        row = next(each.row for each in decided if each.entry is not None and each.entry.slug == error.slug)
        raise ContractViolationError(row, str(error), waits_for=str(error.slug)) from error
    return [*(edition for edition in withdrawn if edition is not None), *appended]


def with_holders(
    decisions: Collection[Decision], live: Mapping[Address, Live]
) -> tuple[list[Decision], Mapping[Address, Live]]:
    """The decisions, with those about documents that have a slug which is wanted and may not want it any more.

    An original comes back for the slug of its alias; two rows have exchanged their slugs. Who is asked first does not
    matter then: all of them are decided in one transaction. Also what the log says of those that are new.
    """
    decided, said = list(decisions), dict(live)
    asked = decided
    while asked:
        wanting = [each.entry for each in asked if each.entry and each.entry.wants_slug(said.get(each.address))]
        known = {each.address for each in decided}
        found = [holder for _, holder, _ in writing.holders(wanting) if holder not in known]
        said |= writing.read_live(found)
        asked = [again for holder in found if (again := decide_to_leave(holder, said[holder])) is not None]
        decided = [*decided, *asked]
    return decided, said


def decide_to_leave(holder: Address, live: Live) -> Decision | None:
    """None where it keeps its slug, or says something now that cannot be published."""
    try:
        again = decide_again(holder)
    except ContractViolationError:
        return None
    return again if again.entry is None or again.entry.leaves(live) else None
