"""The log as it stood at some moment: which edition readers got."""

import json
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from api.contract.catalogue import DocumentType
from api.log.expiry import unexpired
from api.log.models import Edition


def editions_until(moment: datetime | None) -> QuerySet[Any]:
    """Without their bodies, each with ``is_public``: published, and not expired by then. None is now."""
    is_public = Q(event=Edition.Event.PUBLISHED) & unexpired(moment)
    editions = Edition.objects.defer("body").annotate(is_public=is_public)
    return editions if moment is None else editions.filter(published_at__lte=moment)


def edition_served(kind: DocumentType, *, locale: str, slug: str, moment: datetime) -> Edition | None:
    """What the address answered at the moment: as today, an alias only where no original has the slug."""
    editions = editions_until(moment).filter(type=kind.name, locale=locale)
    ever_here = editions.filter(slug=slug).order_by().values("document_id")
    newest = editions.filter(document_id__in=ever_here).order_by("document_id", "-number").distinct("document_id")
    served = [edition for edition in newest if edition.is_public and edition.slug == slug]
    if len(served) > 1:
        served.sort(key=is_alias)
    return served[0] if served else None


def is_alias(edition: Edition) -> bool:
    """Only the body knows."""
    document = json.loads(bytes(edition.body or b"{}"))
    return bool(document.get("canonical", edition.path) != edition.path)
