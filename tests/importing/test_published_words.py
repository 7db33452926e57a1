"""Whatever the file holds: every word of it is in the published document, or in the report as set aside.

What its form would refuse to publish stays a draft: then the draft holds every word.
"""

import json
from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from api.models import Edition
from procedures.checks.drafts import newest, read_content
from procedures.checks.site import Site
from procedures.language.words import words_in
from procedures.management.commands.import_procedures import import_file
from procedures.models import ProcedurePage
from tests.importing.test_accounting import DOCUMENTS, words_of


def document_of(page, api):
    if page.live:
        return api(f"procedures/{page.slug}/").json()
    [(draft, surroundings)] = newest([page.pk])
    content, unreadable = read_content(draft, surroundings)
    assert not unreadable
    return json.loads(content.model_dump_json(warnings=False))


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(page=DOCUMENTS)
def test_every_word_is_published_or_set_aside(index, tmp_path, api, page):
    file = tmp_path / "veloplasty.txt"
    file.write_text(page, encoding="utf-8")
    if not page.strip():
        return

    with transaction.atomic():
        report = import_file(file, index, Site(), publish=True)
        assert report["status"] == "created", report
        page_of_file = ProcedurePage.objects.get(pk=report["page"]["id"])
        assert page_of_file.live != bool(report["not_published"])
        document = document_of(page_of_file, api)
        transaction.set_rollback(True)

    kept = words_of(document) + words_of([entry["text"] for entry in report["set_aside"]])
    missing = Counter(words_in(page)) - kept
    assert not missing
    assert Edition.objects.filter(type="procedure").count() == 0
