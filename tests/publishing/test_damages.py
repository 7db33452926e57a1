"""What somebody changed by hand, past all triggers, is found without being touched, and mended whole."""

import random

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from api.models import Document, Edition, Feed
from cms.models import StaleDocument
from cms.publishing.following.capture import watched_tables
from cms.publishing.following.models import Change, FollowUp
from cms.publishing.verification import find_all, repair_all, verify_and_repair
from procedures.models import ProcedurePage
from tests import factories
from tests.copies import once
from tests.queue import drain

KEPT = ("api_document", "api_searchentry", "api_searchname", "api_searchterm", "api_searchword")
"""Tables that are worked out from the log."""


@pytest.fixture
def hospital(site):
    def make():
        knees = factories.specialty("Knees")
        for slug in ("kneeling", "raising", "bending"):
            page = factories.treatment(site.index, slug=slug, title=slug.capitalize(), summary=f"About {slug}.")
            page.specialties.add(knees)
            page.save_revision().publish()
        factories.treatment(site.index, slug="gone", title="Gone").unpublish()
        drain()
        assert problems() == []

    once("damages", make)
    return site


def problems():
    return [str(each) for each in find_all()]


def damage(*statements):
    """Past the triggers."""
    tables = sorted({*watched_tables(), *KEPT, "api_edition"})
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


def kept():
    """What the tables hold, without the numbers of rows."""
    found = {}
    with connection.cursor() as cursor:
        for table in KEPT:
            cursor.execute(f"SELECT (to_jsonb(kept) - 'id' - 'document_id')::text FROM {table} kept ORDER BY 1")  # noqa: S608
            found[table] = [row for (row,) in cursor.fetchall()]
    return found


