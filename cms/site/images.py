"""Images with a credit, and a placeholder to show while they load."""

from collections.abc import Iterable
from hashlib import sha1
from pathlib import PurePath
from typing import IO, Any, ClassVar

from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Model
from django.templatetags.static import static
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    ImageQuerySet,
    SourceImageIOError,
    get_upload_to,
)

from api.process.sql import Statement, run
from cms.media.decoding import take_in
from cms.media.fields import PictureFileField
from cms.media.pictures import LARGEST
from cms.publishing.rows.tables import table_of
from cms.saving.characters import StorableText

RENDITION_NAME = "cms.site.images.rendition"
NOT_FOUND = "not-found"
"""How Wagtail names the file of a size that it could not make (``wagtail.images.shortcuts``)."""
PUBLIC = "format-"
"""In the specs of sizes for readers: each names its format (``cms.publishing.rendering.images``)."""
MISSING = "cms/admin/missing-picture.svg"
MISSING_SIZE = 165


class ContentImageManager(models.Manager.from_queryset(ImageQuerySet)):  # type: ignore[misc]
    def in_bulk(self, id_list: Iterable[object] | None = None, **options: object) -> dict[object, Model]:
        """How Wagtail reads the images of a page's blocks: by hand, because every publication does."""
        if id_list is None or options:
            found: dict[object, Model] = super().in_bulk(id_list, **options)
            return found
        reading = table_of(self.model)
        (rows,) = run(Statement(reading.select(f"{reading.pk} = ANY(%s)"), [list(id_list)]))
        return {image.pk: image for image, _ in reading.instances(rows)}


class ContentImage(StorableText, AbstractImage):
    """``description`` is the default alternative text. Without one and without ``is_decoration`` nobody has said what
    readers who cannot see the picture are told: they are told nothing, and it waits to be described."""

    objects: ClassVar = ContentImageManager()

    file = PictureFileField(upload_to=get_upload_to, width_field="width", height_field="height", verbose_name="file")
    is_decoration = models.BooleanField(
        _("it is decoration"),
        default=False,
        db_default=False,
        help_text=_(
            "Only if nothing is lost without it, for example a pattern. Screen readers then say nothing of it."
        ),
    )
    credit = models.CharField(
        max_length=255, blank=True, help_text=_("Who made it, if they must be named, for example: Photo: Ana Ruiz.")
    )
    placeholder = models.TextField(blank=True, editable=False)

    admin_form_fields = (
        *("title", "file", "description", "is_decoration", "credit", "collection", "tags"),
        *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    )

    accepted = ""
    """Name of the file that was taken in last."""

    def save(self, *args: Any, **options: Any) -> None:
        """Wagtail's form takes away the sizes of a file that it replaces; here they go whoever replaces it."""
        has_new_file, is_replaced = self.has_new_file(), not self._state.adding
        if has_new_file:
            self.accept()
        super().save(*args, **options)
        if has_new_file and is_replaced:
            self.renditions.all().delete()

    @property
    def default_alt_text(self) -> str:
        """What Wagtail offers as description where the picture is placed. Its own offers the name of a file."""
        return str(self.description)

    def has_new_file(self) -> bool:
        if self.file.name == self.accepted:
            return False
        is_stored = ContentImage.objects.filter(pk=self.pk, file=self.file.name)
        return not self.placeholder or not is_stored.exists()

    def accept(self) -> None:
        """Store what is kept of a new file. Raise PictureError, or OSError when it cannot be stored."""
        name = PurePath(str(self.file.name))
        with self.open_file() as file:
            prepared = take_in(file, name=name.name)
        self.placeholder = prepared.placeholder
        self.file_size, self.file_hash = (
            len(prepared.content),
            sha1(prepared.content, usedforsecurity=False).hexdigest(),
        )
        kept = name.with_suffix(prepared.extension or name.suffix).name
        self.file.save(kept, ContentFile(prepared.content, name=kept), save=False)
        self.accepted = str(self.file.name)

    def generate_rendition_file(self, filter: Filter, *, source: IO[bytes] | None = None) -> IO[bytes]:  # noqa: A002
        """Whatever is wrong with a file, Wagtail's forms and listings get the one error for which they show something
        else, and the editor can upload it again."""
        try:
            return super().generate_rendition_file(filter, source=source or self.smaller())
        except (InvalidFilterSpecError, MemoryError):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise SourceImageIOError(str(error)) from error

    def get_rendition(self, filter: Filter | str) -> AbstractRendition:  # noqa: A002
        """In the admin something else is shown for a file that cannot be read, or a size that cannot be stored: also
        where Wagtail forgets to, as in the answer to choosing it. Readers never get it."""
        try:
            return super().get_rendition(filter)
        except OSError:
            if PUBLIC in (filter if isinstance(filter, str) else filter.spec):
                raise
            missing = ContentRendition(image=self, width=0, height=0)
            missing.file.name = NOT_FOUND
            return missing

    def smaller(self) -> IO[bytes] | None:
        """Instead of a file that is larger than what is kept today; None where it is not."""
        if self.width * self.height <= LARGEST:
            return None
        with self.open_file() as file:
            return ContentFile(take_in(file, name=self.filename).content)


class ContentRendition(AbstractRendition):
    image = models.ForeignKey(ContentImage, on_delete=models.CASCADE, related_name="renditions")

    def get_upload_to(self, filename: str) -> str:
        """A name that follows from what it shows, so that the same size made again has the same address, and that
        nobody can guess from another's."""
        shown = f"{self.image.file.name}|{self.image.file_hash}|{self.filter_spec}|{self.focal_point_key}"
        root, extension = PurePath(filename).stem, PurePath(filename).suffix
        name = f"{root}.{salted_hmac(RENDITION_NAME, shown, algorithm='sha256').hexdigest()[:20]}{extension}"
        return str(super().get_upload_to(name))

    @property
    def url(self) -> str:
        return static(MISSING) if self.is_missing else super().url

    @property
    def is_missing(self) -> bool:
        """What Wagtail shows in the admin for a picture whose file cannot be read."""
        return self.file.name == NOT_FOUND

    @property
    def attrs_dict(self) -> dict[str, object]:
        size = {"width": MISSING_SIZE, "height": MISSING_SIZE} if self.is_missing else {}
        return super().attrs_dict | size

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter")
        ]
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]
