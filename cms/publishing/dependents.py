"""Finds what was made from something that changed, and has it rendered again by a task in the same transaction."""

from collections.abc import Iterable

from procrastinate.contrib.django import app

from api.models import Document, Edition

TASK = "cms.tasks.render_again"


def dependents(keys: Iterable[str]) -> list[Document]:
    """Live documents made from any of the keys, in a fixed order."""
    return list(
        Document.objects.filter(dependencies__overlap=list(keys)).only("type", "document_id", "locale").order_by("id")
    )


def enqueue_dependents(keys: set[str], *, except_for: Edition | None = None) -> None:
    """Enqueue nothing when nothing else depends on the keys, which is the usual case."""
    affected = Document.objects.filter(dependencies__overlap=list(keys))
    if except_for is not None:
        affected = affected.exclude(type=except_for.type, document_id=except_for.document_id, locale=except_for.locale)
    if affected.exists():
        app.configure_task(TASK).defer(keys=[*sorted(keys)])
