"""Images come ready: every size and format is made at publishing, and never because somebody asks."""

import base64
import io
import re

import pytest
from django.core.files.images import ImageFile
from django.urls import NoReverseMatch, reverse
from PIL import Image as Picture

from cms.media.pictures import placeholder_of
from cms.models import ContentImage
from cms.publishing.publications.decisions import ContractViolationError
from cms.publishing.rendering.images import build_image
from cms.site.images import ContentRendition
from tests import factories
from tests.queue import drain

CANDIDATE = re.compile(r"(\S+) (\d+)w")


def upload(picture, form="PNG", **fields):
    buffer = io.BytesIO()
    options = fields.pop("options", {})
    picture.save(buffer, form, **options)
    file = ImageFile(io.BytesIO(buffer.getvalue()), name=f"picture.{form.lower()}")
    return ContentImage.objects.create(title="Picture", description="A picture", file=file, **fields)


def picture(width, height, mode="RGB", colour="#336699"):
    return Picture.new(mode, (width, height), colour)


def widths(srcset):
    return [int(width) for _, width in CANDIDATE.findall(srcset)]


def opened(rendition):
    with rendition.file.open("rb") as file:
        return Picture.open(io.BytesIO(file.read()))


def decoded(uri):
    return Picture.open(io.BytesIO(base64.b64decode(uri.partition("base64,")[2])))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("width", "offered"),
    [(3000, [400, 800, 1200, 2000]), (1200, [400, 800, 1200]), (900, [400, 800, 900]), (640, [400, 640]), (30, [30])],
)
def test_every_format_comes_in_the_same_widths_never_wider_than_the_original(width, offered):
    image = build_image(upload(picture(width, width // 2)), {})

    assert [source.type for source in image.sources] == ["image/avif", "image/webp"]
    assert [widths(each.srcset) for each in (image, *image.sources)] == [offered] * 3
    assert (image.width, image.height) == (offered[-1], offered[-1] // 2)
    assert image.src in image.srcset
    assert image.sizes == f"(max-width: {offered[-1]}px) 100vw, {offered[-1]}px"


@pytest.mark.django_db
def test_files_are_what_they_say():
    image = upload(picture(500, 300))
    build_image(image, {})

    formats = {rendition.filter_spec: opened(rendition).format for rendition in image.renditions.all()}
    assert formats == {
        "width-400|format-jpeg|bgcolor-ffffff": "JPEG",
        "width-400|format-webp": "WEBP",
        "width-400|format-avif": "AVIF",
        "width-500|format-jpeg|bgcolor-ffffff": "JPEG",
        "width-500|format-webp": "WEBP",
        "width-500|format-avif": "AVIF",
    }


@pytest.mark.django_db
def test_transparent_parts_stay_transparent_in_every_format_and_the_placeholder():
    drawing = picture(500, 300, "RGBA", (0, 0, 0, 0))
    drawing.paste("#336699", (100, 100, 200, 200))
    image = upload(drawing)
    built = build_image(image, {})

    for rendition in image.renditions.all():
        assert opened(rendition).convert("RGBA").getpixel((0, 0))[3] == 0, rendition.filter_spec
    assert built.src.endswith(".png")
    assert decoded(built.placeholder).getpixel((0, 0))[3] == 0


@pytest.mark.django_db
def test_opaque_picture_with_an_alpha_channel_falls_back_to_jpeg():
    built = build_image(upload(picture(500, 300, "RGBA", (10, 20, 30, 255))), {})

    assert built.src.endswith((".jpg", ".jpeg"))
    assert decoded(built.placeholder).mode == "RGB"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mode", "form"), [("L", "PNG"), ("P", "GIF"), ("CMYK", "JPEG"), ("1", "PNG"), ("RGB", "WEBP")]
)
def test_pictures_of_every_kind_become_web_pictures(mode, form):
    built = build_image(upload(picture(500, 300).convert(mode), form), {})

    assert widths(built.srcset) == [400, 500]


@pytest.mark.django_db
def test_photo_taken_upright_stands_upright():
    turned = picture(600, 300)
    exif = turned.getexif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    image = upload(turned, "JPEG", options={"exif": exif})
    built = build_image(image, {})

    assert built.height > built.width
    tiny = decoded(built.placeholder)
    assert tiny.height > tiny.width


@pytest.mark.django_db
def test_focal_point_is_told_in_fractions():
    image = upload(
        picture(1000, 500), focal_point_x=250, focal_point_y=100, focal_point_width=10, focal_point_height=10
    )

    assert build_image(image, {}).focal_point.model_dump() == {"x": 0.25, "y": 0.2}
    assert build_image(upload(picture(30, 20)), {}).focal_point is None


@pytest.mark.django_db
def test_picture_replaced_by_a_smaller_one_breaks_no_page(index, api):
    """Its focal point may lie outside of the new file."""
    image = upload(picture(640, 360), focal_point_x=600, focal_point_y=300, focal_point_width=9, focal_point_height=9)
    factories.treatment(index, image=image)
    buffer = io.BytesIO()
    picture(320, 180).save(buffer, "PNG")
    image.file = ImageFile(io.BytesIO(buffer.getvalue()), name="smaller.png")

    image.save()
    image.renditions.all().delete()  # as Wagtail's form does
    drain()

    served = api("procedures/kneeling/").json()["image"]
    assert (served["width"], served["focal_point"]) == (320, None)


@pytest.mark.django_db
def test_picture_replaced_by_a_script_is_shown_as_it_is_now(index, api):
    image = factories.image()
    factories.treatment(index, image=image)
    before = api("procedures/kneeling/").json()["image"]["src"]

    image.file = factories.drawing(colour="#ff0000")
    image.save()
    drain()

    assert api("procedures/kneeling/").json()["image"]["src"] != before
    assert opened(image.renditions.first()).convert("RGB").getpixel((5, 5))[0] > 200


@pytest.mark.django_db
def test_alternative_text_is_that_of_the_place_else_that_of_the_image_and_decorative_has_none():
    image = upload(picture(30, 20), credit="Photo: Ana Ruiz")

    assert (build_image(image, {}).alt, build_image(image, {}).decorative) == ("A picture", False)
    assert build_image(image, {}).credit == "Photo: Ana Ruiz"
    image.contextual_alt_text = "A knee"
    assert build_image(image, {}).alt == "A knee"
    image.decorative = True
    assert (build_image(image, {}).alt, build_image(image, {}).decorative) == ("", True)


def test_placeholder_is_tiny():
    placeholder = placeholder_of(Picture.effect_noise((800, 600), 100))

    assert len(placeholder) < 1000
    assert decoded(placeholder).size == (16, 12)


def test_very_wide_picture_has_a_placeholder_too():
    assert decoded(placeholder_of(picture(2000, 3))).size == (16, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("damage", ["missing", "broken"])
def test_page_with_an_unreadable_image_is_refused_with_the_remedy(index, damage):
    image = factories.image()
    if damage == "missing":
        image.file.storage.erase(image.file.name)
    else:
        with image.file.storage.open(image.file.name, "wb") as file:
            file.write(b"not a picture")

    with pytest.raises(ContractViolationError, match=r"cannot be read\. Upload it again, or choose another image"):
        factories.treatment(index, image=image)


@pytest.mark.django_db
def test_renditions_are_made_once(index, client):
    image = factories.image()
    page = factories.treatment(index, image=image)
    made = ContentRendition.objects.count()
    page.title = "Changed"
    page.save_revision().publish()
    client.get("/api/v1/procedures/kneeling/")
    client.get("/treatments/kneeling/")

    assert ContentRendition.objects.count() == made == 6


def test_no_address_makes_renditions_of_the_readers_choice():
    """Wagtail's dynamic image server is not there; the admin's is behind its login."""
    with pytest.raises(NoReverseMatch):
        reverse("wagtailimages_serve", args=["signature", 1, "width-4000"])
    address = reverse("wagtailimages:preview", args=[1, "width-4000"])
    assert address.startswith(reverse("wagtailadmin_home"))
