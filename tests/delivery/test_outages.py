"""Parts are killed, hang or are overrun while readers read. What is served must be served, and all else refused soon.

Each once or twice with the tests; for more, in a terminal::

    OUTAGES=20 uv run pytest -n0 -s tests/delivery/test_outages.py
"""

import os
import signal
from contextlib import contextmanager

import psutil
import pytest

from cms.lanes import LANES
from tests.delivery.readers import reading
from tests.delivery.serving import delivery
from tests.processes import PATIENCE, ROOT, wait_until

pytestmark = pytest.mark.xdist_group("outages")

OUTAGES = int(os.environ.get("OUTAGES", "2"))
PAGE = "/api/v1/procedures/treatment-0/"
ADDRESSES = (
    PAGE,
    f"{PAGE}sections/what/",
    "/api/v1/procedures/?specialty=heart",
    "/api/v1/specialties/",
    "/api/v1/pages/start/",
    "/api/v1/procedures/never/",
    "/api/v1/resolve/?path=/treatments/treatment-0/",
    "/api/v1/resolve/?path=/nowhere/",
    "/api/v1/search/?q=treatmant",
    "/api/v1/suggest/?q=tre",
    "/api/v1/changes/?since=0",
    "/api/v1/navigation/",
    "/api/v1/alerts/",
    "/api/v1/site/",
    "/api/v1/redirects/",
    "/api/v1/editions/1/",
    "/readyz",
)
REDUCED = "https://iana.org/assignments/http-problem-types#temporary-reduced-capacity"


@pytest.fixture(scope="module")
def plane_on_primary(servers, tmp_path_factory):
    primary, _ = servers
    with delivery(primary.start().url(), tmp_path_factory.mktemp("delivery") / "output.txt") as plane:
        yield plane


@pytest.fixture
def on_primary(primary, plane_on_primary):
    """Ready, whatever was done to its database."""
    wait_until(lambda: plane_on_primary.is_ready)
    return plane_on_primary


@pytest.fixture
def on_replica(replica, tmp_path):
    with delivery(replica.url(), tmp_path / "output.txt") as plane:
        yield plane


@contextmanager
def locked(primary):
    """Meanwhile a migration holds the table that every document is read from."""
    with primary.connect() as migration, migration.transaction():
        migration.execute("LOCK TABLE api_document IN ACCESS EXCLUSIVE MODE")
        yield


def wait_for(number, found, *, status=200):
    """More answers with this status."""
    before = found.statuses[status]
    wait_until(lambda: found.statuses[status] >= before + number)


def assert_refused(answer, *, problem="about:blank"):
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json()["type"] == problem


def test_every_address_answers_on_a_role_that_reads_and_a_database_that_follows(primary, on_replica):
    found = {address: on_replica.get(address) for address in ADDRESSES}

    assert {address: answer.status_code for address, answer in found.items() if answer.status_code >= 500} == {}
    assert found[PAGE].status_code == found["/api/v1/search/?q=treatmant"].status_code == 200


def test_readers_notice_nothing_while_the_primary_is_killed(primary, on_replica):
    with reading(on_replica.port, PAGE) as found:
        for _ in range(OUTAGES):
            wait_for(50, found)
            primary.kill()
            wait_for(200, found)
            primary.start()

    assert (dict(found.statuses), found.lost, found.resent) == ({200: found.answered}, [], 0)


def test_without_its_database_it_says_so_and_comes_back_by_itself(primary, on_primary):
    workers = on_primary.workers
    for _ in range(OUTAGES):
        with reading(on_primary.port, PAGE) as found:
            wait_for(50, found)
            primary.kill()
            wait_for(50, found, status=503)
            assert_refused(on_primary.get(PAGE))
            assert_refused(on_primary.get("/readyz"))
            assert on_primary.get("/healthz").status_code == 200
            primary.start()
            wait_for(50, found)
        assert set(found.statuses) == {200, 503}
        assert found.lost == []
        assert 0 < on_primary.output.read_text().count("The database failed") < found.statuses[503] / 2

        with reading(on_primary.port, PAGE) as found:
            wait_for(200, found)
        assert (dict(found.statuses), found.lost) == ({200: found.answered}, [])
    assert on_primary.workers == workers


def test_lost_connections_are_replaced_without_a_failed_request(primary, on_primary):
    with reading(on_primary.port, PAGE) as found:
        for _ in range(5 * OUTAGES):
            # All are used again: none is dead already, or it would not be lost.
            wait_until(lambda: len(primary.sessions()) == 2 * LANES)
            wait_for(50, found)
            primary.ask("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'hospital_read'")

    assert (dict(found.statuses), found.lost) == ({200: found.answered}, [])


def test_what_takes_too_long_is_cut_off_and_said_to_be(primary, on_primary):
    with locked(primary):
        assert_refused(on_primary.get(PAGE), problem=REDUCED)
        assert "longer" in on_primary.get(PAGE).json()["detail"]
        assert on_primary.get("/healthz").status_code == 200

    assert on_primary.get(PAGE).status_code == 200


