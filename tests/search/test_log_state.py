"""Answers are kept while the log has not moved, and not a moment longer."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from api.models import Document
from api.process.answers import ANSWERS, Entry, Moment
from cms.models import Synonyms
from cms.publishing.recalls.recall import Order, recall
from tests.queue import drain
from tests.search.test_finding import treatment


def test_second_search_takes_one_query(index, api, django_assert_num_queries):
    treatment(index, "Knee easing")
    first = api("search/?q=knee")

    with django_assert_num_queries(1):
        second = api("search/?q=knee")

    assert (second.content, second.headers["ETag"]) == (first.content, first.headers["ETag"])
    assert second.headers["Surrogate-Key"] == first.headers["Surrogate-Key"]


def test_other_parameters_are_another_search(index, search):
    treatment(index, "Knee easing", body_area="knee")
    treatment(index, "Knee mending", body_area="hip")
    search("knee")

    assert search("knee", body_area="hip")["count"] == 1
    assert len(search("knee", limit=1)["results"]) == 1


def test_count_follows_every_change_at_once(index, search):
    page, other = treatment(index, "Knee easing"), treatment(index, "Knee mending")
    third = treatment(index, "Hip easing")
    assert search("knee")["count"] == 2

    treatment(index, "Knee bending")
    assert search("knee")["count"] == 3

    page.unpublish()
    assert search("knee")["count"] == 2

    recall([other], Order(recall_class="safety", replacement=third))
    assert search("knee")["count"] == 1

    third.title = "Knee and hip easing"
    third.save_revision().publish()
    assert search("knee")["count"] == 2


def test_synonyms_count_at_once(index, slugs):
    treatment(index, "Nose straightening")
    synonyms = Synonyms.objects.create(name="Nose", terms="nose\nconk", locale=index.locale)
    assert slugs("conk") == ["nose-straightening"]

    synonyms.delete()
    drain()

    assert slugs("conk") == []


def test_answer_ends_when_the_first_of_its_matches_expires(index, api):
    treatment(index, "Knee easing")
    page = treatment(index, "Knee mending")
    page.expire_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    api("search/?q=knee&limit=1")

    entry = ANSWERS.get("http://testserver/api/v1/search/?q=knee&limit=1")

    expires_at = Document.objects.get(slug="knee-mending").expires_at
    assert entry.expires_at == expires_at
    assert entry.holds_at(Moment(log=entry.log, now=expires_at - timedelta(seconds=1)))
    assert not entry.holds_at(Moment(log=entry.log, now=expires_at))


def test_expired_answer_is_made_anew(index, search):
    treatment(index, "Knee easing")
    assert search("knee")["count"] == 1
    [(address, entry)] = ANSWERS.values.items()
    ANSWERS.keep(address, Entry(value=b"{}", log=entry.log, expires_at=timezone.now() - timedelta(seconds=1)))

    assert search("knee")["count"] == 1


def test_new_life_of_the_feed_forgets_them(index, api, django_assert_num_queries):
    treatment(index, "Knee easing")
    api("search/?q=knee")
    call_command("renew_feed")

    with django_assert_num_queries(3):
        api("search/?q=knee")


def test_answer_with_some_of_the_words_is_not_kept(index, search):
    treatment(index, "Knee easing")

    assert search("my grandmother's knee")["matched"] == "some"
    assert not ANSWERS.values
