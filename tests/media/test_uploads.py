"""Pictures and documents in the admin: what cannot be taken is said on the form, and a broken file spoils nothing."""

import gc
import io
import re
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import override_settings
from django.urls import reverse
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.models import UploadedFile

from cms.models import ContentImage, ContentRendition
from cms.site.images import MISSING
from tests import factories
from tests.media.test_pictures import ORIENTATION, plain, png_that_says, saved


@pytest.fixture(autouse=True)
def own_media(tmp_path):
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield


@pytest.fixture
def no_media(tmp_path):
    """Nothing can be written: the folder's place is taken."""
    (tmp_path / "taken").write_text("")
    with override_settings(MEDIA_ROOT=tmp_path / "taken" / "media"):
        yield


def send(client, address, file, name="picture.png", **fields):
    given = {
        "title": "Picture",
        "description": "A plain field",
        "collection": 1,
        "tags": "",
        "file": ContentFile(file.getvalue(), name=name),
    }
    return client.post(address, given | fields)


def errors(response):
    return response.context["form"].errors.get("file", [])


def spoil(image):
    Path(image.file.path).write_bytes(b"rubbish")


@pytest.fixture
def broken(index):
    """A picture on a page, whose file was overwritten and which nobody has looked at in the admin yet."""
    image = factories.image()
    page = factories.treatment(index, image=image)
    spoil(image)
    ContentRendition.objects.filter(filter_spec__startswith="max-").delete()
    return image, page


def test_photo_is_kept_upright_small_and_bare(admin_client, db):
    photo = plain(5000, 1000)
    exif = photo.getexif()
    exif[ORIENTATION] = 6

    response = send(admin_client, reverse("wagtailimages:add"), saved(photo, "JPEG", exif=exif), name="photo.jpg")

    assert response.status_code == 302
    image = ContentImage.objects.get()
    assert (image.width, image.height) == (1000, 5000)
    assert image.filename == "photo.jpg"
    assert image.file_size == image.file.size
    with image.file.open() as file:
        assert not Picture.open(file).getexif()


@pytest.mark.parametrize(
    ("file", "name", "said"),
    [
        (png_that_says(13_000, 13_000), "scan.png", "“scan.png” has 169 million pixels (13,000 × 13,000)"),
        (png_that_says(30_000, 30_000), "scan.png", "“scan.png” has 900 million pixels"),
        (saved(plain(900, 900), "PNG"), "torn.png", "“torn.png” cannot be read as a picture"),
    ],
)
def test_form_says_why_a_picture_is_not_taken(admin_client, db, file, name, said):
    content = file.getvalue()[:500] if name == "torn.png" else file.getvalue()

    response = send(admin_client, reverse("wagtailimages:add"), io.BytesIO(content), name=name)

    assert [said in error for error in errors(response)] == [True]
    assert not ContentImage.objects.exists()


def test_drawing_by_instructions_is_refused(admin_client, db):
    svg = io.BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')

    response = send(admin_client, reverse("wagtailimages:add"), svg, name="drawing.svg")

    assert [error for error in errors(response) if "Not a supported image format" in error]


