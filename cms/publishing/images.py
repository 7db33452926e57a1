"""An image with ready addresses in three formats. Renditions are made here, at publishing, never by a request."""

import base64
import io
from typing import Any

from PIL import Image as Picture

from api.contract.values import FocalPoint, Image, ImageSource

WIDTHS = (400, 800, 1200)
OPAQUE = "format-jpeg|bgcolor-ffffff"
TRANSPARENT = "format-png"


class UnreadableImageError(ValueError):
    """Its file is missing or broken. The message tells editors what to do."""

    def __init__(self, instance: Any) -> None:
        super().__init__(
            f"The file of the image “{instance}” cannot be read. Upload it again, or choose another image."
        )


def build_image(instance: Any) -> Image:
    """``instance`` is an image; ImageBlock adds ``contextual_alt_text`` and ``decorative`` to it.

    Raises UnreadableImageError.
    """
    widths = widths_of(instance)
    fallback = TRANSPARENT if is_transparent(instance.placeholder) else OPAQUE
    renditions = renditions_of(
        instance, [spec(w, form) for w in widths for form in (fallback, "format-webp", "format-avif")]
    )
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


def widths_of(instance: Any) -> list[int]:
    """Never wider than the image is."""
    *smaller, largest = WIDTHS
    return [width for width in smaller if width < instance.width] + [min(instance.width, largest)]


def renditions_of(instance: Any, specs: list[str]) -> dict[str, Any]:
    """Read by hand, and given to Wagtail as prefetched: its own query takes longer, and its cache is of one process."""
    rendition = instance.get_rendition_model()
    made = f"SELECT * FROM {rendition._meta.db_table} WHERE image_id = %s"  # noqa: S608
    instance.prefetched_renditions = list(rendition._default_manager.raw(made, [instance.pk]))
    try:
        renditions: dict[str, Any] = instance.get_renditions(*specs)
    except OSError as error:  # what Pillow and storages raise, and Wagtail for a missing file
        raise UnreadableImageError(instance) from error
    return renditions


def spec(width: int, form: str) -> str:
    return f"width-{width}|{form}"


def srcset(renditions: dict[str, Any], widths: list[int], form: str) -> str:
    candidates = (renditions[spec(width, form)] for width in widths)
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in candidates)


def is_transparent(placeholder: str) -> bool:
    """The placeholder has an alpha channel where the image has transparent parts (``cms.models.images``)."""
    _, _, data = placeholder.partition("base64,")
    with Picture.open(io.BytesIO(base64.b64decode(data))) as tiny:
        return tiny.mode == "RGBA"


def alternative_text(instance: Any) -> str:
    if getattr(instance, "decorative", False):
        return ""
    return getattr(instance, "contextual_alt_text", None) or instance.description or ""


def focal_point(instance: Any) -> FocalPoint | None:
    if not instance.has_focal_point():
        return None
    return FocalPoint(
        x=round(instance.focal_point_x / instance.width, 4), y=round(instance.focal_point_y / instance.height, 4)
    )
