"""Units of work that PostgreSQL took back because others were in their way: deadlocks, serialization failures."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, transaction
from psycopg.errors import DeadlockDetected, SerializationFailure

logger = logging.getLogger(__name__)

TRIES = 3
PAUSE = 0.1
"""Seconds before the second try; before the third, twice as many."""

Result = TypeVar("Result")


def is_conflict(error: BaseException) -> bool:
    return isinstance(error.__cause__, DeadlockDetected | SerializationFailure)


def in_one_transaction(unit: Callable[[], Result]) -> Result:
    """Again when others were in its way, unless it is a part of a transaction that somebody else began.

    The unit must make anew, each time, what it changes in memory.
    """
    tries = 1 if transaction.get_connection().in_atomic_block else TRIES
    for number in range(1, tries):
        try:
            with transaction.atomic():
                return unit()
        except OperationalError as error:
            if not is_conflict(error):
                raise
            logger.info("Tried again: %s", error)
        time.sleep(PAUSE * number)
    with transaction.atomic():
        return unit()
