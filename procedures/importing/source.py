"""A source file as text with numbered lines."""

import codecs
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from procedures.importing.errors import UnreadableSourceError

MAX_SOURCE_BYTES = 5_000_000
_LINE_END = re.compile(r"\r\n|\r|\n")
# UTF-32 before UTF-16: the little-endian mark of the first begins with that of the second.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


@dataclass(frozen=True)
class SourceLine:
    """One line as it stands in the file, without its line end. Numbers begin at 1."""

    number: int
    text: str


@dataclass(frozen=True)
class Source:
    """A decoded file. ``sha256`` is the digest of its bytes in hexadecimal, ``encoding`` a Python codec name."""

    path: Path
    text: str
    sha256: str
    encoding: str

    @cached_property
    def lines(self) -> tuple[SourceLine, ...]:
        return tuple(SourceLine(number, text) for number, text in enumerate(_LINE_END.split(self.text), start=1))

    @property
    def is_encoding_guessed(self) -> bool:
        """Whether the bytes did not say how they are encoded, so that accented letters may be wrong."""
        return self.encoding in ("cp1252", "latin-1")


def decode_source(path: Path, data: bytes) -> Source:
    """Decode the bytes of a text file.

    UTF-8 and UTF-16 (UTF-32 with a mark) are recognised; other bytes are taken for Windows-1252, and Latin-1 where
    that has no letter. Raises ``UnreadableSourceError`` for an empty, overlong or binary file.
    """
    _refuse_wrong_size(path, data)
    _refuse_known_binary(path, data)
    text, encoding = _decode(path, data)
    if not text.strip("\ufeff \t\r\n\f\xa0"):
        raise UnreadableSourceError(
            path, reason="The file is empty.", remedy="Save the page's text in it and try again."
        )
    return Source(path=path, text=text, sha256=hashlib.sha256(data).hexdigest(), encoding=encoding)


def _refuse_wrong_size(path: Path, data: bytes) -> None:
    if not data:
        raise UnreadableSourceError(
            path, reason="The file is empty.", remedy="Save the page's text in it and try again."
        )
    if len(data) > MAX_SOURCE_BYTES:
        raise UnreadableSourceError(
            path,
            reason=f"The file is larger than {MAX_SOURCE_BYTES // 1_000_000} MB, far more than a treatment page.",
            remedy="Save each treatment in a file of its own.",
        )


def _refuse_known_binary(path: Path, data: bytes) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableSourceError(
                path, reason=f"The content is {name}, not text.", remedy="Open it and save it as plain text (UTF-8)."
            )


def _decode(path: Path, data: bytes) -> tuple[str, str]:
    encoding = _marked_encoding(data) or _unmarked_encoding(data)
    if encoding is None:
        raise UnreadableSourceError(
            path, reason="The content is binary, not text.", remedy="Open it and save it as plain text (UTF-8)."
        )
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise UnreadableSourceError(
            path,
            reason=f"The content is damaged: it is not {encoding} at byte {error.start}.",
            remedy="Save the file again as plain text (UTF-8).",
        ) from error


def _marked_encoding(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _unmarked_encoding(data: bytes) -> str | None:
    if b"\0" in data:
        return _utf16_without_mark(data)
    if _decodes(data, "utf-8"):
        return "utf-8"
    if _control_share(data) > 0.02:
        return None
    return "cp1252" if _decodes(data, "cp1252") else "latin-1"


def _utf16_without_mark(data: bytes) -> str | None:
    """Western text in UTF-16 has a zero in nearly every second byte; which half tells the byte order."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    half = len(data) / 2
    if len(data) % 2 or max(even, odd) < 0.5 * half or min(even, odd) > 0.02 * half:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _control_share(data: bytes) -> float:
    return sum(1 for byte in data if byte < 9 or 13 < byte < 32) / len(data)
