"""Who may do what in the views that the project adds to the admin, and that Wagtail's own keep theirs."""

from datetime import date
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction

from api.access.keys import generate_key
from api.models import Edition
from cms.admin.access.api_keys import ApiKeyViewSet
from cms.admin.urls import subject_patterns
from cms.admin.urls import urlpatterns as publishing_patterns
from cms.publishing.merging.correcting import note_merge
from cms.publishing.requirements.models import Lack
from cms.publishing.requirements.requirement import Gap
from cms.publishing.requirements.waivers import waive
from cms.releases import members
from cms.releases.models import Release
from cms.sharing.models import ShareLink
from cms.webhooks.models import Endpoint
from cms.webhooks.views import ACTIONS
from cms.webhooks.viewsets import EndpointViewSet
from procedures.models import ProcedurePage
from procedures.roles import ROLES
from tests import factories
from tests.people import sign_in

REFUSED = "Sorry, you do not have permission to access this area."
ADMINISTRATORS = {"administrator"}
PUBLISHERS = {"Publishing editors", *ADMINISTRATORS}
RECALLERS = {"Records officers", *PUBLISHERS}
RECORDS = {"Records officers", *ADMINISTRATORS}
READERS_OF_HISTORY = {"Authors", "Clinical reviewers", "Translators", *RECALLERS}
EDITORS_OF_PAGES = READERS_OF_HISTORY - {"Records officers"}
EVERYBODY = {"visitor", *READERS_OF_HISTORY}

RIGHTS = {
    "publishing:history": READERS_OF_HISTORY,
    "publishing:compare": READERS_OF_HISTORY,
    "publishing:edition": READERS_OF_HISTORY,
    "publishing:again": PUBLISHERS,
    "publishing:replace": {"Authors", "Translators", *PUBLISHERS},
    "publishing:translation": EDITORS_OF_PAGES,
    "publishing:translate_page": {"Translators", *PUBLISHERS},
    "publishing:translate_snippet": {"Translators", *PUBLISHERS},
    "publishing:share": EDITORS_OF_PAGES,
    "publishing:share_revoke": EDITORS_OF_PAGES,
    "publishing:share_links": EVERYBODY,
    "publishing:share_links_results": EVERYBODY,
    "publishing:behind": EVERYBODY,
    "publishing:behind_results": EVERYBODY,
    "publishing:findings": EDITORS_OF_PAGES,
    "publishing:waive": PUBLISHERS,
    "publishing:take_back": PUBLISHERS,
    "publishing:correct": PUBLISHERS,
    "publishing:together": EDITORS_OF_PAGES,
    "publishing:refused": EVERYBODY,
    "publishing:refused_results": EVERYBODY,
    "publishing:undescribed": {"Authors", *PUBLISHERS},
    "publishing:undescribed_results": {"Authors", *PUBLISHERS},
    "publishing:waivers": EVERYBODY,
    "publishing:waivers_results": EVERYBODY,
    "publishing:lacks": EVERYBODY,
    "publishing:lacks_results": EVERYBODY,
    "publishing:rules": ADMINISTRATORS,
    "publishing:rules_of": ADMINISTRATORS,
    "publishing:guide": EVERYBODY,
    "publishing:records": RECORDS,
    "publishing:record": RECORDS,
    "publishing:export_record": RECORDS,
    "publishing:recall": RECALLERS,
    "publishing:recalls": RECALLERS,
    "publishing:recalls_results": RECALLERS,
    "publishing:searches": {"Authors", "Translators", *PUBLISHERS},
    "publishing:add_words": {"Authors", "Translators", *PUBLISHERS},
    "publishing:pick_for": PUBLISHERS,
    **{
        f"publishing:{name}": EDITORS_OF_PAGES
        for name in (
            *("releases", "releases_results", "begin_release", "release", "rename_release", "collect", "join"),
            *(
                "release_checks",
                "release_data",
                "release_changes",
                "see_member",
                "take_out",
                "coming",
                "lists_then",
                "data_then",
            ),
        )
    },
    "publishing:later": EDITORS_OF_PAGES,
    **{f"publishing:{name}_release": PUBLISHERS for name in ("publish", "schedule", "cancel", "undo")},
    "publishing:usage": ADMINISTRATORS,
    "publishing:outcome": EDITORS_OF_PAGES,
    "publishing:updates": EVERYBODY,
    "publishing:updates_results": EVERYBODY,
    "publishing:running_results": EVERYBODY,
    "publishing:stored": EVERYBODY,
    "publishing:try_again": PUBLISHERS,
    **{f"api_keys:{name}": ADMINISTRATORS for name in ("index", "index_results", "add", "rotate", "revoke")},
    **{
        f"webhooks:{name}": ADMINISTRATORS
        for name in (
            "index",
            "index_results",
            "add",
            "edit",
            "inspect",
            "usage",
            "history",
            "history_results",
            "delete",
            "secret",
            *ACTIONS,
        )
    },
}
POSTED = {
    *(
        "publishing:try_again",
        "publishing:waive",
        "publishing:take_back",
        "publishing:export_record",
        "publishing:share_revoke",
    ),
    *(f"publishing:{name}" for name in ("take_out", "publish_release", "schedule_release", "cancel_release")),
    *(f"webhooks:{name}" for name in ACTIONS),
}


