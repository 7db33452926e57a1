"""The process environment, read once, parsed, and refused by name where something is missing or wrong."""

import os
from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self, TypedDict
from urllib.parse import urljoin
from zoneinfo import available_timezones

import dj_database_url
import limits
from django.core.exceptions import ImproperlyConfigured
from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from cms import postgres

if TYPE_CHECKING:
    from cms.purging.caches import Cache

ROOT = Path(__file__).resolve().parent.parent

Names = Annotated[list[str], NoDecode]
"""Written with commas in the environment."""
Network = IPv4Network | IPv6Network
Networks = Annotated[list[Network], NoDecode]
"""CIDR blocks, written with commas in the environment."""


SECRETS = "/run/secrets"
NAMES = ("allowed_hosts", "csrf_trusted_origins", "cache_purge_urls", "admins")


NOTHING_SIGNED = "development-only-secret-key-which-signs-nothing-of-value"


class RateLimits(TypedDict):
    """Settings of ``api.http.rate_limits``."""

    QUOTA: str | None
    STORAGE: str
    EXEMPT: Networks
    PROXIES: int


@dataclass(frozen=True, kw_only=True)
class Waits:
    """How long a process waits for the database, in seconds; 0 is without end."""

    lock: float
    statement: float


class Environment(BaseSettings):
    """What every process reads. Field names in capitals are the variables' names."""

    model_config = SettingsConfigDict(case_sensitive=False, extra="ignore", frozen=True, env_ignore_empty=True)

    secret_key: Annotated[str, Field(min_length=50, repr=False)]
    """Signs sessions and tokens. Long, random, and secret."""
    allowed_hosts: Names
    """Host names this process answers to."""
    database_url: Annotated[str | None, Field(repr=False)] = None
    """``postgresql://user:password@host:port/name``. Unset: an embedded PostgreSQL, for development."""
    database_password: str = ""
    """Where it does not stand in the address: mostly in a file."""
    hospital_data: Path = ROOT / ".data"
    """Folder of the embedded PostgreSQL and of uploaded media."""
    media_url: Annotated[str, Field(pattern=r"^(https?://.+/|/.+/)$")] = "/media/"
    """Where browsers and apps find uploaded media. An absolute address when another host serves them."""
    hospital_name: str = "Hospital content"
    """What the admin is called, on its pages and in its mails."""
    hospital_mark: str = ""
    """Address or path of the hospital's mark, a picture, for the admin. Unset: Wagtail's."""
    time_zone: str = "UTC"
    """The hospital's, by its name: ``America/Los_Angeles``. Schedules are in it, and what editors read."""
    api_base_url: Annotated[str, Field(pattern=r"^https?://[^/]+$")] = "http://localhost:8000"
    """Where clients reach the API: what its links begin with, whatever Host a request names. No slash at the end."""
    count_searches: bool = True
    """Whether searches that found nothing are counted, for the editors' report; without who asked."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    database_lock_timeout: Annotated[float, Field(ge=0)] = 5
    """Seconds that an editor or the worker waits for what another change holds; 0 is without end."""
    database_statement_timeout: Annotated[float, Field(ge=0)] = 15
    """Seconds that a statement of a request to the admin may take; 0 is without end."""
    worker_statement_timeout: Annotated[float, Field(ge=0)] = 300
    """The same for the worker, which looks through everything at night."""
    webhook_allowed_networks: Networks = []
    """Networks that are not public, and that webhooks may be sent to all the same."""

    cache_purge_urls: Annotated[Names, Field(repr=False)] = []
    """Varnish caches to tell what has changed, each as ``http://host:port/``. Written with commas."""
    fastly_service_id: str = ""
    fastly_api_token: Annotated[str, Field(repr=False)] = ""
    """With the scope ``purge_select`` for the service."""
    cloudflare_zone_id: str = ""
    cloudflare_api_token: Annotated[str, Field(repr=False)] = ""
    """With the permission ``Cache Purge`` for the zone."""

    rate_limit: str = "6000/minute"
    """Requests that a client of the API may send, for example ``6000/minute`` or ``100 per 1 second``; ``off``. As many
    milliseconds may its dear questions cost, beside."""
    rate_limit_storage: Annotated[str, Field(repr=False, pattern=r"^(memory|rediss?|redis\+unix)://")] = "memory://"
    """Where requests are counted: in each process, or in one Redis (or Valkey) for all: ``redis://host:6379/0``."""
    rate_limit_exempt: Networks = []
    """Networks whose requests are not counted, such as that of the servers of the hospital's own web site."""
    trusted_proxies: Annotated[int, Field(ge=0)] = 0
    """How many proxies of our own stand before this process, each of which adds to ``X-Forwarded-For``."""

    @field_validator(*NAMES, mode="before", check_fields=False)
    @classmethod
    def split_names(cls, value: object) -> object:
        if isinstance(value, str):
            return [name.strip() for name in value.split(",") if name.strip()]
        return value

    @field_validator("time_zone")
    @classmethod
    def check_time_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"“{value}” is no time zone. Write its name, for example: America/Los_Angeles.")
        return value

    @field_validator("rate_limit")
    @classmethod
    def check_rate(cls, value: str) -> str:
        if value != "off":
            try:
                limits.parse(value)
            except ValueError:
                message = f"“{value}” is not a rate. Write, for example, 6000/minute or 100/second; or off."
                raise ValueError(message) from None
        return value

    @field_validator("rate_limit_storage")
    @classmethod
    def check_client(cls, value: str) -> str:
        if not value.startswith("memory:") and find_spec("redis") is None:
            raise ValueError("The client of Redis is not installed. Install the project with its extra “redis”.")
        return value

    @model_validator(mode="after")
    def check_pairs(self) -> Self:
        for one, other in (("fastly_service_id", "fastly_api_token"), ("cloudflare_zone_id", "cloudflare_api_token")):
            if bool(getattr(self, one)) != bool(getattr(self, other)):
                raise ValueError(f"Set both {one.upper()} and {other.upper()}, or neither.")
        return self

    @field_validator("webhook_allowed_networks", "rate_limit_exempt", mode="before")
    @classmethod
    def split_networks(cls, value: object) -> object:
        return parse_networks(value) if isinstance(value, str) else value

    @classmethod
    def read(cls) -> Self:
        try:
            return cls(_secrets_dir=secret_folders())
        except ValidationError as error:
            raise ImproperlyConfigured(explain(error)) from None

    def database(self) -> dict[str, object]:
        """Django's settings for the one database."""
        if self.database_url is None:
            return postgres.database(self.hospital_data / "postgres")
        settings = dict(dj_database_url.parse(self.database_url))
        return settings | {"PASSWORD": settings["PASSWORD"] or self.database_password}

    def waits(self) -> Waits:
        """Of requests to the admin."""
        return Waits(lock=self.database_lock_timeout, statement=self.database_statement_timeout)

    def waits_of_worker(self) -> Waits:
        return Waits(lock=self.database_lock_timeout, statement=self.worker_statement_timeout)

    def http_caches(self) -> "list[Cache]":
        """Whom to tell what has changed."""
        from cms.purging import caches  # with an HTTP client, which the delivery plane does without

        found: list[Cache] = [caches.Varnish(url=url) for url in self.cache_purge_urls]
        if self.fastly_service_id:
            found.append(caches.Fastly(service=self.fastly_service_id, token=self.fastly_api_token))
        if self.cloudflare_zone_id:
            found.append(caches.Cloudflare(zone=self.cloudflare_zone_id, token=self.cloudflare_api_token))
        return found

    def rate_limits(self) -> RateLimits:
        return {
            "QUOTA": None if self.rate_limit == "off" else self.rate_limit,
            "STORAGE": self.rate_limit_storage,
            "EXEMPT": self.rate_limit_exempt,
            "PROXIES": self.trusted_proxies,
        }


