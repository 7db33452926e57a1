"""Files of pictures stay while anybody may be shown them, and what was lost is noticed and made again."""

import errno
import io
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Picture
from wagtail.documents import get_document_model

from api.models import Edition
from cms.blocks.media import ImageBlock
from cms.media.models import LeftoverFile
from cms.media.storage import UploadStorage
from cms.media.sweeping import GRACE, sweep
from cms.models import ContentImage, ContentRendition
from cms.publishing.verification import find_drift, verify_and_repair
from tests import factories
from tests.queue import drain

ADDRESS = re.compile(r"/media/[^\s\",]+")


@pytest.fixture(autouse=True)
def own_media(tmp_path):
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield


def addresses(answer):
    return set(ADDRESS.findall(answer.content.decode()))


def are_there(names):
    return {default_storage.exists(name.removeprefix("/media/")) for name in names} == {True}


def replace(client, image, size):
    """By the form of the admin, as editors do."""
    buffer = io.BytesIO()
    Picture.new("RGB", size, "#993333").save(buffer, "PNG")
    edit = reverse("wagtailimages:edit", args=[image.pk])
    file = ContentFile(buffer.getvalue(), name="smaller.png")
    given = {"title": image.title, "description": image.description, "collection": image.collection_id, "tags": ""}
    return client.post(edit, given | {"file": file})


def make_old():
    """As if the time of grace had passed."""
    past = timezone.now() - GRACE - timedelta(days=1)
    LeftoverFile.objects.update(found_at=past)
    for file in Path(default_storage.location).rglob("*"):
        os.utime(file, (past.timestamp(), past.timestamp()))


def test_replaced_picture_keeps_its_old_files_until_pages_follow_and_for_the_record(admin_client, index, api):
    image = factories.image()
    factories.treatment(index, image=image)
    before = addresses(api("procedures/kneeling/"))

    assert replace(admin_client, image, (320, 180)).status_code == 302

    assert addresses(api("procedures/kneeling/")) == before
    assert are_there(before)
    drain()
    after = addresses(api("procedures/kneeling/"))
    assert after.isdisjoint(before)
    assert are_there(after)
    sweep()
    make_old()
    original = image.file.name
    assert sweep() == [original]  # no edition shows it
    assert are_there(before | after)


def test_nothing_is_lost_when_replacing_a_picture_is_rolled_back(admin_client, index, api):
    image = factories.image()
    factories.treatment(index, image=image)

    with transaction.atomic():
        replace(admin_client, image, (320, 180))
        transaction.set_rollback(True)

    assert are_there(addresses(api("procedures/kneeling/")))
    assert default_storage.exists(image.file.name)
    assert [str(drift) for drift in find_drift()] == []


def test_file_that_was_never_published_stays_for_the_time_of_grace(db):
    image = factories.image()
    name = image.file.name
    image.delete()

    assert sweep() == []
    assert default_storage.exists(name)
    make_old()
    assert sweep() == [name]
    assert not default_storage.exists(name)
    assert not LeftoverFile.objects.exists()


def test_file_whose_picture_is_there_is_never_swept(index):
    factories.treatment(index, image=factories.image())
    make_old()

    assert sweep() == []
    assert not LeftoverFile.objects.exists()


def test_deleted_document_stays_where_an_edition_links_to_it(index, api):
    document = get_document_model().objects.create(title="Leaflet", file=ContentFile(b"%PDF", name="leaflet.pdf"))
    text = factories.text(f'Read <a linktype="document" id="{document.pk}">it</a>.')
    factories.treatment(index, sections=[factories.section("what", "What?", text)])
    [address] = re.findall(r'href=\\"([^\\]+)\\"', api("procedures/kneeling/").content.decode())

    document.delete()
    drain()
    sweep()
    make_old()

    assert "href" not in api("procedures/kneeling/").content.decode()
    assert sweep() == []
    assert are_there([address])
    assert LeftoverFile.objects.get().is_recorded


def purge(image):
    call_command("wagtail_update_image_renditions", purge_only=True, verbosity=0)


def delete_by_sql(image):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cms_contentrendition WHERE image_id = %s", [image.pk])


@pytest.mark.parametrize("lose", [purge, delete_by_sql])
def test_sizes_that_are_purged_are_made_again_under_their_addresses_without_an_edition(index, api, lose):
    image = factories.image()
    factories.treatment(index, image=image)
    drain()
    before, editions = addresses(api("procedures/kneeling/")), Edition.objects.count()

    lose(image)
    assert are_there(before)
    drain()

    assert ContentRendition.objects.filter(image=image).count() == 6
    assert (addresses(api("procedures/kneeling/")), Edition.objects.count()) == (before, editions)