@pytest.fixture
def addresses(index):
    page = factories.treatment(index)
    edition = Edition.objects.get(type="procedure")
    _, key = generate_key(name="Records", scopes=["records"])
    key.save()
    webhook = Endpoint.objects.create(name="Web site", url="https://receiver.example/", contact="web@hospital.example")
    (waiver,) = waive(
        page, [Gap(code="summary", message="Write a summary.")], reason="It is on its way.", until=date(2027, 5, 1)
    )
    first, second = page.save_revision(), page.save_revision()
    note_merge(page, made=second, base=first, mine=first, theirs=first, conflicts=[], user=None)
    release = Release.objects.create(name="Summer")
    member = members.add(release, page)
    link = ShareLink.objects.create(page=page, for_whom="Ward 4", expires_at=timezone.now())
    subject = ["procedures", "procedurepage", page.pk]
    arguments = {
        "publishing:history": subject,
        "publishing:compare": subject,
        "publishing:edition": [*subject, edition.number],
        "publishing:again": [*subject, edition.number],
        "publishing:replace": ["cms", "contact", factories.contact().pk],
        "publishing:translation": [page.pk],
        "publishing:translate_page": [page.pk],
        "publishing:translate_snippet": ["cms", "contact", factories.contact().pk],
        "publishing:share": [page.pk],
        "publishing:share_revoke": [page.pk, link.pk],
        "publishing:findings": [page.pk],
        "publishing:waive": [page.pk],
        "publishing:take_back": [page.pk, waiver.pk],
        "publishing:correct": [page.pk, page.live_revision_id],
        "publishing:together": [second.pk],
        "publishing:join": subject,
        "publishing:later": subject,
        "publishing:see_member": [release.pk, member.pk],
        "publishing:release_changes": [release.pk, member.pk],
        "publishing:take_out": [release.pk, member.pk],
        **{
            f"publishing:{name}": [release.pk]
            for name in ("release", "rename_release", "collect", "release_checks", "release_data", "publish_release")
        },
        **{f"publishing:{name}_release": [release.pk] for name in ("schedule", "cancel", "undo")},
        "publishing:rules_of": ["procedures.procedurepage"],
        "publishing:recall": [page.pk],
        "publishing:record": ["procedure", page.translation_key, "en"],
        "publishing:export_record": ["procedure", page.translation_key, "en"],
        "publishing:stored": [factories.image().file.name],
        "api_keys:revoke": [key.pk],
        "api_keys:rotate": [key.pk],
    }
    without = {"webhooks:index", "webhooks:index_results", "webhooks:add"}
    arguments |= {name: [webhook.pk] for name in RIGHTS if name.startswith("webhooks:") and name not in without}
    form = {"form": reverse("wagtailadmin_pages:edit", args=[page.pk]), "since": "2026-01-01T00:00:00Z"}
    asked = {"publishing:outcome": f"?{urlencode(form)}"}
    return {name: reverse(name, args=arguments.get(name, [])) + asked.get(name, "") for name in RIGHTS}


