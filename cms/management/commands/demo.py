"""The main job in one command: a hospital's site with admin and API, from nothing."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.core.servers.basehttp import get_internal_wsgi_application, run
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cms.environment import ROOT
from cms.management.reference_site import reference_site
from cms.postgres.errors import EmbeddedPostgresError
from procedures.sample.accounts import ACCOUNTS
from procedures.sample.loader import site_is_empty

NO_SITE = "not started: add --site to see the content in a front end"
LOOK_EVERY = 1.0
"""Seconds between two looks whether the worker is there."""


class Command(BaseCommand):
    help = "Prepare everything and serve: PostgreSQL, sample hospital, worker, admin and API. Ctrl-C stops it all."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on.")
        parser.add_argument("--data", help="Folder of the database and the media. Default: HOSPITAL_DATA, else .data")
        parser.add_argument("--no-serve", action="store_true", help="Prepare and exit.")
        parser.add_argument("--reset", action="store_true", help="Throw away all content first.")
        parser.add_argument(
            "--site",
            type=int,
            nargs="?",
            const=3000,
            metavar="PORT",
            help="Serve the reference site, too (needs Node.js).",
        )

    def handle(
        self, *args: object, no_serve: bool, host: str, port: int, reset: bool, site: int | None, **options: object
    ) -> None:
        if not settings.DEBUG:
            raise CommandError("demo runs on development settings: unset DJANGO_SETTINGS_MODULE.")
        signal.signal(signal.SIGTERM, stop)
        if not no_serve:
            refuse_taken_port(host, port)
        if "API_BASE_URL" not in os.environ:
            settings.API_BASE_URL = settings.WAGTAILADMIN_BASE_URL = address_at(host, port)
            os.environ["API_BASE_URL"] = settings.API_BASE_URL  # the worker writes mails and webhooks
        self.prepare(port=port, reset=reset)
        if not no_serve:
            self.serve(host=host, port=port, site=site)

    def prepare(self, *, port: int, reset: bool) -> None:
        with self.step("Starting the database"):
            connect()
        if reset:
            with self.step("Throwing away the content"):
                throw_away()
        with self.step("Bringing its tables up to date"):
            migrate(self.stdout)
        if site_is_empty():
            with self.step("Loading the sample hospital"):
                call_command("load_sample", port=port, stdout=self.stdout)

    def serve(self, *, host: str, port: int, site: int | None) -> None:
        application = StaticFilesHandler(get_internal_wsgi_application())
        beside = reference_site(api=address_at(host, port), port=site) if site else contextlib.nullcontext(NO_SITE)
        with background_worker(), beside as said_of_site:
            self.greet(host, port, said_of_site)
            with contextlib.suppress(KeyboardInterrupt):
                run(host, port, application, threading=True)
            self.stdout.write("Stopping.")

    def greet(self, host: str, port: int, said_of_site: str) -> None:
        base = address_at(host, port)
        self.stdout.write(f"\n  Admin   {base}/admin/\n  API     {base}/api/v1/\n  Docs    {base}/api/v1/docs/")
        self.stdout.write(f"  Site    {said_of_site}\n")
        for account in ACCOUNTS:
            self.stdout.write(f"  Sign in as {account.name:10} password {account.password:19} {account.does}")
        self.stdout.write("\nCtrl-C stops everything.\n")
        self.stdout.flush()

    @contextlib.contextmanager
    def step(self, title: str) -> Iterator[None]:
        started = time.monotonic()
        self.stdout.write(f"{title} …")
        self.stdout.flush()
        yield
        self.stdout.write(f"  done in {time.monotonic() - started:.1f} s")
        self.stdout.flush()


def address_at(host: str, port: int) -> str:
    return f"http://{'localhost' if host == '127.0.0.1' else host}:{port}"


def connect() -> None:
    """Also keeps the embedded server up while this process's children come and go."""
    try:
        connection.ensure_connection()
    except EmbeddedPostgresError as error:
        raise CommandError(str(error)) from None


def stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def refuse_taken_port(host: str, port: int) -> None:
    """Before any work is done."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise CommandError(f"Port {port} is taken. Choose another: demo --port {port + 1}") from None


def throw_away() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    shutil.rmtree(Path(settings.MEDIA_ROOT), ignore_errors=True)


def migrate(stdout: OutputWrapper) -> None:
    plan = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", verbosity=1, stdout=Counter(stdout, total=len(plan)))


class Counter:
    """Takes the output of ``migrate`` and tells how far it is, every 25 migrations."""

    def __init__(self, stdout: OutputWrapper, *, total: int) -> None:
        self.stdout = stdout
        self.total = total
        self.done = 0

    def write(self, text: str) -> None:
        if "OK" in text:
            self.done += 1
            if self.done % 25 == 0:
                self.stdout.write(f"  {self.done} of {self.total} migrations")
                self.stdout.flush()

    def flush(self) -> None:
        self.stdout.flush()


@contextlib.contextmanager
def background_worker() -> Iterator[None]:
    """One that ends before it is told to is followed by another."""
    is_over = threading.Event()
    keeper = threading.Thread(target=keep_worker, args=[is_over])
    keeper.start()
    try:
        yield
    finally:
        is_over.set()
        keeper.join()


def keep_worker(is_over: threading.Event) -> None:
    """The worker reads from a pipe of this process, so it ends even when this process is killed."""
    command = [sys.executable, str(ROOT / "manage.py"), "worker", "--until-stdin-closes"]
    while not is_over.is_set():
        worker = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
        while worker.poll() is None and not is_over.wait(LOOK_EVERY):
            pass
        worker.terminate()
        worker.wait(timeout=30)
