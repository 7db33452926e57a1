"""The sizes of an image: found, made where they are missing, looked for, made again where their files are lost."""

from collections.abc import Collection, Iterable
from typing import Protocol

from django.core.files.storage import Storage
from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.images.models import AbstractRendition, SourceImageIOError

from api.process.sql import Row, Statement, run
from cms.publishing.rows.surroundings import AddressOf, Rendition


class UnreadableImageError(ValueError):
    """Its file is missing or broken. The message tells editors what to do."""

    def __init__(self, instance: object) -> None:
        super().__init__(
            format_lazy(
                _("The file of the image “{instance}” cannot be read. Upload it again, or choose another image."),
                instance=instance,
            )
        )


class UnstoredImageError(ValueError):
    """Its sizes cannot be written: the storage of media is full, read-only, or not there."""

    def __init__(self, instance: object) -> None:
        super().__init__(
            format_lazy(
                _(
                    "The sizes of the image “{instance}” cannot be stored at the moment. Nothing is wrong with the "
                    "picture: tell whoever runs this site, and publish again later."
                ),
                instance=instance,
            )
        )


class LostFilesError(Exception):
    """Of what only looks: files that a document shows are not there."""

    def __init__(self, problem: str | Promise, *, renditions: Collection[int] = ()) -> None:
        """``renditions`` are primary keys of those whose files are lost, and can be made again."""
        super().__init__(problem)
        self.renditions = tuple(renditions)


class Sized(Protocol):
    """An image of the site."""

    pk: int
    prefetched_renditions: list[AbstractRendition]

    def get_rendition_model(self) -> type[AbstractRendition]: ...

    def get_rendition(self, filter: str) -> AbstractRendition: ...  # noqa: A002  Wagtail's name


def renditions_of(instance: Sized, specs: Collection[str], *, address_of: AddressOf) -> dict[str, Rendition]:
    """By spec. Nearly always all are there already; what is missing is made.

    Raise UnreadableImageError or UnstoredImageError.
    """
    found = {spec: Rendition(address_of(name), *size) for spec, name, *size, _ in rows_of(instance, specs)}
    missing = [spec for spec in specs if spec not in found]
    return found | make(instance, missing, address_of=address_of) if missing else found


def rows_of(instance: Sized, specs: Collection[str]) -> list[Row]:
    """Spec, name of the file, width, height and primary key. The key of the focal point is empty, as none of our sizes
    depends on it."""
    table = instance.get_rendition_model()._meta.db_table
    made = (
        f"SELECT filter_spec, file, width, height, id FROM {table}"  # noqa: S608
        " WHERE image_id = %s AND focal_point_key = '' AND filter_spec = ANY(%s)"
    )
    (rows,) = run(Statement(made, [instance.pk, list(specs)]))
    return rows


def storage_of(instance: Sized) -> Storage:
    storage: Storage = instance.get_rendition_model()._meta.get_field("file").storage
    return storage


def make(instance: Sized, specs: list[str], *, address_of: AddressOf) -> dict[str, Rendition]:
    """Raise UnreadableImageError or UnstoredImageError."""
    # Wagtail would look into its cache, which is of one process, and may hold what was deleted by another.
    instance.prefetched_renditions = []
    try:
        # Wagtail writes rows in a transaction that takes the whole request with it when the storage fails.
        with transaction.atomic():
            made = {spec: instance.get_rendition(spec) for spec in specs}  # one by one, for the sake of memory
    except OSError as error:  # what Pillow and storages raise, and Wagtail for a missing file
        raise explained(instance, error) from error
    return {spec: Rendition(address_of(str(each.file.name)), each.width, each.height) for spec, each in made.items()}


def explained(instance: object, error: OSError) -> ValueError:
    return UnreadableImageError(instance) if is_unreadable(error) else UnstoredImageError(instance)


def is_unreadable(error: OSError) -> bool:
    """Missing, or no picture; else it is the storage that fails. Systems say why by a number, Django by the class."""
    is_of_storage = error.errno is not None or isinstance(error, FileExistsError)
    return isinstance(error, SourceImageIOError) or not is_of_storage


def look_for(instance: Sized, specs: Collection[str]) -> None:
    """Raise LostFilesError unless every size is there, row and file. Makes nothing."""
    rows, storage = rows_of(instance, specs), storage_of(instance)
    lost = [key for _, name, _, _, key in rows if not is_stored(storage, name)]
    missing = len(specs) - len(rows) + len(lost)
    if missing:
        raise LostFilesError(
            format_lazy(
                _("{missing} of {number} files of the picture “{instance}” are lost"),
                missing=missing,
                number=len(specs),
                instance=instance,
            ),
            renditions=lost,
        )


def is_stored(storage: Storage, name: str) -> bool:
    """An empty file is what is left of one that could not be written."""
    try:
        return storage.size(name) > 0
    except FileNotFoundError:
        return False


def make_again(lost: Iterable[int]) -> None:
    """The files of renditions, under their old names. Raise UnreadableImageError or UnstoredImageError."""
    for each in get_image_model().get_rendition_model()._default_manager.filter(pk__in=list(lost)):
        try:
            # The storage of renditions writes over what is there.
            each.file.storage.save(each.file.name, each.image.generate_rendition_file(each.filter))
        except OSError as error:
            raise explained(each.image, error) from error
