"""What one client does to the others, through the proxy with the shipped file."""

import itertools
import socket
import time
from contextlib import ExitStack

import pytest

from tests.delivery.readers import reading
from tests.delivery.serving import delivery
from tests.processes import PATIENCE, wait_until

pytestmark = [pytest.mark.nginx, pytest.mark.xdist_group("outages")]

PAGE = "/api/v1/procedures/treatment-0/"
GREEDY, ANOTHER = "127.0.0.2", "127.0.0.3"
CONNECTIONS = 16
HALF_OPEN = 600


@pytest.fixture(scope="module")
def plane(servers, tmp_path_factory):
    primary, _ = servers
    with delivery(primary.start().url(), tmp_path_factory.mktemp("one-client"), limit="300/minute") as plane:
        yield plane


def worst():
    """Searches that nobody has asked before."""
    for number in itertools.count():
        yield f"/api/v1/search/?q=a{number}+" + "+".join(f"treatmant{number}{letter}" for letter in "bcdefghijk")


def test_one_client_that_asks_the_dearest_without_end_takes_no_document_from_another(plane):
    began = time.monotonic()
    with reading(plane.port, worst(), readers=CONNECTIONS, source=GREEDY) as greedy:
        wait_until(lambda: greedy.statuses[429] >= 5)
        found = [plane.get(PAGE, source=ANOTHER).status_code for _ in range(100)]
        elapsed = time.monotonic() - began
        refused = greedy.statuses[429]

    assert found == [200] * 100
    assert plane.get("/api/v1/search/?q=treatment", source=ANOTHER).status_code == 200
    assert set(greedy.statuses) <= {200, 429}
    assert greedy.statuses[200] < 60  # what the quota of the two instances is worth, and one more for each
    assert refused < CONNECTIONS * (2 + elapsed), "whoever is refused hears it slowly"


def test_refusal_names_the_quota_that_is_spent_and_documents_are_still_given(plane):
    with reading(plane.port, worst(), readers=CONNECTIONS, source=GREEDY) as greedy:
        wait_until(lambda: greedy.statuses[429])
        refused = next(answer for answer in ask_for_ever(plane) if answer.status_code == 429)

    assert refused.json()["violated-policies"] == ["cost"]
    assert int(refused.headers["Retry-After"]) > 0
    assert plane.get(PAGE, source=GREEDY).status_code == 200


def ask_for_ever(plane):
    return (plane.get(path, source=GREEDY) for path in worst())


def test_clients_that_never_finish_their_request_keep_nobody_out_and_are_sent_away(plane):
    with ExitStack() as stack:
        silent = [stack.enter_context(half_open(plane.port)) for _ in range(HALF_OPEN)]
        found = {path: plane.get(path, source=ANOTHER).status_code for path in ("/healthz", "/readyz", PAGE)}
        said = [until_end(client) for client in silent]

    assert set(found.values()) == {200}
    assert set(said) == {b""}


def until_end(client):
    """What the proxy sends before it ends the connection, in whichever way."""
    try:
        return client.recv(1)
    except ConnectionResetError:
        return b""


def half_open(port):
    client = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE, source_address=(GREEDY, 0))
    client.sendall(b"GET /api/v1/ HTTP/1.1\r\nHost: slow\r\n")
    return client
