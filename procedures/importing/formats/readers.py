"""Which reader reads which file: one entry for each suffix."""

from collections.abc import Callable
from pathlib import Path

from procedures.importing.errors import UnreadableSourceError
from procedures.importing.formats.plain_text import read_plain_text
from procedures.importing.pieces import Reading

Reader = Callable[[Path, bytes], Reading]

READERS: dict[str, Reader] = {".txt": read_plain_text}


def read_file(path: Path) -> Reading:
    """Read a file with the reader of its suffix. Raises ``UnreadableSourceError``."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableSourceError(
            path,
            reason=f"There is no reader for {path.suffix or 'files without a suffix'}.",
            remedy=f"Save the page as one of: {', '.join(sorted(READERS))}.",
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSourceError(
            path,
            reason=f"The file cannot be opened: {error.strerror}.",
            remedy="Check that it is there and that you may read it.",
        ) from error
    return reader(path, data)
