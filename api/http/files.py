"""How files that people have uploaded are handed out, whoever sends them: nothing in them runs in a browser."""

from pathlib import PurePath
from urllib.parse import quote

PICTURES = {
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
"""What browsers may show by themselves, by the end of the name."""
HARMLESS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}


def file_headers(name: str) -> dict[str, str]:
    """Of a file, by its name. Whatever is no picture is saved, and not shown."""
    path = PurePath(name)
    kind = PICTURES.get(path.suffix.lower())
    if kind:
        return HARMLESS | {"Content-Type": kind}
    saved = f"attachment; filename*=UTF-8''{quote(path.name, safe='')}"
    return HARMLESS | {"Content-Type": "application/octet-stream", "Content-Disposition": saved}
