"""Takes away files that nobody can be shown any more.

A file whose picture was replaced or deleted is still named by documents that have not followed yet, by caches and front
ends, and by editions. It is found without a row, stays for a time of grace, and goes then, unless an edition names it.
"""

import posixpath
import re
from collections.abc import Collection, Iterator
from datetime import timedelta
from urllib.parse import quote

from django.apps import apps
from django.core.files.storage import Storage, default_storage
from django.db.models import FileField
from django.utils import timezone

from api.process.sql import Statement, run
from cms.media.models import LeftoverFile, LetGo
from cms.media.storage import KeepingStorage

GRACE = timedelta(days=30)
"""How long a file stays that no row names: as long as any cache or draft preview may show it."""

# Addresses in editions, whatever host of media they were published with.
IN_EDITIONS = """
SELECT DISTINCT found[1] FROM api_edition, regexp_matches(convert_from(body, 'UTF8'), %s, 'g') AS found
WHERE body IS NOT NULL AND found[1] = ANY(%s)
"""


def sweep() -> list[str]:
    """The names of the files that were taken away. For storages that keep files; any other deletes for itself."""
    LetGo.objects.filter(let_go_at__lt=timezone.now() - GRACE).delete()
    storage = getattr(default_storage, "_wrapped", default_storage)
    if not isinstance(storage, KeepingStorage):
        return []
    note_leftovers(set(files_in(storage)))
    due = set(
        LeftoverFile.objects.filter(is_recorded=False, found_at__lt=timezone.now() - GRACE).values_list(
            "name", flat=True
        )
    )
    recorded = named_in_editions(due)
    LeftoverFile.objects.filter(name__in=recorded).update(is_recorded=True)
    return [name for name in sorted(due - recorded) if erase(storage, name)]


def note_leftovers(stored: set[str]) -> None:
    leftover = stored - set(named_in_rows())
    LeftoverFile.objects.exclude(name__in=leftover).delete()
    LeftoverFile.objects.bulk_create([LeftoverFile(name=name) for name in sorted(leftover)], ignore_conflicts=True)


def files_in(storage: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (posixpath.join(folder, file) for file in files)
    for each in folders:
        yield from files_in(storage, posixpath.join(folder, each))


def named_in_rows() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, FileField):
                yield from model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)


def named_in_editions(names: Collection[str]) -> set[str]:
    """One look through the whole log, and only when something is due."""
    if not names:
        return set()
    addresses = {quote(name): name for name in names}
    folders = "|".join(sorted({re.escape(name.partition("/")[0]) for name in addresses}))
    (rows,) = run(Statement(IN_EDITIONS, [rf"((?:{folders})/[^\s\"\\<>?#,]+)", list(addresses)]))
    return {addresses[address] for (address,) in rows}


def erase(storage: KeepingStorage, name: str) -> bool:
    """False when it was made again meanwhile: a size of a picture has the same name each time."""
    if storage.exists(name) and storage.get_modified_time(name) > timezone.now() - GRACE:
        return False
    storage.erase(name)
    LeftoverFile.objects.filter(name=name).delete()
    return True
