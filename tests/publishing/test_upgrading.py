"""What another release made is known, and nothing else is made again."""

import sys
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.management import call_command

from api.models import Document, Edition, SearchWord
from cms.publishing import upgrading
from cms.publishing.damages import renew_feed
from cms.publishing.log import programs
from cms.publishing.log.rebuilding import index_again, rebuild
from cms.publishing.publications.decisions import serialise
from cms.publishing.publications.registry import publications
from cms.publishing.rendering.context import Context
from procedures.models import ProcedurePage
from tests import factories
from tests.queue import drain

ROOT = Path(__file__).parents[2]
DECIDING = {"cms/publishing/following", "cms/publishing/log", "api/process", "api/models.py", "api/log", "cms/settings"}
"""What runs while something is rendered, and has no say in what is rendered."""


def test_what_this_release_published_is_up_to_date(index):
    factories.treatment(index)
    drain()

    assert not upgrading.is_due()
    rebuild()
    assert not upgrading.is_due()


def test_a_setting_that_stands_in_bodies_makes_another_program(settings):
    now = programs.renderer()
    settings.MEDIA_URL = "/elsewhere/"

    assert programs.renderer.__wrapped__() != now


def test_rendering_the_same_is_remembered_without_a_new_edition(index):
    page = factories.treatment(index)
    drain()
    Document.objects.update(rendered_by="")
    number = Edition.objects.count()
    assert upgrading.is_due()

    page.save()

    assert Edition.objects.count() == number
    assert page.slug not in programs.not_rendered().values_list("slug", flat=True)


def test_an_edition_of_a_release_that_marks_nothing_is_known(index):
    """It keeps the mark as it finds it, which is of another edition then."""
    page = factories.treatment(index)
    mark = Document.objects.get(slug=page.slug, type="procedure").rendered_by
    page.title = "Other"
    page.save_revision().publish()
    Document.objects.filter(slug=page.slug, type="procedure").update(rendered_by=mark)

    assert page.slug in programs.not_rendered().values_list("slug", flat=True)


def test_columns_and_words_are_worked_out_again_and_old_words_forgotten(index):
    factories.treatment(index, title="Kneeling")
    drain()
    before = list(Document.objects.order_by("pk").values())
    Document.objects.update(indexed_by="", sort_title="", rendered_by="")
    SearchWord.objects.update(indexed_by="", lexeme="", sound="")
    SearchWord.objects.create(locale="en", word="abracadabra", lexeme="abracadabra", in_names=True)

    assert list(index_again())

    assert list(Document.objects.order_by("pk").values()) == [row | {"rendered_by": ""} for row in before]
    assert not SearchWord.objects.filter(word="abracadabra").exists()
    assert not SearchWord.objects.filter(word="kneeling", lexeme="").exists()
    assert not programs.not_indexed().exists()


@pytest.mark.slow
def test_the_command_does_what_is_needed_and_then_nothing(transactional_db, capsys):
    place = factories.make_site()
    page = factories.treatment(place.index)
    drain()
    renew_feed()  # a test with real commits has emptied its table
    Document.objects.update(rendered_by="", indexed_by="")
    ProcedurePage.objects.filter(pk=page.pk).update(summary="Rendered anew.")

    call_command("upgrade_documents", "--processes", "1")
    said = capsys.readouterr().out
    call_command("upgrade_documents", "--processes", "1")

    assert "Rendered again: " in said
    assert "Compared: nothing differs." in said
    assert b"Rendered anew." in bytes(Document.objects.get(slug=page.slug, type="procedure").edition.body)
    assert capsys.readouterr().out.splitlines() == [
        "Roles: no right was missing.",
        "Everything is as this release makes it.",
    ]


def test_the_digest_covers_whatever_renders(index):
    """A module that takes part in rendering, and is not in the digest, could change without anybody noticing."""
    factories.shared_content()
    factories.treatment(index)
    drain()
    with run_files() as seen:
        for publication in publications():
            for row in publication.live_rows():
                serialise(publication, row, Context(locale=publication.address_of(row).locale))

    covered = [str(files(package)) for package in configured.RENDERED_BY]
    known = [*covered, *(str(ROOT / name) for name in DECIDING)]
    assert seen
    assert {name for name in seen if not name.startswith(tuple(known))} == set()


@contextmanager
def run_files():
    """Files of ours whose functions ran meanwhile."""
    seen = set()
    ours = tuple(str(ROOT / name) for name in ("api", "cms", "procedures"))

    def note(frame, event, argument):
        name = frame.f_code.co_filename
        if name.startswith(ours):
            seen.add(name)

    sys.setprofile(note)
    try:
        yield seen
    finally:
        sys.setprofile(None)
