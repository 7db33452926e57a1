"""Lets somebody sign in again who was locked out."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.accounts.throttle import forgive


class Command(BaseCommand):
    help = "Forget the wrong passwords that were typed for an account, so that it may sign in at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="The account's user name.")

    def handle(self, *args: object, name: str, **options: object) -> None:
        if not get_user_model()._default_manager.filter(**{get_user_model().USERNAME_FIELD: name}).exists():
            raise CommandError(f"There is no account {name!r}. The admin lists them under Settings → Users.")
        forgive(name)
        self.stdout.write(f"{name} may try to sign in again.")
