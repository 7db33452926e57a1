"""The documents made anew from the log alone, whichever contract wrote it."""

from collections.abc import Iterator
from itertools import islice

from django.db import transaction
from django.db.models import F

from api.log.bodies import read_edition
from api.models import Document, Edition, Feed, SearchWord
from api.process.sql import run
from cms.publishing.log.entries import address_of
from cms.publishing.log.forgetting import forget_if_unsaid, select_unsaid
from cms.publishing.log.programs import indexer, marks, not_indexed
from cms.publishing.log.writing import point_at, read_live, take_lock

BATCH = 50
"""Editions that a rebuild holds in memory at a time."""


@transaction.atomic
def rebuild() -> int:
    """Throw the documents away and build them from the log; returns how many are live."""
    take_lock()
    rendered_by = dict(Document.objects.values_list("edition_id", "rendered_by"))
    Document.objects.all().delete()
    SearchWord.objects.all().delete()
    renew_what_is_kept()
    newest = Edition.objects.order_by("type", "document_id", "locale", "-number").distinct(
        "type", "document_id", "locale"
    )
    count = 0
    published = ((edition, read) for edition in newest.iterator(chunk_size=BATCH) if (read := read_edition(edition)))
    while batch := list(islice(published, BATCH)):
        run(*point_at(batch, live={}, rendered_by=rendered_by))
        count += len(batch)
    return count


def renew_what_is_kept() -> None:
    """What processes keep of the documents holds no more."""
    Feed.objects.update(rebuilt=F("rebuilt") + 1)


def index_again() -> Iterator[int]:
    """Work out anew what another program worked out from the log. Yields how many documents are done, some at a time:
    each time is a transaction of its own, so that readers read on, and nobody who publishes waits long.

    Words that are in no document any more are forgotten at the end.
    """
    done = 0
    while some := index_some():
        done += some
        yield done
    with transaction.atomic():
        renew_what_is_kept()
        if not not_indexed().exists():
            SearchWord.objects.exclude(indexed_by=indexer()).delete()


@transaction.atomic
def index_some() -> int:
    take_lock()
    documents = list(not_indexed().select_related("edition").order_by("pk")[:BATCH])
    found = [(each.edition, read) for each in documents if (read := read_edition(each.edition))]
    lost = [each.pk for each in documents if each.edition.pk not in {edition.pk for edition, _ in found}]
    Document.objects.filter(pk__in=lost).update(indexed_by=marks(indexer()))  # of types that there are no more
    if found:
        live = read_live([address_of(edition) for edition, _ in found])
        run(*point_at(found, live, rendered_by={each.edition_id: each.rendered_by for each in documents}))
    return len(documents)


def forget_unsaid_words() -> None:
    """Words that nothing public says any more, of texts that were changed. They are looked for while others publish,
    who wait only for those that were found."""
    (unsaid,) = run(select_unsaid())
    if unsaid:
        with transaction.atomic():
            take_lock(forget_if_unsaid(unsaid))
