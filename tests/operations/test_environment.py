"""What the settings take from the environment, and what they refuse."""

import os
import subprocess
import sys
from ipaddress import ip_network

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from django.core.exceptions import ImproperlyConfigured

from cms.environment import DeliveryEnvironment, DevelopmentEnvironment, ProductionEnvironment
from cms.purging.caches import Cloudflare, Fastly, Varnish
from cms.records.keys import SigningKey
from cms.settings import base
from tests.operations.dockerfile import ROOT

COMPLETE = {
    "SECRET_KEY": "not-a-secret-but-as-long-as-one-has-to-be-at-the-least",
    "ALLOWED_HOSTS": "cms.example.org, www.example.org",
    "DATABASE_URL": "postgresql://writer:word@database.example.org:5433/content",
    "ADMIN_BASE_URL": "https://cms.example.org",
}


def pem(key, *, passphrase=None):
    """A private key as ``openssl`` writes it."""
    hidden = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, hidden).decode()


pytestmark = pytest.mark.usefixtures("clean_environment")


@pytest.fixture
def complete(monkeypatch):
    for name, value in COMPLETE.items():
        monkeypatch.setenv(name, value)


def load(settings, variables):
    """Imports a settings module in a process of its own, with nothing but these variables."""
    return subprocess.run(
        [sys.executable, "-c", f"import {settings}"],
        env={"PATH": os.environ["PATH"], **variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_requires_what_has_no_safe_default():
    required = {name.upper() for name, field in ProductionEnvironment.model_fields.items() if field.is_required()}

    assert required == set(COMPLETE)


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_production_names_the_missing_variable(complete, monkeypatch, name):
    monkeypatch.delenv(name)

    with pytest.raises(ImproperlyConfigured, match=f"{name}: is not set$"):
        ProductionEnvironment.read()


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_empty_variable_counts_as_missing(complete, monkeypatch, name):
    monkeypatch.setenv(name, "")

    with pytest.raises(ImproperlyConfigured, match=f"{name}: is not set$"):
        ProductionEnvironment.read()


def test_all_missing_variables_are_named_at_once():
    result = load("cms.settings.production", {})

    assert result.returncode != 0
    assert [name for name in COMPLETE if f"  {name}: is not set\n" in result.stderr] == list(COMPLETE)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("ADMIN_BASE_URL", "cms.example.org"),
        ("ADMIN_BASE_URL", "https://cms.example.org/"),
        ("MEDIA_URL", "media"),
        ("SECURE_COOKIES", "perhaps"),
        ("LOG_LEVEL", "LOUD"),
        ("TIME_ZONE", "Larkmoor/Hospital"),
        ("RATE_LIMIT", "many"),
        ("RATE_LIMIT_STORAGE", "sqlite://"),
        ("RATE_LIMIT_EXEMPT", "the office"),
        ("TRUSTED_PROXIES", "-1"),
    ],
)
def test_wrong_value_is_refused_by_the_name_of_its_variable(complete, monkeypatch, name, value):
    monkeypatch.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=f"  {name}: "):
        ProductionEnvironment.read()


