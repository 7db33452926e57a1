"""Where messages may go: nowhere that only this server can reach, unless the operators say so."""

import os
import socket
import ssl
from ipaddress import ip_network

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.environment import DevelopmentEnvironment, ProductionEnvironment
from cms.webhooks import sending
from cms.webhooks.addresses import AddressError, check
from cms.webhooks.models import Delivery, Endpoint
from tests.processes import PATIENCE
from tests.webhooks import log
from tests.webhooks.conftest import only_delivery
from tests.webhooks.receiver import CERTIFICATE, Receiver, serve


@pytest.fixture
def nothing_private(settings):
    settings.WEBHOOK_ALLOWED_NETWORKS = []


@pytest.fixture
def names(monkeypatch):
    """A name server of our own: each name with its answers, the last of which it repeats. Keeps what was asked."""
    known, asked = {}, []
    real = socket.getaddrinfo

    def look_up(host, port, *arguments, **options):
        asked.append(host)
        if host not in known:
            return real(host, port, *arguments, **options)
        numbers = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        return [entry for number in numbers for entry in real(number, port, *arguments, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    known["asked"] = asked
    return known


@pytest.mark.usefixtures("nothing_private")
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.1.2.3",
        "172.16.0.9",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "255.255.255.255",
        "2130706433",
        "0x7f000001",
        "127.1",
        "127。0。0。1",
        "[::]",
        "[::1]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[fe80::1]",
        "[fd00::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[64:ff9b::10.0.0.1]",
        "[64:ff9b:1::10.0.0.1]",
        "[2002:a00:1::]",
        "[2001:0:5ef5:79fb::1]",
        "192.0.0.8",
        "192.0.0.170",
        "192.0.2.7",
        "192.31.196.1",
        "192.52.193.1",
        "192.88.99.1",
        "192.175.48.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "240.0.0.1",
        "[100::1]",
        "[100:0:0:1::1]",
        "[2001:2::1]",
        "[2001:4:112::1]",
        "[2001:20::1]",
        "[2001:db8::1]",
        "[2620:4f:8000::1]",
        "[3fff::1]",
        "[5f00::1]",
        "[64:ff9b::192.88.99.1]",
    ],
)
def test_private_address_is_refused_however_it_is_written(host):
    with pytest.raises(AddressError, match=r"not a public address.*WEBHOOK_ALLOWED_NETWORKS"):
        check(f"https://{host}/hook")


@pytest.mark.usefixtures("nothing_private")
@pytest.mark.parametrize("host", ["8.8.8.8", "[2606:4700::1111]", "[64:ff9b::8.8.8.8]", "[2002:808:808::]"])
def test_public_address_is_accepted(host):
    assert check(f"https://{host}/hook").url.path == "/hook"


@pytest.mark.parametrize("port", ["", ":443", ":8443"])
def test_ports_of_https_are_accepted(port):
    assert check(f"https://8.8.8.8{port}/hook").url.path == "/hook"


def test_any_port_is_open_in_networks_of_the_hospital(settings):
    settings.WEBHOOK_ALLOWED_NETWORKS = [ip_network("10.20.0.0/16")]

    assert check("http://10.20.3.4:9000/hook").url.port == 9000


@pytest.mark.usefixtures("nothing_private")
def test_name_is_refused_when_any_of_its_addresses_is_private(names):
    names["mixed.example"] = [["8.8.8.8", "10.0.0.1"]]

    with pytest.raises(AddressError, match=r"“mixed\.example” leads to 10\.0\.0\.1"):
        check("https://mixed.example/")


@pytest.mark.parametrize(
    ("address", "remedy"),
    [
        ("http://8.8.8.8/", "Use one that begins with https://"),
        ("ftp://8.8.8.8/", "beginning with https://"),
        ("receiver.example/hook", "beginning with https://"),
        ("https:///hook", "beginning with https://"),
        ("https://name:word@8.8.8.8/", "Leave user name and password out"),
        ("https://8.8.8.8:99999/", "Ports go from 1 to 65535"),
        ("https://8.8.8.8:22/", "not sent to port 22. Use one of the ports of HTTPS: 443 or 8443"),
        ("https://8.8.8.8:80/", "not sent to port 80"),
        ("https://0177.0.0.1/", "Write it like https://example.org/webhook"),
        ("https://nowhere.invalid/", "Check the spelling"),
        (f"https://{'a' * 70}.example/", "Check the spelling"),
    ],
)
def test_what_is_no_safe_web_address_is_refused_with_the_remedy(address, remedy):
    with pytest.raises(AddressError, match=remedy):
        check(address)


def test_networks_that_the_settings_name_are_open_to_plain_http_too(settings, names):
    settings.WEBHOOK_ALLOWED_NETWORKS = [ip_network("10.20.0.0/16")]
    names["inside.example"] = [["10.20.3.4"]]
    names["beside.example"] = [["10.21.3.4"]]

    assert str(check("http://inside.example/hook").addresses[0]) == "10.20.3.4"
    with pytest.raises(AddressError):
        check("http://beside.example/hook")


