"""Makes of an uploaded picture what is kept: upright, in the colours of the web, no larger than it is ever shown, and
without what the camera wrote into it.

Knows Pillow alone. Large pictures are decoded in a program of their own (``cms.media.decoding``), which runs this too.
"""

import base64
import io
import math
from dataclasses import dataclass
from typing import IO

import pillow_heif
from django.utils.translation import gettext
from PIL import Image as Picture
from PIL import ImageCms, ImageOps

pillow_heif.register_heif_opener()
# Pillow would refuse from 179 million pixels on, without telling how many there are. ``check`` refuses before.
Picture.MAX_IMAGE_PIXELS = None

MAX_PIXELS = 50_000_000
WIDEST, HIGHEST, LARGEST = 2560, 10_000, 12_000_000
"""What is kept, in pixels: wide, high, in all. The widest that readers get is 1,200 wide."""
TURNED = {5, 6, 7, 8}
"""Orientations of Exif by which width and height change places."""
ORIENTATION = 0x0112
LOSSY = {"JPEG", "MPO", "HEIF", "AVIF", "WEBP"}
MOVING = {"GIF", "WEBP", "PNG", "AVIF", "HEIF"}
"""Formats of animations. In the others several pictures in a file are something else, such as a preview."""
OF_CAMERA = {"exif", "icc_profile", "xmp", "photoshop", "XML:com.adobe.xmp", "Raw profile type exif"}
PLACEHOLDER_WIDTH = 16
OPAQUE = 255


class PictureError(ValueError):
    """The picture cannot be taken. The message tells editors why, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """What a file says of its picture, before anything is decoded."""

    width: int
    height: int
    is_animated: bool

    @property
    def pixels(self) -> int:
        return self.width * self.height


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A picture as it is kept."""

    content: bytes
    extension: str
    """With the dot; empty when the file is kept as it came."""
    placeholder: str


def read_header(file: IO[bytes], *, name: str) -> Header:
    """Raise PictureError when the file is no picture."""
    try:
        with opened(file) as picture:
            is_animated = picture.format in MOVING and getattr(picture, "n_frames", 1) > 1
            return Header(width=picture.width, height=picture.height, is_animated=is_animated)
    except PictureError:
        raise
    except Exception as error:
        raise unreadable(name) from error


def check(header: Header, *, name: str) -> None:
    """Raise PictureError for what is too large, or moves."""
    if header.pixels > MAX_PIXELS:
        raise PictureError(
            gettext(
                "“{name}” has {pixels} million pixels ({width:,} × {height:,}). At most {most} "
                "million are possible. Make it smaller, for example {widest:,} pixels wide, and upload it again."
            ).format(
                name=name,
                pixels=in_millions(header.pixels),
                width=header.width,
                height=header.height,
                most=in_millions(MAX_PIXELS),
                widest=WIDEST,
            )
        )
    if header.is_animated:
        raise PictureError(
            gettext(
                "“{name}” is animated. Pictures that move are not shown to readers: upload one that stands "
                "still, or use a video."
            ).format(name=name)
        )


def in_millions(pixels: int) -> str:
    return f"{pixels / 1_000_000:,.1f}".removesuffix(".0")


def unreadable(name: str) -> PictureError:
    return PictureError(
        gettext("“{name}” cannot be read as a picture: the file is damaged or not complete. Upload it again.").format(
            name=name
        )
    )


def prepare(file: IO[bytes], *, name: str) -> Prepared:
    """Decodes the whole picture. Raise PictureError when that fails."""
    try:
        with opened(file) as picture:
            is_kept = is_clean(picture)
            ready = upright(in_web_colours(reduced(picture)))
            placeholder = placeholder_of(ready)
            if not is_kept:
                content, extension = encoded(ready, is_lossy=picture.format in LOSSY)
                return Prepared(content=content, extension=extension, placeholder=placeholder)
    except MemoryError:
        raise PictureError(
            gettext("“{name}” takes too much memory. Make it smaller, and upload it again.").format(name=name)
        ) from None
    except Exception as error:
        raise unreadable(name) from error
    file.seek(0)
    return Prepared(content=file.read(), extension="", placeholder=placeholder)