@pytest.fixture
def people(administrator):
    visitor = sign_in("vera")
    visitor.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    staff = {role.name: sign_in(f"somebody-{number}", role=role) for number, role in enumerate(ROLES)}
    return {"visitor": visitor, "administrator": administrator} | staff


def test_every_address_of_ours_stands_in_the_table():
    patterns = [*publishing_patterns, *subject_patterns]
    ours = {f"publishing:{pattern.name}" for pattern in patterns if isinstance(pattern, URLPattern)}
    for viewset in (ApiKeyViewSet(), EndpointViewSet()):
        ours |= {f"{viewset.name}:{pattern.name}" for pattern in viewset.get_urlpatterns() if pattern.name}

    assert ours == set(RIGHTS)


def ask(client, name, address):
    response = client.post(address) if name in POSTED else client.get(address)
    if response.streaming:
        response.getvalue()  # to its end, which closes the file
    return response


@pytest.mark.slow
def test_every_address_lets_in_whom_it_is_for_and_nobody_else(people, addresses, said):
    def is_let_in(client, name):
        response = ask(client, name, addresses[name])
        assert response.status_code in {200, 302, 403}, name
        return response.status_code == 200 or (response.status_code == 302 and REFUSED not in said(response))

    let_in = {name: {role for role, client in people.items() if is_let_in(client, name)} for name in RIGHTS}

    assert let_in == RIGHTS


def test_every_page_of_ours_says_in_its_title_what_it_is(people, addresses):
    answers = {name: ask(people["administrator"], name, addresses[name]) for name in RIGHTS if name not in POSTED}
    soups = {
        name: BeautifulSoup(response.content, "html.parser")
        for name, response in answers.items()
        if not response.streaming and response.status_code == 200 and b"<html" in response.content
    }
    titles = {
        name: soup.title and soup.title.text.strip().removesuffix("- Wagtail").strip() for name, soup in soups.items()
    }

    assert len(titles) > 40
    assert {name for name, title in titles.items() if not title} == set()


def test_nobody_is_let_in_without_signing_in(addresses):
    answers = {name: ask(Client(), name, address) for name, address in addresses.items()}

    assert {
        name for name, response in answers.items() if not response.headers["Location"].startswith("/admin/login/")
    } == set()


def test_button_to_try_again_is_for_those_who_may_publish(people):
    from cms.admin.updates import may_try_again

    assert {role for role, client in people.items() if may_try_again(client.user)} == PUBLISHERS


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_wagtails_own_api_knows_who_asks_also_with_a_private_collection(editor, kind):
    private = Collection.get_first_root_node().add_child(name="Staff")
    CollectionViewRestriction.objects.create(collection=private, restriction_type=CollectionViewRestriction.LOGIN)

    response = editor.get(f"/admin/api/main/{kind}/")

    assert (response.status_code, response.json()["items"]) == (200, [])


@pytest.mark.parametrize("report", ["waivers", "lacks"])
def test_reports_tell_of_the_pages_that_somebody_may_look_at_and_of_no_others(people, addresses, report):
    page = ProcedurePage.objects.get()
    Lack.objects.create(page=page, code="summary", missing="Write a summary.")

    def told(role):
        return str(page) in people[role].get(addresses[f"publishing:{report}"]).content.decode()

    assert not told("visitor")
    assert told("Authors")


def test_pages_below_are_put_in_order_only_where_there_can_be_some(administrator, index):
    page = factories.treatment(index)

    def offers(address):
        return "?ordering=ord" in administrator.get(address).content.decode().replace("&amp;", "&")

    assert not offers(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert offers(reverse("wagtailadmin_pages:edit", args=[index.pk]))