def test_database_that_hangs_is_given_up(primary, on_primary):
    """As with a failing disk: connections stay open, and nothing comes."""
    assert on_primary.get(PAGE).status_code == 200
    postmaster = psutil.Process(int((primary.layout.cluster / "postmaster.pid").read_text().split()[0]))
    family = [postmaster, *postmaster.children(recursive=True)]
    for process in family:
        process.suspend()
    try:
        with reading(on_primary.port, PAGE) as found:
            wait_for(20, found, status=503)
            assert on_primary.get("/healthz").status_code == 200
            assert_refused(on_primary.get("/readyz"), problem=REDUCED)
    finally:
        for process in family:
            process.resume()
    wait_until(lambda: on_primary.is_ready)

    assert found.lost == []
    assert on_primary.get(PAGE).status_code == 200


def test_more_than_it_can_answer_is_refused_and_takes_no_memory(primary, on_primary):
    before = on_primary.memory_mb()
    with reading(on_primary.port, PAGE, readers=200) as found:
        with locked(primary):
            wait_for(500 * OUTAGES, found, status=503)
            refused = next(answer for answer in ask_for_ever(on_primary) if "more requests" in answer.text)
            growth = on_primary.memory_mb() - before
        wait_for(500, found)

    assert_refused(refused, problem=REDUCED)
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert set(found.statuses) == {200, 503}
    assert found.lost == []
    assert growth < 60


def ask_for_ever(plane):
    while True:
        yield plane.get(PAGE)


def test_new_program_takes_over_without_a_lost_request(on_primary):
    with reading(on_primary.port, PAGE) as found:
        for _ in range(OUTAGES):
            wait_for(50, found)
            on_primary.renew()
        wait_for(50, found)

    assert (dict(found.statuses), found.lost) == ({200: found.answered}, [])


def test_program_that_cannot_be_loaded_does_not_take_over(primary, tmp_path):
    for name in ("api", "cms", "procedures", "manage.py"):
        (tmp_path / name).symlink_to(ROOT / name)
    with delivery(primary.url(), tmp_path / "output.txt", folder=tmp_path) as plane:
        workers = plane.workers
        (tmp_path / "api").unlink()
        plane.process.send_signal(signal.SIGHUP)
        wait_until(lambda: "the old one stays" in plane.output.read_text())

        assert plane.workers == workers
        assert plane.get(PAGE).status_code == 200


@pytest.mark.parametrize(("said", "times"), [("HUP signal received", 1), ("Starting granian", 2)])
def test_told_to_end_while_a_new_program_takes_over_it_ends(primary, tmp_path, said, times):
    with delivery(primary.url(), tmp_path / "output.txt") as plane:
        workers = plane.workers
        plane.process.send_signal(signal.SIGHUP)
        wait_until(lambda: plane.output.read_text().count(said) == times)
        plane.process.terminate()
        plane.process.wait(PATIENCE)

        assert not any(map(psutil.pid_exists, workers))


def test_renewed_twice_in_a_moment_it_leaves_nobody_behind(primary, tmp_path):
    with delivery(primary.url(), tmp_path / "output.txt") as plane:
        first = plane.workers
        for number in (2, 3):
            plane.process.send_signal(signal.SIGHUP)
            wait_until(lambda number=number: plane.output.read_text().count("Started worker-2") == number)

        wait_until(lambda: not any(map(psutil.pid_exists, first)))
        wait_until(lambda: len(plane.workers) == 2)


def test_worker_that_dies_while_a_new_program_takes_over_holds_up_nothing(primary, tmp_path):
    with delivery(primary.url(), tmp_path / "output.txt") as plane:
        old = plane.workers
        plane.process.send_signal(signal.SIGHUP)
        wait_until(lambda: "HUP signal received" in plane.output.read_text())
        psutil.Process(min(old)).kill()
        wait_until(lambda: "The old workers are gone" in plane.output.read_text())

        assert len(plane.workers) == 2
        assert not plane.workers & old


def test_workers_that_are_killed_are_replaced(on_primary):
    for _ in range(OUTAGES):
        killed = on_primary.workers
        for pid in killed:
            psutil.Process(pid).kill()
        wait_until(lambda killed=killed: len(on_primary.workers - killed) == 2)
    wait_until(lambda: on_primary.is_ready)

    assert on_primary.get(PAGE).status_code == 200


def test_requests_that_run_or_wait_are_answered_before_it_ends(primary, tmp_path):
    with delivery(primary.url(), tmp_path / "output.txt", workers=1) as plane:
        with locked(primary):
            asked = [plane.ask(PAGE) for _ in range(2 * LANES)]
            wait_until(lambda: primary.ask("SELECT count(*) FROM pg_locks WHERE NOT granted") == LANES)
            assert plane.get("/healthz").status_code == 200  # so it has taken in those that were there before
            plane.process.terminate()
            wait_until(lambda: "Stopping worker" in plane.output.read_text())
        answered = [connection.getresponse().status for connection in asked]
        plane.process.wait(PATIENCE)

    assert answered == [200] * len(asked)


def test_two_workers_take_little_memory(on_primary):
    with reading(on_primary.port, PAGE) as found:
        wait_for(500, found)

    assert on_primary.memory_mb() < 160
