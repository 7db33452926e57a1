"""The documents as they would be, written where readers' questions look for them: for whoever takes it back.

The log's lock is not taken, and no number drawn: nobody waits for what never comes, and the numbers of what does come
follow each other.
"""

import secrets
from collections.abc import Collection
from datetime import datetime
from hashlib import blake2b

from api.models import Document
from api.process.sql import Statement
from cms.publishing.log import writing
from cms.publishing.log.entries import Address
from cms.publishing.publications.decisions import Decision, with_holders

BEYOND = 2**30
"""Numbers of editions that never come are above: a hospital that publishes each second for thirty years does not get
there. Below ``2**31``, since Kotlin and Java read whole numbers in 32 bits."""
DRAW = "SELECT %s + n, %s::timestamptz FROM generate_series(1, %s) AS n"


def write_foreseen(decisions: Collection[Decision], *, at: datetime) -> None:
    """Inside of what is taken back alone. Raise SlugTakenError."""
    decided, live = with_holders(decisions, writing.read_live([each.address for each in decisions]))
    gone = [live[each.address].pk for each in decided if each.withdrawal and each.address in live]
    Document.objects.filter(pk__in=gone).delete()
    entries = [each.entry for each in decided if each.entry]
    changed = [entry for entry in entries if not entry.is_said_by(live.get(entry.address))]
    if changed:
        draw = Statement(DRAW, [BEYOND + secrets.randbelow(BEYOND - 2**20), at, len(changed)])
        new = {entry.address: key_of(entry.address) for entry in changed if entry.address not in live}
        writing.write(changed, live, draw=draw, keys=new)


def key_of(address: Address) -> int:
    """The same each time, so that the second page of a list goes on where the first ended. No document has one below
    zero."""
    named = f"{address.type}/{address.document_id}/{address.locale}".encode()
    return -1 - int.from_bytes(blake2b(named, digest_size=7).digest())
