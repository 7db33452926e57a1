"""Nothing about what is not public reaches an anonymous reader, whatever address is asked."""

import json
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction

from api.models import Document, Edition
from api.views.contract import OPENAPI_FILE
from procedures.models import Clinician, ProcedurePage, ProcedureReviewer
from tests import factories
from tests.queue import drain

CANARY = "canary"


def canary(name):
    """Each a word of its own, so that a failure says what got out."""
    return f"{CANARY}{name}"


def words(name, *, link=""):
    return [factories.section("what", canary(name), factories.text(f"{canary(name)} {link}"))]


@pytest.fixture
def hospital(site):
    """One public page that refers to everything there is, and secrets of every kind."""
    index = site.index
    spanish = Locale.objects.get(language_code="es")
    internal = Collection.get_first_root_node().add_child(name="Internal")
    CollectionViewRestriction.objects.create(collection=internal, restriction_type="login")
    picture = factories.image(
        title=canary("image"), description=canary("image"), credit=canary("image"), collection=internal
    )
    leaflet = get_document_model().objects.create(
        title=canary("leaflet"), file=ContentFile(b"words", f"{canary('leaflet')}.txt"), collection=internal
    )
    line = factories.contact(label=canary("contact"), live=False)
    specialty = factories.specialty(canary("specialty"), live=False)
    reviewer = Clinician.objects.create(name=canary("reviewer"), locale=index.locale, live=False)

    draft = ProcedurePage(title=canary("draft"), slug=canary("draft"), sections=words("draft"), live=False)
    index.add_child(instance=draft)
    draft.save_revision()
    expired = factories.treatment(index, slug="expired", title=canary("expired"), sections=words("expired"))
    later_only = ProcedurePage(
        title=canary("scheduled"), slug=canary("scheduled"), sections=words("scheduled"), live=False,
        go_live_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    index.add_child(instance=later_only)
    later_only.save_revision().publish()

    hidden = factories.publish(site.home, type(index)(title=canary("private"), slug="hidden"))
    PageViewRestriction.objects.create(page=hidden, restriction_type="password", password=canary("password"))
    private = factories.treatment(hidden, slug=canary("below"), title=canary("below"), sections=words("below"))
    draft_translation = expired.copy_for_translation(spanish, copy_parents=True)
    draft_translation.title = canary("translation")
    draft_translation.save_revision()

    links = " ".join(f'<a linktype="page" id="{page.pk}">there</a>' for page in (draft, later_only, private, hidden))
    links += f' <a linktype="document" id="{leaflet.pk}">leaflet</a>'
    public = factories.treatment(
        index,
        slug="public",
        title="Public",
        image=picture,
        contact=line,
        specialties=[specialty],
        sections=[factories.section("what", "What?", factories.text(f"Words. {links}"))],
    )
    public.reviewers.add(ProcedureReviewer(clinician=reviewer))
    public.save_revision().publish()
    edited = public.get_latest_revision_as_object()
    edited.title, edited.summary = canary("edit"), canary("edit")
    edited.go_live_at = timezone.now() + timedelta(days=1)
    edited.save_revision().publish()
    edited.go_live_at, edited.title = None, canary("edited")
    edited.save_revision()

    expire(expired)
    drain()
    return public


def expire(page):
    """It was public; its words are so no more. The expiry has come, and the schedule has not found it yet."""
    page.expire_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    drain()


def addresses():
    """Every address of the contract, its parameters filled with each thing that there is or might be."""
    contract = json.loads(OPENAPI_FILE.read_bytes())
    slugs = ["public", *sorted(set(Page.objects.values_list("slug", flat=True))), "never-was"]
    numbers = [str(number) for number in Edition.objects.values_list("number", flat=True)]
    for path, operations in contract["paths"].items():
        queries = [query_of(parameter) for parameter in operations["get"].get("parameters", [])]
        fillings = numbers if "{number}" in path else slugs if "{" in path else [""]
        for filling in fillings:
            address = path.replace("{slug}", filling).replace("{number}", filling)
            assert "{" not in address, f"{path} has a parameter that this test does not know"
            yield address
            for query in filter(None, queries):
                yield from (f"{address}?{value}" for value in query)


def query_of(parameter):
    name, schema = parameter["name"], parameter["schema"]
    if parameter["in"] != "query":
        return []
    listed = schema.get("enum") or schema.get("items", {}).get("enum") or []
    tried = {"as_of": ["2020-01-01", "2026-01-01"], "since": ["0", "1", "x"], "limit": ["1", "1000"], "cursor": ["x"]}
    values = listed or tried.get(name)
    assert values, f"{name} is a parameter that this test does not know"
    return [f"{name}={quote(str(value))}" for value in [*values, canary("asked")]]


def said_by(answer, *, asked):
    """Headers and body, without what the address itself says."""
    text = f"{answer.headers} {answer.content.decode()}"
    for word in {*asked.replace("=", "/").replace("?", "/").split("/")}:
        if CANARY in word:
            text = text.replace(word, "")
    return text


def test_no_address_tells_of_what_is_not_public(hospital, client):
    told = []
    for address in addresses():
        for headers in ({}, {"Authorization": f"Bearer {canary('key')}"}):
            answer = client.get(address, headers=headers)
            if CANARY in said_by(answer, asked=address):
                told.append((address, said_by(answer, asked=address)[:2000]))

    assert told == []


def test_what_never_was_public_cannot_be_told_from_what_never_was(hospital, api):
    unknown = api("procedures/never-was/")
    for name in ("draft", "scheduled", "below"):
        answer = api(f"procedures/{canary(name)}/")
        assert answer.status_code == unknown.status_code == 404
        assert answer.content.decode().replace(canary(name), "never-was") == unknown.content.decode()


def test_counts_know_only_what_is_public(hospital, api):
    assert api("procedures/").json()["count"] == 1
    assert api("specialties/").json()["count"] == 0
    assert {item["slug"] for item in api("pages/").json()["results"]} == {"start", "treatments"}


def test_page_view_of_the_authoring_plane_shows_no_more(hospital, client):
    for page in Page.objects.filter(depth__gt=1).exclude(pk=hospital.pk):
        for path in filter(None, (page.get_url(), page.relative_url(page.get_site()) if page.get_site() else None)):
            answer = client.get(path, follow=True)
            assert CANARY not in said_by(answer, asked=path), path


def test_documents_hold_nothing_that_is_not_public(hospital):
    for body, summary in Document.objects.filter(expires_at=None).values_list("edition__body", "summary"):
        assert CANARY not in bytes(body).decode() + bytes(summary).decode()