class ProductionEnvironment(Environment):
    """The authoring plane in production: nothing has a guessable default."""

    database_url: Annotated[str, Field(repr=False)]
    hospital_data: Path = Path("/var/lib/hospital")
    admin_base_url: Annotated[str, Field(pattern=r"^https?://[^/]+$")]
    """Address of the admin, for links in e-mails; no slash at the end."""
    api_base_url: Annotated[str, Field(pattern=r"^(https?://[^/]+)?$")] = ""
    """Where the delivery plane is reached. Left out, this process answers alone, at the address of the admin."""
    serve_pages: bool = False
    """Whether the authoring plane shows pages to readers, as plain HTML, with a sign-in of its own for private ones."""
    csrf_trusted_origins: Names = []
    """Origins, with scheme, that may post to the admin when a proxy changes the host."""
    secure_cookies: bool = True
    """False only where the admin is reached without TLS."""
    hsts_seconds: Annotated[int, Field(ge=0)] = 3600
    """For how long browsers that were here ask by TLS alone. Raise it to a year once that is sure to stay."""
    email_host: str = "localhost"
    """The mail server for alerts, reports and forgotten passwords."""
    email_port: int = 25
    email_host_user: str = ""
    email_host_password: Annotated[str, Field(repr=False)] = ""
    email_use_tls: bool = False
    """Begins in clear text and changes to TLS (STARTTLS, mostly port 587)."""
    email_use_ssl: bool = False
    """TLS from the beginning (mostly port 465)."""
    default_from_email: str = "webmaster@localhost"
    """Whom the mails are from."""
    accounts_contact: str = "whoever looks after accounts in your hospital"
    """Whom people are told to ask who cannot sign in: “the IT service desk, extension 1234”."""
    session_hours: Annotated[int, Field(ge=1, le=24)] = 12
    """After which everybody signs in again."""
    session_idle_minutes: Annotated[int, Field(ge=5, le=24 * 60)] = 60
    """After which whoever did nothing signs in again."""
    record_key: Annotated[str, Field(repr=False)] = ""
    """Private key (Ed25519, PKCS #8 as PEM, without a passphrase) that signs records of what was public. Unset: they
    are not signed, and say so. Mostly a file, as a secret."""
    record_old_keys: str = ""
    """Public keys, as PEM, one below the other, that signed records before: what they signed can still be proved."""
    admins: Names = []
    """Addresses that get the nightly report and alerts. Written with commas."""

    @field_validator("record_key", "record_old_keys")
    @classmethod
    def check_keys(cls, value: str, info: ValidationInfo) -> str:
        from cms.records import keys  # with a library that the delivery plane does without

        if value:
            keys.SigningKey.parse(value) if info.field_name == "record_key" else keys.parse_public_keys(value)
        return value

    @property
    def links_begin_with(self) -> str:
        return self.api_base_url or self.admin_base_url

    @property
    def absolute_media_url(self) -> str:
        """Whole addresses, which documents carry to wherever they are read. A path is one of the API's host."""
        return urljoin(f"{self.links_begin_with}/", self.media_url)

    @model_validator(mode="after")
    def check_encryption(self) -> Self:
        if self.email_use_tls and self.email_use_ssl:
            raise ValueError("Set EMAIL_USE_TLS (STARTTLS, port 587) or EMAIL_USE_SSL (port 465), not both.")
        return self


