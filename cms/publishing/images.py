"""An image with ready addresses in three formats. Renditions are made here, at publishing, never by a request."""

from typing import Any

from api.contract.values import FocalPoint, Image, ImageSource

WIDTHS = (400, 800, 1200)
FALLBACK = "format-jpeg|bgcolor-ffffff"


def build_image(instance: Any) -> Image:
    """``instance`` is an image; ImageBlock adds ``contextual_alt_text`` and ``decorative`` to it."""
    widths = [width for width in WIDTHS if width < instance.width] or [instance.width]
    renditions = instance.get_renditions(
        *(spec(width, form) for width in widths for form in (FALLBACK, "format-webp", "format-avif"))
    )
    largest = renditions[spec(widths[-1], FALLBACK)]
    alt = alternative_text(instance)
    return Image(
        id=instance.pk,
        alt=alt,
        decorative=not alt,
        src=largest.url,
        width=largest.width,
        height=largest.height,
        srcset=srcset(renditions, widths, FALLBACK),
        sources=[
            ImageSource(type="image/avif", srcset=srcset(renditions, widths, "format-avif")),
            ImageSource(type="image/webp", srcset=srcset(renditions, widths, "format-webp")),
        ],
        focal_point=focal_point(instance),
        placeholder=instance.placeholder,
        credit=instance.credit or None,
    )


def spec(width: int, form: str) -> str:
    return f"width-{width}|{form}"


def srcset(renditions: dict[str, Any], widths: list[int], form: str) -> str:
    candidates = (renditions[spec(width, form)] for width in widths)
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in candidates)


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
