"""Help opens the project's own guide, inside the admin, where one is."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse

from cms.admin.help.chapters import CHAPTERS, chapter_of
from cms.admin.help.guide import read_guide


def test_every_page_of_the_admin_leads_to_a_chapter_that_is_there():
    assert set(CHAPTERS.values()) <= {chapter.anchor for chapter in read_guide().chapters}


@pytest.mark.parametrize(
    ("path", "chapter"),
    [
        ("/admin/pages/add/procedures/procedurepage/5/", "a-new-treatment"),
        ("/admin/pages/5/edit/", "drafts-preview-publishing"),
        ("/admin/snippets/cms/alert/add/", "around-pages-menus-alerts-site-information"),
        ("/admin/snippets/cms/contact/", "shared-content"),
        ("/admin/", ""),
    ],
)
def test_the_chapter_is_that_of_the_page(path, chapter):
    assert chapter_of(path) == chapter


def test_editors_read_the_guide_in_the_admin(editor):
    html = editor.get(reverse("publishing:guide")).content.decode()

    assert 'id="drafts-preview-publishing"' in html
    assert 'href="content-checks.md"' not in html


def test_help_leads_there_and_to_no_other_host(editor):
    html = unescape(editor.get("/admin/reports/updates/").content.decode())

    assert f"{reverse('publishing:guide')}#updates" in json.dumps(html)
    assert not re.search(r"guide\.wagtail\.org|releases\.wagtail\.org|What's new in Wagtail", html)
