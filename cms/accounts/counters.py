"""A storage for ``limits`` in the one database that all processes share."""

import time

from django.db import Error, connection
from django.db.models import F
from limits.storage import Storage

from cms.accounts.models import Counter

# By the clock, because a transaction may last: now() is when it began.
COUNT = """
INSERT INTO accounts_counter AS counter (key, count, expires_at)
VALUES (%(key)s, %(amount)s, clock_timestamp() + %(seconds)s * interval '1 second')
ON CONFLICT (key) DO UPDATE SET
    count = excluded.count + CASE WHEN counter.expires_at > clock_timestamp() THEN counter.count ELSE 0 END,
    expires_at = CASE WHEN counter.expires_at > clock_timestamp() THEN counter.expires_at ELSE excluded.expires_at END
RETURNING count
"""
READ = """
SELECT count, extract(epoch FROM expires_at) FROM accounts_counter WHERE key = %s AND expires_at > clock_timestamp()
"""


class DatabaseStorage(Storage):
    """For few and slow things, such as signing in. Requests of the API are counted elsewhere."""

    STORAGE_SCHEME = None

    @property
    def base_exceptions(self) -> type[Exception]:
        return Error

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        with connection.cursor() as cursor:
            cursor.execute(COUNT, {"key": key, "amount": amount, "seconds": expiry})
            return int(cursor.fetchone()[0])

    def take_back(self, key: str) -> None:
        """One that was counted, as long as it counts."""
        Counter.objects.filter(key=key, count__gt=0).update(count=F("count") - 1)

    def get(self, key: str) -> int:
        return int(self.read(key)[0])

    def get_expiry(self, key: str) -> float:
        return float(self.read(key)[1])

    def read(self, key: str) -> tuple[int, float]:
        with connection.cursor() as cursor:
            cursor.execute(READ, [key])
            count, end = cursor.fetchone() or (0, time.time())
        return count, end

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        return Counter.objects.all().delete()[0]

    def clear(self, key: str) -> None:
        Counter.objects.filter(key=key).delete()