class DevelopmentEnvironment(Environment):
    """Defaults that make the project start by itself on a developer's machine."""

    secret_key: str = NOTHING_SIGNED
    allowed_hosts: Names = ["*"]
    webhook_allowed_networks: Networks = [IPv4Network("127.0.0.0/8"), IPv6Network("::1/128")]
    rate_limit: str = "600000/minute"


class DeliveryEnvironment(Environment):
    """The delivery plane signs nothing and has no hosts to guard: it answers the same to every Host header. Else it has
    production's defaults, also where it is tried."""

    secret_key: str = NOTHING_SIGNED
    allowed_hosts: Names = ["*"]
    api_base_url: Annotated[str, Field(pattern=r"^https?://[^/]+$")] = "http://localhost:8001"
    counts_database_url: Annotated[str | None, Field(repr=False)] = None
    """The primary, where ``DATABASE_URL`` names a replica: counts are written there (``api.process.counts``)."""
    read_role_only: bool = True
    """Whether it refuses to start with a role of the database that may do more than read what the API serves."""

    def databases(self) -> dict[str, dict[str, object]]:
        """The one that is read and, where it is another, the one that counts are written to."""
        read = {"default": self.database()}
        if self.counts_database_url is None:
            return read
        return read | {"counts": self.model_copy(update={"database_url": self.counts_database_url}).database()}


def secret_folders() -> list[Path]:
    """Where files may lie that are named as variables and hold their values: systemd's and Docker's. A variable goes
    before a file."""
    folders = (os.environ.get("CREDENTIALS_DIRECTORY"), SECRETS)
    return [path for path in map(Path, filter(None, folders)) if path.is_dir()]


def parse_networks(text: str) -> list[Network]:
    """Raise ValueError with the remedy for what is not a network."""
    networks = []
    for name in filter(None, map(str.strip, text.split(","))):
        try:
            networks.append(ip_network(name))
        except ValueError as error:
            message = f"“{name}” is not a network. Write networks with commas, for example: 10.20.0.0/16, 10.9.8.7/32."
            raise ValueError(message) from error
    return networks


def explain(error: ValidationError) -> str:
    """One line for each variable that is missing or wrong, with its name in capitals."""
    lines = ["The environment is not complete. Mend these variables and start again:"]
    for problem in error.errors():
        reason = "is not set" if problem["type"] == "missing" else problem["msg"]
        # What concerns several variables names them itself.
        lines.append(f"  {str(problem['loc'][0]).upper()}: {reason}" if problem["loc"] else f"  {reason}")
    return "\n".join(lines)
