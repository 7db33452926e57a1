"""What documents for readers may be. How names end is a setting of Wagtail's; what is in them is looked at here."""

from pathlib import PurePath
from typing import IO

import filetype
from django.utils.translation import gettext as _

LOOKED_AT = 8192
"""Bytes at the beginning, by which kinds are told apart."""
PLAIN = {"csv", "txt"}
IN_ZIP = {"docx", "odp", "ods", "odt", "pptx", "xlsx"}
"""Some programs write them in an order by which they are only known to be archives."""
TWO_BYTES = (b"\xff\xfe", b"\xfe\xff")
"""How text begins whose letters have two bytes each, so that every other one may be zero."""


class DocumentError(ValueError):
    """The file cannot be taken. The message tells editors why, and what to do."""


def check(file: IO[bytes], *, name: str) -> None:
    """Raise DocumentError where the content is not what the name says, such as a web page called PDF."""
    kind = PurePath(name).suffix.removeprefix(".").lower()
    file.seek(0)
    begin = file.read(LOOKED_AT)
    file.seek(0)
    if not fits(begin, kind=kind):
        raise DocumentError(
            _(
                "“{name}” does not hold what its name says. Open it in the program that it was made with, save "
                "it as {kind}, and upload that."
            ).format(name=name, kind=kind.upper())
        )


def fits(begin: bytes, *, kind: str) -> bool:
    found = filetype.guess_extension(begin)
    if kind in PLAIN:
        return found is None and (b"\0" not in begin or begin.startswith(TWO_BYTES))
    return found == kind or (found == "zip" and kind in IN_ZIP)
