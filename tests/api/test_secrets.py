"""Nothing about what is not public reaches an anonymous reader, whatever address is asked."""

import json
import re
from datetime import timedelta
from itertools import product
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction

from api.models import Document, Edition
from api.views.contract import OPENAPI_FILE
from cms.models import Alert, ShareLink
from procedures.models import Clinician, ProcedurePage, ProcedureReviewer
from tests import factories
from tests.copies import once
from tests.publishing import site_content as make
from tests.queue import drain

CANARY = "canary"


def canary(name):
    """Each a word of its own, so that a failure says what got out."""
    return f"{CANARY}{name}"


def words(name, *, link=""):
    return [factories.section("what", canary(name), factories.text(f"{canary(name)} {link}"))]


@pytest.fixture
def hospital(site):
    once("secrets", lambda: make_hospital(site))
    return ProcedurePage.objects.get(slug="public")


def make_hospital(site):
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
    lasting = timezone.now() + timedelta(days=1)
    ShareLink.objects.create(page=draft, digest=canary("digest"), for_whom=canary("ward"), expires_at=lasting)
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
    surround(public, secret=[draft, later_only, private, hidden])
    drain()


def surround(public, *, secret):
    """Menus, alerts, redirects and picks that lead to the public page, and to what is not public."""
    entries = [make.page_entry(page, canary("menu"), make.page_child(public, canary("submenu"))) for page in secret]
    make.menu(*entries, make.page_entry(public, "", *(make.page_child(page, canary("child")) for page in secret)))
    make.menu(make.page_entry(public), name=canary("draftmenu"), live=False)
    make.alert("Public")
    for number, page in enumerate(secret):
        make.alert(canary(f"alert{number}"), place="page", page=Page.objects.get(pk=page.pk))
        make.alert(f"Action {number}", action_text="Read", action_page=Page.objects.get(pk=page.pk))
        make.redirect(f"/{canary(f'redirect{number}')}/", page)
        make.redirect(f"/public/{number}/", page)
    make.alert(canary("draftalert"), live=False)
    later = make.alert(canary("lateralert"), live=False)
    later.go_live_at = timezone.now() + timedelta(days=1)
    later.save_revision().publish()
    make.redirect("/old/", public)
    make.pick(canary("pick"), *secret)
    make.pick("public", public, *secret)
    Query.get(canary("searched")).add_hit()
    make.synonyms("Knee", "knee", "knees")
    make.synonyms(canary("synonyms"), canary("word"), canary("otherword"), live=False)
    make.urgent("Danger", "overdose")
    make.urgent(canary("urgent"), canary("phrase"), text=canary("help"), live=False)
    make.site_information("Public")
    make.site_information(canary("site"), locale=Locale.objects.get(language_code="es"), live=False)


def expire(page):
    """It was public; its words are so no more. The expiry has come, and the schedule has not found it yet."""
    page.expire_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(days=1))
    drain()


def addresses(client):
    """Every address of the contract, its parameters filled with each thing that there is or might be. Where nothing is
    found, each way to write it is tried once."""
    contract = json.loads(OPENAPI_FILE.read_bytes())
    named = [*Page.objects.values_list("slug", flat=True), *Alert.objects.values_list("slug", flat=True)]
    numbers = [str(number) for number in Edition.objects.values_list("number", flat=True)]
    fillings = {
        "slug": ["public", *sorted({*named, "main", canary("draftmenu"), "1", "2"}), "never-was"],
        "number": numbers,
        "kind": ["what", canary("kind")],
        "token": ["never-was", "1", canary("token")],  # none that was given out: those are for drafts
    }
    for path, operations in contract["paths"].items():
        parameters = operations["get"].get("parameters", [])
        names = re.findall(r"{(\w+)}", path)
        for filling in product(*(fillings[name] for name in names)):
            address = path.format(**dict(zip(names, filling, strict=True)))
            needed = [query_of(each)[0] for each in parameters if each["in"] == "query" and each.get("required")]
            yield "?".join([address, *needed])
            is_missing = bool(names) and client.get(address).status_code == 404
            for parameter in parameters:
                query = query_of(parameter)
                if is_missing and parameter["name"] in WAYS_TO_WRITE:
                    query = query[:1]
                yield from (f"{address}?{'&'.join({value: None, **dict.fromkeys(needed)})}" for value in query)


def query_of(parameter):
    name, schema = parameter["name"], parameter["schema"]
    if parameter["in"] != "query":
        return []
    constant = [schema["const"]] if "const" in schema else []
    listed = schema.get("enum") or schema.get("items", {}).get("enum") or constant
    values = listed or (paths() if name in ("path", "below", "parent") else TRIED.get(name))
    assert values, f"{name} is a parameter that this test does not know"
    return [f"{name}={quote(str(value))}" for value in [*values, canary("asked")]]


WAYS_TO_WRITE = {"fields", "format", "rich_text"}
TRIED = {
    "as_of": ["2020-01-01", "2026-01-01"],
    "before": ["1"],
    "clinician": ["ana"],
    "code": ["icd-10-cm|G89.3"],
    "condition": ["stiffness"],
    "cursor": ["x"],
    "fields": ["title", "name,slug", "sections(kind,heading)"],
    "id": ["00000000-0000-0000-0000-000000000000"],
    "ids": ["00000000-0000-0000-0000-000000000000"],
    "limit": ["1", "1000"],
    "locale": ["en", "es"],
    "location": ["main"],
    "message_id": ["msg_00"],
    "published_after": ["2020-01-01"],
    "published_before": ["2099-01-01"],
    "q": ["public", "words", "canar", "cannaryexpired", "publc canarexpired", "canar expired", '"what words" -canar'],
    "review_due_before": ["2099-01-01"],
    "reviewed_before": ["2099-01-01"],
    "since": ["0", "1", "x"],
    "specialty": ["public"],
    "webhook": ["1"],
}


def paths():
    """Of every page, public or not, as front ends would ask for it, and of every redirect."""
    pages = [
        f"/{url_path.split('/', 2)[2]}"
        for url_path in Page.objects.filter(depth__gt=1).values_list("url_path", flat=True)
    ]
    return [
        "/",
        *pages,
        *(f"/es{path}" for path in pages),
        *Redirect.objects.values_list("old_path", flat=True),
        "/never/",
    ]


def said_by(answer, *, asked):
    """Headers and body, without what the address itself says."""
    text = f"{answer.headers} {answer.content.decode()}"
    for word in {*re.split("[/?&=]", asked)}:
        if CANARY in word:
            text = text.replace(word, "")
    return text


@pytest.mark.slow
def test_no_address_tells_of_what_is_not_public(hospital, client):
    told = []
    for address in addresses(client):
        keys = ({}, {"Authorization": f"Bearer {canary('key')}"})
        for headers in keys if "?" not in address or "as_of" in address else keys[:1]:
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


def test_a_shared_draft_is_shown_to_nobody_who_guesses(hospital, client):
    link = ShareLink.objects.get()
    for guess in (link.digest, link.pk, link.page_id, link.page.slug, link.page.translation_key):
        for address in (f"/shared/{guess}/", f"/shared/{guess}/?language=es", f"/shared/{guess}/file/x/y.png"):
            answer = client.get(address)
            assert answer.status_code == 404
            assert CANARY not in said_by(answer, asked=address)


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
