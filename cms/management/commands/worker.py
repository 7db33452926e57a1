"""Runs background tasks until it is told to stop."""

import asyncio
import os
import signal
import sys
import threading

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from procrastinate.app import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import DjangoApp

from cms.tasks import retry_jobs_of_dead_workers
from cms.waits import limit_waits

POOLS: tuple[tuple[tuple[str, ...], int, float], ...] = (
    (("schedule",), 1, 0.25),
    (("publishing",), 2, 1.0),
    (("purging",), 2, 1.0),
    (("webhooks",), 8, 1.0),
    (("mail",), 2, 1.0),
    (("wagtail", "default", "builtin"), 1, 1.0),
)
"""Queues, and how many of their tasks run at a time. Whoever is slow outside (a cache, a receiver of
webhooks, a mail server) holds up nobody else, and no long update what is scheduled. Then after how many seconds
somebody looks again: new jobs are noticed at once; one for a time, or one that waits for a lock, only so."""


class Command(BaseCommand):
    help = "Run background tasks. Ctrl-C or SIGTERM lets the running tasks finish, then stops."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--until-stdin-closes",
            action="store_true",
            help="Stop when the process that started this one is gone, however it ended.",
        )
        parser.add_argument(
            "--until-idle", action="store_true", help="Stop once nothing is left to do now. Retries may wait for later."
        )

    def handle(self, *args: object, until_stdin_closes: bool, until_idle: bool, **options: object) -> None:
        if until_stdin_closes:
            threading.Thread(target=stop_with_parent, daemon=True).start()
        limit_waits(settings.WAITS_OF_WORKER)
        asyncio.run(work_until_idle() if until_idle else work(app_of_worker(), wait=True))


def app_of_worker() -> App:
    """It fetches jobs over connections of its own.

    ``app`` itself stays on Django's connection: what a task defers is part of the task's transaction.
    """
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    worker_app = DjangoApp(connector=connector, worker_defaults=app.worker_defaults)
    worker_app.tasks = app.tasks
    worker_app.periodic_registry = app.periodic_registry
    return worker_app


async def work_until_idle() -> None:
    """In rounds: a pool stops when the jobs that are left wait for the lock of one that is running."""
    before = None
    while (left := await jobs_due()) and left != before:
        await work(app_of_worker(), wait=False)
        before = left


async def jobs_due() -> set[int]:
    async with app_of_worker().open_async() as worker_app:
        rows = await worker_app.connector.execute_query_all_async(
            "SELECT id FROM procrastinate_jobs WHERE status = 'doing'"
            " OR status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())"
        )
    return {row["id"] for row in rows}


async def work(worker_app: App, *, wait: bool) -> None:
    async with worker_app.open_async():
        await retry_jobs_of_dead_workers(worker_app.job_manager)
        pools = [
            asyncio.create_task(
                worker_app.run_worker_async(
                    queues=[*queues],
                    concurrency=concurrency,
                    wait=wait,
                    install_signal_handlers=False,
                    fetch_job_polling_interval=seconds,
                )
            )
            for queues, concurrency, seconds in POOLS
        ]
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, cancel_all, pools)
        # Cancelled pools finish what they have begun, each in its own time.
        ended, _ = await asyncio.wait(pools, return_when=asyncio.FIRST_EXCEPTION)
        for pool in ended:
            if not pool.cancelled():
                pool.result()


def cancel_all(pools: list[asyncio.Task[None]]) -> None:
    for pool in pools:
        pool.cancel()


def stop_with_parent() -> None:
    """The pipe closes when its other end dies, even by SIGKILL. Unbuffered: a buffer's lock outlives this thread."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
