"""Makes, lists, renews and revokes keys for programs that read what is not public."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from api.access.keys import USUAL, generate_key, is_valid, rotate
from api.access.models import ApiKey
from api.contract.catalogue import CATALOGUE
from api.parameters.values import published_locales


class Command(BaseCommand):
    help = "Make, list, renew and revoke API keys. A key is shown once, when it is made."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        create = actions.add_parser("create", help="Make a key and print it. It cannot be shown again.")
        create.add_argument("--name", required=True, help="Who uses it, for example “Records department”.")
        create.add_argument("--scope", action="append", required=True, choices=ApiKey.Scope.values, dest="scopes")
        create.add_argument("--type", action="append", default=[], choices=CATALOGUE, dest="document_types")
        create.add_argument("--locale", action="append", default=[], choices=published_locales(), dest="locales")
        create.add_argument(
            "--expires",
            type=last_moment_of,
            help="Last day of its use (UTC), for example 2027-12-31, or “never”. Left out: a year from now.",
        )
        actions.add_parser("list", help="Show all keys: prefix, name, scopes, state, when it was used last.")
        rotate = actions.add_parser("rotate", help="Make another in place of a key, which ends in a week. Print it.")
        rotate.add_argument("prefix", help="The key's first characters, as shown by list.")
        revoke = actions.add_parser("revoke", help="Refuse a key from now on.")
        revoke.add_argument("prefix", help="The key's first characters, as shown by list.")

    def handle(self, *args: object, action: str, **options: object) -> None:
        actions: dict[str, Callable[..., None]] = {"create": self.create, "list": self.list}
        actions |= {"rotate": self.rotate, "revoke": self.revoke}
        actions[action](**options)

    def create(
        self,
        *,
        name: str,
        scopes: Sequence[str],
        document_types: Sequence[str],
        locales: Sequence[str],
        expires: datetime | None,
        **rest: object,
    ) -> None:
        now = timezone.now()
        end = expires or now + USUAL
        if end <= now:
            raise CommandError("--expires: this day is over. Give a later one.")
        plain, key = generate_key(
            name=name,
            scopes=scopes,
            document_types=document_types,
            locales=locales,
            expires_at=None if end == NEVER else end,
        )
        key.save()
        self.show(plain)

    def show(self, plain: str) -> None:
        self.stderr.write("The key follows. Keep it now: it is not stored and cannot be shown again.")
        self.stdout.write(plain)

    def list(self, **rest: object) -> None:
        keys = ApiKey.objects.all()
        for key in keys:
            self.stdout.write(f"{key.prefix}  {key.name}  {opened_by(key)}  {state_of(key)}  {used(key)}")
        if not keys:
            self.stdout.write("There are no keys.")

    def rotate(self, *, prefix: str, **rest: object) -> None:
        key = self.key(prefix)
        if not is_valid(key):
            raise CommandError(f"The key {key} is {state_of(key)}. Make a new one: api_key create.")
        plain, _ = rotate(key)
        self.show(plain)
        self.stderr.write(f"The key {key} is {state_of(key)}.")

    def revoke(self, *, prefix: str, **rest: object) -> None:
        key = self.key(prefix)
        if key.revoked_at is None:
            key.revoked_at = timezone.now()
            key.save(update_fields=["revoked_at"])
        self.stdout.write(f"The key {key} is revoked.")

    def key(self, prefix: str) -> ApiKey:
        key = ApiKey.objects.filter(prefix=prefix).first()
        if key is None:
            raise CommandError(f"No key begins with {prefix!r}. The command api_key list shows the beginnings.")
        return key


NEVER = datetime.max.replace(tzinfo=UTC)


def last_moment_of(text: str) -> datetime:
    return NEVER if text == "never" else datetime.combine(date.fromisoformat(text), time.max, UTC)


def opened_by(key: ApiKey) -> str:
    narrowed = [*key.document_types, *key.locales]
    return ", ".join(key.scopes) + (f" ({', '.join(narrowed)})" if narrowed else "")


def used(key: ApiKey) -> str:
    return f"last used {key.last_used_at:%Y-%m-%d}" if key.last_used_at else "never used"


def state_of(key: ApiKey) -> str:
    if key.revoked_at is not None:
        return f"revoked on {key.revoked_at:%Y-%m-%d}"
    if key.expires_at is None:
        return "valid"
    return f"{'expired' if key.expires_at <= timezone.now() else 'valid until'} {key.expires_at:%Y-%m-%d}"
