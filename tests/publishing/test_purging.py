"""HTTP caches are told what has changed: at once after the commit, and once more by a task."""

import json
import threading
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import Collection, CollectionViewRestriction

from cms.publishing.recalls.recall import Order, recall
from cms.purging import caches, purges
from cms.purging.caches import Cloudflare, Fastly, Purge, Varnish
from cms.tasks import purge
from tests import factories
from tests.processes import PATIENCE
from tests.webhooks.receiver import Receiver
from tests.webhooks.receiver import serve as receive


class Cache:
    """Keeps what it was asked to purge, as Varnish is asked."""

    def __init__(self, status=200):
        self.status = status
        self.outdated, self.withdrawn = [], []
        self.gate = threading.Event()
        self.gate.set()


@contextmanager
def serve(cache):
    class Handler(BaseHTTPRequestHandler):
        def do_PURGE(self):
            cache.gate.wait(PATIENCE)
            cache.outdated += self.headers.get("xkey-softpurge", "").split()
            cache.withdrawn += self.headers.get("xkey-purge", "").split()
            self.send_response(cache.status)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Varnish(url=f"http://127.0.0.1:{server.server_port}/")
    finally:
        cache.gate.set()
        server.shutdown()
        server.server_close()
        thread.join()


def jobs():
    return ProcrastinateJob.objects.filter(task_name=purges.TASK).order_by("-priority", "id")


def keys_of(page):
    """Of the document, and of every list it stands in."""
    return [f"procedure:{page.translation_key}:en", "list:procedure:en"]


@pytest.fixture
def cache(settings, monkeypatch):
    monkeypatch.setattr(purges, "PATIENCE", PATIENCE)
    cache = Cache()
    with serve(cache) as told:
        settings.HTTP_CACHES = [told]
        yield cache


