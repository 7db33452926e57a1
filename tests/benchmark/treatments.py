"""Any number of treatments, each with words of its own, as pages and as documents: minutes for a hundred thousand.

A few templates are written and published as editors do it. Their copies are pages by SQL and editions through the real
log, with the same words in place of the templates' marks; ``check`` compares some of them with what publishing says.
"""

import json
import multiprocessing
import random
import sys
import uuid
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from unittest import mock

from django.db import connection, transaction
from django.utils.html import strip_tags
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from api.contract.catalogue import PROCEDURE
from api.models import Document, Edition
from api.process.sql import run
from cms.publishing.following.catching_up import catch_up_entirely
from cms.publishing.log import writing
from cms.publishing.log.entries import Address, Entry
from cms.publishing.publications.decisions import decide
from cms.publishing.publications.rows import rows_of
from cms.publishing.rows.surroundings import Surroundings
from procedures.models import Condition, ProcedurePage, Specialty
from tests import factories
from tests.benchmark import hospital

TEMPLATES = 10
"""Each with a specialty, a condition and a part of the body of its own: a filter leaves a tenth."""
BATCH = 250
SECTIONS = {
    "what": "What is it?",
    "candidacy": "Am I a candidate?",
    "during": "What happens during it?",
    "after": "What to expect after?",
    "risks": "What can go wrong?",
}
PARAGRAPHS = 3
SENTENCES = (
    "A nurse meets you before the {} and stays with you <strong>until the {} is over</strong>.",
    "Most people go home after the {}, with a {} for the first days.",
    "Tell us about any {} or {} that you take, so that we can plan the {}.",
    "The {} is cleaned, and a small {} is placed beside the {}.",
    "You may feel some {} for a while; a {} usually helps.",
    "Your team looks at the {} again after a week.",
    "Call us when the {} becomes {}, or when you have a fever.",
)
PER_PARAGRAPH = 4
AREAS = ("brain", "heart", "skin", "spine", "knee")

COMMON = "anesthetic"
"""Stands in the text of every second treatment, and nowhere else."""
ONSETS = [*"bcdfglmnprstv", "br", "cl", "dr", "pl", "tr", "st", "ch"]
SYLLABLES = [start + vowel for start in ONSETS for vowel in "aeiou"]
LEXICON = 6000


@dataclass(kw_only=True)
class Treatment:
    """What tells a copy from its template."""

    number: int
    page_id: int

    @cached_property
    def key(self) -> uuid.UUID:
        return uuid.UUID(int=random.Random(self.number).getrandbits(128), version=4)  # noqa: S311

    @property
    def slug(self) -> str:
        return f"t-{self.number}"

    @property
    def title(self) -> str:
        return f"{name_of(self.number).capitalize()} repair {self.number}"

    def text(self, marks: str) -> str:
        """With this treatment's words in place of the template's marks."""
        for mark, words in zip(MARKS, paragraphs_of(self.number), strict=True):
            marks = marks.replace(mark, words)
        return marks


def name_of(number: int) -> str:
    """A word that stands in ten treatments and nowhere else."""
    return spelled(number // 10 * 48_611, syllables=4)


def spelled(number: int, *, syllables: int) -> str:
    word = ""
    for _ in range(syllables):
        number, digit = divmod(number, len(SYLLABLES))
        word += SYLLABLES[digit]
    return word


WORDS = [f"{spelled(rank * 37, syllables=2)}n" for rank in range(LEXICON)]
# As in any language: the second word stands half as often as the first, the third a third as often.
WEIGHTS = list(accumulate(1 / (rank + 10) for rank in range(LEXICON)))
MARKS = [f"@{number:02}@" for number in range(len(SECTIONS) * PARAGRAPHS)]


def paragraphs_of(number: int) -> list[str]:
    """The same for the same number."""
    chance = random.Random(number)  # noqa: S311
    words = iter(chance.choices(WORDS, cum_weights=WEIGHTS, k=len(MARKS) * PER_PARAGRAPH * 3))
    paragraphs = [
        " ".join(
            sentence.format(*(next(words) for _ in range(sentence.count("{}"))))
            for sentence in chance.choices(SENTENCES, k=PER_PARAGRAPH)
        )
        for _ in MARKS
    ]
    if number % 2 == 0:
        paragraphs[-1] += f" You get an {COMMON}."
    return paragraphs


class Hospital:
    """A site whose treatments grow to any number, all of them published."""

    def __init__(self):
        place = factories.make_site()
        self.templates = [template(place, number) for number in range(TEMPLATES)]
        for _ in catch_up_entirely():
            pass
        self.index = place.index
        self.pages = TEMPLATES

    def grow(self, pages, *, with_index):
        """``with_index`` fills the index of Wagtail's own search, too, which costs more than all the rest."""
        numbers = range(self.pages, pages)
        print(f"  {len(numbers)} treatments more …", end="", file=sys.stderr, flush=True)
        hospital.switch_triggers("DISABLE")
        in_parallel(self.copy, [numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH)])
        hospital.switch_triggers("ENABLE")
        Page.objects.filter(pk=self.index.pk).update(numchild=pages)
        if with_index:
            keys = list(ProcedurePage.objects.order_by("pk").values_list("pk", flat=True))
            in_parallel(add_to_index, [keys[start : start + BATCH] for start in range(0, len(keys), BATCH)])
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        self.pages = pages
        check(pages)
        print(" done", file=sys.stderr)

    def copy(self, numbers):
        ids = next_ids(len(numbers))
        treatments = [Treatment(number=number, page_id=pk) for number, pk in zip(numbers, ids, strict=True)]
        for position, original in enumerate(self.templates):
            if mine := [each for each in treatments if each.number % TEMPLATES == position]:
                copy_pages(original, mine)
                append_editions(original, mine)


