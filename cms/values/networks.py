"""Networks that are no place for a receiver on the Internet: what IANA has set aside.

The special-purpose registries (RFC 6890) as a whole, with what is reachable from everywhere there, such as anycast
addresses of protocols: no receiver stands in any of it. Python's own tables differ from version to version, and a guard
must not.

https://www.iana.org/assignments/iana-ipv4-special-registry/
https://www.iana.org/assignments/iana-ipv6-special-registry/
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

IPV4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # shared by providers
            "127.0.0.0/8",  # loopback
            "169.254.0.0/16",  # link local; cloud providers tell secrets there
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocols
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # AMT
            "192.88.99.0/24",  # 6to4 relays, given up
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All else of IPv6 is reserved, local or multicast."""
IPV6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocols: Teredo, benchmarks, AMT, AS112, ORCHID, drones
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, given up
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)


def is_set_aside(number: IPv4Address | IPv6Address) -> bool:
    if isinstance(number, IPv4Address):
        return any(number in network for network in IPV4)
    return number not in GLOBAL_UNICAST or any(number in network for network in IPV6)
