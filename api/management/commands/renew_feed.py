"""Begins a new life of the change feed."""

from django.core.management.base import BaseCommand
from django.db import transaction

from api.http.problems import FeedTokenExpired
from api.log.feed import LogEnd
from api.log.models import Feed


class Command(BaseCommand):
    help = (
        "Refuse all tokens of the change feed given out so far, so that every client reads anew what is live. Run it "
        "once after restoring the database from a backup, before the API is served again: editions that clients have "
        "seen may be missing, and their numbers will be given to others."
    )

    @transaction.atomic
    def handle(self, *args: object, **options: object) -> None:
        before = LogEnd.now()
        Feed.objects.all().delete()
        feed = Feed.begin()
        self.stdout.write(
            f"The change feed has a new epoch: {feed.epoch}, after {before.epoch}. Newest edition: {before.newest}.\n"
            f"Clients that continue with an older token get 409 ({FeedTokenExpired.type}) once, and start again with "
            "since=0.\n"
            "Plain edition numbers are not refused: a program that keeps one instead of a token must start again, too."
        )
