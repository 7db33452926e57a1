"""The delivery plane: the public API alone, from the same database, without Wagtail."""

import os
import subprocess
import sys
from dataclasses import dataclass

import psutil
import pytest

from tests.demo.conftest import environment, wait_until_ready
from tests.processes import PATIENCE, ROOT, answers, free_port, get, wait_until


@dataclass(frozen=True)
class Delivery:
    base: str
    process: subprocess.Popen


@pytest.fixture(scope="module")
def delivery(demo, tmp_path_factory):
    port, output = free_port(), tmp_path_factory.mktemp("delivery") / "output.txt"
    command = [sys.executable, "manage.py", "delivery", "--port", str(port), "--workers", "1"]
    variables = environment(demo.data) | {"API_BASE_URL": demo.base.replace("127.0.0.1", "localhost")}
    with output.open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=log, stderr=log)
    base = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(process, base, output)
        yield Delivery(base, process)
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/procedures/cordotomy/",
        "/api/v1/procedures/cordotomia/?locale=es",
        "/api/v1/specialties/heart/",
        "/api/v1/openapi.json",
        "/api/v1/procedures/nothing/",
        "/api/v1/procedures/?limit=0",
        "/api/v1/nowhere/",
        "/api/v1/procedures?limit=2",
    ],
)
def test_both_planes_answer_the_same_bytes(demo, delivery, address):
    here, there = demo.get(address), get(f"{delivery.base}{address}")

    assert there.status_code == here.status_code
    assert there.content == here.content
    assert there.headers.get("ETag") == here.headers.get("ETag")
    assert there.headers["Content-Type"] == here.headers["Content-Type"]


def test_lists_and_docs_are_there_too(delivery):
    assert get(f"{delivery.base}/api/v1/procedures/").json()["count"] >= 12
    assert get(f"{delivery.base}/api/v1/docs/").status_code == 200


def test_there_is_no_admin(delivery):
    assert get(f"{delivery.base}/admin/").status_code == 404


def test_worker_that_dies_is_replaced(delivery):
    base, process = delivery.base, psutil.Process(delivery.process.pid)
    workers = process.children()

    workers[0].kill()
    wait_until(lambda: {*process.children()} - {*workers} and answers(f"{base}/readyz"), process=delivery.process)

    assert get(f"{base}/api/v1/procedures/cordotomy/").status_code == 200


def test_its_process_loads_neither_wagtail_nor_kernel_nor_treatments(demo):
    found = run_in_delivery(
        demo,
        "import sys;"
        "print(sorted({n.split('.')[0] for n in sys.modules} & {'wagtail', 'modelcluster', 'procedures'}),"
        " 'cms.publishing' in sys.modules)",
    )

    assert found == "[] False"


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("SELECT pg_sleep(60)", "QueryCanceled"),
        ("DELETE FROM api_document", "ReadOnlySqlTransaction"),
    ],
)
def test_its_connection_refuses_what_is_slow_and_what_writes(demo, statement, refusal):
    found = run_in_delivery(
        demo,
        "from django.db import Error, connection\n"
        f"try: connection.cursor().execute({statement!r})\n"
        "except Error as error: print(type(error.__cause__).__name__)",
    )

    assert found == refusal


def run_in_delivery(demo, program):
    """What the program prints where the application of the delivery plane is loaded."""
    variables = environment(demo.data) | {"DJANGO_SETTINGS_MODULE": "cms.settings.delivery"}
    done = subprocess.run(
        [sys.executable, "-c", f"from cms.delivery import application\n{program}"],
        cwd=ROOT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()
