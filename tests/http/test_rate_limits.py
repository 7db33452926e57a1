"""How often a client may ask: told in every answer, enforced over a store that processes share, and never a reason for
an outage."""

import re
import subprocess
import tempfile
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.test import Client

from api.http import rate_limits
from tests.processes import PATIENCE, free_port, wait_until
from tests.programs import REDIS

ADDRESS = "/api/v1/openapi.json"
SEARCH = "/api/v1/search/?q=knee"
FIELD = re.compile(r'"default";r=(\d+);t=(\d+)')


@pytest.fixture
def limits(settings):
    """Three requests a minute for each client."""

    def limit(**changes):
        base = {"QUOTA": "3/minute", "STORAGE": "memory://", "EXEMPT": [], "PROXIES": 0}
        settings.RATE_LIMITS = base | changes

    limit()
    return limit


def ask(client, peer="203.0.113.7", address=ADDRESS, **headers):
    return client.get(address, REMOTE_ADDR=peer, headers=headers)


def left(answer):
    remaining, seconds = map(int, FIELD.fullmatch(answer.headers["RateLimit"]).groups())
    return remaining, seconds


def test_every_answer_tells_the_policy_and_what_is_left(limits, client):
    answers = [ask(client) for _ in range(3)]

    assert {answer.headers["RateLimit-Policy"] for answer in answers} == {'"default";q=3;w=60, "cost";q=3;w=60'}
    assert [left(answer)[0] for answer in answers] == [2, 1, 0]
    assert all(0 < left(answer)[1] <= 60 for answer in answers)


def test_who_asks_more_often_is_told_when_to_come_back(limits, client):
    for _ in range(3):
        assert ask(client).status_code == 200
    refused = ask(client)

    assert refused.status_code == 429
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.headers["Cache-Control"] == "no-store"
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    remaining, seconds = left(refused)
    assert remaining == 0
    assert int(refused.headers["Retry-After"]) == seconds
    assert refused.json() == {
        "type": "https://iana.org/assignments/http-problem-types#quota-exceeded",
        "title": "Request cannot be satisfied as assigned quota has been exceeded",
        "status": 429,
        "detail": f"You have asked more often than you may. Wait {seconds} seconds, then go on more slowly.",
        "instance": ADDRESS,
        "errors": [],
        "violated-policies": ["default"],
    }


@pytest.fixture
def spent(limits, client, site):
    """A client that has searched more than it may."""
    limits(QUOTA="15/minute")
    assert ask(client, address=SEARCH).status_code == 200
    return client


def test_dear_question_tells_what_is_left_for_others_beside_the_requests(limits, client, site):
    limits(QUOTA="1000/minute")
    answer = ask(client, address=SEARCH)

    assert re.fullmatch(r'"default";r=999;t=\d+, "cost";r=9\d\d;t=\d+', answer.headers["RateLimit"])
    assert "cost" not in ask(client, address="/api/v1/procedures/?locale=es").headers["RateLimit"]


def test_who_has_searched_too_much_still_gets_documents(spent):
    refused = ask(spent, address=SEARCH)

    assert (refused.status_code, refused.json()["violated-policies"]) == (429, ["cost"])
    assert int(refused.headers["Retry-After"]) > 0
    assert "Documents cost nothing" in refused.json()["detail"]
    for address in ("/api/v1/pages/start/", "/api/v1/procedures/?locale=en", ADDRESS):
        assert ask(spent, address=address).status_code == 200


@pytest.mark.parametrize(
    "question", ["suggest/?q=knee", "resolve/?path=/nowhere/", "procedures/?q=knee", "changes/?limit=1000"]
)
def test_every_dear_question_is_of_the_same_quota(spent, question):
    assert ask(spent, address=f"/api/v1/{question}").status_code == 429


def test_name_of_a_parameter_may_be_written_in_any_way_and_costs_the_same(spent):
    assert ask(spent, address="/api/v1/procedures/?%71=knee").status_code == 429


def test_another_client_may_search(spent):
    assert ask(spent, peer="203.0.113.8", address=SEARCH).status_code == 200


def test_who_has_little_left_may_still_ask_once(limits, client, site):
    """Else a small quota would have no room for a search at all."""
    limits(QUOTA="1/minute")

    assert ask(client, address=SEARCH).status_code == 200


