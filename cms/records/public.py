"""Which edition of a document was public at a moment, by the log alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from api.models import Edition
from cms.publishing.log.entries import Address


@dataclass(frozen=True, kw_only=True)
class Then:
    """The log at a moment, of one document."""

    moment: datetime
    newest: Edition | None
    """The last thing that had happened, with its body; None: nothing yet."""
    next: Edition | None
    """What happened after it, by now."""

    @property
    def public(self) -> Edition | None:
        return self.newest if self.newest and is_public(self.newest, self.moment) else None

    @property
    def until(self) -> datetime | None:
        """When the newest ended; None: it has not."""
        ends = [self.next.published_at] if self.next else []
        expires = self.newest.expires_at if self.newest else None
        return min([*ends, expires] if expires else ends, default=None)


def editions_of(address: Address) -> QuerySet[Edition]:
    return Edition.objects.filter(**vars(address)).order_by("-number")


def is_public(edition: Edition, moment: datetime) -> bool:
    """The newest one at the moment."""
    is_over = edition.expires_at is not None and edition.expires_at <= moment
    return edition.event == Edition.Event.PUBLISHED and not is_over


def edition_at(address: Address, moment: datetime) -> Edition | None:
    """With its body. None: nothing was public."""
    return then(address, moment).public


def then(address: Address, moment: datetime) -> Then:
    editions = editions_of(address)
    newest = editions.filter(published_at__lte=moment).first()
    after = editions.filter(published_at__gt=moment).defer("body").reverse()
    return Then(moment=moment, newest=newest, next=after.first())


def newest_until(moment: datetime, *, among: Collection[Address] | None = None) -> QuerySet[Edition]:
    """Of each document that ever was by then, without bodies: what readers got, or that they got nothing.

    ``among``: of these alone.
    """
    by_document = ("type", "document_id", "locale")
    until = Edition.objects.filter(published_at__lte=moment)
    if among is not None:
        ids, types = {each.document_id for each in among}, {each.type for each in among}
        until = until.filter(type__in=types, document_id__in=ids, locale__in={each.locale for each in among})
    newest = until.order_by(*by_document, "-number").distinct(*by_document)
    return Edition.objects.filter(number__in=newest.values("number")).defer("body")
