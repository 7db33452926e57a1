"""Proves an exported record of what was public, for whoever was given one."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.records.keys import PublicKey, known_keys, parse_public_keys
from cms.records.verifying import NoRecordError, read_files, verify


class Command(BaseCommand):
    help = (
        "Prove an exported record: its signatures, the digest of its text, and, where the database is reached, that "
        "the log of what was published says the same. Exit 1 if anything is refused."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, help="The archive; or its record.json or record.pdf, with .sig beside it."
        )
        parser.add_argument(
            "--key", type=Path, help="File with public keys (PEM) to trust, in the place of those that are configured."
        )

    def handle(self, *args: object, file: Path, key: Path | None, **options: object) -> None:
        try:
            verdict = verify(read_files(file), trusted(key))
        except NoRecordError as error:
            raise CommandError(str(error)) from None
        for sentence in verdict.proved:
            self.stdout.write(f"proved    {sentence}")
        for sentence in verdict.unproved:
            self.stdout.write(f"unknown   {sentence}")
        for sentence in verdict.refused:
            self.stdout.write(f"REFUSED   {sentence}")
        if verdict.refused:
            raise SystemExit(1)


def trusted(file: Path | None) -> dict[str, PublicKey]:
    if file is None:
        return known_keys()
    try:
        return {key.id: key for key in parse_public_keys(file.read_text())}
    except (OSError, ValueError) as error:
        raise CommandError(f"{file} holds no public keys: {error}") from None
