"""Where a message may be sent: public addresses, and private networks that the settings name.

Without this, whoever may enter an address could make this server ask machines that only it can reach (SSRF). The name
is resolved here, every address it stands for is checked, and the connection goes to an address that was checked: a name
server that answers differently the second time gains nothing.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx
from django.conf import settings
from django.utils.translation import gettext as _

from cms.values.networks import is_set_aside

Address = IPv4Address | IPv6Address

PORTS = {None, 443, 8443}
"""Of receivers on the Internet: HTTPS, and where it is served by programs without the rights of the system."""
NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


class AddressError(ValueError):
    """A message must not or cannot go there. The text says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """An address that was checked just now."""

    url: httpx.URL
    addresses: tuple[Address, ...]
    """To be tried in this order. All are permitted."""


def check(address: str) -> Target:
    """Resolve the host and check every address it stands for. Raise AddressError."""
    url = parse(address)
    addresses = resolve(url)
    for number in addresses:
        if not (is_public(number) or is_allowed(number)):
            itself = _("{number} is not a public address.")
            behind = _("“{host}” leads to {number}, which is not a public address.")
            remedy = _(
                "Use a public one. If the receiver is in a network of the hospital, ask the people who run this system"
                " to add that network to WEBHOOK_ALLOWED_NETWORKS."
            )
            wrong = (itself if url.host == str(number) else behind).format(host=url.host, number=number)
            raise AddressError(f"{wrong} {remedy}")
    if not all(map(is_allowed, addresses)):
        check_public(url)
    return Target(url=url, addresses=addresses)


def check_public(url: httpx.URL) -> None:
    """What holds on the Internet, and not in the hospital's own networks. Raise AddressError."""
    if url.scheme == "http":
        raise AddressError(_("This address is not encrypted. Use one that begins with https://."))
    if url.port not in PORTS:
        raise AddressError(
            _("Messages are not sent to port {port}. Use one of the ports of HTTPS: 443 or 8443.").format(port=url.port)
        )


def parse(address: str) -> httpx.URL:
    """Raise AddressError unless it is an http(s) address with a host and without credentials."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise AddressError(
            _("This is not a web address: {error}. Write it like https://example.org/webhook.").format(error=error)
        ) from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise AddressError(_("Write the whole address, beginning with https://."))
    if url.port is not None and not 0 < url.port < 65536:
        raise AddressError(
            _("There is no port {port}. Ports go from 1 to 65535; most addresses need none.").format(port=url.port)
        )
    if url.userinfo:
        raise AddressError(
            _("Leave user name and password out of the address. The receiver recognises messages by their signature.")
        )
    return url


def resolve(url: httpx.URL) -> tuple[Address, ...]:
    """Every address of the host, as the name server says now."""
    host = url.raw_host.decode("ascii")
    try:
        found = socket.getaddrinfo(host, url.port or None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise AddressError(
            _("“{host}” cannot be found. Check the spelling, or try again later.").format(host=url.host)
        ) from None
    return tuple(dict.fromkeys(ip_address(entry[4][0]) for entry in found))


def is_allowed(number: Address) -> bool:
    """In a private network that the operators opened for webhooks."""
    return any(real in network for real in (number, *embedded(number)) for network in settings.WEBHOOK_ALLOWED_NETWORKS)


def is_public(number: Address) -> bool:
    """Reachable on the Internet, and standing for nothing that is not."""
    inner = embedded(number)
    return all(map(is_public, inner)) if inner else not is_set_aside(number)


def embedded(number: Address) -> list[IPv4Address]:
    """IPv4 addresses that an IPv6 address leads to: mapped, 6to4 (RFC 3056), NAT64 (RFC 6052, RFC 8215)."""
    if isinstance(number, IPv4Address):
        return []
    found = [number.ipv4_mapped, number.sixtofour]
    if any(number in network for network in NAT64):
        found.append(IPv4Address(int(number) & 0xFFFF_FFFF))
    return [inner for inner in found if inner is not None]