def test_window_ends(limits, client):
    limits(QUOTA="1/second")

    assert ask(client).status_code == 200
    wait_until(lambda: ask(client).status_code == 200)


def test_clients_do_not_share_a_quota(limits, client):
    for _ in range(4):
        ask(client)

    assert ask(client, peer="203.0.113.8").status_code == 200


def test_clients_behind_a_trusted_proxy_are_told_apart(limits, client):
    limits(PROXIES=1)
    for _ in range(4):
        ask(client, "10.0.0.9", **{"X-Forwarded-For": "6.6.6.6, 203.0.113.7"})

    assert ask(client, "10.0.0.9", **{"X-Forwarded-For": "7.7.7.7, 203.0.113.7"}).status_code == 429
    assert ask(client, "10.0.0.9", **{"X-Forwarded-For": "203.0.113.8"}).status_code == 200


def test_exempt_networks_have_their_whole_quota_always(limits, client):
    limits(EXEMPT=[ip_network("203.0.113.0/24")])

    assert {ask(client).headers["RateLimit"] for _ in range(5)} == {'"default";r=3;t=60'}


@pytest.mark.django_db
def test_health_and_admin_are_not_counted(limits, client):
    for address in ("/healthz", "/readyz", "/admin/login/") * 2:
        answer = ask(client, address=address)
        assert answer.status_code == 200
        assert "RateLimit-Policy" not in answer.headers

    assert left(ask(client))[0] == 2


def test_preflights_are_not_counted(limits, client):
    for _ in range(5):
        client.options(ADDRESS, REMOTE_ADDR="203.0.113.7", headers={"Access-Control-Request-Method": "GET"})

    assert left(ask(client))[0] == 2


def test_limits_can_be_switched_off(limits, client):
    limits(QUOTA=None)

    answers = [ask(client) for _ in range(5)]
    assert {answer.status_code for answer in answers} == {200}
    assert not any(name.startswith("RateLimit") for answer in answers for name in answer.headers)


class Redis:
    """A server of its own, which can be stopped and started again."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self):
        command = [REDIS, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert any("Ready to accept connections" in line for line in self.process.stdout)

    def stop(self):
        self.process.kill()
        self.process.communicate(timeout=PATIENCE)


@pytest.fixture
def redis():
    with tempfile.TemporaryDirectory() as folder:
        server = Redis(Path(folder))
        yield server
        server.stop()


@pytest.mark.redis
def test_processes_share_a_store(limits, redis):
    """Each client of the tests has middleware of its own, as each process has."""
    limits(STORAGE=redis.url)
    processes = [Client(), Client()]

    answers = [ask(process) for process in processes * 2]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [left(answer)[0] for answer in answers] == [2, 1, 0, 0]
    assert 0 < left(answers[-1])[1] <= 60


@pytest.mark.redis
def test_processes_share_what_questions_cost(limits, redis, site):
    limits(STORAGE=redis.url, QUOTA="15/minute")
    answers = [ask(process, address=address) for process in (Client(), Client()) for address in (SEARCH, ADDRESS)]

    assert [answer.status_code for answer in answers] == [200, 200, 429, 200]


@pytest.mark.redis
def test_without_its_store_everybody_may_ask_and_the_log_says_so_once(limits, redis, client, caplog, monkeypatch):
    monkeypatch.setattr(rate_limits, "STORE_PAUSE", 0)
    limits(STORAGE=redis.url)
    ask(client)
    redis.stop()

    answers = [ask(client) for _ in range(5)]
    assert {answer.status_code for answer in answers} == {200}
    assert not any("RateLimit" in answer.headers for answer in answers)
    assert len([record for record in caplog.records if "not enforced" in record.message]) == 1

    redis.start()
    wait_until(lambda: "RateLimit" in ask(client).headers)
    assert caplog.records[-1].message == "The store of the rate limits answers again."


@pytest.mark.redis
def test_store_that_does_not_answer_is_left_alone_for_a_while(limits, redis, client):
    """Else every request would wait for it."""
    limits(STORAGE=redis.url)
    redis.stop()
    ask(client)
    redis.start()

    assert "RateLimit" not in ask(client).headers
