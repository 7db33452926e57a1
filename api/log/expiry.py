"""When documents and editions stop being public by themselves."""

from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Now


def unexpired(moment: datetime | None = None) -> Q:
    """At the moment; None is now, by the database's clock, which is the same for every process."""
    clock = Now() if moment is None else moment
    return Q(expires_at__isnull=True) | Q(expires_at__gt=clock)


UNEXPIRED = "(document.expires_at IS NULL OR document.expires_at > statement_timestamp())"
"""Now, for statements written out, of a table called ``document``."""