def test_address_is_checked_again_at_every_attempt(endpoint, receiver, work, nothing_private):
    log.publish()
    work()

    assert receiver.received == []
    delivery = only_delivery()
    assert (delivery.state, delivery.attempts) == (Delivery.State.WAITING, 1)
    assert "not a public address" in delivery.response


def test_name_that_answers_differently_the_second_time_gains_nothing(db, receiver, names):
    """DNS rebinding: the connection goes to the address that was checked; the name is not looked up again."""
    names["rebinding.example"] = [["127.0.0.1"], ["10.0.0.1"]]
    endpoint = Endpoint.objects.create(name="Web site", url=f"http://rebinding.example:{receiver.port}/")
    log.publish()
    outcome = sending.send(Delivery.objects.select_related("endpoint", "edition").get(endpoint=endpoint))

    assert (outcome.status, outcome.text) == (200, "thank you")
    assert names["asked"].count("rebinding.example") == 1
    assert receiver.received[0].headers["host"] == f"rebinding.example:{receiver.port}"


def test_address_that_cannot_be_reached_is_passed_over_for_the_next(db, receiver, names):
    names["two.example"] = [["::1", "127.0.0.1"]]  # the receiver listens on the second only
    endpoint = Endpoint.objects.create(name="Web site", url=f"http://two.example:{receiver.port}/")

    log.publish()

    assert sending.send(Delivery.objects.get(endpoint=endpoint)).is_success


@pytest.fixture
def secure(names):
    names["receiver.example"] = names["other.example"] = [["127.0.0.1"]]
    with serve(Receiver(tls=True)) as running:
        yield running
    sending.tls.cache_clear()


@pytest.fixture
def trusted(monkeypatch):
    """As operators make a certificate authority of the hospital known."""
    monkeypatch.setenv(ssl.get_default_verify_paths().openssl_cafile_env, os.fspath(CERTIFICATE))
    sending.tls.cache_clear()


def ask(url):
    return sending.ask(url, headers={}, body=b"{}")


def test_certificate_is_checked_for_the_name_and_not_for_the_number(secure, trusted):
    assert ask(secure.url).status == 200
    refused = ask(secure.url.replace("receiver.example", "other.example"))

    assert refused.status is None
    assert refused.text.startswith("The receiver's certificate is not valid")
    assert len(secure.received) == 1


def test_certificate_of_nobody_known_is_refused(secure):
    sending.tls.cache_clear()

    assert ask(secure.url).text.startswith("The receiver's certificate is not valid")
    assert secure.received == []


def test_proxy_of_the_environment_is_not_used(receiver, monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert ask(receiver.url).status == 200


def test_receiver_that_is_not_there_is_told_in_words():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        answer = ask(f"http://127.0.0.1:{closed.getsockname()[1]}/")

    assert answer.status is None
    assert answer.text.startswith("No connection")


def test_receiver_that_takes_too_long_is_given_up(receiver, monkeypatch):
    monkeypatch.setattr(sending, "TOTAL_SECONDS", 0.2)
    receiver.gate.clear()

    answer = ask(receiver.url)

    assert answer.status is None
    assert answer.text.startswith("No answer within")


def test_answer_that_breaks_off_counts_by_its_status(receiver, monkeypatch):
    receiver.answers = [(200, {"content-length": 10_000}, b"begin\0ning")]
    monkeypatch.setattr(sending, "TOTAL_SECONDS", PATIENCE)

    assert (ask(receiver.url).status, ask(receiver.url).text) == (200, "thank you")


def test_long_answer_is_kept_in_part_and_without_what_the_database_refuses(receiver):
    receiver.answers = [(500, {}, b"a\0b" + b"x" * 100_000)]

    text = ask(receiver.url).text

    assert text.startswith("abx")
    assert len(text) < 600


def test_networks_come_from_the_environment_with_commas(monkeypatch):
    monkeypatch.setenv("WEBHOOK_ALLOWED_NETWORKS", "10.20.0.0/16, fd00::/8")

    assert DevelopmentEnvironment.read().webhook_allowed_networks == [
        ip_network("10.20.0.0/16"),
        ip_network("fd00::/8"),
    ]


@pytest.mark.parametrize("value", ["10.20.0.1/16", "receiver.example", "10.20.0.0/33"])
def test_what_is_no_network_is_refused_by_name(monkeypatch, value):
    monkeypatch.setenv("WEBHOOK_ALLOWED_NETWORKS", f"10.0.0.0/8,{value}")

    with pytest.raises(ImproperlyConfigured, match=f"WEBHOOK_ALLOWED_NETWORKS: .*“{value}” is not a network"):
        DevelopmentEnvironment.read()


def test_production_opens_no_network_and_development_this_machine_only():
    assert ProductionEnvironment.model_fields["webhook_allowed_networks"].default == []
    assert all(network.is_loopback for network in DevelopmentEnvironment.read().webhook_allowed_networks)
