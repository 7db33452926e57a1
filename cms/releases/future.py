"""The site as it will be at a moment: what is due until then is done by the code that will do it, and taken back.

All of it happens in a part of a transaction that never commits: rows, log entries, letters and tasks go with it. The
log is not touched, and its lock not taken. Rows are locked meanwhile, each wait of ours is short, and what is looked at
is one document at a time.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import OperationalError, connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.publishing.following import notes
from cms.publishing.publications.decisions import Decision, decide
from cms.publishing.publications.preview import preview_context
from cms.publishing.publications.registry import publication_of
from cms.publishing.publications.rows import rows_of
from cms.publishing.refresh import gathering
from cms.publishing.rows import clock
from cms.publishing.rows.holding import hold
from cms.publishing.rows.surroundings import AddressOf, Surroundings, public_address
from cms.releases.coming import Coming, coming, ends
from cms.releases.due import REFUSALS, in_words

# Shorter than PostgreSQL waits before it looks for deadlocks, so that whoever publishes is never the one who gives way.
SHORT = "SET LOCAL lock_timeout = '500ms'; SET LOCAL statement_timeout = '10s'"


class BusyError(Exception):
    """Others hold what is to be looked at, and go first."""

    def __init__(self) -> None:
        super().__init__(_("Somebody is publishing some of this at this moment. Look again in a moment."))


@dataclass(frozen=True, kw_only=True)
class Done:
    """What was due, and why it will not come off as it stands now; empty where it will."""

    coming: Coming
    refusal: str = ""


@dataclass(frozen=True, kw_only=True)
class Future:
    """Valid while ``as_of`` lasts."""

    done: tuple[Done, ...]

    def decision(self, instance: Model, *, address_of_file: AddressOf = public_address) -> Decision | None:
        """What the page or snippet means for the public then; None for what has no document of its own.

        Raise ContractViolationError.
        """
        publication = publication_of(instance)
        if publication is None:
            return None
        row = next(iter(rows_of(publication.model, [instance.pk])), None)
        around = Surroundings(address_of_file=address_of_file)
        if isinstance(row, Page):
            around.read([row])
        return decide(row, publication.address_of(row or instance), around)


@contextmanager
def as_of(moment: datetime, *, events: Sequence[Coming] | None = None) -> Iterator[Future]:
    """``events``: only these. Raise BusyError."""
    due = coming(moment) if events is None else events
    token = notes.begun.set(None)  # nobody is to be told of updates that never come
    try:
        with transaction.atomic():
            begin([row for each in due for row in each.rows])
            done = tuple(attempt(each) for each in due)
            done += tuple(attempt(each) for each in (ends(moment) if events is None else ()))
            with clock.set_to(moment):
                yield Future(done=done)
            transaction.set_rollback(True)
    except OperationalError as error:
        raise BusyError from error
    finally:
        notes.begun.reset(token)


def begin(rows: Sequence[Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SHORT)
    hold(rows)


def attempt(event: Coming) -> Done:
    """As it would be at its time, with the rules of its day."""
    try:
        with transaction.atomic(), clock.set_to(event.at), gathering():
            event.do()
    except REFUSALS as error:
        return Done(coming=event, refusal=in_words(error))
    return Done(coming=event)


def make_pictures(instance: Model, events: Sequence[Coming]) -> None:
    """Of the texts that the page will have, before anything is held: making them takes long."""
    for each in events:
        if instance in each.rows:
            preview_context(instance.get_latest_revision_as_object())  # type: ignore[attr-defined]
