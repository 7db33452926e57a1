"""Where pictures and uploaded documents lie: files appear whole or not at all, and nobody takes one away in passing."""

import contextlib
import os
import posixpath
import re
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.urls import reverse
from django.utils.crypto import get_random_string

UNGUESSABLE = 16
"""Letters and figures of a folder's name that nobody can guess: 95 bits."""


def for_editors(published: str) -> str:
    """The same text with addresses of the admin, where files answer whoever is signed in."""
    own = reverse("publishing:stored", args=["/"]).removesuffix("/")
    return re.sub(rf"(?<![\w.:/-]){re.escape(settings.MEDIA_URL)}(?=images/|documents/)", own, published)


class Aside(File):  # type: ignore[type-arg]
    """A whole file beside its place, which Django moves there in one step."""

    def temporary_file_path(self) -> str:
        return str(self.name)


class KeepingStorage(FileSystemStorage):
    """Files stay while a document, a cache or the record may name them (``cms.media.sweeping`` takes away the rest)."""

    def _save(self, name: str, content: "File[bytes]") -> str:
        """A full disk, or a process killed meanwhile, leaves no half of a file under the name."""
        Path(self.location).mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.location, prefix=".", delete=False) as aside:
            try:
                for chunk in content.chunks():
                    aside.write(chunk)
                aside.flush()
                os.fsync(aside.fileno())
                return str(super()._save(name, Aside(None, name=aside.name)))  # type: ignore[misc]
            finally:
                Path(aside.name).unlink(missing_ok=True)

    def url(self, name: str | None) -> str:
        """For the admin, which shows what is private too. What is published names other addresses."""
        return reverse("publishing:stored", args=[name or ""])

    def delete(self, name: str) -> None:
        """Nothing. Wagtail deletes a file the moment an editor replaces it, before any document has followed, and
        also when the transaction is then rolled back."""

    def erase(self, name: str) -> None:
        """Take the file away for good, and the folder that was its own."""
        super().delete(name)
        if folder := posixpath.dirname(name):
            with contextlib.suppress(OSError):
                Path(self.path(folder)).rmdir()


class UploadStorage(KeepingStorage):
    """What people upload: each file in a folder of its own, with a name that nobody can guess."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        folder, file = posixpath.split(name)
        return super().get_available_name(
            posixpath.join(folder, get_random_string(UNGUESSABLE), file), max_length=max_length
        )


class RenditionStorage(KeepingStorage):
    """Sizes of pictures. Their names follow from what they show, so that one made again has its old address."""

    def __init__(self) -> None:
        super().__init__(allow_overwrite=True)
