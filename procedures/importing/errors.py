"""What can go wrong before there is anything to structure."""

from pathlib import Path


class UnreadableSourceError(Exception):
    """A file that cannot be read as a treatment page. ``str()`` names the file, the reason and the remedy."""

    def __init__(self, path: Path, *, reason: str, remedy: str) -> None:
        super().__init__(f"{path.name}: {reason} {remedy}")
        self.path = path
        self.reason = reason
        self.remedy = remedy
