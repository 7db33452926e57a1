"""Starts servers and workers faster than Python can load Wagtail: each is a fork of this process.

Reads one command a line: ``server``, ``worker`` or ``worker --until-idle``. Answers with the process id, and a server's
port. Every child is a process of its own that can be killed.
"""

import os
import signal
import sys
import traceback
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django

django.setup()

from django.core.management import call_command
from django.core.servers.basehttp import get_internal_wsgi_application

APPLICATION = get_internal_wsgi_application()


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    allow_reuse_address = True


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *arguments):
        pass


def main():
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        name, *options = line.split()
        if name == "server":
            server = make_server("127.0.0.1", int(options[0]), APPLICATION, Server, QuietHandler)
            tell(fork(server.serve_forever), server.server_port)
            server.socket.close()
        else:
            tell(fork(lambda options=options: call_command("worker", *options)))


def fork(run):
    child = os.fork()
    if child == 0:
        try:
            run()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return child


def tell(*words):
    print(*words, flush=True)


main()
