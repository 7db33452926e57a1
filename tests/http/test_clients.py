"""Who sent a request, with any number of proxies between."""

import pytest
from django.test import RequestFactory

from api.http.clients import address_of, name_of


def client_of(forwarded, peer="10.0.0.9", *, proxies):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    request = RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers)
    address = address_of(request, proxies=proxies)
    return address and name_of(address)


@pytest.mark.parametrize(
    ("forwarded", "proxies", "client"),
    [
        (None, 0, "10.0.0.9"),
        ("203.0.113.7", 0, "10.0.0.9"),  # anybody can write that
        ("203.0.113.7", 1, "203.0.113.7"),
        ("6.6.6.6, 203.0.113.7", 1, "203.0.113.7"),  # the client wrote the first
        ("6.6.6.6, 203.0.113.7, 10.0.0.8", 2, "203.0.113.7"),
        ("203.0.113.7", 2, "203.0.113.7"),  # came past one of them
        (None, 1, "10.0.0.9"),
        ("unknown", 1, "10.0.0.9"),
        ("203.0.113.7:5123", 1, "203.0.113.7"),
        ("[2001:db8:1:2::3]:5123", 1, "2001:db8:1:2::/64"),
        ("2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", 1, "203.0.113.7"),
    ],
)
def test_client_is_whom_the_outermost_of_our_proxies_saw(forwarded, proxies, client):
    assert client_of(forwarded, proxies=proxies) == client


def test_peer_of_a_local_socket_has_no_address():
    assert client_of(None, peer="", proxies=0) is None