def in_parallel(work, parts):
    """On all cores: nobody reads meanwhile, so numbers need not follow commits, and copies have slugs of their own."""
    connection.close()
    with (
        mock.patch.object(writing, "take_lock", lambda *then: run(*then)),
        mock.patch.object(writing, "refuse_taken_slugs"),
        multiprocessing.get_context("fork").Pool() as pool,
    ):
        pool.map(work, parts, chunksize=1)


def add_to_index(keys):
    get_search_backend().add_bulk(ProcedurePage, ProcedurePage.objects.filter(pk__in=keys))


def template(place, number):
    locale = Locale.get_default()
    shared = {"image": factories.image(title=f"Drawing {number}"), "contact": factories.contact(label=f"Line {number}")}
    marks = iter(MARKS)
    sections = [
        factories.section(kind, heading, *(factories.text(next(marks)) for _ in range(PARAGRAPHS)))
        for kind, heading in SECTIONS.items()
    ]
    sections[2][1]["blocks"].append(hospital.image_of(shared))
    return factories.treatment(
        place.index,
        slug=f"t-{number}",
        title=f"Template {number}",
        summary=f"What happens in treatment of kind {number}, before and after.",
        specialties=[Specialty.objects.create(name=f"Specialty {number}", locale=locale)],
        conditions=[Condition.objects.create(name=f"Condition {number}", locale=locale)],
        body_area=AREAS[number % len(AREAS)],
        sections=sections,
        **shared,
    )


def next_ids(count):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('wagtailcore_page', 'id')) FROM generate_series(1, %s)", [count]
        )
        return [row[0] for row in cursor.fetchall()]


def copy_pages(original, treatments):
    parent = original.path[: -original.steplen]
    folder = original.url_path.removesuffix(f"{original.slug}/")
    given = {
        "id": [each.page_id for each in treatments],
        "path": [parent + hospital.step(each.number + 1) for each in treatments],
        "slug": [each.slug for each in treatments],
        "title": [each.title for each in treatments],
        "draft_title": [each.title for each in treatments],
        "url_path": [f"{folder}{each.slug}/" for each in treatments],
        "translation_key": [each.key for each in treatments],
    }
    stored = json.dumps(original.sections.get_prep_value())
    sections = [each.text(stored) for each in treatments]
    insert(Page, original, given, none=("latest_revision_id", "live_revision_id"))
    insert(ProcedurePage, original, {"page_ptr_id": given["id"], "sections": sections})
    with connection.cursor() as cursor:
        for name in ("specialties", "conditions"):
            cursor.execute(
                f"INSERT INTO procedures_procedurepage_{name} (procedurepage_id, {hospital.singular(name)}_id)"
                f" SELECT copy, {hospital.singular(name)}_id FROM procedures_procedurepage_{name}, unnest(%s) AS copy"
                " WHERE procedurepage_id = %s",
                [given["id"], original.pk],
            )


TYPES = {"id": "int", "page_ptr_id": "int", "translation_key": "uuid", "sections": "jsonb"}


def insert(model, original, given, *, none=()):
    """Rows like that of the original, but with these columns."""
    columns = [field.column for field in model._meta.local_concrete_fields]
    values = {name: f"given.{name}" for name in given} | dict.fromkeys(none, "NULL")
    arrays = ", ".join(f"%({name})s::{TYPES.get(name, 'text')}[]" for name in given)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(columns)})"
            f" SELECT {', '.join(values.get(column, f'original.{column}') for column in columns)}"
            f" FROM {model._meta.db_table} original, unnest({arrays}) AS given({', '.join(given)})"
            f" WHERE original.{model._meta.pk.column} = %(original)s",
            given | {"original": original.pk},
        )


def append_editions(original, treatments):
    last = Edition.objects.filter(type=PROCEDURE.name, document_id=original.translation_key).latest("number")
    stored = bytes(last.body).decode().replace(original.title, "@title@")
    shared = set(last.dependencies) - own_keys(original.pk, original.translation_key)
    with transaction.atomic():
        writing.append_all(
            [
                Entry(
                    type=PROCEDURE,
                    content=content_of(each, stored, original.slug),
                    keys=shared | own_keys(each.page_id, each.key),
                )
                for each in treatments
            ]
        )


def own_keys(page_id, translation_key):
    return {f"page:{page_id}", f"own:page:{page_id}", f"translations:{translation_key}"}


def content_of(treatment, stored, slug):
    named = treatment.text(stored).replace("@title@", treatment.title)
    values = json.loads(named.replace(f"/{slug}/", f"/{treatment.slug}/"))
    del values["edition"]
    values["translations"][0]["slug"] = treatment.slug  # itself
    for section in values["sections"]:
        for block in section["blocks"]:
            block["fallback"] = strip_tags(block["fallback"])
    return PROCEDURE.content.model_validate(values | {"id": treatment.key, "slug": treatment.slug})


def check(pages, *, looked_at=20):
    """Raise AssertionError where a document is not what publishing its page would give."""
    assert Document.objects.filter(type=PROCEDURE.name).count() == pages
    chance = random.Random(pages)  # noqa: S311
    for number in chance.sample(range(pages), looked_at):
        (row,) = rows_of(ProcedurePage, ProcedurePage.objects.filter(slug=f"t-{number}").values_list("pk", flat=True))
        address = Address(type=PROCEDURE.name, document_id=row.translation_key, locale="en")
        with transaction.atomic():
            entry = decide(row, address, Surroundings()).entry
        (found,) = run(writing.select_live([address]))
        live = writing.live_by_address(found)[address]
        assert entry.is_said_by(live), f"{row.slug}: {set(live.dependencies) ^ entry.keys}"
