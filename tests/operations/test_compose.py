"""compose.yaml, .env.example, the Dockerfile and the settings agree."""

import re

import pytest
from django.core.management import get_commands

from cms.environment import DeliveryEnvironment, ProductionEnvironment
from tests.operations import compose
from tests.operations.dockerfile import ROOT, read_stages

SETTINGS = {"cms.settings.production": ProductionEnvironment, "cms.settings.delivery": DeliveryEnvironment}
DELIVERY = ("delivery-1", "delivery-2")
READ_BY_OTHERS = {"DJANGO_SETTINGS_MODULE", "PORT", "WEB_CONCURRENCY", "GUNICORN_CMD_ARGS", "MALLOC_ARENA_MAX"}

"""Secrets that others give; their files are empty where nobody does."""

each_of_our_services = pytest.mark.parametrize("service", compose.our_services(), ids=lambda service: service.name)


def test_services_are_those_of_the_architecture():
    assert {service.name for service in compose.our_services()} == {"migrate", "web", "worker", *DELIVERY}


def test_example_leaves_nothing_to_be_filled_in():
    example = compose.read_example()

    assert [name for name in compose.required_variables() if not example[name]] == []


def test_secrets_are_files_which_the_file_says_how_to_make():
    content = compose.read_compose()
    [made] = re.findall(r"for name in ([\w ]+);", compose.read_text())
    given = re.findall(r"secrets/(\w+)", *re.findall(r"touch (.*)\)", compose.read_text()))

    assert {name: secret["file"] for name, secret in content["secrets"].items()} == {
        name: f"secrets/{name}" for name in (*made.split(), *given)
    }
    assert set(given) == compose.GIVEN
    assert "secrets/" in (ROOT / ".gitignore").read_text().splitlines()


def test_each_service_finds_its_own_secrets_and_no_others():
    given = {name: name for name in compose.GIVEN}
    database = {name: name for name in ("postgres_password", "owner_password", "web_password", "read_password")}
    expected = {
        "database": database,
        "migrate": {"secret_key": "secret_key", "database_password": "owner_password"} | given,
        **{key: {"secret_key": "secret_key", "database_password": "web_password"} | given for key in ("web", "worker")},
        **{key: {"database_password": "read_password"} for key in DELIVERY},
    }

    assert {service.name: service.secrets for service in compose.read_services() if service.secrets} == expected


def test_each_service_has_the_role_of_the_database_that_is_for_it():
    roles = {
        service.name: re.match(r"postgresql://(\w+)@database:5432/hospital$", service.variables["DATABASE_URL"])[1]
        for service in compose.our_services()
    }

    assert roles == {"migrate": "hospital_owner", "web": "hospital_web", "worker": "hospital_web"} | dict.fromkeys(
        DELIVERY, "hospital_read"
    )


@pytest.mark.parametrize("service", compose.read_services(), ids=lambda service: service.name)
def test_container_may_nothing_that_it_does_not_need(service):
    confined = {"read_only": True, "cap_drop": ["ALL"], "security_opt": ["no-new-privileges:true"]}

    assert {name: service.definition.get(name) for name in confined} == confined
    assert service.is_ours or service.definition["user"] != "root"  # ours says so in the Dockerfile
    assert "/tmp" in service.definition["tmpfs"]  # noqa: S108


def test_only_who_asks_the_database_can_reach_it():
    services = compose.read_services()

    assert compose.read_compose()["networks"]["database"] == {"internal": True}
    assert {service.name for service in services if "database" in service.networks} == {
        "database", "migrate", "web", "worker", "proxy",
    }  # fmt: skip
    assert next(service for service in services if service.name == "database").networks == {"database"}


def test_what_is_given_to_containers_that_cannot_be_written_into_are_files():
    """Compose writes other configs and secrets into the container, which it cannot."""
    content = compose.read_compose()

    for given in (*content["configs"].values(), *content["secrets"].values()):
        assert list(given) == ["file"]
    assert all((ROOT / config["file"]).exists() for config in content["configs"].values())


def test_example_names_every_variable_of_the_compose_file():
    assert set(compose.read_example()) == compose.required_variables() | compose.optional_variables()


@each_of_our_services
def test_every_variable_of_a_service_is_read_by_somebody(service):
    fields = {name.upper() for name in SETTINGS[service.settings].model_fields}

    assert set(service.variables) <= fields | READ_BY_OTHERS


@each_of_our_services
def test_every_variable_that_the_settings_require_is_set(service):
    fields = SETTINGS[service.settings].model_fields.items()

    assert {name.upper() for name, field in fields if field.is_required()} <= set(service.variables) | {
        name.upper() for name in service.secrets
    }


