"""The archive that is exported: the record twice, each with its signature, and how to prove it without this program."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

from django.template.loader import render_to_string

from cms.records.keys import SigningKey

JSON, PDF, KEY, README = "record.json", "record.pdf", "public-key.pem", "READ ME.txt"
SIGNATURE = ".sig"
"""After the name of what it proves: the 64 bytes of an Ed25519 signature over all bytes of that file."""


def packed(json: bytes, pdf: bytes, *, key: SigningKey | None, made_at: datetime) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files(json, pdf, key=key):
            archive.writestr(zipfile.ZipInfo(name, made_at.timetuple()[:6]), content)
    return buffer.getvalue()


def files(json: bytes, pdf: bytes, *, key: SigningKey | None) -> Iterator[tuple[str, bytes]]:
    for name, content in ((JSON, json), (PDF, pdf)):
        yield name, content
        if key:
            yield name + SIGNATURE, key.sign(content)
    if key:
        yield KEY, key.public.pem.encode()
    key_id = key.public.id if key else ""
    yield README, render_to_string("cms/records/read_me.txt", {"key": key_id}).encode()
