"""Whatever the file holds: every word of it is in the published document, or in the report as set aside."""

import html
import re
from collections import Counter

from django.db import transaction
from hypothesis import HealthCheck, given, settings

from api.models import Edition
from procedures.checks.site import Site
from procedures.language.words import words_in
from procedures.management.commands.import_procedures import import_file
from tests.importing.test_accounting import DOCUMENTS

MARKUP = re.compile(r"<[^>]+>")


def words_of(value):
    """The words of every text in a JSON value."""
    if isinstance(value, str):
        return Counter(words_in(html.unescape(MARKUP.sub(" ", value))))
    if isinstance(value, dict):
        value = list(value.values())
    return sum((words_of(inner) for inner in value), Counter()) if isinstance(value, list) else Counter()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(page=DOCUMENTS)
def test_every_word_is_published_or_set_aside(index, tmp_path, api, page):
    file = tmp_path / "veloplasty.txt"
    file.write_text(page, encoding="utf-8")
    if not page.strip():
        return

    with transaction.atomic():
        report = import_file(file, index, Site(), publish=True)
        assert report["status"] == "created", report
        document = api(f"procedures/{report['page']['slug']}/").json()
        transaction.set_rollback(True)

    kept = words_of(document) + words_of([entry["text"] for entry in report["set_aside"]])
    missing = Counter(words_in(page)) - kept
    assert not missing
    assert Edition.objects.filter(type="procedure").count() == 0
