"""The documents made anew from the log alone."""

from itertools import islice

from django.db import transaction
from django.db.models import F

from api.contract.catalogue import CATALOGUE
from api.contract.documents import DocumentModel
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
    published = (edition for edition in newest.iterator(chunk_size=BATCH) if edition.event == Edition.Event.PUBLISHED)
    while batch := list(islice(published, BATCH)):
        run(*point_at(((edition, parsed_body(edition)) for edition in batch), live={}))
        count += len(batch)
    return count


def parsed_body(edition: Edition) -> DocumentModel:
    return CATALOGUE[edition.type].document.model_validate_json(bytes(edition.body or b""))
