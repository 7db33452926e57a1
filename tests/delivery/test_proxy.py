"""What never reaches the API is refused by the proxy in its words."""

import socket
from contextlib import suppress

import pytest

from api.contract.answers.problems import Problem
from tests.delivery.serving import proxy
from tests.processes import PATIENCE, free_port

pytestmark = [pytest.mark.nginx, pytest.mark.xdist_group("outages")]


def is_listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answer(port, request):
    """Whoever sends too much may find the connection closed before all of it is sent."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        with suppress(ConnectionError):
            connection.sendall(request)
        with suppress(ConnectionError):
            while part := connection.recv(65536):
                received += part
    head, _, body = received.partition(b"\r\n\r\n")
    return head.decode(), body


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    with proxy(tmp_path_factory.mktemp("proxy"), [free_port(), free_port()], is_up=is_listening) as port:
        yield port


CLOSED = b"Host: content.hospital.example\r\nConnection: close\r\n"


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (414, b"GET /api/v1/" + b"x" * 70_000 + b" HTTP/1.1\r\n" + CLOSED + b"\r\n"),
        (431, b"GET /api/v1/ HTTP/1.1\r\n" + CLOSED + b"X-Long: " + b"x" * 70_000 + b"\r\n\r\n"),
        (400, b"HELO there\r\n\r\n"),
        (400, b"GET / HTTP/9.9\r\n\r\n"),
        (400, b"GET /api/v1/ HTTP/1.1\r\n" + CLOSED + b"Transfer-Encoding: none\r\n\r\n"),
        (404, b"GET /stored/x HTTP/1.1\r\n" + CLOSED + b"\r\n"),
        (405, b"TRACE /api/v1/ HTTP/1.1\r\n" + CLOSED + b"\r\n"),
        (413, b"POST /api/v1/ HTTP/1.1\r\n" + CLOSED + b"Content-Length: 99999\r\n\r\n"),
    ],
    ids=["long address", "long header", "no HTTP", "other HTTP", "other coding", "internal", "trace", "large body"],
)
def test_refusal_is_a_problem(port, status, request_):
    head, body = answer(port, request_)

    assert head.splitlines()[0].split()[1] == str(status)
    assert "Content-Type: application/problem+json" in head
    assert Problem.model_validate_json(body).status == status
