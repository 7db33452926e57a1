"""The process environment, read once, parsed, and refused by name where something is missing or wrong."""

from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from cms import postgres

ROOT = Path(__file__).resolve().parent.parent

Names = Annotated[list[str], NoDecode]
"""Written with commas in the environment."""
Network = IPv4Network | IPv6Network
Networks = Annotated[list[Network], NoDecode]
"""CIDR blocks, written with commas in the environment."""


NAMES = ("allowed_hosts", "csrf_trusted_origins", "cache_purge_urls", "admins")


class Environment(BaseSettings):
    """What every process reads. Field names in capitals are the variables' names."""

    model_config = SettingsConfigDict(case_sensitive=False, extra="ignore", frozen=True, env_ignore_empty=True)

    secret_key: Annotated[str, Field(min_length=50)]
    """Signs sessions and tokens. Long, random, and secret."""
    allowed_hosts: Names
    """Host names this process answers to."""
    database_url: str | None = None
    """``postgresql://user:password@host:port/name``. Unset: an embedded PostgreSQL, for development."""
    hospital_data: Path = ROOT / ".data"
    """Folder of the embedded PostgreSQL and of uploaded media."""
    media_url: Annotated[str, Field(pattern=r"^(https?://.+/|/.+/)$")] = "/media/"
    """Where browsers and apps find uploaded media. An absolute address when another host serves them."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    webhook_allowed_networks: Networks = []
    """Networks that are not public, and that webhooks may be sent to all the same."""

    cache_purge_urls: Names = []
    """HTTP caches to tell what has changed, each as ``http://host:port/``. Written with commas."""

    @field_validator(*NAMES, mode="before", check_fields=False)
    @classmethod
    def split_names(cls, value: Any) -> Any:
        if isinstance(value, str):
            return [name.strip() for name in value.split(",") if name.strip()]
        return value

    @field_validator("webhook_allowed_networks", mode="before")
    @classmethod
    def split_networks(cls, value: Any) -> Any:
        return parse_networks(value) if isinstance(value, str) else value

    @classmethod
    def read(cls) -> Self:
        try:
            return cls()
        except ValidationError as error:
            raise ImproperlyConfigured(explain(error)) from None

    def database(self) -> dict[str, Any]:
        """Django's settings for the one database."""
        if self.database_url is None:
            return postgres.database(self.hospital_data / "postgres")
        return dict(dj_database_url.parse(self.database_url))


class ProductionEnvironment(Environment):
    """The authoring plane in production: nothing has a guessable default."""

    database_url: str
    hospital_data: Path = Path("/var/lib/hospital")
    admin_base_url: Annotated[str, Field(pattern=r"^https?://[^/]+$")]
    """Address of the admin, for links in e-mails; no slash at the end."""
    csrf_trusted_origins: Names = []
    """Origins, with scheme, that may post to the admin when a proxy changes the host."""
    secure_cookies: bool = True
    """False only where the admin is reached without TLS."""
    email_host: str = "localhost"
    """The mail server for alerts, reports and forgotten passwords."""
    email_port: int = 25
    email_host_user: str = ""
    email_host_password: str = ""
    email_use_tls: bool = False
    default_from_email: str = "webmaster@localhost"
    """Whom the mails are from."""
    admins: Names = []
    """Addresses that get the nightly report and alerts. Written with commas."""


class DevelopmentEnvironment(Environment):
    """Defaults that make the project start by itself on a developer's machine."""

    secret_key: str = "development-only-secret-key-which-signs-nothing-of-value"  # noqa: S105
    allowed_hosts: Names = ["*"]
    webhook_allowed_networks: Networks = [IPv4Network("127.0.0.0/8"), IPv6Network("::1/128")]


class DeliveryEnvironment(DevelopmentEnvironment):
    """The delivery plane signs nothing and has no hosts to guard: it answers the same to every Host header."""


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
        name = str(problem["loc"][0]).upper()
        reason = "is not set" if problem["type"] == "missing" else problem["msg"]
        lines.append(f"  {name}: {reason}")
    return "\n".join(lines)
