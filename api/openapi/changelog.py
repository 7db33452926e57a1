"""CHANGELOG.md says which versions have been released, and when."""

from datetime import date
from pathlib import Path

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
UNRELEASED = "## [Unreleased]\n"


def is_released(version: str, *, text: str) -> bool:
    return f"\n## [{version}] - " in text


def dated(text: str, *, version: str, day: date) -> str:
    """With what was unreleased as the section of the version. Raises ValueError when there is nothing."""
    before, heading, after = text.partition(UNRELEASED)
    unreleased = after.partition("\n## [")[0]
    if not heading or not unreleased.strip():
        raise ValueError("CHANGELOG.md has nothing under [Unreleased]: say what this version brings.")
    return f"{before}{UNRELEASED}\n## [{version}] - {day}\n{after}"
