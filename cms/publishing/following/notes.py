"""What a change that is made now leads to: which notes are dealt with at once, and how many documents follow."""

from collections.abc import Iterable
from contextvars import ContextVar
from functools import cache

from django.db import connection
from django.db.models import Count, Model, QuerySet
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page

from api.models import Document, Edition
from cms.publishing.following import causes
from cms.publishing.following.models import FollowUp, TransactionId
from cms.publishing.log.entries import Address
from cms.publishing.publications.registry import pointer_of, publications
from cms.publishing.rendering.keys import key_type, keys_of

# Follow-ups begun by the request that is being answered, to tell its editor.
begun: ContextVar[list[FollowUp] | None] = ContextVar("begun", default=None)


# The document waits no longer if it was waiting; a row that a worker holds is the worker's to delete. The changes of
# this transaction are forgotten unless others follow, or something without a document yet awaits them.
SETTLE = """
WITH
    waiting AS (
        DELETE FROM cms_staledocument WHERE id IN (
            SELECT id FROM cms_staledocument
            WHERE type = %(type)s AND document_id = %(document_id)s AND locale = %(locale)s
            FOR UPDATE SKIP LOCKED
        )
    ),
    followers AS (
        SELECT count(*) AS number FROM api_document
        WHERE dependencies && %(keys)s::varchar[]
        AND NOT (type = %(type)s AND document_id = %(document_id)s AND locale = %(locale)s)
    ),
    settled AS (
        DELETE FROM cms_change USING followers
        WHERE followers.number = 0 AND NOT ({is_awaited})
        AND key = ANY(%(keys)s) AND transaction = pg_current_xact_id()::text::bigint
    )
SELECT number FROM followers
"""


def settle(instance: Model, address: Address, edition: Edition | None) -> None:
    """After a refresh in this transaction: what was dealt with here needs no task.

    Where other documents depend on it, the change stays noted even without a new edition: an earlier step of the
    transaction, a recall say, may have made one.
    """
    values = vars(address) | {"keys": sorted(keys_of(instance))}
    with connection.cursor() as cursor:
        cursor.execute(SETTLE.format(is_awaited=is_awaited(key_type(type(instance)))), values | {"pk": instance.pk})
        followers = cursor.fetchone()[0]
    if edition is not None and followers:
        others = dependents(values["keys"]).exclude(**vars(address))
        begin(followers, cause=causes.CHANGED.format(name=instance), pages=pages_by_language(others))


@cache
def is_awaited(kind: str) -> str:
    """In SQL: whether a row points at the instance that is no document without it."""
    pointers = (pointer_of(publication.model, name) for publication in publications() for name in publication.awaits)
    found = [
        f'EXISTS (SELECT FROM "{pointer.model._meta.db_table}" WHERE "{pointer.column}" = %(pk)s)'
        for pointer in pointers
        if key_type(pointer.related_model) == kind
    ]
    return " OR ".join(found) or "false"


def announce(keys: set[str], *, cause: str) -> FollowUp | None:
    """Tell how many documents will follow, in the name of the editor at work; None when there are none."""
    documents = dependents(keys)
    return begin(documents.count(), cause=cause, pages=pages_by_language(documents))


def begin(total: int, *, cause: str, pages: dict[str, int]) -> FollowUp | None:
    """Of one transaction there is one; what it changes besides adds to it."""
    if not total:
        return None
    user = get_active_log_context().user
    given = {"cause": cause, "caused_by": user, "total": total, "pages": pages}
    follow_up, created = FollowUp.objects.get_or_create(transaction=TransactionId(), defaults=given)
    if not created:
        follow_up.pages = {
            code: max(pages.get(code, 0), follow_up.pages.get(code, 0)) for code in pages | follow_up.pages
        }
        follow_up.total = max(follow_up.total, total, sum(follow_up.pages.values()))
        follow_up.save(update_fields=["pages", "total"])
    if (noticed := begun.get()) is not None:
        noticed.append(follow_up)
    return follow_up


def pages_by_language(documents: QuerySet[Document]) -> dict[str, int]:
    """As editors count: pages of the tree, without the places that repeat them."""
    types = {each.document_type.name for each in publications() if issubclass(each.model, Page)}
    pages = documents.filter(type__in=types, is_alias=False)
    return dict(pages.order_by().values_list("locale").annotate(number=Count("pk")))


def dependents(keys: Iterable[str]) -> QuerySet[Document]:
    """Live documents made from any of the keys."""
    return Document.objects.filter(dependencies__overlap=list(keys))
