"""No link is lost unseen: whoever publishes it, or takes its page away, is told."""

import pytest
from django.urls import reverse
from wagtail.documents.models import Document as File
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import rich_text

from cms.admin.notices.links import lost_links
from tests import factories


def words_lost(page):
    return [(link.words, link.reason) for link in lost_links(page)]


def linking(index, *links, slug="linking"):
    sections = [factories.section("what", "What is it?", *(factories.text(f"See {link}.") for link in links))]
    return factories.treatment(index, slug=slug, title="Linking", sections=sections)


def to(page, words="there"):
    return f'<a linktype="page" id="{page.pk}">{words}</a>'


def test_links_that_lead_somewhere_are_fine(index):
    page = factories.treatment(index)
    links = (
        to(page),
        '<a href="https://a.example/">b</a>',
        '<a href="#what-is-it">c</a>',
        '<a href="/treatments/">d</a>',
    )

    assert words_lost(linking(index, *links)) == []


def test_every_link_that_leads_nowhere_is_named_with_the_reason(index):
    draft = factories.treatment(index, slug="draft", title="Draft")
    draft.unpublish()
    private = factories.treatment(index, slug="private", title="Private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    page = linking(
        index,
        to(draft, "a <b>draft</b>"),
        to(private, "a secret"),
        '<a linktype="page" id="99999">gone</a>',
        '<a linktype="document" id="99999">leaflet</a>',
        '<a href="visits">typed</a>',
        '<a href="//a.example/">half</a>',
        '<a href="#riks">risks</a>',
        '<a href="/visits/#top">visits</a>',
    )

    assert words_lost(page) == [
        ("a draft", "“Draft” is not public"),
        ("a secret", "“Private” is not public"),
        ("gone", "the page has been deleted"),
        ("leaflet", "the file has been deleted"),
        ("typed", "“visits” is not a web address"),
        ("half", "“//a.example/” is not a web address"),
        ("risks", "no heading of the page has the anchor “riks”"),
        ("visits", "no page has the address /visits/"),
    ]


def test_uploaded_files_are_no_dead_links(index):
    file = File.objects.create(title="Leaflet", file=factories.drawing())
    page = linking(index, f'<a linktype="document" id="{file.pk}">leaflet</a>')

    assert words_lost(page) == []


def test_editor_is_told_on_publishing(editor, index, said, api):
    draft = factories.treatment(index, slug="draft", title="Draft")
    draft.unpublish()
    form = {"name": "Joints", "slug": "joints", "contact": "", "action-publish": "yes"}
    description = rich_text(f"<p>We {to(draft, 'help')}.</p>")

    response = editor.post(reverse("wagtailsnippets_procedures_specialty:add"), form | {"description": description})

    assert said(response)[0] == (
        "Links in “Joints” that lead nowhere: “help”, because “Draft” is not public. "
        "Choose other pages, or publish these."
    )
    assert api("specialties/joints/").json()["description"]["html"] == "<p>We help.</p>"


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_editor_is_told_who_linked_to_a_page_that_goes(editor, index, said, action):
    page = factories.treatment(index, slug="going", title="Going")
    linking(index, to(page))

    response = editor.post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]))

    assert "Links to “Going” are taken away from “Linking”." in said(response)