def test_many_uploads_at_once_are_told_the_same(admin_client, db):
    response = admin_client.post(
        reverse("wagtailimages:add_multiple"),
        {
            "title": "Scan",
            "collection": 1,
            "files[]": ContentFile(png_that_says(9000, 9000).getvalue(), name="scan.png"),
        },
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert response.json()["success"] is False
    assert "81 million pixels" in response.json()["error_message"]


@pytest.mark.usefixtures("no_media")
def test_picture_that_cannot_be_stored_is_told_on_the_form(admin_client, db):
    response = send(admin_client, reverse("wagtailimages:add"), saved(plain(60, 30), "PNG"))

    assert response.status_code == 200
    assert [error.partition(":")[0] for error in errors(response)] == [
        "The file cannot be stored at the moment. Nothing is wrong with it"
    ]
    assert not ContentImage.objects.exists()


def test_listing_is_there_while_nothing_can_be_stored(admin_client, index):
    factories.image()
    Path(default_storage.path("images")).write_text("taken")

    response = admin_client.get(reverse("wagtailimages:index"))

    assert response.status_code == 200
    assert MISSING in response.content.decode()


@pytest.mark.usefixtures("no_media")
def test_document_that_cannot_be_stored_is_told_on_the_form(admin_client, db):
    response = send(admin_client, reverse("wagtaildocs:add"), io.BytesIO(b"%PDF"), name="leaflet.pdf")

    assert [error.partition(":")[0] for error in errors(response)] == [
        "The file cannot be stored at the moment. Nothing is wrong with it"
    ]
    assert not get_document_model().objects.exists()


def test_document_is_stored_once(admin_client, db):
    response = send(admin_client, reverse("wagtaildocs:add"), io.BytesIO(b"%PDF"), name="leaflet.pdf")

    assert response.status_code == 302
    document = get_document_model().objects.get()
    with document.file.open() as file:
        assert file.read() == b"%PDF"
    assert [path.name for path in Path(default_storage.location).rglob("*.*")] == ["leaflet.pdf"]


def test_broken_picture_spoils_neither_listing_nor_chooser_nor_forms(admin_client, broken):
    image, page = broken

    for address in (
        reverse("wagtailimages:index"),
        f"{reverse('wagtailimages:index')}?layout=list",
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailimages_chooser:chosen", args=[image.pk]),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    ):
        response = admin_client.get(address)
        assert response.status_code == 200, address
        assert f"/static/{MISSING}" in response.content.decode(), address
    assert admin_client.get(reverse("wagtailimages:delete", args=[image.pk])).status_code == 200
    shown = admin_client.get(reverse("wagtailimages:index")).content.decode()
    assert re.search(rf'<img[^>]*src="/static/{MISSING}"[^>]*width="165"', shown)


def test_broken_picture_is_mended_by_uploading_it_again(admin_client, broken):
    image, _ = broken
    edit = reverse("wagtailimages:edit", args=[image.pk])

    assert send(admin_client, edit, saved(plain(60, 30), "PNG"), title="Blue").status_code == 302

    assert MISSING not in admin_client.get(edit).content.decode()


def test_missing_picture_shows_as_such(admin_client, broken):
    image, _ = broken
    default_storage.erase(image.file.name)

    response = admin_client.get(reverse("wagtailimages:edit", args=[image.pk]))

    assert MISSING in response.content.decode()


def document(kind):
    """Bytes that begin as the program writes them that is named for the kind."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("[Content_Types].xml", "_rels/.rels", f"{kind}/document.xml"):
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


PDF, WORD, SHEET, PAGE = b"%PDF-1.7\n", document("word"), document("xl"), b"<html><script>alert(1)</script>"
NO_DOCUMENT = "does not hold what its name says. Open it in the program that it was made with, save it as PDF, and"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("page.html", PAGE, "File extension “html” is not allowed. Allowed extensions are: csv, docx, odp,"),
        ("page.svg", PAGE, "File extension “svg” is not allowed."),
        ("macro.docm", WORD, "File extension “docm” is not allowed."),
        ("page", PAGE, "File extension “” is not allowed."),
        ("page.pdf", PAGE, f"“page.pdf” {NO_DOCUMENT}"),
        ("sheet.PDF", SHEET, f"“sheet.PDF” {NO_DOCUMENT}"),
        ("sheet.docx", SHEET, "“sheet.docx” does not hold what its name says."),
        ("program.txt", b"MZ\0\0", "“program.txt” does not hold what its name says."),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_file_that_is_no_document_for_readers_is_refused_with_a_sentence(admin_client, db, name, content, said):
    response = send(admin_client, reverse("wagtaildocs:add"), io.BytesIO(content), name=name)

    [message] = errors(response)
    assert said in message
    assert not get_document_model().objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leaflet.pdf", PDF),
        ("letter.docx", WORD),
        ("prices.xlsx", SHEET),
        ("prices.csv", "Knee;12,50 €\n".encode()),
        ("prices.txt", "Knee\t12\n".encode("utf-16")),
        ("letter.RTF", rb"{\rtf1 Hello}"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_documents_for_readers_are_taken(admin_client, db, name, content):
    response = send(admin_client, reverse("wagtaildocs:add"), io.BytesIO(content), name=name)

    assert response.status_code == 302
    with get_document_model().objects.get().file.open() as file:
        assert file.read() == content


AJAX = {"headers": {"X-Requested-With": "XMLHttpRequest"}}


def add_one_of_many(client):
    sent = {
        "title": "IMG_2041",
        "collection": 1,
        "files[]": ContentFile(saved(plain(60, 30), "PNG").getvalue(), "a.png"),
    }
    return client.post(reverse("wagtailimages:add_multiple"), sent, **AJAX)


@pytest.mark.usefixtures("no_media")
def test_one_of_many_pictures_that_cannot_be_stored_is_told_beside_it(admin_client, db):
    response = add_one_of_many(admin_client)

    assert response.status_code == 200  # of others Wagtail's page shows the number alone
    assert response.json()["success"] is False
    assert response.json()["error_message"].startswith("The file cannot be stored at the moment.")
    assert not UploadedFile.objects.exists()


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_one_of_many_pictures_that_is_described_while_nothing_can_be_stored_waits(admin_client, db):
    waiting = add_one_of_many(admin_client).json()["uploaded_file_id"]
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting])
    prefix = f"uploaded-image-{waiting}"
    described = {"title": "Field", "collection": 1, "tags": "", "description": "A blue field"}
    sent = {f"{prefix}-{name}": value for name, value in described.items()}
    folder = Path(default_storage.path("original_images"))
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("taken")
    response = admin_client.post(address, sent, **AJAX).json()
    for each in [each for each in gc.get_objects() if type(each) is UploadedFile]:
        each.file.close()  # Wagtail's view leaves it open

    assert response["success"] is False
    form = BeautifulSoup(response["form"], "html.parser")
    assert "The file cannot be stored at the moment." in form.text
    assert form.find(attrs={"name": f"{prefix}-description"})["value"] == "A blue field"
    assert not ContentImage.objects.exists()

    folder.unlink()
    assert admin_client.post(address, sent, **AJAX).json()["success"] is True
    assert ContentImage.objects.get().description == "A blue field"
