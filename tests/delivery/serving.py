"""The delivery plane as its operators start it: two instances on one database, behind the shipped proxy."""

import getpass
import http.client
import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from tests.processes import PATIENCE, ROOT, answers, free_port, wait_until
from tests.programs import NGINX

FOREIGN = ("DJANGO_SETTINGS_MODULE", "HOSPITAL_TEST_DATA")
SHIPPED = ROOT / "examples" / "nginx" / "delivery.conf"
SURROUNDINGS = """
user {user};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/delivery.conf;
}}
"""
"""What distributions have in nginx.conf, but that nothing of it is shared, and files of this account can be read."""


def granian(port, workers):
    return [sys.executable, "manage.py", "delivery", "--port", str(port), "--workers", str(workers)]


def gunicorn(port, workers):
    place = ["--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--no-control-socket"]
    return [sys.executable, "-m", "gunicorn", "cms.delivery:application", *place]


@dataclass
class Instance:
    """A server that can be stopped and started anew."""

    url: str
    """Of its database."""
    output: Path
    workers: int = 1
    command: object = granian
    limit: str = "off"
    """What a client may ask, as the variable has it."""
    port: int = 0
    process: psutil.Popen | None = None

    def start(self):
        self.port = self.port or free_port()
        kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        mine = {"DATABASE_URL": self.url, "RATE_LIMIT": self.limit, "TRUSTED_PROXIES": "1"}
        mine["DJANGO_SETTINGS_MODULE"] = "cms.settings.delivery"
        with self.output.open("a") as log:
            self.process = psutil.Popen(
                self.command(self.port, self.workers), cwd=ROOT, env=kept | mine, stdout=log, stderr=log
            )

    def wait_until_ready(self):
        wait_until(lambda: self.is_ready, process=self.process)

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE)

    def renew(self):
        self.stop()
        self.start()
        self.wait_until_ready()

    @property
    def is_ready(self):
        return answers(f"http://127.0.0.1:{self.port}/readyz")

    @property
    def worker_ids(self):
        return {worker.pid for worker in self.process.children() if is_alive(worker)}

    def ask(self, path):
        """Sends a request, whose answer is to be had from what this returns."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path)
        return connection

    def get(self, path):
        return get(self.port, path)

    def memory_mb(self):
        """Of all its processes; what they share is counted once."""
        family = [self.process, *self.process.children()]
        return sum(process.memory_full_info().pss for process in family) / 1e6


@dataclass(frozen=True)
class Plane:
    """What readers see: the proxy, and behind it the instances."""

    port: int
    instances: tuple[Instance, ...]

    def get(self, path, **options):
        return get(self.port, path, **options)

    @property
    def is_ready(self):
        return all(instance.is_ready for instance in self.instances)

    @property
    def worker_ids(self):
        return set().union(*(instance.worker_ids for instance in self.instances))

    @property
    def output(self):
        return "".join(instance.output.read_text() for instance in self.instances)

    def memory_mb(self):
        return sum(instance.memory_mb() for instance in self.instances)


def get(port, path, *, source="127.0.0.1"):
    """``source`` is the address of who asks: all that begin with 127 are of this machine."""
    with httpx.Client(transport=httpx.HTTPTransport(local_address=source, verify=False), timeout=PATIENCE) as client:
        return client.get(f"http://127.0.0.1:{port}{path}")


def is_alive(worker):
    try:
        return worker.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:  # it has just ended
        return False


@contextmanager
def instance(url, output, **options):
    """One, without a proxy."""
    started = Instance(url, output, **options)
    started.start()
    try:
        started.wait_until_ready()
        yield started
    finally:
        if started.process.poll() is None:
            started.stop()


@contextmanager
def delivery(url, folder, **options):
    with ExitStack() as stack:
        outputs = (folder / "one.txt", folder / "two.txt")
        both = tuple(stack.enter_context(instance(url, output, **options)) for output in outputs)
        port = stack.enter_context(proxy(folder, [each.port for each in both]))
        yield Plane(port, both)


def is_ready(port):
    return answers(f"http://127.0.0.1:{port}/readyz")


@contextmanager
def proxy(folder, ports, *, is_up=is_ready):
    """nginx with the shipped file, whose addresses alone are changed."""
    port = free_port()
    (folder / "delivery.conf").write_text(placed(SHIPPED.read_text(), port, ports, logs=folder))
    (folder / "nginx.conf").write_text(SURROUNDINGS.format(folder=folder, user=getpass.getuser()))
    process = subprocess.Popen([NGINX, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
    try:
        wait_until(lambda: is_up(port), process=process)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)


def placed(shipped, port, ports, *, logs):
    places = {"listen 80;": f"listen 127.0.0.1:{port};", "/var/log/nginx/": f"{logs}/", "/srv/media/": f"{logs}/media/"}
    places |= {f"server 127.0.0.1:{8001 + number}": f"server 127.0.0.1:{own}" for number, own in enumerate(ports)}
    for shipped_place, place in places.items():
        assert shipped.count(shipped_place) == 1, shipped_place
        shipped = shipped.replace(shipped_place, place)
    return shipped
