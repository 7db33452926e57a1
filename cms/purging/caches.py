"""HTTP caches that can be told what has changed, each by the call that it documents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import httpx


@dataclass(frozen=True, kw_only=True)
class Purge:
    """Keys of answers that are not right any more, encoded as in the headers (``api.http.cache_keys``)."""

    outdated: list[str] = field(default_factory=list)
    """Something newer is published. A cache may still show these while the API does not answer."""
    withdrawn: list[str] = field(default_factory=list)
    """Something was taken away. These must not be shown again."""

    @property
    def keys(self) -> list[str]:
        return list(dict.fromkeys([*self.withdrawn, *self.outdated]))


class Cache(Protocol):
    def purge(self, client: httpx.Client, purge: Purge) -> None:
        """Forget the answers that have any of the keys. Raises httpx.HTTPError."""


@dataclass(frozen=True, kw_only=True)
class Varnish:
    """Varnish with its module xkey and the VCL of ``examples/varnish``. Soft purges leave what grace may need."""

    url: str
    """``http://host:port/``"""
    at_once: int = 100
    """Keys in one request: lines of headers may have 8 kB."""

    def purge(self, client: httpx.Client, purge: Purge) -> None:
        for name, keys in (("xkey-purge", purge.withdrawn), ("xkey-softpurge", purge.outdated)):
            for part in parts(keys, self.at_once):
                client.request("PURGE", self.url, headers={name: " ".join(part)}).raise_for_status()


@dataclass(frozen=True, kw_only=True)
class Fastly:
    """https://www.fastly.com/documentation/reference/api/purging/

    Hard purges only: after a soft one Fastly would show the old answer once more, while it asks for the new one.
    """

    service: str
    token: str = field(repr=False)
    api: str = "https://api.fastly.com"
    at_once: int = 256

    def purge(self, client: httpx.Client, purge: Purge) -> None:
        for part in parts(purge.keys, self.at_once):
            headers = {"Fastly-Key": self.token, "Accept": "application/json"}
            address = f"{self.api}/service/{self.service}/purge"
            client.post(address, headers=headers, json={"surrogate_keys": part}).raise_for_status()


@dataclass(frozen=True, kw_only=True)
class Cloudflare:
    """https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/"""

    zone: str
    token: str = field(repr=False)
    api: str = "https://api.cloudflare.com/client/v4"
    at_once: int = 100

    def purge(self, client: httpx.Client, purge: Purge) -> None:
        for part in parts(purge.keys, self.at_once):
            headers = {"Authorization": f"Bearer {self.token}"}
            address = f"{self.api}/zones/{self.zone}/purge_cache"
            client.post(address, headers=headers, json={"tags": part}).raise_for_status()


def parts(keys: Sequence[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(keys), size):
        yield list(keys[start : start + size])
