"""Whoever knows an address of a picture or document gets the file while something public shows it, and no longer."""

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from api.access.keys import generate_key
from api.models import Edition
from cms.media.models import LeftoverFile, LetGo
from cms.media.reach import LENIENT
from tests import factories
from tests.queue import drain

ADDRESS = re.compile(r"/(?:media|documents|admin/stored)/[^\s\",\\<>]+")
LATER = timedelta(days=1, minutes=1)

assert LENIENT == "1 day"


def addresses(*answers):
    return {found for answer in answers for found in ADDRESS.findall(answer.content.decode())}


def fetch(address, client=None, **headers):
    response = (client or Client()).get(address, headers=headers)
    if response.streaming:
        response.getvalue()  # to its end, which closes the file
    return response


def status(address, client=None, **headers):
    return fetch(address, client, **headers).status_code


def answering(seen):
    """Of the addresses, those at which anybody gets something."""
    return {address for address in seen if status(address) == 200}


def leaflet(**fields):
    file = ContentFile(b"%PDF-1.7 zzq", name="leaflet.pdf")
    return get_document_model().objects.create(**({"title": "Leaflet", "file": file} | fields))


def linked(document):
    return factories.section("what", "What?", factories.text(f'<a linktype="document" id="{document.pk}">Read</a>'))


def make_private(collection):
    return CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")


@pytest.fixture
def folders(db):
    """A collection, and one in it."""
    ward = Collection.get_first_root_node().add_child(name="Ward")
    return ward, ward.add_child(name="Theatre")


@pytest.fixture
def published(index, folders, api, client):
    """A page below another, its picture and document in the inner collection, and all addresses that were told."""
    above = factories.publish(index.get_parent().specific, type(index)(title="Care", slug="care"))
    picture, document = factories.image(collection=folders[1]), leaflet(collection=folders[1])
    page = factories.treatment(above, image=picture, sections=[linked(document)])
    drain()
    seen = addresses(api("procedures/kneeling/"), client.get("/care/kneeling/")) | {document.url}
    return Shown(page, picture, document, seen, folders)


class Shown:
    def __init__(self, page, picture, document, seen, folders):
        self.page, self.picture, self.document, self.seen, self.folders = page, picture, document, seen, folders


def restrict(page, kind="login"):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x" * (kind == "password"))


def move_page(shown):
    private = factories.publish(
        shown.page.get_parent().get_parent().specific,
        type(shown.page.get_parent().specific)(title="Staff", slug="staff"),
    )
    restrict(private)
    before = shown.page.get_parent()
    shown.page.move(private, "last-child")
    return lambda: Page.objects.get(pk=shown.page.pk).move(Page.objects.get(pk=before.pk), "last-child")


def unpublish(shown):
    shown.page.unpublish()
    return lambda: shown.page.save_revision().publish()


def move_files(shown):
    private = Collection.get_first_root_node().add_child(name="Staff")
    make_private(private)
    for item in (shown.picture, shown.document):
        item.collection = private
        item.save()

    def lift():
        for item in (shown.picture, shown.document):
            item.collection = shown.folders[1]
            item.save()

    return lift


def move_collection(shown):
    private = Collection.get_first_root_node().add_child(name="Staff")
    make_private(private)
    Collection.objects.get(pk=shown.folders[1].pk).move(Collection.objects.get(pk=private.pk), "sorted-child")
    return lambda: Collection.objects.get(pk=shown.folders[1].pk).move(
        Collection.objects.get(pk=shown.folders[0].pk), "sorted-child"
    )


WAYS = {
    "the page for those who sign in": lambda shown: restrict(shown.page).delete,
    "the page behind a password": lambda shown: restrict(shown.page, "password").delete,
    "a page above": lambda shown: restrict(shown.page.get_parent()).delete,
    "the page below a private one": move_page,
    "the page not published": unpublish,
    "the collection": lambda shown: make_private(shown.folders[1]).delete,
    "the collection around it": lambda shown: make_private(shown.folders[0]).delete,
    "the files in a private collection": move_files,
    "the collection below a private one": move_collection,
}


