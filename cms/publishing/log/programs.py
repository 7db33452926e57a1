"""Which program made a document: what another would perhaps make otherwise is known, and nothing else is made again.

Two programs are told apart. One renders bodies from pages and snippets; one works out columns and what search keeps
from bodies. Each is named by a digest of all it consists of. A document remembers both with the number of its edition,
so that a release that knows nothing of them cannot leave a wrong one behind: the editions that it appends have others.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from django.conf import settings
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from api.models import Document

INDEXED_BY = ("api.contract", "api.text", "api.log", "api.search", "cms.publishing.log")
"""Packages that make columns and what search keeps."""


@cache
def renderer() -> str:
    """Of what makes bodies, as the settings name it."""
    given = [f"{name}={getattr(settings, name)!r}" for name in settings.RENDERED_BY_SETTINGS]
    libraries = [f"{name} {version(name)}" for name in settings.RENDERED_BY_LIBRARIES]
    return digest((*given, *libraries), settings.RENDERED_BY)


@cache
def indexer() -> str:
    return digest((), INDEXED_BY)


def digest(said: Iterable[str], packages: Iterable[str]) -> str:
    found = hashlib.sha256("\n".join(said).encode())
    for package in packages:
        for source in sources(files(package)):
            found.update(source.read_bytes())
    return found.hexdigest()[:16]


def sources(folder: Traversable) -> Iterator[Traversable]:
    """Of a package and those in it, in a fixed order."""
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.is_dir() and each.name not in ("__pycache__", "migrations"):
            yield from sources(each)
        elif not each.is_dir() and not each.name.endswith((".pyc", ".md")):
            yield each


def mark(number: int, program: str) -> str:
    """What a document remembers of the program, with the number of its edition."""
    return f"{number}:{program}"


def not_rendered() -> "QuerySet[Document]":
    """Documents of which this program may say something else."""
    return Document.objects.exclude(rendered_by=marks(renderer()))


def not_indexed() -> "QuerySet[Document]":
    """Documents whose columns, or what search keeps of them, this program may work out otherwise."""
    return Document.objects.exclude(indexed_by=marks(indexer()))


def marks(program: str) -> Concat:
    return Concat(Cast(F("edition_id"), CharField()), Value(f":{program}"))
