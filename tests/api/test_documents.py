"""One document: its shape, its validators, and what happens at addresses without one."""

import hashlib
import json

import pytest
from django.test import Client
from wagtail.models import Locale

from api.contract.documents import ProcedureDocument
from tests import factories


def test_document_fits_its_contract(index, api):
    factories.treatment(index)

    ProcedureDocument.model_validate_json(api("procedures/kneeling/").content)


def test_document_is_read_in_one_query(index, api, django_assert_num_queries):
    factories.treatment(index)

    with django_assert_num_queries(1):
        assert api("procedures/kneeling/").status_code == 200


def test_current_copy_is_confirmed_with_304_in_one_query_and_without_a_body(index, api, django_assert_num_queries):
    factories.treatment(index)
    first = api("procedures/kneeling/")

    with django_assert_num_queries(1):
        second = api("procedures/kneeling/", headers={"If-None-Match": first.headers["ETag"]})

    assert second.status_code == 304
    assert second.content == b""
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["Cache-Control"] == first.headers["Cache-Control"]


@pytest.mark.parametrize("given", ["W/{etag}", '"other", {etag}', "*"])
def test_every_form_of_if_none_match_is_understood(index, api, given):
    factories.treatment(index)
    etag = api("procedures/kneeling/").headers["ETag"]

    response = api("procedures/kneeling/", headers={"If-None-Match": given.format(etag=etag)})

    assert response.status_code == 304


def test_old_copy_is_replaced_by_the_whole_new_one(index, api):
    page = factories.treatment(index)
    old = api("procedures/kneeling/").headers["ETag"]
    page.title = "Kneeling slowly"
    page.save_revision().publish()

    response = api("procedures/kneeling/", headers={"If-None-Match": old})

    assert response.status_code == 200
    assert response.json()["title"] == "Kneeling slowly"


def test_digest_covers_the_document_without_its_edition(index, api):
    factories.treatment(index, title="Knie­beuge — año")
    document = api("procedures/kneeling/").json()

    stamp = document.pop("edition")
    content = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()

    assert stamp["digest"] == f"sha256-{hashlib.sha256(content).hexdigest()}"


def test_head_has_the_headers_and_no_body(index, client):
    factories.treatment(index)

    response = client.head("/api/v1/procedures/kneeling/")

    assert response.status_code == 200
    assert response.headers["ETag"]
    assert response.content == b""


def test_no_cookie_is_ever_set_and_nothing_varies_by_one(index, api):
    factories.treatment(index)

    response = api("procedures/kneeling/")

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "Accept-Language" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("cookie", ["sessionid=short", "csrftoken=short", "messages=forged", "sessionid=0123456789ab"])
@pytest.mark.parametrize("address", ["/api/v1/site/", "/api/v1/", "/api/v1/nowhere/", "/healthz"])
def test_cookies_that_django_would_mend_change_nothing(site, client, address, cookie):
    plain = client.get(address)
    with_cookie = client.get(address, headers={"Cookie": cookie})

    assert not with_cookie.cookies
    assert "Cookie" not in with_cookie.headers.get("Vary", "")
    assert with_cookie.content == plain.content


def test_what_never_was_answers_404_and_says_where_to_look(site, api):
    response = api("procedures/nothing/")

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (
        response.json()["detail"] == "There is no procedure 'nothing' in 'en'. /api/v1/procedures/ lists what there is."
    )


def test_what_is_in_another_language_alone_answers_404_and_says_in_which(index, api):
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    page = factories.treatment(index).copy_for_translation(spanish, copy_parents=True)
    page.slug = "rodilla"
    page.save_revision().publish()

    said = api("procedures/rodilla/").json()["detail"]
    assert said == "There is no procedure 'rodilla' in 'en'. Ask with locale=es."


def test_draft_answers_like_what_never_was(index, api):
    page = factories.treatment(index)
    page.pk, page.id, page.path, page.slug = None, None, "", "secret"
    draft = type(page)(title="Secret", slug="secret", live=False)
    index.add_child(instance=draft)

    assert api("procedures/secret/").status_code == 404


def test_former_slug_answers_410_and_names_the_present_one(index, api):
    page = factories.treatment(index)
    page.slug = "squatting"
    page.save_revision().publish()

    problem = api("procedures/kneeling/").json()

    assert problem["status"] == 410
    assert problem["reason"] == "moved"
    assert problem["replacement"]["slug"] == "squatting"
    assert api("procedures/squatting/").status_code == 200


def test_published_again_is_served_again(index, api):
    page = factories.treatment(index)
    page.unpublish()
    page.refresh_from_db()
    page.save_revision().publish()

    assert api("procedures/kneeling/").status_code == 200


def test_deleted_page_answers_410(index, api):
    factories.treatment(index).delete()

    assert api("procedures/kneeling/").json()["reason"] == "deleted"


def test_writing_is_refused_with_a_problem(site):
    response = Client().post("/api/v1/procedures/")

    assert response.status_code == 405
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_any_origin_may_read(site, api):
    response = api("", headers={"Origin": "https://app.example"})

    assert response.headers["Access-Control-Allow-Origin"] == "*"
