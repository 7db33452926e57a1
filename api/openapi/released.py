"""The descriptions of released versions, as they were released: files that never change."""

import json
from pathlib import Path

from api.contract.base import VERSION
from api.openapi.comparing import broken
from api.parameters.describing import Schema

FOLDER = Path(__file__).parent / "released"


def path_of(version: str) -> Path:
    return FOLDER / f"{version}.json"


def newest() -> Path | None:
    """Of this major version; None before its first release."""
    paths = [path for path in FOLDER.glob("*.json") if number_of(path)[0] == major()]
    return max(paths, key=number_of, default=None)


def number_of(path: Path) -> tuple[int, ...]:
    return tuple(map(int, path.stem.split(".")))


def major() -> int:
    return int(VERSION.partition(".")[0])


def broken_promises(description: Schema) -> list[str]:
    """What the newest release promised, and this description does not."""
    path = newest()
    return broken(json.loads(path.read_text(encoding="utf-8")), description) if path else []