@each_of_our_services
def test_settings_accept_the_values(service, clean_environment, monkeypatch, tmp_path):
    for name, value in service.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    for name in service.secrets:
        (tmp_path / name).write_text("" if name in compose.GIVEN else f"{compose.SECRET}\n")
    database = SETTINGS[service.settings].read().database()

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["PASSWORD"] == compose.SECRET


def test_delivery_alone_runs_on_its_own_settings():
    assert {service.name: service.settings for service in compose.our_services()} == {
        "migrate": "cms.settings.production",
        "web": "cms.settings.production",
        "worker": "cms.settings.production",
    } | dict.fromkeys(DELIVERY, "cms.settings.delivery")


@pytest.fixture
def delivery():
    return [service for service in compose.our_services() if service.name in DELIVERY]


def test_delivery_gets_no_secret_key(delivery):
    assert not [service for service in delivery if "SECRET_KEY" in service.environment]


def test_proxy_asks_every_instance_where_it_listens_in_their_common_network(delivery):
    content = compose.read_compose()
    proxy = content["services"]["proxy"]
    source = content["configs"][proxy["configs"][0]["source"]]["file"]
    shipped = (ROOT / source).read_text()

    assert {service.definition["network_mode"] for service in delivery} == {"service:proxy"}
    assert re.findall(r"^    server 127\.0\.0\.1:(\d+)", shipped, re.MULTILINE) == [
        service.environment["PORT"] for service in delivery
    ]
    [port] = proxy["ports"]
    assert f"listen {port.rpartition(':')[2]};" in shipped


@pytest.mark.parametrize(
    "service", [found for found in compose.our_services() if "manage.py" in found.command], ids=lambda found: found.name
)
def test_management_command_exists(service):
    program, script, command, *_ = service.command

    assert (program, script, command in get_commands()) == ("python", "manage.py", True)


@each_of_our_services
def test_service_with_authoring_settings_keeps_its_media_on_the_volume(service):
    if service.settings == "cms.settings.delivery":
        assert "volumes" not in service.definition
        return
    folder = f"{service.environment['HOSPITAL_DATA']}/media"
    assert service.definition["volumes"] == [f"media:{folder}"]
    assert read_stages()[-1].last("VOLUME").words == [folder]


@pytest.mark.parametrize("service", compose.read_services(), ids=lambda service: service.name)
def test_ports_are_open_to_this_machine_alone(service):
    ports = service.definition.get("ports", [])

    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_servers_are_published_at_the_port_they_listen_on():
    for service in compose.our_services():
        for port in service.definition.get("ports", []):
            assert port.endswith(f":{service.environment['PORT']}")


@pytest.mark.parametrize("service", compose.read_services(), ids=lambda service: service.name)
def test_service_waits_for_what_can_become_ready(service):
    others = {other.name: other.definition for other in compose.read_services()}

    for name, condition in service.definition.get("depends_on", {}).items():
        signs = {"service_healthy": "healthcheck", "service_completed_successfully": "command"}
        assert signs[condition["condition"]] in others[name]


def test_one_shot_service_is_not_restarted():
    others = [s for s in compose.read_services() if s.definition["restart"] != "unless-stopped"]

    assert [(service.name, service.definition["restart"]) for service in others] == [("migrate", "no")]


def test_declared_volumes_and_configs_are_used():
    content = compose.read_compose()
    definitions = content["services"].values()
    mounts = [mount.split(":")[0] for definition in definitions for mount in definition.get("volumes", [])]
    volumes = {mount for mount in mounts if not mount.startswith("./")}
    configs = {config["source"] for definition in definitions for config in definition.get("configs", [])}

    assert (volumes, configs) == (set(content["volumes"]), set(content["configs"]))
    assert all((ROOT / mount).exists() for mount in mounts if mount.startswith("./"))


def test_media_are_sent_by_the_proxy_alone_and_only_when_the_api_says_so():
    services = [service for service in compose.read_services() if not service.is_ours]
    mounts = {
        service.name: [mount for mount in service.definition.get("volumes", []) if "media" in mount]
        for service in services
    }
    shipped = (ROOT / compose.read_compose()["configs"]["delivery"]["file"]).read_text()

    assert mounts == {"database": [], "proxy": ["media:/srv/media:ro"]}
    assert "location /stored/ {\n        internal;\n        alias /srv/media/;" in shipped
    assert shipped.count("/srv/media/") == 1


def test_images_need_no_other_registry():
    images = [service.definition["image"] for service in compose.read_services() if not service.is_ours]
    images += [stage.base for stage in read_stages()]

    assert not [image for image in images if "." in image.split("/")[0].split(":")[0]]


def test_example_is_ready_for_trying_without_tls():
    example = compose.read_example()

    assert (example["SECURE_COOKIES"], example["ADMIN_BASE_URL"]) == ("false", "http://localhost:8000")


def test_file_with_secrets_stays_out_of_the_repository():
    assert ".env" in (ROOT / ".gitignore").read_text().splitlines()
