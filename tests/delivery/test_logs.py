"""The shipped proxy writes down nothing about readers."""

import httpx
import pytest

from tests.delivery.serving import proxy
from tests.processes import PLAIN, free_port, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.nginx]

TYPED = {"Referer": "https://hospital.example/zzqcanary/", "User-Agent": "zzqcanary", "X-Forwarded-For": "198.51.100.7"}


def is_up(port):
    try:
        return httpx.get(f"http://127.0.0.1:{port}/healthz", **PLAIN).status_code == 503
    except httpx.TransportError:
        return False


def test_log_of_the_proxy_names_no_reader_and_no_question_also_when_nobody_is_behind_it(tmp_path):
    with proxy(tmp_path, [free_port(), free_port()], is_up=is_up) as port:
        address = f"http://127.0.0.1:{port}/api/v1/search/?q=zzqcanary"
        assert httpx.get(address, headers=TYPED, **PLAIN).status_code == 503
        access = tmp_path / "access.log"
        wait_until(lambda: "GET /api/v1/search/ 503" in access.read_text())

    log = "".join(file.read_text() for file in tmp_path.glob("*.log"))
    assert "zzqcanary" not in log
    assert "198.51.100.7" not in log
    assert " 127.0.0.1 " not in log