@pytest.mark.parametrize("way", WAYS)
def test_what_becomes_private_is_out_of_reach_at_once_and_back_when_that_is_over(published, way, api):
    assert len(published.seen) == 8
    assert answering(published.seen) == published.seen

    lift = WAYS[way](published)

    assert answering(published.seen) == set()
    drain()
    assert answering(published.seen) == set()
    lift()
    drain()
    assert api("procedures/kneeling/").status_code == 200
    assert answering(published.seen) == published.seen


def test_picture_of_a_private_page_answers_while_a_public_one_shows_it(published, index):
    other = factories.treatment(index, slug="raising", title="Raising", image=published.picture)
    pictures = {address for address in published.seen if address.startswith("/media/images/")}

    restrict(published.page)

    assert answering(published.seen) == pictures
    other.unpublish()
    assert answering(published.seen) == set()


def replace_files(shown):
    shown.picture.file = factories.drawing("#993333")
    shown.picture.save()
    shown.document.file = ContentFile(b"%PDF-1.7 new", name="leaflet.pdf")
    shown.document.save()


def test_replaced_files_answer_a_day_longer_and_are_as_private_as_what_replaced_them(published):
    before = {address for address in published.seen if address.startswith("/media/")}
    replace_files(published)
    drain()
    assert answering(before) == before

    restriction = make_private(published.folders[1])
    assert answering(before) == set()

    restriction.delete()
    assert answering(before) == before
    LeftoverFile.objects.update(found_at=timezone.now() - LATER)
    assert answering(before) == set()


def delete_files(shown):
    """A picture in use cannot be deleted. Of what no document links, Wagtail's own address is for nobody."""
    shown.seen.discard(shown.document.url)
    shown.page.image = None
    shown.page.save_revision().publish()
    shown.picture.delete()
    shown.document.delete()
    drain()


def test_deleted_files_answer_a_day_longer_unless_their_collection_is_private(published):
    delete_files(published)
    assert answering(published.seen) == published.seen

    restriction = make_private(published.folders[0])
    assert answering(published.seen) == set()

    restriction.delete()
    LeftoverFile.objects.update(found_at=timezone.now() - LATER)
    assert answering(published.seen) == set()


def test_files_of_a_deleted_collection_are_nobodys(published):
    make_private(published.folders[1])
    delete_files(published)

    Collection.objects.get(pk=published.folders[1].pk).delete()

    assert answering(published.seen) == set()


def test_picture_that_a_page_shows_no_more_answers_a_day_longer_and_never_again_once_the_page_was_private(published):
    pictures = {address for address in published.seen if address.startswith("/media/images/")}
    published.page.image = None
    published.page.save_revision().publish()
    assert answering(pictures) == pictures

    restrict(published.page).delete()
    drain()

    assert answering(pictures) == set()


def test_private_page_takes_along_what_another_has_just_let_go(published, index):
    pictures = {address for address in published.seen if address.startswith("/media/images/")}
    published.page.image = None
    published.page.save_revision().publish()
    other = factories.treatment(index, slug="raising", title="Raising", image=published.picture)
    assert answering(pictures) == pictures

    restrict(other)

    assert answering(pictures) == set()


def test_private_page_takes_along_what_another_lets_go_because_of_it(published, index):
    """As where a card of the private page, with its picture, stood on another."""
    pictures = {address for address in published.seen if address.startswith("/media/images/")}
    other = factories.treatment(index, slug="raising", title="Raising", image=published.picture)
    restrict(published.page)
    assert answering(pictures) == pictures

    other.image = None
    other.save_revision().publish()

    assert answering(pictures) == set()


def test_picture_let_go_is_out_of_reach_after_a_day(published):
    pictures = {address for address in published.seen if address.startswith("/media/images/")}
    published.page.image = None
    published.page.save_revision().publish()

    LetGo.objects.update(let_go_at=timezone.now() - LATER)

    assert answering(pictures) == set()