@pytest.fixture
def pages(index, cache, commit):
    """Two treatments, published and committed before."""
    with commit():
        pages = [factories.treatment(index, slug=slug) for slug in ("kneeling", "other")]
    jobs().delete()
    cache.outdated.clear()
    return pages


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """A transaction of its own, with what follows its commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def publish(page, title):
    page.title = title
    page.save_revision().publish()


def test_changed_document_is_purged_at_once_and_nothing_else(pages, cache, commit):
    page, _ = pages
    with commit():
        publish(page, "Changed")

    assert (cache.outdated, cache.withdrawn) == (keys_of(page), [])


def test_task_purges_the_same_again_after_what_was_under_way_has_arrived(pages, cache):
    page, _ = pages
    before = timezone.now()
    publish(page, "Changed")
    after = timezone.now()

    [job] = jobs()
    assert job.args == {"outdated": keys_of(page), "withdrawn": []}
    assert before <= job.scheduled_at - timedelta(seconds=purges.LATER) <= after
    purge(**job.args)
    assert cache.outdated == keys_of(page)


def test_what_was_withdrawn_is_purged_for_good_with_the_lists_that_showed_it(pages, cache, commit):
    page, other = pages
    with commit():
        page.unpublish()
        publish(other, "Changed")

    assert cache.withdrawn == keys_of(page)
    assert cache.outdated == keys_of(other)[:1]


def test_files_that_may_be_private_from_now_on_are_purged_for_good(index, cache, commit):
    ward = Collection.get_first_root_node().add_child(name="Ward")
    picture = factories.image()
    page = factories.treatment(index, image=picture)

    with commit():
        page.unpublish()
    assert f"image:{picture.pk}" in cache.withdrawn

    cache.withdrawn.clear()
    with commit():
        CollectionViewRestriction.objects.create(collection=ward, restriction_type="login")
        picture.collection = ward
        picture.save()
    assert cache.withdrawn == [f"collection:{ward.pk}", f"image:{picture.pk}"]
    assert jobs()[0].args == {"outdated": [], "withdrawn": [f"collection:{ward.pk}"]}


def test_purge_names_the_key_that_the_document_is_served_with(index, cache, api):
    page = factories.treatment(index)

    document, listed = keys_of(page)
    assert document in api("procedures/kneeling/")["Surrogate-Key"].split()
    for address in ("procedures/", "specialties/"):
        assert listed in api(address)["Surrogate-Key"].split()


def test_caches_are_asked_once_for_all_that_one_transaction_publishes(pages, cache, commit):
    with commit():
        for page in pages:
            publish(page, "Changed")

    assert sorted(cache.outdated) == sorted([*(keys_of(page)[0] for page in pages), "list:procedure:en"])


def test_nothing_is_purged_for_a_publication_that_is_taken_back(pages, cache, commit):
    page, other = pages
    with commit():
        with transaction.atomic():
            publish(page, "Changed")
            transaction.set_rollback(True)
        assert not jobs()
        publish(other, "Changed")

    assert cache.outdated == keys_of(other)


def test_recall_is_purged_first(pages, cache):
    page, other = pages
    publish(other, "Changed")
    recall([page], Order(recall_class="safety"))

    assert jobs()[0].args == {"outdated": [], "withdrawn": keys_of(page)}


def test_cache_that_fails_is_asked_again_and_does_not_keep_others_from_being_asked(settings):
    broken, sound = Cache(status=503), Cache()
    with serve(broken) as first, serve(sound) as second:
        settings.HTTP_CACHES = [first, second]
        with pytest.raises(purges.CacheDidNotPurgeError, match="503"):
            purge(outdated=["procedure:1:en"], withdrawn=[])

    assert sound.outdated == ["procedure:1:en"]


def test_editor_does_not_wait_for_a_cache_that_does_not_answer(pages, cache, commit, monkeypatch, caplog):
    monkeypatch.setattr(purges, "PATIENCE", 0.05)
    page, _ = pages
    cache.gate.clear()
    with commit():
        publish(page, "Changed")

    assert "timed out" in caplog.text
    assert jobs().exists()


def test_large_transactions_are_left_to_the_task(pages, cache, commit, monkeypatch):
    monkeypatch.setattr(purges, "AT_ONCE", 1)
    page, other = pages
    with commit():
        publish(page, "Changed")
        publish(other, "Changed")
    assert cache.outdated == []

    with commit():
        publish(page, "Changed again")
    assert cache.outdated == keys_of(page)


def test_without_caches_nothing_is_enqueued(index):
    factories.treatment(index)

    assert not jobs()


KEYS = Purge(withdrawn=["procedure:1:en", "list:procedure:en"], outdated=["procedure:2:en"])


@pytest.fixture
def receiver():
    with receive(Receiver()) as receiver:
        yield receiver


@pytest.fixture
def address(receiver):
    return f"http://127.0.0.1:{receiver.port}"


def test_varnish_is_asked_with_lines_that_headers_can_have(settings):
    cache = Cache()
    keys = [f"procedure:00000000-0000-0000-0000-{number:012}:en" for number in range(250)]
    with serve(cache) as told:
        settings.HTTP_CACHES = [told]
        purges.purge(Purge(withdrawn=keys))

    assert cache.withdrawn == keys


def test_fastly_is_asked_by_its_documented_call(settings, receiver, address):
    settings.HTTP_CACHES = [Fastly(service="SU1Z0isxPaozGVKXdv0eY", token="secret", api=address, at_once=2)]
    purges.purge(KEYS)

    first, second = receiver.received
    assert first.path == second.path == "/service/SU1Z0isxPaozGVKXdv0eY/purge"
    assert first.headers["fastly-key"] == "secret"
    assert "fastly-soft-purge" not in first.headers
    assert json.loads(first.body) == {"surrogate_keys": ["procedure:1:en", "list:procedure:en"]}
    assert json.loads(second.body) == {"surrogate_keys": ["procedure:2:en"]}


def test_cloudflare_is_asked_by_its_documented_call(settings, receiver, address):
    settings.HTTP_CACHES = [Cloudflare(zone="023e105f4ecef8ad9ca31a8372d0c353", token="secret", api=address)]
    purges.purge(KEYS)

    [received] = receiver.received
    assert received.path == "/zones/023e105f4ecef8ad9ca31a8372d0c353/purge_cache"
    assert received.headers["authorization"] == "Bearer secret"
    assert json.loads(received.body) == {"tags": ["procedure:1:en", "list:procedure:en", "procedure:2:en"]}


def test_limits_of_one_call_are_the_documented_ones():
    assert caches.Fastly(service="s", token="t").at_once == 256
    assert caches.Cloudflare(zone="z", token="t").at_once == 100


@pytest.mark.parametrize("cache", [Fastly, Cloudflare])
def test_token_is_told_to_no_log(settings, receiver, address, cache, caplog):
    receiver.answers = [403]
    names = {"service": "s"} if cache is Fastly else {"zone": "z"}
    settings.HTTP_CACHES = [cache(token="very-secret", api=address, **names)]
    with pytest.raises(purges.CacheDidNotPurgeError, match="403"):
        purges.purge(KEYS)

    assert "very-secret" not in caplog.text