def test_refusal_does_not_print_the_secret(complete, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hunter2")

    with pytest.raises(ImproperlyConfigured) as refusal:
        ProductionEnvironment.read()

    assert "hunter2" not in str(refusal.value)


def test_production_settings_load_with_the_required_variables_alone():
    result = load("cms.settings.production", COMPLETE)

    assert (result.returncode, result.stderr) == (0, "")


def test_names_are_separated_by_commas(complete):
    assert ProductionEnvironment.read().allowed_hosts == ["cms.example.org", "www.example.org"]


def test_cookies_are_secure_unless_said_otherwise(complete, monkeypatch):
    default = ProductionEnvironment.read().secure_cookies
    monkeypatch.setenv("SECURE_COOKIES", "false")

    assert (default, ProductionEnvironment.read().secure_cookies) == (True, False)


def test_base_settings_are_safe():
    assert (base.DEBUG, base.ALLOWED_HOSTS) == (False, [])
    assert (base.SESSION_COOKIE_SECURE, base.CSRF_COOKIE_SECURE) == (True, True)
    assert base.SECURE_CONTENT_TYPE_NOSNIFF
    assert not hasattr(base, "SECRET_KEY")
    assert not hasattr(base, "SERVE_MEDIA")


@pytest.mark.parametrize("settings", ["cms.settings.development", "cms.settings.delivery"])
def test_other_settings_load_without_any_variable(settings):
    result = load(settings, {})

    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("environment", [DevelopmentEnvironment, DeliveryEnvironment])
def test_without_an_address_the_database_is_embedded_in_the_data_folder(monkeypatch, tmp_path, environment):
    monkeypatch.setenv("HOSPITAL_DATA", str(tmp_path))

    database = environment.read().database()

    assert database["ENGINE"] == "cms.postgres"
    assert database["EMBEDDED"]["data_folder"] == str(tmp_path / "postgres")


@pytest.mark.parametrize("environment", [ProductionEnvironment, DevelopmentEnvironment, DeliveryEnvironment])
def test_address_of_a_database_overrides_the_embedded_one(complete, environment):
    database = environment.read().database()

    names = ("ENGINE", "HOST", "PORT", "NAME", "USER", "PASSWORD")
    expected = ("django.db.backends.postgresql", "database.example.org", 5433, "content", "writer", "word")
    assert tuple(database[name] for name in names) == expected


def test_mail_settings_come_from_the_environment(complete, monkeypatch):
    monkeypatch.setenv("EMAIL_HOST", "mail.example.org")
    monkeypatch.setenv("ADMINS", "web@example.org, night@example.org")

    environment = ProductionEnvironment.read()

    assert environment.email_host == "mail.example.org"
    assert environment.admins == ["web@example.org", "night@example.org"]


def test_http_caches_come_from_the_environment(complete, monkeypatch):
    for name, value in {
        "CACHE_PURGE_URLS": "http://one:6081/, http://two:6081/",
        "FASTLY_SERVICE_ID": "service",
        "FASTLY_API_TOKEN": "secret",
        "CLOUDFLARE_ZONE_ID": "zone",
        "CLOUDFLARE_API_TOKEN": "secret",
    }.items():
        monkeypatch.setenv(name, value)

    assert ProductionEnvironment.read().http_caches() == [
        Varnish(url="http://one:6081/"),
        Varnish(url="http://two:6081/"),
        Fastly(service="service", token="secret"),
        Cloudflare(zone="zone", token="secret"),
    ]


@pytest.mark.parametrize("given", ["FASTLY_SERVICE_ID", "CLOUDFLARE_API_TOKEN"])
def test_half_of_a_cdn_is_refused_with_the_names_of_both_variables(complete, monkeypatch, given):
    monkeypatch.setenv(given, "something")

    with pytest.raises(ImproperlyConfigured, match=r"Set both \w+_ID and \w+_TOKEN, or neither"):
        ProductionEnvironment.read()


def test_rate_limits_come_from_the_environment(complete, monkeypatch):
    for name, value in {
        "RATE_LIMIT": "100/second",
        "RATE_LIMIT_STORAGE": "redis://store:6379/0",
        "RATE_LIMIT_EXEMPT": "10.30.0.0/16",
        "TRUSTED_PROXIES": "2",
    }.items():
        monkeypatch.setenv(name, value)

    assert ProductionEnvironment.read().rate_limits() == {
        "QUOTA": "100/second",
        "STORAGE": "redis://store:6379/0",
        "EXEMPT": [ip_network("10.30.0.0/16")],
        "PROXIES": 2,
    }


def test_rate_limits_can_be_switched_off(monkeypatch):
    monkeypatch.setenv("RATE_LIMIT", "off")

    assert DeliveryEnvironment.read().rate_limits()["QUOTA"] is None


def test_delivery_plane_has_the_limits_of_production(complete):
    assert DeliveryEnvironment.read().rate_limits() == ProductionEnvironment.read().rate_limits()
    assert DeliveryEnvironment.read().read_role_only


@pytest.fixture
def secrets(complete, monkeypatch, tmp_path):
    """The folder of a service's secrets, as systemd names it."""
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    monkeypatch.delenv("SECRET_KEY")
    return tmp_path


def test_secrets_may_be_files_named_as_variables(secrets, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://hospital_web@database/hospital")
    (secrets / "secret_key").write_text(f"{COMPLETE['SECRET_KEY']}\n")
    (secrets / "database_password").write_text("word of a file\n")
    environment = ProductionEnvironment.read()

    assert environment.secret_key == COMPLETE["SECRET_KEY"]
    assert environment.database()["PASSWORD"] == "word of a file"


def test_variables_and_addresses_go_before_files(secrets, monkeypatch):
    (secrets / "secret_key").write_text("x" * 60)
    (secrets / "database_password").write_text("another")
    monkeypatch.setenv("SECRET_KEY", COMPLETE["SECRET_KEY"])
    environment = ProductionEnvironment.read()

    assert environment.secret_key == COMPLETE["SECRET_KEY"]
    assert environment.database()["PASSWORD"] == "word"


def test_secret_that_is_in_no_file_either_is_named(secrets):
    with pytest.raises(ImproperlyConfigured, match=r"SECRET_KEY: is not set$"):
        ProductionEnvironment.read()


@pytest.mark.parametrize(
    ("set_to", "whole"),
    [
        ("/files/", "https://api.example.org/files/"),
        ("https://cdn.example.org/", "https://cdn.example.org/"),
    ],
)
def test_pictures_have_whole_addresses_in_production(complete, monkeypatch, set_to, whole):
    monkeypatch.setenv("API_BASE_URL", "https://api.example.org")
    monkeypatch.setenv("MEDIA_URL", set_to)

    assert ProductionEnvironment.read().absolute_media_url == whole


def test_mails_of_a_development_server_lead_to_its_own_port(monkeypatch):
    code = "from django.conf import settings; print(settings.WAGTAILADMIN_BASE_URL)"
    monkeypatch.setenv("API_BASE_URL", "http://localhost:8110")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "cms.settings.development")

    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) == "http://localhost:8110\n"


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("RECORD_KEY", "secret", "This is no private key as PEM. Make one: openssl genpkey -algorithm ed25519"),
        ("RECORD_KEY", pem(rsa.generate_private_key(65537, 2048)), "This is no Ed25519 key"),
        ("RECORD_KEY", pem(Ed25519PrivateKey.generate(), passphrase=b"word"), "The key has a passphrase"),
        ("RECORD_OLD_KEYS", "secret", "This is no public key as PEM: “secret”"),
    ],
    ids=["no key", "another kind of key", "with a passphrase", "no public key"],
)
def test_key_that_could_sign_or_prove_nothing_is_refused_with_the_remedy(complete, monkeypatch, name, value, remedy):
    monkeypatch.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=f"{name}: Value error, {remedy}"):
        ProductionEnvironment.read()


def test_key_that_signs_records_may_be_text_as_openssl_writes_it(complete, monkeypatch):
    monkeypatch.setenv("RECORD_KEY", pem(Ed25519PrivateKey.generate()))

    assert SigningKey.parse(ProductionEnvironment.read().record_key).public.id.startswith("ed25519-")
