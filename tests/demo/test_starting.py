"""Starting, stopping and starting again."""

import signal

import psutil

from tests.demo.conftest import start, wait_until_ready
from tests.processes import PATIENCE, free_port


def test_it_tells_where_everything_is_and_how_to_sign_in(demo):
    printed = demo.output.read_text()

    assert "/admin/" in printed
    assert "/api/v1/" in printed
    for name in ("editor", "author", "admin"):
        assert f"Sign in as {name}" in printed


def test_taken_port_is_refused_before_any_work_with_the_remedy(demo):
    port = demo.base.rpartition(":")[2]

    refused = demo.manage("demo", "--port", port)

    assert refused.returncode == 1
    assert f"Port {port} is taken. Choose another: demo --port" in refused.stderr


def test_second_start_keeps_what_is_there_and_sigterm_stops_all_of_it(demo, tmp_path):
    """On the same data, beside the first: both use one database server."""
    port, output = free_port(), tmp_path / "output.txt"
    second = start(demo.data, port, output)
    wait_until_ready(second, f"http://127.0.0.1:{port}", output)
    family = [psutil.Process(second.pid), *psutil.Process(second.pid).children(recursive=True)]

    second.send_signal(signal.SIGTERM)
    second.wait(PATIENCE)

    for work in ("migrations", "Loading the sample"):
        assert work not in output.read_text()
    _, alive = psutil.wait_procs(family, PATIENCE)
    assert alive == []
    assert demo.get("/readyz").status_code == 200
