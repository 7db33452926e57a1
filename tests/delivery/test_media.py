"""Pictures by the shipped proxy: the API says whether somebody may have one, and nginx sends it."""

import httpx
import pytest

from tests.delivery.serving import instance, proxy
from tests.processes import PLAIN

pytestmark = [pytest.mark.slow, pytest.mark.nginx, pytest.mark.xdist_group("outages")]

NAME = "images/fi€ld.width-400.jpg"
ADDRESS = "/media/images/fi%E2%82%ACld.width-400.jpg"
DOCUMENT = "/media/documents/a/leaflet.pdf"
CONTENT = {NAME: b"a picture", "documents/a/leaflet.pdf": b"%PDF-1.7", "original_images/field.jpg": b"an original"}
PUBLISHED = """
INSERT INTO cms_contentimage
    (id, title, file, description, width, height, created_at, file_hash, credit, placeholder, collection_id)
    VALUES (7001, '', 'original_images/field.jpg', '', 1, 1, now(), '', '', '', 1);
INSERT INTO cms_contentrendition (file, width, height, filter_spec, focal_point_key, image_id)
    VALUES ('images/fi€ld.width-400.jpg', 1, 1, 'width-400', '', 7001);
INSERT INTO wagtaildocs_document (id, title, file, created_at, file_hash, collection_id)
    VALUES (7001, '', 'documents/a/leaflet.pdf', now(), '', 1);
UPDATE api_document SET dependencies = dependencies || '{image:7001,document:7001}'::varchar[]
    WHERE id = (SELECT min(id) FROM api_document);
"""
PRIVATE = """
INSERT INTO wagtailcore_collectionviewrestriction (restriction_type, password, collection_id) VALUES ('login', '', 1)
"""
LIFTED = "DELETE FROM wagtailcore_collectionviewrestriction"


@pytest.fixture
def plane(primary, tmp_path):
    for name, content in CONTENT.items():
        file = tmp_path / "media" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (tmp_path / "media" / "documents" / "lost.pdf").write_bytes(b"named by nothing")
    with primary.connect() as connection:
        connection.execute(PUBLISHED)
    with instance(primary.url(), tmp_path / "one.txt") as served, proxy(tmp_path, [served.port, served.port]) as port:
        yield port


def get(port, path, **headers):
    return httpx.get(f"http://127.0.0.1:{port}{path}", headers=headers, **PLAIN)


def test_proxy_sends_what_is_public_and_nothing_else_of_the_folder(primary, plane):
    picture, document = get(plane, ADDRESS), get(plane, DOCUMENT)

    assert (picture.content, document.content) == (b"a picture", b"%PDF-1.7")
    assert (picture.headers["Content-Type"], document.headers["Content-Type"]) == (
        "image/jpeg",
        "application/octet-stream",
    )
    assert document.headers["Content-Disposition"] == "attachment; filename*=UTF-8''leaflet.pdf"
    assert picture.headers["Cache-Control"] == "public, max-age=3600, s-maxage=60"
    assert picture.headers["Surrogate-Key"] == "image:7001 collection:1"
    for answer in (picture, document):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert get(plane, ADDRESS, **{"If-None-Match": picture.headers["ETag"]}).status_code == 304
    assert get(plane, DOCUMENT, Range="bytes=0-3").content == b"%PDF"
    others = [
        "/media/original_images/field.jpg",
        "/media/documents/lost.pdf",
        "/stored/images/x.jpg",
        "/media/",
    ]
    others += [
        ADDRESS.replace("/media/", "/stored/"),
        f"{DOCUMENT}/../../lost.pdf",
        "/media/images/../documents/lost.pdf",
    ]
    assert {path: get(plane, path).status_code for path in others} == dict.fromkeys(others, 404)

    with primary.connect() as connection:
        connection.execute(PRIVATE)
    assert {get(plane, path).status_code for path in (ADDRESS, DOCUMENT)} == {404}

    with primary.connect() as connection:
        connection.execute(LIFTED)
    assert {get(plane, path).status_code for path in (ADDRESS, DOCUMENT)} == {200}
