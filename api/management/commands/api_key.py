"""Makes, lists and revokes keys for programs that read what is not public."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from api.access.keys import generate_key
from api.access.models import ApiKey


class Command(BaseCommand):
    help = "Make, list and revoke API keys. A key is shown once, when it is made."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        create = actions.add_parser("create", help="Make a key and print it. It cannot be shown again.")
        create.add_argument("--name", required=True, help="Who uses it, for example “Records department”.")
        create.add_argument("--scope", action="append", required=True, choices=ApiKey.Scope.values, dest="scopes")
        create.add_argument("--expires", type=last_moment_of, help="Last day of its use (UTC), for example 2027-12-31.")
        actions.add_parser("list", help="Show all keys: prefix, name, scopes, state.")
        revoke = actions.add_parser("revoke", help="Refuse a key from now on.")
        revoke.add_argument("prefix", help="The key's first characters, as shown by list.")

    def handle(self, *args: object, action: str, **options: object) -> None:
        actions: dict[str, Callable[..., None]] = {"create": self.create, "list": self.list, "revoke": self.revoke}
        actions[action](**options)

    def create(self, *, name: str, scopes: Sequence[str], expires: datetime | None, **rest: object) -> None:
        if expires is not None and expires <= timezone.now():
            raise CommandError("--expires: this day is over. Give a later one.")
        plain, key = generate_key(name=name, scopes=scopes, expires_at=expires)
        key.save()
        self.stderr.write("The key follows. Keep it now: it is not stored and cannot be shown again.")
        self.stdout.write(plain)

    def list(self, **rest: object) -> None:
        keys = ApiKey.objects.all()
        for key in keys:
            self.stdout.write(f"{key.prefix}  {key.name}  {', '.join(key.scopes)}  {state_of(key)}")
        if not keys:
            self.stdout.write("There are no keys.")

    def revoke(self, *, prefix: str, **rest: object) -> None:
        key = ApiKey.objects.filter(prefix=prefix).first()
        if key is None:
            raise CommandError(f"No key begins with {prefix!r}. The command api_key list shows the beginnings.")
        if key.revoked_at is None:
            key.revoked_at = timezone.now()
            key.save(update_fields=["revoked_at"])
        self.stdout.write(f"The key {key} is revoked.")


def last_moment_of(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), time.max, UTC)


def state_of(key: ApiKey) -> str:
    if key.revoked_at is not None:
        return f"revoked on {key.revoked_at:%Y-%m-%d}"
    if key.expires_at is None:
        return "valid"
    return f"{'expired' if key.expires_at <= timezone.now() else 'valid until'} {key.expires_at:%Y-%m-%d}"
