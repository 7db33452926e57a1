"""Behind Varnish readers see what is published at once, and everything else stays in the cache."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from api.contract.answers.problems import Problem
from cms.publishing.recalls.recall import Order, recall
from cms.purging import caches, purges
from cms.tasks import purge
from tests import factories
from tests.http.varnish import DeliveryPlane, Varnish, is_hit
from tests.processes import PATIENCE, PLAIN, answers, get, wait_until
from tests.queue import drain

# In no group of tests: groups run first, and these empty the tables that other tests find filled.
pytestmark = [pytest.mark.varnish, pytest.mark.slow]


@pytest.fixture(scope="module")
def server(django_db_setup):
    server = DeliveryPlane()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def installed(server, tmp_path_factory):
    varnish = Varnish(tmp_path_factory.mktemp("varnish"), backend=server.port)
    server.start()
    varnish.start()
    yield varnish
    varnish.kill()


@pytest.fixture
def varnish(transactional_db, server, installed, settings, monkeypatch):
    """Empty, and told by this process what is published."""
    monkeypatch.setattr(purges, "PATIENCE", PATIENCE)
    start(server, installed)
    installed.empty()
    settings.HTTP_CACHES = [caches.Varnish(url=f"{installed.base}/")]
    return installed


def start(server, varnish):
    """Until the probe of the cache has found the server."""
    server.start()
    wait_until(lambda: answers(f"{varnish.base}/readyz"))


@pytest.fixture
def pages(varnish):
    place = factories.make_site()
    line = factories.contact()
    kneeling = factories.treatment(place.index, summary="It bends again. " * 100, contact=line)
    return kneeling, factories.treatment(place.index, slug="other", title="Other")


def publish(page, title):
    page.title = title
    page.save_revision().publish()


def hits(varnish, *paths):
    return {path: is_hit(varnish.get(path)) for path in paths}


OWN, OTHER, LIST, COUNTS, UNRELATED = (
    "procedures/kneeling/",
    "procedures/other/",
    "procedures/",
    "specialties/",
    "openapi.json",
)
ALL = (OWN, OTHER, LIST, COUNTS, UNRELATED)


def test_publishing_purges_what_shows_the_changed_page_and_nothing_else(pages, varnish):
    kneeling, _ = pages
    assert hits(varnish, *ALL) == dict.fromkeys(ALL, False)
    assert hits(varnish, *ALL) == dict.fromkeys(ALL, True)

    publish(kneeling, "Changed")

    assert varnish.get(OWN).json()["title"] == "Changed"
    assert [each["title"] for each in varnish.get(LIST).json()["results"]] == ["Changed", "Other"]
    assert hits(varnish, OTHER, COUNTS, UNRELATED) == {OTHER: True, COUNTS: False, UNRELATED: True}
    assert hits(varnish, *ALL) == dict.fromkeys(ALL, True)


def test_shared_content_purges_the_pages_that_show_it(pages, varnish):
    kneeling, _ = pages
    hits(varnish, *ALL)
    kneeling.contact.phone = "310-555-0199"
    kneeling.contact.save()
    drain()

    assert varnish.get(OWN).json()["contact"]["phone"]["number"] == "+13105550199"
    assert hits(varnish, OTHER, UNRELATED) == {OTHER: True, UNRELATED: True}


def test_page_that_was_asked_for_before_it_existed_is_there_at_once(pages, varnish):
    assert varnish.get("procedures/new/").status_code == 404
    factories.treatment(pages[0].get_parent().specific, slug="new", title="New")

    assert varnish.get("procedures/new/").json()["title"] == "New"


def test_withdrawn_page_is_gone_at_once_and_back_at_once(pages, varnish):
    kneeling, _ = pages
    hits(varnish, OWN)
    kneeling.unpublish()
    assert varnish.get(OWN).status_code == 410

    kneeling.save_revision().publish()
    assert varnish.get(OWN).status_code == 200


def test_while_the_server_is_down_readers_get_what_was_published_last_but_nothing_recalled(pages, varnish, server):
    kneeling, other = pages
    hits(varnish, *ALL)
    publish(kneeling, "Changed")
    recall([other], Order(recall_class="safety"))
    server.kill()

    stale = varnish.get(OWN)
    assert (stale.status_code, stale.json()["title"]) == (200, "Kneeling")
    for withdrawn in (OTHER, LIST):
        answer = varnish.get(withdrawn)
        assert answer.status_code == 503
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["instance"] == f"/api/v1/{withdrawn}"

    start(server, varnish)
    assert varnish.get(OWN).json()["title"] == "Changed"
    assert varnish.get(OTHER).status_code == 410


def test_one_copy_serves_all_clients_and_keeps_validators_of_its_own(pages, varnish):
    packed = varnish.get(OWN, **{"Accept-Encoding": "br, gzip", "Accept": "*/*"})
    plain = varnish.get(OWN, **{"Accept-Encoding": "identity", "Accept": "application/json"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert (is_hit(packed), is_hit(plain)) == (False, True)
    assert packed.json() == plain.json()
    for answer in (packed, plain):
        assert varnish.get(OWN, **{"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_markdown_is_kept_apart_from_json(pages, varnish):
    for _ in range(2):
        markdown = varnish.get(OWN, Accept="text/markdown")
        assert markdown.headers["Content-Type"].startswith("text/markdown")
        assert varnish.get(OWN).headers["Content-Type"] == "application/json"
    assert is_hit(markdown)


def test_purge_drops_every_form_of_a_page(pages, varnish):
    forms = [OWN, f"{OWN}?format=markdown", f"{OWN}?fields=title", f"{OWN}?locale=en"]
    hits(varnish, *forms)
    publish(pages[0], "Changed")

    assert hits(varnish, *forms) == dict.fromkeys(forms, False)


def test_answers_for_one_client_are_not_kept(pages, varnish):
    """Nor is anybody told of the quota of somebody else."""
    asked = {"Authorization": "Bearer hck_unknown"}
    for path, headers in ((OWN, asked), (f"{OWN}?as_of=2026-01-01T00:00:00Z", {}), ("editions/1/", {})):
        for _ in range(2):
            answer = varnish.get(path, **headers)
            assert not is_hit(answer)
            assert "RateLimit" in answer.headers

    for _ in range(2):
        assert not {"RateLimit", "RateLimit-Policy"} & {*map(str, varnish.get(OWN).headers)}
        assert "ratelimit" not in varnish.get(OWN).headers


def test_cookies_and_the_order_of_parameters_make_no_difference(pages, varnish):
    varnish.get(f"{LIST}?limit=5&order=title")

    assert is_hit(varnish.get(f"{LIST}?order=title&limit=5", Cookie="sessionid=abc"))


def test_change_feed_is_asked_for_each_time(pages, varnish):
    assert hits(varnish, "changes/?since=0", "changes/?since=0") == {"changes/?since=0": False}


def test_strangers_cannot_purge(pages, varnish):
    """A proxy in front, on the same machine, passes them on with their address."""
    hits(varnish, UNRELATED)
    key = varnish.get(OWN).headers["Surrogate-Key"].split()[0]
    refused = httpx.request(
        "PURGE",
        varnish.base,
        headers={"xkey-purge": key, "X-Forwarded-For": "203.0.113.7"},
        timeout=PATIENCE,
        **PLAIN,
    )

    assert Problem.model_validate_json(refused.content).status == refused.status_code == 403
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert is_hit(varnish.get(OWN))


class Gate:
    """A proxy before the server that holds back answers until it is opened."""

    def __init__(self, server):
        self.server, self.holds = server, threading.Event()
        self.open = threading.Event()
        self.open.set()

    def __enter__(self):
        gate = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                answer = get(f"{gate.server.base}{self.path}", headers={**self.headers})
                if not gate.open.is_set() and self.path.startswith("/api/"):
                    gate.holds.set()
                    gate.open.wait(PATIENCE)
                self.send_response(answer.status_code)
                for name in ("Content-Type", "Cache-Control", "Surrogate-Key", "ETag", "Vary"):
                    if name in answer.headers:
                        self.send_header(name, answer.headers[name])
                self.send_header("Content-Length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)

            def log_message(self, *arguments):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.http.server_port
        self.thread = threading.Thread(target=self.http.serve_forever)
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.open.set()
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()


def test_old_answer_that_was_on_its_way_at_the_commit_is_purged_by_the_task(pages, server, tmp_path, settings):
    """The cache asked just before the commit, and gets the old answer just after it was told to purge."""
    with Gate(server) as gate:
        varnish = Varnish(tmp_path, backend=gate.port)
        varnish.start()
        settings.HTTP_CACHES = [caches.Varnish(url=f"{varnish.base}/")]
        try:
            gate.open.clear()
            reader = threading.Thread(target=varnish.get, args=[OWN])
            reader.start()
            assert gate.holds.wait(PATIENCE)
            publish(pages[0], "Changed")
            gate.open.set()
            reader.join(PATIENCE)
            assert varnish.get(OWN).json()["title"] == "Kneeling"

            job = ProcrastinateJob.objects.filter(task_name=purges.TASK).order_by("-id")[0]
            purge(**job.args)
            assert varnish.get(OWN).json()["title"] == "Changed"
        finally:
            varnish.kill()
