"""Who sent a request, as far as its network address tells."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.http import HttpRequest

from api.process.memoized import memoized

Address = IPv4Address | IPv6Address

SITE = 64
"""Bits of an IPv6 address that stand for one customer: whoever has one address has all that share them."""


def address_of(request: HttpRequest, *, proxies: int) -> Address | None:
    """The client's address, when so many proxies of ours stand before this process; None when it cannot be told.

    Each proxy writes whom it was asked by at the end of ``X-Forwarded-For``. What stands before that was sent by the
    client, who can write anything.
    """
    peer = parse(request.META.get("REMOTE_ADDR", ""))
    if not proxies:
        return peer
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return parse(hops[-min(proxies, len(hops))]) or peer


@memoized
def parse(text: str) -> Address | None:
    """Some proxies write a port behind the address."""
    host, _, port = text.rpartition(":")
    without_port = host.strip("[]") if port.isdigit() and (host.startswith("[") or host.count(":") == 0) else text
    try:
        address = ip_address(without_port.strip("[]"))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def name_of(address: Address) -> str:
    """One name for all addresses that one customer has."""
    if isinstance(address, IPv4Address):
        return str(address)
    return str(IPv6Network((address, SITE), strict=False))
