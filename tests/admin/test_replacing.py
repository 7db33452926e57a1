"""Before something shared is taken away: where it is used, and another in its place everywhere."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from procedures.models import Clinician, ProcedurePage
from procedures.roles import EDITORS
from tests import factories
from tests.people import sign_in
from tests.queue import drain


@pytest.fixture
def old(index):
    return factories.contact(label="Old line", phone="310-555-0110")


@pytest.fixture
def new(index):
    return factories.contact(label="New line", phone="310-555-0199")


def address(action, line):
    return reverse(f"wagtailsnippets_cms_contact:{action}", args=[line.pk])


def replace_url(shared):
    return reverse("publishing:replace", args=[shared._meta.app_label, shared._meta.model_name, shared.pk])


def shown(api, slug):
    document = api(f"procedures/{slug}/").json()
    blocks = [block for section in document["sections"] for block in section["blocks"]]
    return document["contact"]["label"], [block["contact"]["label"] for block in blocks if block["type"] == "contact"]


@pytest.fixture
def pages(index, old):
    """One shows it twice and has a draft, one shows it in a draft alone."""
    block = factories.section("what", "What is it?", ("contact", {"contact": old}))
    public = factories.treatment(index, slug="public", title="Public", contact=old, sections=[block])
    public.title = "Public, changed"
    public.save_revision()
    draft = factories.treatment(index, slug="draft", title="Draft")
    draft.contact = old
    draft.save_revision()
    drain()
    return public, draft


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_editor_is_told_before_where_it_is_used_and_what_readers_see_instead(editor, old, pages, action):
    html = editor.get(address(action, old)).content.decode()

    assert "English" in html
    assert "Public" in html
    assert "a treatment shows the line of its first specialty" in html
    assert f'href="{replace_url(old)}"' in html


def test_another_stands_in_its_place_for_readers_and_in_drafts(editor, old, new, pages, api):
    public, draft = pages

    editor.post(replace_url(old), {"replacement": new.pk})
    drain()

    assert shown(api, "public") == ("New line", ["New line"])
    assert api("procedures/public/").json()["title"] == "Public"
    latest = ProcedurePage.objects.get(pk=public.pk).get_latest_revision_as_object()
    assert (latest.title, latest.contact) == ("Public, changed", new)
    assert api("procedures/draft/").json()["contact"] is None
    assert ProcedurePage.objects.get(pk=draft.pk).get_latest_revision_as_object().contact == new
    assert "It is used nowhere." in editor.get(replace_url(old)).content.decode()
    entry = PageLogEntry.objects.filter(page=public.pk, action="cms.replaced").get()
    assert (entry.user, entry.formatter.format_message(entry)) == (
        editor.user, "Replaced “Old line (310-555-0110)” by “New line (310-555-0199)”",
    )  # fmt: skip


def test_who_may_not_publish_a_page_replaces_nothing_in_it(author, old, new, pages, api):
    html = author.get(replace_url(old)).content.decode()
    assert "You may not publish it." in html

    author.post(replace_url(old), {"replacement": new.pk})

    assert shown(api, "public") == ("Old line", ["Old line"])


def test_reviewer_who_leaves_is_replaced_by_a_colleague_and_named_once(index, api):
    ana, bo = (Clinician.objects.create(name=name, locale=index.locale) for name in ("Ana Ruiz", "Bo Lind"))
    page = factories.treatment(index)
    page.reviewers.create(clinician=ana)
    page.reviewers.create(clinician=bo)
    page.save_revision().publish()

    sign_in("nora", role=EDITORS).post(replace_url(ana), {"replacement": bo.pk})
    drain()

    assert [each["name"] for each in api("procedures/kneeling/").json()["review"]["reviewed_by"]] == ["Bo Lind"]
