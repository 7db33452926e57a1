"""The documents made anew from the log alone."""

from itertools import islice

from django.db import transaction
from django.db.models import F

from api.log.bodies import read_edition
from api.models import Document, Edition, Feed, SearchWord
from api.process.sql import run
from cms.publishing.log.writing import point_at, take_lock

BATCH = 50
"""Editions that a rebuild holds in memory at a time."""


@transaction.atomic
def rebuild() -> int:
    """Throw the documents away and build them from the log; returns how many are live."""
    take_lock()
    Document.objects.all().delete()
    SearchWord.objects.all().delete()
    Feed.objects.update(rebuilt=F("rebuilt") + 1)
    newest = Edition.objects.order_by("type", "document_id", "locale", "-number").distinct(
        "type", "document_id", "locale"
    )
    count = 0
    published = ((edition, read) for edition in newest.iterator(chunk_size=BATCH) if (read := read_edition(edition)))
    while batch := list(islice(published, BATCH)):
        run(*point_at(batch, live={}))
        count += len(batch)
    return count
