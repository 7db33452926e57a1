"""A defect planted into a good page that was read from a file is found; the good page itself is left alone."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from procedures.checks.site import Site
from procedures.importing.formats.plain_text import read_plain_text
from procedures.importing.reading import draft_of
from tests.checks.content import site
from tests.checks.planted import DEFECTS, ENGLISH, SPANISH

LANGUAGE = {ENGLISH: "en", SPANISH: "es"}
AROUND = Site(
    treatments=site("Knee replacement", "Gallbladder removal").treatments,
    organisation=("Larkmoor Hospital",),
    today=date(2026, 6, 1),
)


@cache  # both pages are the beginning of many others
def findings(page, words):
    draft = draft_of(read_plain_text(Path("page.txt"), words.encode()), locale=LANGUAGE[page], site=AROUND)
    return draft.findings


@pytest.mark.parametrize("page", [ENGLISH, SPANISH], ids=["english", "spanish"])
def test_good_page_has_no_error_and_hardly_a_warning(page):
    found = [(finding.severity, finding.code) for finding in findings(page, page) if finding.severity != "hint"]
    assert found in (
        [("warning", "phone-in-prose")],
        [("warning", "missing-references"), ("warning", "phone-in-prose")],
    )


@pytest.mark.parametrize(("page", "code", "old", "new"), DEFECTS, ids=[defect[1] for defect in DEFECTS])
def test_planted_defect_is_found(page, code, old, new):
    assert old in page
    before = {finding.code for finding in findings(page, page)}
    after = {finding.code for finding in findings(page, page.replace(old, new, 1))}
    assert code in after - before
