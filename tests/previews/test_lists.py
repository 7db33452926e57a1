"""Lists and search at a moment to come are what readers then get, and neither drafts nor anything else remain of it."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, Site

from api.models import Document, Edition, SearchWord
from api.process.answers import ANSWERS
from api.process.bodies import BODIES
from api.process.counts import COUNTS
from api.search.unfound.noting import MISSING
from cms.models import FrontEnd
from cms.previews.tokens import Shown, issue
from cms.releases import listing
from cms.releases.coming import coming
from cms.releases.models import Release
from procedures.due.standing import follow_reviews
from procedures.models import ProcedurePage, ReviewPolicy
from tests import factories
from tests.people import EDITOR, sign_in
from tests.publishing import site_content as make
from tests.releases.conftest import collect
from tests.releases.test_future import let_it_come

DAY = timedelta(days=1)
NAMES = ["procedures", "specialties", "pages", "navigation", "alerts"]


@pytest.fixture
def editor(index):
    return sign_in(**EDITOR)


@pytest.fixture
def planned(index):
    """What comes until the day after tomorrow, and a draft that does not."""
    now = timezone.now()
    knees = factories.specialty("Knees", slug="knees")
    for number in range(2):
        factories.treatment(index, slug=f"now-{number}", title=f"Today {number}", specialties=[knees])
    knees.name, knees.go_live_at = "Knees and hips", now + DAY
    knees.save_revision().publish()
    unpublished(index, slug="coming", title="Tadalorum replacement", at=now + DAY)
    unpublished(index, slug="late", title="Canary too late", at=now + 5 * DAY)
    unpublished(index, slug="never", title="Canary")
    going = factories.treatment(index, slug="going", title="Going")
    going.expire_at = now + DAY
    going.save_revision().publish()
    changed = ProcedurePage.objects.get(slug="now-1")
    changed.title = "Canary of a draft"
    changed.save_revision()
    alert = make.alert(text="<p>Closed.</p>")
    alert.text, alert.go_live_at = "<p>Open again.</p>", now + DAY
    alert.save_revision().publish()


def unpublished(index, *, at=None, **fields):
    words = [factories.section("what", "What is it?", factories.text("Words."))]
    page = ProcedurePage(sections=words, locale=index.locale, live=False, go_live_at=at, **fields)
    factories.hang(page, below=index)
    revision = page.save_revision()
    if at is not None:
        revision.publish()


@pytest.fixture
def ask(client, editor):
    """The answer to whoever has a token for the site at a moment."""

    def ask(address, *, moment=None, **headers):
        shown = Shown.of_site(Site.objects.get(), moment=moment or timezone.now() + 2 * DAY)
        return client.get(f"/api/v1/preview/{issue(shown, editor.user)}/{address}", **headers)

    return ask


def titles(answer):
    assert answer.status_code == 200, answer.content
    return [each["title"] for each in answer.json()["results"]]


def without_stamp(answer):
    """As ``edition`` says when and as what it was published."""
    said = answer.json()
    return said | {"results": [{**each, "edition": None} for each in said["results"]]}


def test_lists_say_what_they_say_when_the_time_has_come(client, planned, ask):
    before = {name: without_stamp(client.get(f"/api/v1/{name}/")) for name in NAMES}
    foreseen = {name: without_stamp(ask(f"{name}/")) for name in NAMES}
    Revision.objects.filter(object_str="Canary too late").update(approved_go_live_at=None)
    let_it_come()

    assert foreseen == {name: without_stamp(client.get(f"/api/v1/{name}/")) for name in NAMES}
    assert [name for name in NAMES if before[name] != foreseen[name]] == ["procedures", "specialties", "alerts"]


@pytest.fixture
def reviewed(index):
    """Treatments by their slugs, with so many days until their next review; and one that repeats another."""
    ReviewPolicy.objects.create(kind="", lead_days=30, withdraws_after=14)
    today = timezone.localdate()
    days = {"overdue": 8, "due": 20, "overdue-now": -1, "renewed": -8, "withdrawn": -10, "far": 90}
    made = {
        slug: factories.treatment(
            index, slug=slug, title=slug.title(), last_reviewed=today - 365 * DAY, next_review=today + n * DAY
        )
        for slug, n in days.items()
    }
    made["overdue"].create_alias(parent=index, update_slug="again")
    renewed = made["renewed"]
    renewed.next_review, renewed.go_live_at = today + 300 * DAY, timezone.now() + DAY
    renewed.save_revision().publish()
    return made


def test_reviews_become_due_and_overdue_and_pages_are_withdrawn_as_they_then_will_be(
    client, reviewed, ask, monkeypatch
):
    later = timezone.now() + 10 * DAY
    foreseen = without_stamp(ask("procedures/?fields=title,review,edition,slug", moment=later))
    withdrawn = [each.title for each in coming(later) if each.kind == "withdrawn"]
    let_it_come()
    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() + 10 * DAY)
    follow_reviews()

    then = without_stamp(client.get("/api/v1/procedures/?fields=title,review,edition,slug"))
    assert foreseen == then
    assert {each["slug"]: each["review"]["state"] for each in then["results"]} == {
        "overdue": "overdue",
        "due": "due",
        "overdue-now": "overdue",
        "renewed": "current",
        "far": "current",
    }
    assert sorted(withdrawn) == ["Renewed", "Withdrawn"]


def test_whoever_looks_at_reviews_then_is_told_as_of_the_hospital_s_day(reviewed, ask):
    first = datetime.combine(timezone.localdate() + 5 * DAY, time.min, tzinfo=timezone.get_default_timezone())
    with timezone.override("Pacific/Honolulu"):
        seen = [titles(ask("procedures/", moment=first + each)) for each in (-timedelta(seconds=1), timedelta(hours=1))]

    assert ["Withdrawn" in each for each in seen] == [True, False]


def test_drafts_and_what_comes_later_are_in_no_list(planned, ask):
    answers = [ask(address) for address in ("procedures/", "search/?q=canary", "suggest/?q=canary")]

    assert titles(answers[0]) == ["Tadalorum replacement", "Today 0", "Today 1"]
    assert [b"Canary" in each.content for each in answers] == [False, False, False]


def test_what_comes_is_found_by_search_and_suggested(client, planned, ask):
    assert titles(ask("search/?q=tadalorum")) == ["Tadalorum replacement"]
    assert titles(ask("suggest/?q=tadal")) == ["Tadalorum replacement"]
    assert titles(ask("search/?q=going")) == []
    assert titles(client.get("/api/v1/search/?q=tadalorum")) == []


def test_filters_fields_and_pages_are_those_of_the_public_list(planned, ask, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://cms.hospital.example"
    first = ask("procedures/?limit=1&fields=title,sections(kind)").json()
    begun, _, address = first["next"].partition("/api/v1/preview/")
    second = ask(address.partition("/")[2]).json()

    assert begun == "https://cms.hospital.example"
    assert [page["results"][0]["title"] for page in (first, second)] == ["Tadalorum replacement", "Today 0"]
    assert titles(ask("procedures/?specialty=knees&order=-title")) == ["Today 1", "Today 0"]
    assert ask("procedures/?colour=red").json()["errors"][0]["parameter"] == "colour"


def test_looking_leaves_nothing_behind(client, planned, ask, django_capture_on_commit_callbacks):
    def kept():
        return [*ANSWERS.values], [*BODIES.values], {**COUNTS.totals}, {**MISSING.searches}

    tables = [list(model.objects.order_by("pk").values()) for model in (Document, Edition, SearchWord)]
    number = Edition.objects.order_by("pk").last().pk
    memory = kept()
    with django_capture_on_commit_callbacks() as callbacks:
        for address in ("procedures/", "alerts/", "search/?q=tadalorum", "search/?q=nowhere", "suggest/?q=tad"):
            assert ask(address, headers={"Accept-Encoding": "gzip"}).status_code == 200

    assert kept() == memory
    assert callbacks == []
    assert [list(model.objects.order_by("pk").values()) for model in (Document, Edition, SearchWord)] == tables
    make.alert(text="<p>Next.</p>")
    assert Edition.objects.order_by("pk").last().pk == number + 1


def test_public_answers_are_the_same_after_and_before_a_look(client, planned, ask):
    address = "/api/v1/procedures/"
    before = client.get(address)
    seen = ask("procedures/")

    assert titles(before) != titles(seen)
    assert client.get(address).content == before.content
    assert titles(ask("procedures/")) == titles(seen)


def test_nobody_keeps_them(planned, ask):
    for response in (ask("procedures/"), ask("procedures/?colour=red")):
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert not {"Surrogate-Key", "Cache-Tag", "Cache-Groups"} & {*response.headers}


@pytest.mark.parametrize("moment", [None, DAY])
def test_a_token_of_one_page_opens_no_lists(client, editor, planned, moment):
    page = ProcedurePage.objects.get(slug="coming")
    token = issue(Shown.of(page, moment=moment and timezone.now() + moment), editor.user)
    answers = [client.get(f"/api/v1/preview/{token}/{name}") for name in ("procedures/", "alerts/", "search/?q=x")]

    assert [each.status_code for each in answers] == [403, 403, 403]
    assert answers[0].headers["Cache-Control"] == "private, no-store"


def test_a_token_of_the_site_opens_no_page(client, planned, ask):
    assert ask("").status_code == 403
    assert ask("userbar/").status_code == 404


def test_whoever_may_not_edit_all_that_comes_sees_no_lists(client, planned, editor):
    token = issue(Shown.of_site(Site.objects.get(), moment=timezone.now() + 2 * DAY), editor.user)
    editor.user.groups.clear()
    response = client.get(f"/api/v1/preview/{token}/procedures/")

    assert response.status_code == 409
    assert "you may not edit" in response.json()["detail"]


def test_so_much_that_it_would_take_long_is_refused(planned, ask, monkeypatch):
    monkeypatch.setattr(listing, "MOST", 1)

    assert "Choose an earlier time" in ask("procedures/").json()["detail"]


def test_a_release_is_listed_as_if_it_were_published(client, index, editor):
    collected = collect(index, user=editor.user)
    link = reverse("publishing:release_data", args=[collected.release.pk])
    assert link in editor.get(reverse("publishing:release", args=[collected.release.pk])).content.decode()
    address = editor.get(link).headers["Location"]

    assert titles(client.get(address)) == ["New", "Newer"]
    FrontEnd.objects.create(site=Site.objects.get(), address="https://www.hospital.example/preview/")
    assert "/preview/#lists=" in editor.get(f"{link}?mode=web-site").headers["Location"]
    Release.objects.all().delete()
    assert client.get(address).status_code == 410


def test_the_hospital_s_web_site_shows_them_where_it_has_one(client, planned, editor):
    later = timezone.localtime(timezone.now() + 2 * DAY)
    asked = {"day": f"{later:%Y-%m-%d}", "time": f"{later:%H:%M}"}
    listed, link = reverse("publishing:lists_then"), reverse("publishing:data_then")
    assert b"mode=web-site" not in editor.get(listed, asked).content
    FrontEnd.objects.create(site=Site.objects.get(), address="https://www.hospital.example/preview/")

    assert b"mode=web-site" in editor.get(listed, asked).content
    answer = editor.get(link, {**asked, "mode": "web-site"})
    address, _, token = answer.headers["Location"].partition("#lists=")
    assert address == "https://www.hospital.example/preview/"
    assert titles(client.get(f"/api/v1/preview/{token}/procedures/"))[0] == "Tadalorum replacement"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "/api/v1/preview/" in editor.get(link, asked).headers["Location"]


def test_a_token_that_is_over_opens_no_list(client, planned, ask, editor):
    shown = Shown.of_site(Site.objects.get(), moment=timezone.now() + DAY)
    token = issue(shown, editor.user)
    editor.logout()

    assert client.get(f"/api/v1/preview/{token}/procedures/").status_code == 410
    assert client.get("/api/v1/preview/guessed/procedures/").status_code == 404
