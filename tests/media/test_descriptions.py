"""Readers who cannot see a picture are told what it shows, unless somebody said that it is decoration."""

import io

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.images import get_image_model

from cms.publishing.unfinished import UnfinishedError
from procedures.models import ProcedurePage
from tests import factories
from tests.queue import drain

ContentImage = get_image_model()
WORDS = {"description": "A blue field"}
TICK = {"is_decoration": "on"}


def content():
    return ContentFile(io.BytesIO(factories.drawing().read()).getvalue(), name="IMG_2041.png")


def upload(browser, **fields):
    given = {"title": "IMG_2041", "collection": 1, "tags": "", "file": content()}
    return browser.post(reverse("wagtailimages:add"), given | fields)


@pytest.mark.parametrize(("said", "field"), [({}, "description"), (WORDS | TICK, "is_decoration")])
def test_an_upload_that_says_neither_or_both_is_asked_again(admin_client, index, said, field):
    response = upload(admin_client, **said)

    assert list(response.context["form"].errors) == [field]
    assert not ContentImage.objects.exists()


@pytest.mark.parametrize("said", [WORDS, TICK])
def test_an_upload_that_says_one_of_them_is_taken(admin_client, index, said):
    upload(admin_client, **said)

    image = ContentImage.objects.get()
    assert (image.description, image.is_decoration) == (said.get("description", ""), "is_decoration" in said)


def test_of_many_uploads_each_is_asked_and_none_is_a_picture_before(admin_client, index):
    ajax = {"headers": {"X-Requested-With": "XMLHttpRequest"}}
    sent = {"title": "IMG_2041", "collection": 1, "files[]": content()}
    first = admin_client.post(reverse("wagtailimages:add_multiple"), sent, **ajax).json()
    waiting = first["uploaded_file_id"]

    def complete(**fields):
        prefixed = {f"uploaded-image-{waiting}-{name}": value for name, value in fields.items()}
        address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting])
        return admin_client.post(address, prefixed, **ajax).json()

    assert "is_decoration" in first["form"]
    assert not ContentImage.objects.exists()
    assert complete(title="Field", collection=1, tags="")["success"] is False
    assert complete(title="Field", collection=1, tags="", description="A blue field")["success"] is True
    assert ContentImage.objects.get().description == "A blue field"


def test_a_page_with_a_picture_that_nobody_described_is_kept_and_not_published(index):
    page = factories.treatment(index)
    page.image = factories.image(title="IMG_2041", description="")

    with pytest.raises(UnfinishedError) as error:
        page.save_revision(clean=False).publish()

    assert error.value.message_dict == {
        "image": [
            "The picture “IMG_2041” has no description yet. Describe it under Images, or say there that it is"
            " decoration."
        ]
    }
    assert ProcedurePage.objects.get(pk=page.pk).image is None


@pytest.mark.parametrize("said", [{"description": "A blue field"}, {"description": "", "is_decoration": True}])
def test_what_it_was_said_to_be_is_what_readers_get(index, api, said):
    factories.treatment(index, image=factories.image(**said))

    image = api("procedures/kneeling/").json()["image"]
    assert (image["alt"], image["decorative"]) == (said["description"], "is_decoration" in said)


def test_what_was_public_before_stays_so_and_is_listed_to_be_described(index, api, admin_client):
    image = factories.image()
    factories.treatment(index, image=image)
    ContentImage.objects.update(description="", title="Old drawing")

    drain()

    listed = admin_client.get(reverse("publishing:undescribed")).content.decode()

    assert "Old drawing" in listed
    assert reverse("wagtailimages:edit", args=[image.pk]) in listed
    shown = api("procedures/kneeling/").json()["image"]
    assert (shown["alt"], shown["decorative"]) == ("", True)


def test_a_block_is_offered_the_description_and_never_the_name_of_a_file(index):
    assert ContentImage(title="IMG_2041", description="A blue field").default_alt_text == "A blue field"
    assert ContentImage(title="IMG_2041").default_alt_text == ""
