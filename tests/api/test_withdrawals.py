"""Recalls, expiry and aliases as readers meet them."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from api.contract.answers.problems import GoneProblem
from api.contract.values import DocumentLink
from api.http.cache_keys import document_key
from tests import factories
from tests.api.appending import procedure, publish, recall, specialty, withdraw

A_SECOND_AGO = timedelta(seconds=-1)


def in_the(time):
    return timezone.now() + time


def slugs(response):
    return [item["slug"] for item in response.json()["results"]]


def alias(slug="kneeling", *, canonical="/treatments/kneeling/", **members):
    return procedure(slug, path=f"/again/{slug}/", canonical=canonical, **members)


def test_recalled_document_says_why_and_what_to_read_instead(db, api):
    content, instead = procedure(), procedure("better", title="Better")
    publish(content)
    publish(instead)
    recall(content, recall_class="safety", replacement=instead)

    response = api("procedures/kneeling/")

    problem = GoneProblem.model_validate_json(response.content)
    assert response.status_code == 410
    assert (problem.reason, problem.recall_class) == ("recalled", "safety")
    assert problem.replacement.model_dump(mode="json") == {
        "type": "procedure",
        "id": str(instead.id),
        "slug": "better",
        "path": "/treatments/better/",
        "locale": "en",
        "title": "Better",
        "summary": None,
        "image": None,
    }


def test_replacement_is_named_as_it_is_now(db, api):
    content, instead = procedure(), procedure("better", title="Better")
    publish(instead)
    publish(content)
    recall(content, replacement=instead)
    publish(instead.model_copy(update={"slug": "best", "path": "/best/", "canonical": "/best/", "title": "Best"}))

    replacement = api("procedures/kneeling/").json()["replacement"]

    assert (replacement["slug"], replacement["path"], replacement["title"]) == ("best", "/best/", "Best")


def test_replacement_that_nobody_can_read_is_not_offered(db, api):
    spanish = procedure("mejor", locale="es")
    withdrawn, expired, draft = procedure("withdrawn"), procedure("expired"), procedure("draft")
    publish(spanish)
    publish(withdrawn)
    withdraw(withdrawn)
    publish(expired, expires_at=in_the(A_SECOND_AGO))
    for number, instead in enumerate((spanish, withdrawn, expired, draft)):
        content = procedure(f"recalled-{number}")
        publish(content)
        recall(content, replacement=instead)

        assert api(f"procedures/recalled-{number}/").json()["replacement"] is None


def test_recall_without_replacement(db, api):
    content = procedure()
    publish(content)
    recall(content, recall_class="legal")

    problem = api("procedures/kneeling/").json()

    assert (problem["recall_class"], problem["replacement"]) == ("legal", None)


def test_only_recalls_have_a_class(db, api):
    content = procedure()
    publish(content)
    withdraw(content, "private")

    problem = api("procedures/kneeling/").json()

    assert (problem["reason"], problem["recall_class"]) == ("private", None)


def test_document_withdrawn_under_another_slug_is_gone_under_the_former_too(db, api):
    content = procedure("first")
    publish(content)
    publish(content.model_copy(update={"slug": "second"}))
    recall(content)

    assert api("procedures/first/").json()["reason"] == "recalled"


def test_document_published_again_at_another_slug_has_moved(db, api):
    content = procedure("first")
    publish(content)
    withdraw(content)
    publish(content.model_copy(update={"slug": "second"}))

    problem = api("procedures/first/").json()

    assert (problem["reason"], problem["replacement"]["slug"]) == ("moved", "second")


def test_expired_document_is_gone_before_the_schedule_withdraws_it(db, api):
    publish(procedure(), expires_at=in_the(A_SECOND_AGO))

    response = api("procedures/kneeling/")

    assert (response.status_code, response.json()["reason"]) == (410, "expired")


def test_expired_document_is_neither_listed_nor_counted(db, api):
    joints = specialty()
    publish(joints)
    link = DocumentLink(type="specialty", id=joints.id, slug="joints", path=None, title="Joints", locale="en")
    publish(procedure("past", specialties=[link]), expires_at=in_the(A_SECOND_AGO))
    publish(procedure("coming", specialties=[link]), expires_at=in_the(timedelta(days=1)))

    listed = api("procedures/")

    assert slugs(listed) == ["coming"]
    assert listed.json()["count"] == 1
    assert api("specialties/").json()["results"][0]["procedure_count"] == 1


def test_expired_item_of_a_vocabulary_is_not_listed(db, api):
    publish(specialty(), expires_at=in_the(A_SECOND_AGO))

    assert slugs(api("specialties/")) == []


@pytest.mark.parametrize("seconds", [5, 100, 5_000])
def test_caches_keep_nothing_beyond_its_expiry(db, api, seconds):
    publish(procedure(), expires_at=in_the(timedelta(seconds=seconds)))

    times = [int(number) for number in re.findall(r"=(\d+)", api("procedures/kneeling/").headers["Cache-Control"])]

    fresh, while_revalidate, if_error = times
    assert 0 <= fresh <= 60
    assert fresh + while_revalidate <= seconds
    assert fresh + if_error <= seconds
    assert fresh > 0


def test_copy_that_expires_is_confirmed_in_one_query(db, api, django_assert_num_queries):
    publish(procedure(), expires_at=in_the(timedelta(hours=1)))
    etag = api("procedures/kneeling/").headers["ETag"]

    with django_assert_num_queries(1):
        response = api("procedures/kneeling/", headers={"If-None-Match": etag})

    assert response.status_code == 304


def test_alias_is_served_where_no_original_has_the_slug(db, api):
    publish(procedure())
    publish(alias("again"))

    document = api("procedures/again/").json()

    assert (document["path"], document["canonical"]) == ("/again/again/", "/treatments/kneeling/")


@pytest.mark.parametrize("alias_first", [True, False])
def test_original_is_served_before_an_alias(db, api, alias_first):
    contents = [alias(title="Alias", id=uuid.UUID(int=1)), procedure(title="Original")]
    for content in contents if alias_first else reversed(contents):
        publish(content)

    assert api("procedures/kneeling/").json()["title"] == "Original"


def test_alias_is_neither_listed_nor_counted(db, api):
    joints = specialty()
    publish(joints)
    link = DocumentLink(type="specialty", id=joints.id, slug="joints", path=None, title="Joints", locale="en")
    publish(procedure(specialties=[link]))
    publish(alias("again", specialties=[link]))

    listed = api("procedures/")

    assert slugs(listed) == ["kneeling"]
    assert listed.json()["count"] == 1
    assert api("specialties/").json()["results"][0]["procedure_count"] == 1


def test_caches_are_told_the_document_and_what_it_shows(db, api):
    content = procedure()
    publish(content, keys={"contact:3", 'page:"odd, one"'})

    headers = api("procedures/kneeling/").headers

    own = document_key("procedure", content.id, "en")
    odd = "page:%22odd%2C%20one%22"
    assert headers["Surrogate-Key"] == f"{own} contact:3 {odd}"
    assert headers["Cache-Tag"] == f"{own},contact:3,{odd}"
    assert headers["Cache-Groups"] == f'"{own}", "contact:3", "{odd}"'


def test_key_of_a_document_is_type_id_and_language():
    identifier = uuid.UUID(int=7)

    assert document_key("procedure", identifier, "es") == "procedure:00000000-0000-0000-0000-000000000007:es"


def test_cache_keys_of_a_page_name_its_contact_line(index, api):
    line = factories.contact()
    factories.treatment(index, contact=line)

    assert f"contact:{line.pk}" in api("procedures/kneeling/").headers["Surrogate-Key"].split()
