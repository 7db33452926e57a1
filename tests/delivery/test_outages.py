"""Parts are killed, hang or are overrun while readers read. What is served must be served, and all else refused soon.

Readers ask nginx with the shipped file, behind which two instances run. Each once or twice with the tests; for more, in
a terminal::

    OUTAGES=20 uv run pytest -n0 -s tests/delivery/test_outages.py
"""

import os
import signal
from contextlib import contextmanager

import psutil
import pytest

from cms.delivery.server import THREADS
from tests.delivery.readers import reading
from tests.delivery.serving import delivery, gunicorn, instance
from tests.processes import PATIENCE, wait_until

pytestmark = [pytest.mark.nginx, pytest.mark.xdist_group("outages")]

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
    with delivery(primary.start().url(), tmp_path_factory.mktemp("delivery")) as plane:
        yield plane


@pytest.fixture
def on_primary(primary, plane_on_primary):
    """Ready, whatever was done to its database."""
    wait_until(lambda: plane_on_primary.is_ready)
    return plane_on_primary


@pytest.fixture
def on_replica(replica, tmp_path):
    with delivery(replica.url(), tmp_path) as plane:
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


def assert_refused(answer, *, problem=None):
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json()["status"] == 503
    assert problem is None or answer.json()["type"] == problem


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

    assert (found.failed, found.lost, found.resent) == (0, [], 0)


def test_without_its_database_it_says_so_and_comes_back_by_itself(primary, on_primary):
    workers = on_primary.worker_ids
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
        assert 0 < on_primary.output.count("The database failed") < found.statuses[503] / 2

        with reading(on_primary.port, PAGE) as found:
            wait_for(200, found)
        assert (found.failed, found.lost) == (0, [])
    assert on_primary.worker_ids == workers


def test_lost_connections_are_replaced_without_a_failed_request(primary, on_primary):
    with reading(on_primary.port, PAGE) as found:
        for _ in range(5 * OUTAGES):
            wait_until(lambda: len(primary.sessions()) > len(on_primary.instances))
            wait_for(50, found)
            primary.ask("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'hospital_read'")

    assert (found.failed, found.lost) == (0, [])


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
            assert_refused(on_primary.get("/readyz"))
            assert on_primary.get("/healthz").status_code == 200
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


def test_instances_are_renewed_one_after_the_other_without_a_lost_request(on_primary):
    workers = on_primary.worker_ids
    with reading(on_primary.port, PAGE) as found:
        for each in on_primary.instances * max(1, OUTAGES // 2):
            wait_for(50, found)
            each.renew()
        wait_for(50, found)

    assert not on_primary.worker_ids & workers
    assert (found.failed, found.lost, found.resent) == (0, [], 0)


def test_worker_that_is_killed_is_replaced_and_loses_no_request(on_primary):
    """A server whose worker is killed twice in a moment ends, for its supervisor to start it anew."""
    with reading(on_primary.port, PAGE) as found:
        for number in range(OUTAGES):
            each = on_primary.instances[number % 2]
            if number >= 2:
                each.renew()
            wait_for(50, found)
            killed = each.worker_ids
            kill(killed)
            wait_until(lambda each=each, killed=killed: each.worker_ids - killed and each.is_ready)
        wait_for(50, found)

    assert (found.failed, found.lost, found.resent) == (0, [], 0)


def test_proxy_alone_says_what_the_api_would_and_finds_it_again(on_primary):
    for each in on_primary.instances:
        each.stop()
    refused = on_primary.get(PAGE)
    quoted = on_primary.get('/api/v1/"}/')
    for each in on_primary.instances:
        each.start()
        each.wait_until_ready()

    assert_refused(refused, problem="about:blank")
    assert refused.json()["instance"] == PAGE
    assert quoted.json()["instance"] == "/"
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert on_primary.get(PAGE).status_code == 200


def kill(numbers):
    for number in numbers:
        psutil.Process(number).kill()


def test_all_workers_of_a_server_are_killed_and_replaced(primary, tmp_path):
    with instance(primary.url(), tmp_path / "output.txt", workers=2) as server:
        killed = server.worker_ids
        kill(killed)
        wait_until(lambda: len(server.worker_ids - killed) == 2)
        wait_until(lambda: server.is_ready)

        assert server.get(PAGE).status_code == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_as_soon_as_its_workers_begin_it_ends(primary, tmp_path, number):
    with instance(primary.url(), tmp_path / "output.txt") as server:
        workers = server.worker_ids
        kill(workers)
        wait_until(lambda: server.worker_ids - workers)
        server.process.send_signal(number)
        server.process.wait(PATIENCE)

        assert "refused to gracefully stop" not in server.output.read_text()


def test_requests_that_run_or_wait_are_answered_before_it_ends(primary, tmp_path):
    with instance(primary.url(), tmp_path / "output.txt") as server:
        with locked(primary):
            asked = [server.ask(PAGE) for _ in range(2 * THREADS)]
            wait_until(lambda: primary.ask("SELECT count(*) FROM pg_locks WHERE NOT granted") == THREADS)
            server.process.terminate()
            wait_until(lambda: "Stopping worker" in server.output.read_text())
        answered = [connection.getresponse().status for connection in asked]
        server.process.wait(PATIENCE)

    assert answered == [200] * len(asked)


def test_gunicorn_serves_it_as_well(primary, tmp_path):
    with instance(primary.url(), tmp_path / "output.txt", workers=2, command=gunicorn) as server:
        found = {address: server.get(address).status_code for address in ADDRESSES}
        primary.kill()
        refused = server.get(PAGE)
        primary.start()
        wait_until(lambda: server.is_ready)

        assert found[PAGE] == 200
        assert [address for address, status in found.items() if status >= 500] == []
        assert_refused(refused)
        assert server.get(PAGE).status_code == 200


def test_two_workers_take_little_memory(primary, tmp_path):
    with instance(primary.url(), tmp_path / "output.txt", workers=2) as server:
        with reading(server.port, PAGE) as found:
            wait_for(500, found)

        assert server.memory_mb() < 160
