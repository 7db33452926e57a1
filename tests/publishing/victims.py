"""What is killed while editors publish: a server, and a worker whose death is noticed at once."""

from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.conf import settings
from django.core.servers.basehttp import get_internal_wsgi_application
from procrastinate.contrib.django import app

from tests.forked import command


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    allow_reuse_address = True


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *arguments):
        pass


def serve(port):
    make_server("127.0.0.1", port, get_internal_wsgi_application(), Server, QuietHandler).serve_forever()


def work(*options):
    settings.WORKER_STALLED_AFTER = 1.0
    app.worker_defaults |= {"update_heartbeat_interval": 0.2, "stalled_worker_timeout": 1.0}
    command("worker", *options)