CHANGES = {
    "rows of documents are deleted": "DELETE FROM api_document WHERE slug IN ('kneeling', 'bending')",
    "all documents are gone": "TRUNCATE api_document CASCADE",
    "a list shows another title": "UPDATE api_document SET summary = convert_to('{}', 'UTF8') WHERE slug = 'raising'",
    "documents lose their facets": "UPDATE api_document SET specialties = '{}', sort_title = ''",
    "two exchange their addresses": (
        "UPDATE api_document SET slug = 'x' WHERE slug = 'kneeling'",
        "UPDATE api_document SET slug = 'kneeling' WHERE slug = 'raising'",
        "UPDATE api_document SET slug = 'raising' WHERE slug = 'x'",
    ),
    "one is told to be another's alias": "UPDATE api_document SET is_alias = true WHERE slug = 'raising'",
    "one expires": "UPDATE api_document SET expires_at = now() WHERE slug = 'bending'",
    "one is of another type": "UPDATE api_document SET type = 'page' WHERE slug = 'bending'",
    "one is of an old edition": (
        "UPDATE api_document SET edition_id = (SELECT min(number) FROM api_edition WHERE slug = 'raising') "
        "WHERE slug = 'raising'"
    ),
    "search entries are gone": "DELETE FROM api_searchentry",
    "search entries say something else": "UPDATE api_searchentry SET words = 'no', vector = to_tsvector('no')",
    "names are gone": "DELETE FROM api_searchname WHERE start = 0",
    "names are there twice": (
        "INSERT INTO api_searchname (document_id, locale, ending, start, position, name) "
        "SELECT document_id, locale, ending, start, position, name FROM api_searchname"
    ),
    "words are gone": "DELETE FROM api_searchword WHERE word LIKE 'k%'",
    "words sound otherwise": "UPDATE api_searchword SET sound = 'x', lexeme = 'y' WHERE word <> 'gone'",
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_worked_out_from_the_log_is_mended(what, hospital):
    before, newest = kept(), Edition.objects.count()
    statements = CHANGES[what]
    damage(*([statements] if isinstance(statements, str) else statements))
    damaged = kept()

    found = list(find_all())
    assert found
    assert kept() == damaged, "looking has changed something"
    assert all(each.is_mended and each.done for each in repair_all(found))

    assert problems() == []
    assert kept() == before
    assert Edition.objects.count() == newest, "the log had it already"


def test_pages_changed_past_the_triggers_are_published(hospital, api):
    damage("UPDATE wagtailcore_page SET title = 'Told anew' WHERE slug = 'raising'")
    assert problems() == ["procedure “Raising” (en): the document says something else"] or problems()

    verify_and_repair()

    assert problems() == []
    assert api("procedures/raising/").json()["title"] == "Told anew"


def test_rows_that_are_gone_are_withdrawn(hospital, api):
    page = ProcedurePage.objects.get(slug="raising")
    damage(
        f"DELETE FROM procedures_procedurepage_specialties WHERE procedurepage_id = {page.pk}",  # noqa: S608
        f"DELETE FROM procedures_procedurepage WHERE page_ptr_id = {page.pk}",  # noqa: S608
    )

    verify_and_repair()

    assert problems() == []
    assert api("procedures/raising/").status_code == 410


def test_rubbish_in_a_row_stops_nothing_and_is_told(hospital, capsys):
    damage(
        """UPDATE procedures_procedurepage SET sections = '[{"type": "what", "value": 3, "id": "x"}]'
        WHERE page_ptr_id = (SELECT id FROM wagtailcore_page WHERE slug = 'raising')""",
        "DELETE FROM api_document WHERE slug = 'kneeling'",
    )

    with pytest.raises(SystemExit):
        call_command("verify_editions", "--repair")

    said = capsys.readouterr().out
    assert "Mended: procedure “Kneeling” (en)" in said
    assert "Not mended: procedure “Raising” (en)" in said
    assert Document.objects.filter(slug="kneeling").exists()


def test_an_edition_that_was_changed_is_told_with_a_remedy_and_readers_get_a_right_one(hospital, api):
    damage(
        "UPDATE api_edition SET body = convert_to(replace(convert_from(body, 'UTF8'), 'Raising', 'Rising'), 'UTF8') "
        "WHERE number = (SELECT edition_id FROM api_document WHERE slug = 'raising')"
    )
    assert api("procedures/raising/").json()["title"] == "Rising"

    outcomes = [each.outcome for each in verify_and_repair()]

    assert api("procedures/raising/").json()["title"] == "Raising"
    assert any("readers get edition" in each for each in outcomes)
    [left] = find_all()
    assert left.outcome.startswith("Not mended: Edition")
    assert "restore it from a backup" in repair_all([left])[0].outcome


def test_triggers_that_are_switched_off_are_told_and_put_back(hospital):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cms_contact DISABLE TRIGGER cms_note_change")
        cursor.execute("ALTER TABLE api_edition DISABLE TRIGGER USER")

    assert [each.split(":")[0] for each in problems()] == ["The log", "The table cms_contact"]
    verify_and_repair()

    assert [each.split(":")[0] for each in problems()] == ["The log"]


def test_rule_of_files_that_somebody_took_away_is_put_back(hospital):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DROP FUNCTION api_media_file")
        cursor.execute("ALTER TABLE api_document DISABLE TRIGGER cms_note_let_go")

    [problem] = problems()
    assert problem.startswith("The rule by which files")
    verify_and_repair()

    assert problems() == []


def test_a_feed_without_an_epoch_gets_a_new_one(hospital):
    Feed.objects.all().delete()

    assert verify_and_repair()

    assert Feed.objects.count() == 1
    assert problems() == []


def test_repairing_forgets_what_is_solved_also_where_nothing_differs(hospital, capsys):
    document = Document.objects.get(slug="raising")
    StaleDocument.objects.create(
        type=document.type,
        document_id=document.document_id,
        locale=document.locale,
        follow_up=FollowUp.objects.get_or_create(transaction=1, defaults={"cause": "x"})[0],
        needs_editor=True,
        problem="Choose another slug.",
    )

    call_command("verify_editions", "--repair")

    assert not StaleDocument.objects.exists()
    assert "Mended: procedure" in capsys.readouterr().out


def test_emptying_any_followed_table_makes_everything_follow(db):
    for table in sorted(watched_tables()):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE api_edition DISABLE TRIGGER USER")
            cursor.execute(f'TRUNCATE "{table}" CASCADE')
            assert "language:" in set(Change.objects.values_list("key", flat=True)), table
            transaction.set_rollback(True)


def test_emptied_restrictions_publish_what_was_private(hospital, api):
    page = ProcedurePage.objects.get(slug="raising")
    page.view_restrictions.create(restriction_type="login")
    drain()
    assert api("procedures/raising/").status_code == 410

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE wagtailcore_pageviewrestriction CASCADE")
    drain()

    assert api("procedures/raising/").status_code == 200


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_deleted_or_changed_at_random_is_mended(seed, hospital):
    chance = random.Random(seed)  # noqa: S311  # no secret
    for table in chance.sample(KEPT, 3):
        damage(f"DELETE FROM {table} WHERE ctid IN (SELECT ctid FROM {table} ORDER BY random() LIMIT 3)")  # noqa: S608
    change = chance.choice(["SET live = false", "SET title = title || '!'", "SET expire_at = now()"])
    damage(f"UPDATE wagtailcore_page {change} WHERE slug IN ('raising', 'bending')")

    assert all(each.is_mended for each in verify_and_repair())
    assert problems() == []
