"""Whoever waits for the database waits with an end; commands do not."""

import threading

import pytest
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections

from cms.environment import Waits
from cms.waits import GRACE, Limiter, is_running
from tests.forks import fork
from tests.operations.limited import tell_waits_of_command, tell_waits_of_web
from tests.processes import PATIENCE, wait_until


@pytest.mark.slow
@pytest.mark.parametrize(
    ("process", "lock", "statement"), [(tell_waits_of_web, "5s", "15s"), (tell_waits_of_command, "0", "0")]
)
def test_web_process_waits_for_seconds_and_a_command_as_long_as_it_takes(transactional_db, process, lock, statement):
    with fork(process) as started:
        code, said, complaints = started.outcome()

    assert code == 0, complaints
    assert said == f"lock_timeout {lock}\nstatement_timeout {statement}\n"


class Sleeper(threading.Thread):
    """Asks something that the database does not answer, like one that is stopped."""

    def __init__(self, limiter):
        super().__init__()
        self.limiter, self.has_begun, self.error = limiter, threading.Event(), None

    def run(self):
        connection.ensure_connection()
        self.limiter.watch(connections[DEFAULT_DB_ALIAS])
        self.has_begun.set()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET client_connection_check_interval = '100ms'")  # so that nothing is left of it
                cursor.execute("SELECT pg_sleep(%s)", [PATIENCE])
        except OperationalError as error:
            self.error = error
        finally:
            connection.close()


def test_connection_that_gets_no_answer_is_given_up(transactional_db):
    limiter = Limiter(Waits(lock=1, statement=1))
    sleeper = Sleeper(limiter)
    sleeper.start()
    assert sleeper.has_begun.wait(PATIENCE)
    wait_until(lambda: any(map(is_running, limiter.running)))
    limiter.look(1000.0)
    limiter.look(1001.0)
    assert sleeper.is_alive()

    limiter.look(1001.1 + GRACE)
    sleeper.join(PATIENCE)

    assert sleeper.error is not None
    wait_until(lambda: not others_at_work())


def others_at_work():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'")
        return cursor.fetchone()[0]
