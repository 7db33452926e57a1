"""An image with ready addresses in three formats. Renditions are made here, at publishing, never by a request."""

import base64
import io
from functools import lru_cache
from typing import Protocol

from PIL import Image as Picture

from api.contract.values import FocalPoint, Image, ImageSource
from cms.publishing.rendering.renditions import Sized, look_for, renditions_of
from cms.publishing.rows.surroundings import AddressOf, Rendition, public_address

WIDTHS = (400, 800, 1200, 2000)
OPAQUE = "format-jpeg|bgcolor-ffffff"
TRANSPARENT = "format-png"


class PlacedImage(Sized, Protocol):
    """An image of the site, in one of its places: ImageBlock gives it other words in each."""

    width: int
    height: int
    description: str
    is_decoration: bool
    placeholder: str
    credit: str
    focal_point_x: int | None
    focal_point_y: int | None

    def has_focal_point(self) -> bool: ...


def build_image(
    instance: PlacedImage,
    known: dict[int, dict[str, Rendition]],
    *,
    address_of: AddressOf = public_address,
    is_looking: bool = False,
) -> Image:
    """``instance`` is an image; ImageBlock adds ``contextual_alt_text`` and ``decorative`` to it.

    ``known`` keeps renditions by the image's primary key, for other places of the same image.

    Raises UnreadableImageError or UnstoredImageError; LostFilesError when it only looks, and makes nothing.
    """
    widths = widths_of(instance)
    fallback = TRANSPARENT if is_transparent(instance.placeholder) else OPAQUE
    if instance.pk not in known:
        forms = (fallback, "format-webp", "format-avif")
        specs = [spec(width, form) for width in widths for form in forms]
        if is_looking:
            look_for(instance, specs)
        known[instance.pk] = renditions_of(instance, specs, address_of=address_of)
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
    described = "" if instance.is_decoration else instance.description
    return getattr(instance, "contextual_alt_text", None) or described or ""


def focal_point(instance: PlacedImage) -> FocalPoint | None:
    """None as well where it lies outside: the file has been replaced by a smaller one since it was chosen."""
    x, y = instance.focal_point_x, instance.focal_point_y
    if not instance.has_focal_point() or x is None or y is None:
        return None
    left, top = round(x / instance.width, 4), round(y / instance.height, 4)
    return FocalPoint(x=left, y=top) if 0 <= left <= 1 and 0 <= top <= 1 else None