def opened(file: IO[bytes]) -> Picture.Image:
    file.seek(0)
    return Picture.open(file)


def is_clean(picture: Picture.Image) -> bool:
    """Needs no change at all, so that no quality is lost by writing it anew."""
    is_plain = picture.mode in {"RGB", "RGBA", "L", "LA", "P"} and picture.format in {"JPEG", "PNG"}
    return is_plain and kept_size(picture.width, picture.height) == picture.size and not OF_CAMERA & picture.info.keys()


def kept_size(width: int, height: int) -> tuple[int, int]:
    scale = min(1, WIDEST / width, HIGHEST / height, math.sqrt(LARGEST / (width * height)))
    return max(1, round(width * scale)), max(1, round(height * scale))


def reduced(picture: Picture.Image) -> Picture.Image:
    """As large as it is kept. JPEG is decoded smaller from the start, which takes a fraction of the memory."""
    width, height = picture.size
    if picture.getexif().get(ORIENTATION) in TURNED:
        height, width = kept_size(height, width)
    else:
        width, height = kept_size(width, height)
    picture.draft(None, (width, height))
    picture.load()
    plain = in_plain_depth(picture)
    plain.thumbnail((width, height), Picture.Resampling.LANCZOS, reducing_gap=2.0)
    return plain


def in_plain_depth(picture: Picture.Image) -> Picture.Image:
    """Palettes and single bits cannot be made smaller well; sixteen bits a pixel would come out white."""
    if picture.mode in {"P", "PA"}:
        return picture.convert("RGBA" if "transparency" in picture.info or picture.mode == "PA" else "RGB")
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    return picture


def in_web_colours(picture: Picture.Image) -> Picture.Image:
    """sRGB, by the profile that the picture brings along, if there is one that fits it."""
    wanted = "RGBA" if picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            found = ImageCms.profileToProfile(picture, theirs, ImageCms.createProfile("sRGB"), outputMode=wanted)
        except (ImageCms.PyCMSError, OSError):  # broken, or of another kind of picture
            return picture.convert(wanted)
        return found or picture.convert(wanted)
    return picture if picture.mode in {"RGB", "RGBA", "L"} else picture.convert(wanted)


def upright(picture: Picture.Image) -> Picture.Image:
    return ImageOps.exif_transpose(picture)


def encoded(picture: Picture.Image, *, is_lossy: bool) -> tuple[bytes, str]:
    """Content and extension. Without what the camera wrote: it may tell where a patient lives."""
    bare = Picture.new(picture.mode, picture.size)
    bare.paste(picture)
    buffer = io.BytesIO()
    if is_lossy and not is_transparent(picture):
        bare.convert("RGB" if bare.mode == "RGBA" else bare.mode).save(buffer, "JPEG", quality=92, subsampling=0)
        return buffer.getvalue(), ".jpg"
    bare.save(buffer, "PNG")
    return buffer.getvalue(), ".png"


def is_transparent(picture: Picture.Image) -> bool:
    return picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] != OPAQUE


def placeholder_of(picture: Picture.Image) -> str:
    """The picture 16 pixels wide, as a data URI of a few hundred bytes. Transparent where the picture is."""
    height = max(1, round(PLACEHOLDER_WIDTH * picture.height / picture.width))
    tiny = picture.convert("RGBA").resize((PLACEHOLDER_WIDTH, height))
    buffer = io.BytesIO()
    (tiny if is_transparent(tiny) else tiny.convert("RGB")).save(buffer, "WEBP", quality=40)
    return f"data:image/webp;base64,{base64.b64encode(buffer.getvalue()).decode()}"
