"""Images with a credit, and a placeholder to show while they load."""

import base64
import io
from collections.abc import Iterable
from typing import IO, Any, ClassVar

from django.db import models
from django.db.models import Model
from PIL import Image as Picture
from PIL import ImageOps
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet
from wagtail.images.models import Image as WagtailImage

from api.process.sql import Statement, run
from cms.publishing.rows.tables import table_of
from cms.saving.characters import StorableText

PLACEHOLDER_WIDTH = 16
OPAQUE = 255


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
    """``description`` is the default alternative text; an empty one means the image is decorative."""

    objects: ClassVar = ContentImageManager()

    credit = models.CharField(
        max_length=255, blank=True, help_text="Who made it, if they must be named, for example: Photo: Ana Ruiz."
    )
    placeholder = models.TextField(blank=True, editable=False)

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    def save(self, *args: Any, **options: Any) -> None:
        if self.has_new_file():
            self.placeholder = draw_placeholder(self.file)
        super().save(*args, **options)

    def has_new_file(self) -> bool:
        is_stored = ContentImage.objects.filter(pk=self.pk, file=self.file.name)
        return not self.placeholder or not is_stored.exists()


class ContentRendition(AbstractRendition):
    image = models.ForeignKey(ContentImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter")
        ]


def draw_placeholder(file: IO[bytes]) -> str:
    """The image 16 pixels wide, as a data URI of a few hundred bytes. Transparent where the image is."""
    file.seek(0)
    with Picture.open(file) as picture:
        upright = ImageOps.exif_transpose(picture)
        height = max(1, round(PLACEHOLDER_WIDTH * upright.height / upright.width))
        tiny = upright.convert("RGBA").resize((PLACEHOLDER_WIDTH, height))
    file.seek(0)
    is_opaque = min(tiny.getchannel("A").tobytes()) == OPAQUE
    buffer = io.BytesIO()
    (tiny.convert("RGB") if is_opaque else tiny).save(buffer, "WEBP", quality=40)
    return f"data:image/webp;base64,{base64.b64encode(buffer.getvalue()).decode()}"
