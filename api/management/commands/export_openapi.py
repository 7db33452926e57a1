"""Writes the OpenAPI file."""

import json

from django.core.management.base import BaseCommand, CommandParser
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator

from api.contract.base import VERSION
from api.openapi.changelog import CHANGELOG, is_released
from api.openapi.completion import complete
from api.openapi.released import broken_promises, path_of
from api.views.contract import OPENAPI_FILE


def generate() -> str:
    """The description of the API as it stands in the code, as indented JSON. Raise RuntimeError on any warning."""
    GENERATOR_STATS.reset()
    generator = SchemaGenerator(urlconf="api.described")  # type: ignore[no-untyped-call]
    schema = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    if GENERATOR_STATS:
        GENERATOR_STATS.emit_summary()
        raise RuntimeError("drf-spectacular warns about the schema; see above.")
    return json.dumps(complete(schema), indent=2, ensure_ascii=False) + "\n"


REFUSAL = "This breaks what was released. Add beside what there is, and announce what is to go (docs/adr/0051):\n"
RELEASED = (
    f"{VERSION} is released, and said something else. Raise VERSION in api/contract/base.py and in the kit: "
    "the minor number for what is added, the patch number for a better description."
)


def differs_from_release(generated: str) -> bool:
    """Of a version that has been released: one that has not may change."""
    is_promised = is_released(VERSION, text=CHANGELOG.read_text(encoding="utf-8"))
    return is_promised and path_of(VERSION).read_text(encoding="utf-8") != generated


class Command(BaseCommand):
    help = "Write the OpenAPI file that the API serves. Commit it with the change that made it differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Write nothing; fail if the file is stale.")

    def handle(self, *args: object, **options: object) -> None:
        generated = generate()
        if promises := broken_promises(json.loads(generated)):
            raise SystemExit(REFUSAL + "\n".join(f"  {promise}" for promise in promises))
        if not options["check"]:
            OPENAPI_FILE.write_text(generated, encoding="utf-8")
            self.stdout.write(f"Wrote {OPENAPI_FILE.name}.")
        elif not OPENAPI_FILE.exists() or OPENAPI_FILE.read_text(encoding="utf-8") != generated:
            raise SystemExit("The OpenAPI file is stale. Run: uv run manage.py export_openapi")
        elif differs_from_release(generated):
            raise SystemExit(RELEASED)
