"""Lists and searches at a moment to come: the documents that will be others then are written where these are read, by
whoever takes it back with all the rest."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from cms.publishing.following.models import Change, TransactionId
from cms.publishing.following.planning import affected
from cms.publishing.log.entries import Address, SlugTakenError
from cms.publishing.publications.decisions import ContractViolationError, Decision, decide, rows_behind
from cms.publishing.publications.foreseeing import write_foreseen
from cms.publishing.publications.registry import publication_of
from cms.publishing.rows.surroundings import Surroundings
from cms.releases.coming import BY_DAY, Coming, coming
from cms.releases.future import as_of, make_pictures
from cms.releases.members import may_edit, may_publish

MOST = 300
"""Documents that may be others then: rendering them takes seconds, while rows are held."""


class NotListedError(Exception):
    """The lists cannot be shown as they will be. The message says why."""


@contextmanager
def lists_as_of(moment: datetime, *, user: User, events: Sequence[Coming] | None = None) -> Iterator[None]:
    """Meanwhile the public views answer this thread as they will answer then. ``events``: only these.

    Raise BusyError, NotListedError.
    """
    due = coming(moment) if events is None else events
    for row in [row for each in due for row in each.rows]:
        make_pictures(row, due)
    with as_of(moment, events=events) as future:
        refuse_hidden([each.coming for each in future.done], user=user)
        write_changed(changed_here() | (said_otherwise() if events is None else set()), at=moment)
        yield


def refuse_hidden(events: Iterable[Coming], *, user: User) -> None:
    """Lists name everything that is coming."""
    if not all(may_edit(row, user) or may_publish(row, user) for each in events for row in each.rows):
        raise NotListedError(_("Something will change by then that you may not edit, so lists cannot be shown."))


def write_changed(addresses: set[Address], *, at: datetime) -> None:
    if len(addresses) > MOST:
        words = _("Too much will have changed by then to show lists: {number} documents. Choose an earlier time.")
        raise NotListedError(words.format(number=len(addresses)))
    try:
        write_foreseen(decide_all(addresses), at=at)
    except SlugTakenError as error:
        raise NotListedError(str(error)) from error


def changed_here() -> set[Address]:
    """By this transaction, as the kernel notes it for whoever renders again what follows."""
    return set(affected(set(Change.objects.filter(transaction=TransactionId()).values_list("key", flat=True))))


def said_otherwise() -> set[Address]:
    """By the day alone, as reviews that will be due by then."""
    rows = [row for each in BY_DAY for row in each.said_otherwise()]
    published = [(row, publication) for row in rows if (publication := publication_of(row)) is not None]
    return {publication.address_of(row) for row, publication in published}


def decide_all(addresses: set[Address]) -> list[Decision]:
    """Without what cannot be published then: readers keep what they have of it."""
    rows = rows_behind(addresses)
    surroundings = Surroundings.of(rows.values())
    return [
        decision
        for address in sorted(addresses, key=lambda each: (each.type, str(each.document_id), each.locale))
        if (decision := decided(address, rows.get(address), surroundings))
    ]


def decided(address: Address, row: object, surroundings: Surroundings) -> Decision | None:
    try:
        with transaction.atomic():
            return decide(row, address, surroundings)
    except ContractViolationError:
        return None