def test_making_sizes_lets_nothing_follow(index):
    image = factories.image()
    factories.treatment(index, image=image)
    drain()

    ContentRendition.objects.create(image=image, filter_spec="max-9x9", file=factories.drawing())

    assert drain() == []


@pytest.mark.parametrize("damage", ["gone", "empty"])
def test_lost_files_are_reported_by_looking_alone_and_made_again_by_repairing(index, api, damage):
    image = factories.image()
    factories.treatment(index, image=image)
    drain()
    before = sorted(addresses(api("procedures/kneeling/")))
    for address in before[:2]:
        lose_file(address.removeprefix("/media/"), damage)

    drifts = [str(drift) for drift in find_drift()]

    assert drifts == ["procedure “Kneeling” (en): 2 of 6 files of the picture “Blue” are lost"]
    assert not is_whole(before[0])
    [mended] = verify_and_repair()
    assert (mended.is_mended, mended.done.rpartition("; ")[2]) == (True, "files made again")
    assert all(map(is_whole, before))
    assert sorted(addresses(api("procedures/kneeling/"))) == before
    assert list(find_drift()) == []


def test_all_pictures_of_a_page_are_made_again_at_once(index, api):
    factories.image(title="Red")
    shown = ("image", ImageBlock().get_preview_value())
    sections = [factories.section("what", "What is it?", shown)]
    factories.treatment(index, image=factories.image(), sections=sections)
    drain()
    for address in addresses(api("procedures/kneeling/")):
        lose_file(address.removeprefix("/media/"), "gone")

    [mended] = verify_and_repair()

    assert mended.is_mended
    assert all(map(is_whole, addresses(api("procedures/kneeling/"))))
    assert list(find_drift()) == []


def lose_file(name, damage):
    Path(default_storage.path(name)).write_bytes(b"") if damage == "empty" else default_storage.erase(name)


def is_whole(address):
    name = address.removeprefix("/media/")
    return default_storage.exists(name) and default_storage.size(name) > 0


def test_looking_makes_no_rows(index):
    image = factories.image()
    factories.treatment(index, image=image)
    delete_by_sql(image)

    assert [drift.problem for drift in find_drift()] == ["6 of 6 files of the picture “Blue” are lost"]
    assert not ContentRendition.objects.exists()
    assert [drift.is_mended for drift in verify_and_repair()] == [True]
    assert ContentRendition.objects.count() == 6


def test_picture_that_is_lost_with_its_original_is_left_to_an_editor(index):
    image = factories.image()
    factories.treatment(index, image=image)
    for name in (image.file.name, image.renditions.first().file.name):
        default_storage.erase(name)

    [drift] = verify_and_repair()

    assert (drift.is_mended, drift.problem) == (
        False,
        "The file of the image “Blue” cannot be read. Upload it again, or choose another image.",
    )


def test_lost_file_of_a_document_is_left_to_an_editor(index):
    document = get_document_model().objects.create(title="Leaflet", file=ContentFile(b"%PDF", name="leaflet.pdf"))
    text = factories.text(f'Read <a linktype="document" id="{document.pk}">it</a>.')
    factories.treatment(index, sections=[factories.section("what", "What?", text)])
    default_storage.erase(document.file.name)

    [drift] = verify_and_repair()

    assert (drift.is_mended, drift.problem) == (False, "the file of the document “Leaflet” is lost. Upload it again")


def test_upload_has_an_address_that_nobody_can_guess_and_keeps_its_name(db):
    first, second = (default_storage.save("documents/leaflet.pdf", ContentFile(b"%PDF")) for _ in range(2))

    assert first != second
    assert re.fullmatch(r"documents/\w{16}/leaflet\.pdf", first)


def test_sizes_have_names_that_do_not_follow_from_each_other(index):
    factories.treatment(index, image=factories.image())

    names = [rendition.file.name for rendition in ContentRendition.objects.all()]

    digests = [re.fullmatch(r"images/field\..*\.([0-9a-f]{20})\.\w+", name)[1] for name in names]
    assert len(set(digests)) == len(names) == 6


class FullDisk(ContentFile):
    def chunks(self, chunk_size=None):
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")


def test_file_that_cannot_be_written_whole_leaves_nothing():
    storage = UploadStorage()

    with pytest.raises(OSError, match="No space"):
        storage.save("documents/leaflet.pdf", FullDisk(b""))

    assert [path for path in Path(storage.location).rglob("*") if path.is_file()] == []


def test_replaced_image_is_not_the_image_that_was(db):
    """The same file uploaded anew may be another's picture by now."""
    image = factories.image()
    before = image.file.name
    image.file = ImageFile(io.BytesIO(factories.drawing("#000000").read()), name="field.png")
    image.save()

    assert ContentImage.objects.get().file.name != before
