"""An image with ready addresses in three formats. Renditions are made here, at publishing, never by a request."""

import base64
import io
from collections.abc import Collection
from functools import lru_cache
from typing import Protocol

from django.db import transaction
from PIL import Image as Picture
from wagtail.images.models import AbstractRendition, SourceImageIOError

from api.contract.values import FocalPoint, Image, ImageSource
from api.process.sql import Statement, run
from cms.publishing.rows.surroundings import Rendition

WIDTHS = (400, 800, 1200)
OPAQUE = "format-jpeg|bgcolor-ffffff"
TRANSPARENT = "format-png"


class UnreadableImageError(ValueError):
    """Its file is missing or broken. The message tells editors what to do."""

    def __init__(self, instance: object) -> None:
        super().__init__(
            f"The file of the image “{instance}” cannot be read. Upload it again, or choose another image."
        )


class UnstoredImageError(ValueError):
    """Its sizes cannot be written: the storage of media is full, read-only, or not there."""

    def __init__(self, instance: object) -> None:
        super().__init__(
            f"The sizes of the image “{instance}” cannot be stored at the moment. Nothing is wrong with the picture: "
            "tell whoever runs this site, and publish again later."
        )


class PlacedImage(Protocol):
    """An image of the site, in one of its places: ImageBlock gives it other words in each."""

    pk: int
    width: int
    height: int
    description: str
    placeholder: str
    credit: str
    focal_point_x: int | None
    focal_point_y: int | None
    prefetched_renditions: list[AbstractRendition]

    def has_focal_point(self) -> bool: ...

    def get_rendition_model(self) -> type[AbstractRendition]: ...

    def get_renditions(self, *filters: str) -> dict[str, AbstractRendition]: ...


def build_image(instance: PlacedImage, known: dict[int, dict[str, Rendition]]) -> Image:
    """``instance`` is an image; ImageBlock adds ``contextual_alt_text`` and ``decorative`` to it.

    ``known`` keeps renditions by the image's primary key, for other places of the same image.

    Raises UnreadableImageError or UnstoredImageError.
    """
    widths = widths_of(instance)
    fallback = TRANSPARENT if is_transparent(instance.placeholder) else OPAQUE
    if instance.pk not in known:
        forms = (fallback, "format-webp", "format-avif")
        known[instance.pk] = renditions_of(instance, [spec(width, form) for width in widths for form in forms])
    renditions = known[instance.pk]
    largest = renditions[spec(widths[-1], fallback)]
    alt = alternative_text(instance)
    return Image(
        id=instance.pk,
        alt=alt,
        decorative=not alt,
        src=largest.url,
        width=largest.width,
        height=largest.height,
        srcset=srcset(renditions, widths, fallback),
        sizes=f"(max-width: {largest.width}px) 100vw, {largest.width}px",
        sources=[
            ImageSource(type="image/avif", srcset=srcset(renditions, widths, "format-avif")),
            ImageSource(type="image/webp", srcset=srcset(renditions, widths, "format-webp")),
        ],
        focal_point=focal_point(instance),
        placeholder=instance.placeholder,
        credit=instance.credit or None,
    )


def widths_of(instance: PlacedImage) -> list[int]:
    """Never wider than the image is."""
    *smaller, largest = WIDTHS
    return [width for width in smaller if width < instance.width] + [min(instance.width, largest)]


def renditions_of(instance: PlacedImage, specs: Collection[str]) -> dict[str, Rendition]:
    """By spec. Nearly always all are there already."""
    model = instance.get_rendition_model()
    storage = model._meta.get_field("file").storage
    # The key of the focal point is empty, as none of our sizes depends on it.
    made = (
        f"SELECT filter_spec, file, width, height FROM {model._meta.db_table}"  # noqa: S608
        " WHERE image_id = %s AND focal_point_key = '' AND filter_spec = ANY(%s)"
    )
    (rows,) = run(Statement(made, [instance.pk, list(specs)]))
    found = {spec: Rendition(storage.url(name), *size) for spec, name, *size in rows}
    missing = [spec for spec in specs if spec not in found]
    return found | make(instance, missing) if missing else found


def make(instance: PlacedImage, specs: list[str]) -> dict[str, Rendition]:
    """Raise UnreadableImageError or UnstoredImageError."""
    # Wagtail would look into its cache, which is of one process, and may hold what was deleted by another.
    instance.prefetched_renditions = []
    try:
        # Wagtail writes rows in a transaction that takes the whole request with it when the storage fails.
        with transaction.atomic():
            made = instance.get_renditions(*specs)
    except OSError as error:  # what Pillow and storages raise, and Wagtail for a missing file
        raise (UnreadableImageError if is_unreadable(error) else UnstoredImageError)(instance) from error
    return {spec: Rendition(each.url, each.width, each.height) for spec, each in made.items()}


def is_unreadable(error: OSError) -> bool:
    """Missing, or no picture; else it is the storage that fails. Systems say why by a number, Django by the class."""
    is_of_storage = error.errno is not None or isinstance(error, FileExistsError)
    return isinstance(error, SourceImageIOError) or not is_of_storage


def spec(width: int, form: str) -> str:
    return f"width-{width}|{form}"


def srcset(renditions: dict[str, Rendition], widths: list[int], form: str) -> str:
    candidates = (renditions[spec(width, form)] for width in widths)
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in candidates)


@lru_cache(maxsize=1000)
def is_transparent(placeholder: str) -> bool:
    """The placeholder has an alpha channel where the image has transparent parts (``cms.site.images``)."""
    _, _, data = placeholder.partition("base64,")
    with Picture.open(io.BytesIO(base64.b64decode(data))) as tiny:
        return tiny.mode == "RGBA"


def alternative_text(instance: PlacedImage) -> str:
    if getattr(instance, "decorative", False):
        return ""
    return getattr(instance, "contextual_alt_text", None) or instance.description or ""


def focal_point(instance: PlacedImage) -> FocalPoint | None:
    """None as well where it lies outside: the file has been replaced by a smaller one since it was chosen."""
    x, y = instance.focal_point_x, instance.focal_point_y
    if not instance.has_focal_point() or x is None or y is None:
        return None
    left, top = round(x / instance.width, 4), round(y / instance.height, 4)
    return FocalPoint(x=left, y=top) if 0 <= left <= 1 and 0 <= top <= 1 else None
