"""What is made of an uploaded picture, before anything else looks at it."""

import io
import json
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image as Picture

from cms.media import decoding
from cms.media.decoding import take_in
from cms.media.pictures import LARGEST, PictureError, kept_size

ORIENTATION, GPS = 0x0112, 0x8825


def saved(picture, form, **options):
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return io.BytesIO(buffer.getvalue())


def kept(file, name="picture.x"):
    prepared = take_in(file, name=name)
    return Picture.open(io.BytesIO(prepared.content)), prepared


def plain(width, height, mode="RGB", colour="#336699"):
    return Picture.new(mode, (width, height), colour)


def png_that_says(width, height):
    """A file whose first bytes promise so many pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b""))


@pytest.mark.parametrize(
    ("size", "said"), [((13_000, 13_000), "169"), ((20_000, 15_000), "300"), ((10_000, 5_010), "50.1")]
)
def test_picture_with_too_many_pixels_is_refused_with_their_number(size, said):
    width, height = size
    with pytest.raises(PictureError) as refusal:
        take_in(png_that_says(width, height), name="scan.png")

    assert str(refusal.value) == (
        f"“scan.png” has {said} million pixels ({width:,} × {height:,}). At most 50 million are possible. Make it"
        " smaller, for example 2,560 pixels wide, and upload it again."
    )


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "AVIF"])
def test_picture_that_moves_is_refused_by_name(form):
    frames = [plain(50, 30, colour=colour) for colour in ("#ff0000", "#00ff00")]

    with pytest.raises(PictureError, match="“heart” is animated"):
        take_in(saved(frames[0], form, save_all=True, append_images=frames[1:]), name="heart")


def test_photo_with_a_preview_inside_does_not_move():
    """So do some phones store photos."""
    file = saved(plain(50, 30), "MPO", save_all=True, append_images=[plain(20, 12)])

    assert kept(file)[0].size == (50, 30)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_turned_photo_is_kept_the_right_way_up(form):
    turned = plain(600, 300)
    turned.paste("#ff0000", (0, 0, 300, 300))  # the left half, which is up once it is turned
    exif = turned.getexif()
    exif[ORIENTATION] = 6

    picture, _ = kept(saved(turned, form, exif=exif))

    assert picture.size == (300, 600)
    assert picture.convert("RGB").getpixel((150, 100))[0] > 200 > 100 > picture.convert("RGB").getpixel((150, 500))[0]


def test_where_a_photo_was_taken_is_not_kept():
    photo = plain(60, 30)
    exif = photo.getexif()
    exif.get_ifd(GPS)[2] = (51.0, 30.0, 0.0)

    picture, prepared = kept(saved(photo, "JPEG", exif=exif))

    assert dict(picture.getexif()) == {}
    assert b"Exif" not in prepared.content


def test_colours_of_print_become_colours_of_the_web():
    picture, prepared = kept(saved(Picture.new("CMYK", (60, 30), (0, 255, 255, 0)), "JPEG", quality=95))

    red, green, blue = picture.getpixel((30, 15))
    assert (picture.mode, prepared.extension) == ("RGB", ".jpg")
    assert red > 200 > 60 > max(green, blue)


def test_sixteen_bits_of_grey_stay_grey():
    picture, _ = kept(saved(Picture.new("I;16", (60, 30), 0x8000), "PNG"))

    assert picture.convert("L").getpixel((5, 5)) == 0x80


@pytest.mark.parametrize("file", [saved(plain(60, 30), "JPEG", quality=40), saved(plain(60, 30, "RGBA"), "PNG")])
def test_picture_that_needs_no_change_is_kept_as_it_came(file):
    prepared = take_in(file, name="picture")

    assert (prepared.content, prepared.extension) == (file.getvalue(), "")


@pytest.mark.parametrize(
    ("mode", "form", "extension"),
    [
        ("RGB", "HEIF", ".jpg"),
        ("RGB", "AVIF", ".jpg"),
        ("RGB", "WEBP", ".jpg"),
        ("RGBA", "WEBP", ".png"),
        ("P", "GIF", ".png"),
        ("1", "PNG", ".png"),
    ],
)
def test_every_format_becomes_one_that_everything_reads(mode, form, extension):
    colour = (10, 20, 30, 100) if mode == "RGBA" else 1 if mode in {"1", "P"} else "#336699"
    picture, prepared = kept(saved(plain(60, 30, mode, colour), form))

    assert (prepared.extension, picture.size) == (extension, (60, 30))
    assert picture.has_transparency_data == (mode == "RGBA")


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((7728, 5184), (2560, 1717)),
        ((1200, 10_000), (1200, 10_000)),
        ((640, 360), (640, 360)),
        ((9, 90_000), (1, 10_000)),
    ],
)
def test_what_is_kept_is_as_large_as_readers_get_it_and_no_more(size, expected):
    assert kept_size(*size) == expected
    assert kept_size(7000, 7000)[0] * kept_size(7000, 7000)[1] <= LARGEST


@pytest.mark.parametrize("file", [b"", b"not a picture", saved(plain(900, 900), "PNG").getvalue()[:900]])
def test_damaged_file_is_refused_by_name(file):
    with pytest.raises(PictureError, match=r"“field\.png” cannot be read as a picture"):
        take_in(io.BytesIO(file), name="field.png")


def test_large_picture_is_made_smaller_by_a_program_of_its_own(monkeypatch):
    monkeypatch.setattr(decoding, "prepare", None)  # not in this process

    picture, prepared = kept(saved(plain(4000, 1001), "JPEG"))

    assert (picture.size, picture.format, prepared.extension) == ((2560, 641), "JPEG", ".jpg")
    assert prepared.placeholder.startswith("data:image/webp;base64,")


def test_large_damaged_picture_is_refused_by_name(monkeypatch):
    monkeypatch.setattr(decoding, "prepare", None)

    with pytest.raises(PictureError, match=r"“scan\.png” cannot be read as a picture"):
        take_in(png_that_says(4000, 1001), name="scan.png")


MEASURED = """
import json, resource, sys
from cms.media.decoding import take_in
with open(sys.argv[1], "rb") as file:
    take_in(file, name="photo.jpg")
kilobytes = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(json.dumps([int(kilobytes[0]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="measures by /proc")
def test_photo_of_a_phone_takes_little_memory_of_the_process_and_a_bounded_amount_of_the_program(tmp_path):
    photo = tmp_path / "photo.jpg"
    Picture.effect_noise((966, 648), 90).convert("RGB").resize((7728, 5184)).save(photo, quality=85)

    run = subprocess.run([sys.executable, "-c", MEASURED, photo], capture_output=True, check=True, cwd=decoding.ROOT)

    ours, theirs = json.loads(run.stdout)
    assert ours < 100 * 1024
    assert theirs < 250 * 1024
