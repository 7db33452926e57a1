"""Several statements in one round trip behave as if they were sent one by one."""

import pytest
from django.db import DataError, connection, transaction
from django.test.utils import CaptureQueriesContext

from api.process.sql import Statement, run

pytestmark = pytest.mark.django_db

STATEMENTS = (
    Statement("SELECT 1 WHERE %s", [True]),
    Statement("CREATE TEMPORARY TABLE seen (number int) ON COMMIT DROP"),
    Statement("INSERT INTO seen VALUES (%s), (%s)", [1, 2]),
    Statement("SELECT number FROM seen ORDER BY number DESC"),
)


def test_each_sees_what_those_before_it_did():
    assert run(*STATEMENTS) == [[(1,)], [], [], [(2,), (1,)]]


def test_they_give_the_same_where_somebody_looks_at_queries():
    with CaptureQueriesContext(connection):
        assert run(*STATEMENTS) == [[(1,)], [], [], [(2,), (1,)]]


def test_first_error_is_django_s_and_undoes_all():
    with pytest.raises(DataError, match="division by zero"), transaction.atomic():
        run(Statement("SELECT set_config('hospital.seen', 'yes', true)"), Statement("SELECT 1 / 0"), Statement("SELEC"))

    assert run(Statement("SELECT current_setting('hospital.seen', true)")) in ([[("",)]], [[(None,)]])
