"""A hospital of any size: one treatment, as long as the sample's and with as many pictures, repeated."""

import sys

from django.db import connection
from wagtail.models import Page

from cms.publishing.following.capture import watched_tables
from cms.publishing.following.catching_up import catch_up_entirely
from procedures.models import ProcedurePage
from tests import factories

STEP = 4
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def build(pages):
    """A site with so many treatments below one index, all published; returns the place and the shared things."""
    place = factories.make_site()
    shared = factories.shared_content()
    template = factories.treatment(place.index, slug="t-0", title="Treatment 0", **members(shared))
    copy(template, pages - 1)
    for left in catch_up_entirely():
        print(f"\r  {pages} treatments, {left} still to be rendered    ", end="", file=sys.stderr)
    print(file=sys.stderr)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return place, shared


def members(shared):
    return {
        "summary": "A treatment for knees that no longer bend.",
        "contact": shared["contact"],
        "specialties": [shared["specialty"]],
        "conditions": [shared["condition"]],
        "image": shared["image"],
        "sections": [
            factories.section("what", "What is it?", *paragraphs()),
            factories.section("candidacy", "Am I a candidate?", *paragraphs()),
            factories.section("during", "What happens during it?", *paragraphs(), image_of(shared)),
            factories.section("after", "What to expect after?", *paragraphs()),
            factories.section("risks", "What can go wrong?", *paragraphs()),
        ],
    }


def paragraphs():
    return [factories.text(SENTENCE * 4) for _ in range(3)]


SENTENCE = "A nurse meets you at the door and stays with you <b>until you leave</b>, whatever the hour. "


def image_of(shared):
    return (
        "image",
        {"image": {"image": shared["image"], "alt_text": "A blue field", "decorative": False}, "caption": ""},
    )


def copy(template, number):
    """By SQL, as nothing else is fast enough for ten thousand; the triggers see to the documents."""
    parent = template.get_parent()
    columns = [field.column for field in Page._meta.concrete_fields]
    own = [field.column for field in ProcedurePage._meta.local_concrete_fields]
    replaced = {
        "id": "nextval(pg_get_serial_sequence('wagtailcore_page', 'id'))",
        "path": "new.path",
        "slug": "'t-' || new.n",
        "title": "'Treatment ' || new.n",
        "draft_title": "'Treatment ' || new.n",
        "url_path": "%(parent)s || 't-' || new.n || '/'",
        "translation_key": "gen_random_uuid()",
        "latest_revision_id": "NULL",
        "live_revision_id": "NULL",
    }
    selected = ", ".join(replaced.get(column, column) for column in columns)
    with connection.cursor() as cursor:
        for start in range(1, number + 1, 1000):
            numbers = range(start, min(start + 1000, number + 1))
            rows = {"ns": [*numbers], "paths": [parent.path + step(n + 1) for n in numbers]}
            cursor.execute(
                f"INSERT INTO wagtailcore_page ({', '.join(columns)})"
                f" SELECT {selected} FROM wagtailcore_page, unnest(%(ns)s::int[], %(paths)s::text[]) AS new(n, path)"
                " WHERE id = %(id)s",
                {"id": template.pk, "parent": parent.url_path, **rows},
            )
        copied = "p.id > %(id)s AND p.path LIKE %(path)s || '%%'"
        values = {"id": template.pk, "path": parent.path}
        mine = ", ".join("p.id" if column == "page_ptr_id" else f"t.{column}" for column in own)
        cursor.execute(
            f"INSERT INTO procedures_procedurepage ({', '.join(own)}) SELECT {mine}"
            f" FROM procedures_procedurepage t, wagtailcore_page p WHERE t.page_ptr_id = %(id)s AND {copied}",
            values,
        )
        for name in ("specialties", "conditions"):
            cursor.execute(
                f"INSERT INTO procedures_procedurepage_{name} (procedurepage_id, {singular(name)}_id)"
                f" SELECT p.id, t.{singular(name)}_id FROM procedures_procedurepage_{name} t, wagtailcore_page p"
                f" WHERE t.procedurepage_id = %(id)s AND {copied}",
                values,
            )
        cursor.execute("UPDATE wagtailcore_page SET numchild = %s WHERE id = %s", [number + 1, parent.pk])


def singular(name):
    return {"specialties": "specialty", "conditions": "condition"}[name]


def step(number):
    """Wagtail's path of the child with this number."""
    digits = ""
    while number:
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits.rjust(STEP, "0")


def switch_triggers(state):
    """``ENABLE`` or ``DISABLE`` those that note what changes."""
    with connection.cursor() as cursor:
        for table in sorted(watched_tables()):
            cursor.execute(f'ALTER TABLE "{table}" {state} TRIGGER cms_note_change')
