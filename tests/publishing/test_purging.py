"""HTTP caches are told which documents have changed, after the change is committed."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from cms import purging
from cms.publishing.recall import Order, recall
from cms.tasks import purge
from tests import factories


class Cache:
    """Keeps what it was asked to purge."""

    def __init__(self, status=200):
        self.status = status
        self.purged = []


@contextmanager
def serve(cache):
    class Handler(BaseHTTPRequestHandler):
        def do_PURGE(self):
            cache.purged.append(self.headers["xkey-purge"])
            self.send_response(cache.status)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def purges():
    return ProcrastinateJob.objects.filter(task_name=purging.TASK).order_by("-priority", "id")


def keys_of(page):
    """Of the document, and of every list it stands in."""
    return [f"procedure:{page.translation_key}:en", "list:procedure:en"]


@pytest.fixture
def cache(settings):
    cache = Cache()
    with serve(cache) as url:
        settings.CACHE_PURGE_URLS = [url]
        yield cache


def test_changed_document_is_purged_and_nothing_else(index, cache):
    factories.treatment(index, slug="other")
    page = factories.treatment(index)
    purges().delete()
    page.title = "Changed"
    page.save_revision().publish()

    for job in purges():
        purge(**job.args)

    assert cache.purged == [" ".join(keys_of(page))]


def test_purge_names_the_key_that_the_document_is_served_with(index, cache, api):
    page = factories.treatment(index)

    document, listed = keys_of(page)
    assert document in api("procedures/kneeling/")["Surrogate-Key"].split()
    for address in ("procedures/", "specialties/"):
        assert listed in api(address)["Surrogate-Key"].split()


def test_nothing_is_purged_for_a_publication_that_is_taken_back(index, cache):
    page = factories.treatment(index)
    purges().delete()
    with transaction.atomic():
        page.title = "Changed"
        page.save()
        transaction.set_rollback(True)

    assert not purges()


def test_recall_is_purged_first(index, cache):
    other, page = factories.treatment(index, slug="other"), factories.treatment(index)
    purges().delete()
    other.title = "Changed"
    other.save_revision().publish()
    recall([page], Order(recall_class="safety"))

    assert purges()[0].args == {"keys": keys_of(page)}


def test_cache_that_fails_is_asked_again_and_does_not_keep_others_from_being_asked(settings):
    broken, sound = Cache(status=503), Cache()
    with serve(broken) as first, serve(sound) as second:
        settings.CACHE_PURGE_URLS = [first, second]
        with pytest.raises(purging.CacheDidNotPurgeError, match="503"):
            purge(keys=["procedure:1:en"])

    assert sound.purged == ["procedure:1:en"]


def test_without_caches_nothing_is_enqueued(index):
    factories.treatment(index)

    assert not purges()