def test_what_has_expired_is_out_of_reach_before_anybody_has_withdrawn_it(published):
    type(published.page).objects.filter(pk=published.page.pk).update(expire_at=timezone.now() + timedelta(hours=1))
    drain()
    assert answering(published.seen) == published.seen

    from api.models import Document

    Document.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert answering(published.seen) == set()


def test_originals_and_portraits_of_editors_are_for_nobody_outside(published, admin_user, admin_client):
    default_storage.save("avatar_images/me.png", ContentFile(b"png"))
    names = {published.picture.file.name, *default_storage_files("avatar_images")}

    assert answering({f"/media/{name}" for name in names}) == set()
    assert {status(default_storage.url(name), admin_client) for name in names} == {200}


def default_storage_files(folder):
    folders, _ = default_storage.listdir(folder)
    return {f"{folder}/{each}/{file}" for each in folders for file in default_storage.listdir(f"{folder}/{each}")[1]}


@pytest.mark.parametrize("name", ["images/none.jpg", "documents/x/../../secret.pdf", "images/%00.jpg", "", "x" * 5000])
def test_what_there_is_not_is_not_found(db, name):
    assert status(f"/media/{name}") == 404


def test_whoever_is_signed_in_sees_private_pictures_in_previews_and_in_the_record(published, admin_client):
    make_private(published.folders[1])
    draft = published.page
    drain()
    edition = Edition.objects.filter(type="procedure").earliest("number")
    subject = ["procedures", "procedurepage", draft.pk]
    as_seen = admin_client.get(reverse("publishing:edition", args=[*subject, edition.number]))

    shown = {address for address in addresses(as_seen) if "/stored/" in address}

    assert len(shown) == 7
    assert not [address for address in addresses(as_seen) if address.startswith("/media/")]
    assert {status(address, admin_client) for address in shown} == {200}
    assert {status(address) for address in shown} == {302}
    assert status(published.document.url, admin_client) == 200


def test_preview_shows_pictures_that_nothing_public_shows(index, admin_client):
    page = factories.treatment(index, image=factories.image())
    page.unpublish()

    response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    shown = addresses(response)
    assert len(shown) == 6
    assert all(address.startswith("/admin/stored/images/") for address in shown)
    sent = fetch(next(iter(shown)), admin_client, **{"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in sent.headers
    assert "no-store" in sent.headers["Cache-Control"]
    assert {status(address, admin_client) for address in shown} == {200}


def test_key_to_the_record_opens_the_pictures_of_the_record(published):
    secret, key = generate_key(name="Records", scopes=["records"])
    key.save()
    restrict(published.page)
    media = {address for address in published.seen if address.startswith("/media/")}

    response = fetch(next(iter(media)), Authorization=f"Bearer {secret}")

    assert response.headers["Cache-Control"] == "private, no-store"
    assert {status(address, Authorization=f"Bearer {secret}") for address in media} == {200}
    assert {status(address, Authorization="Bearer wrong") for address in media} == {401}


def test_documents_are_saved_and_never_run(published):
    [address] = [address for address in published.seen if address.startswith("/media/documents/")]

    response = fetch(address)

    assert {name: response.headers[name] for name in HANDED_OUT} == HANDED_OUT


HANDED_OUT = {
    "Content-Disposition": "attachment; filename*=UTF-8''leaflet.pdf",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Type": "application/octet-stream",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "public, max-age=3600, s-maxage=60",
}


def test_caches_know_by_which_keys_to_forget_a_file(published):
    [address] = [address for address in published.seen if address.startswith("/media/documents/")]

    response = fetch(address)

    collections = [f"collection:{each.pk}" for each in (Collection.get_first_root_node(), *published.folders)]
    assert set(response.headers["Surrogate-Key"].split()) == {f"document:{published.document.pk}", *collections}
