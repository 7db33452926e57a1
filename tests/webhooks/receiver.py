"""A receiver of webhooks: a real HTTP server on a port of its own that keeps what it gets and answers as it is told."""

import contextlib
import ssl
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.processes import PATIENCE

CERTIFICATE = Path(__file__).with_name("receiver.pem")
"""Signed by itself, for receiver.example alone; valid until 2126. Its key protects nothing."""


@dataclass(frozen=True)
class Received:
    path: str
    headers: dict
    body: bytes


@dataclass
class Receiver:
    answers: list = field(default_factory=list)
    """Taken one after the other; then 200. A status, or a status with headers and body."""
    received: list = field(default_factory=list)
    arrived: threading.Event = field(default_factory=threading.Event)
    gate: threading.Event = field(default_factory=threading.Event)
    """Closed: requests are kept waiting for their answer."""
    tls: bool = False
    port: int = 0

    def __post_init__(self):
        self.gate.set()

    @property
    def url(self):
        host, scheme = ("receiver.example", "https") if self.tls else ("127.0.0.1", "http")
        return f"{scheme}://{host}:{self.port}/hook?for=tests"

    def answer(self):
        given = self.answers.pop(0) if self.answers else 200
        return given if isinstance(given, tuple) else (given, {}, b"thank you")


@contextlib.contextmanager
def serve(receiver):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers["content-length"])
            body = self.rfile.read(length)
            if len(body) < length:  # the sender was killed: no receiver takes that for a message
                return
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.received.append(Received(self.path, headers, body))
            receiver.arrived.set()
            receiver.gate.wait(PATIENCE)
            status, extra, text = receiver.answer()
            with contextlib.suppress(ConnectionError):
                self.reply(status, extra, text)

        def reply(self, status, extra, text):
            self.send_response(status)
            for name, value in ({"content-length": len(text)} | extra).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if receiver.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *arguments: None  # a client that refuses the certificate breaks off
    receiver.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.gate.set()
        server.shutdown()
        thread.join()
        server.server_close()
