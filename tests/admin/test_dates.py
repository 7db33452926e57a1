"""Days and moments in sentences."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from cms.admin.dates import moment

AFTERNOON = datetime(2026, 11, 30, 13, 48, tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "es"])
def test_sentence_that_ends_with_a_moment_ends_with_one_full_stop(language):
    with translation.override(language):
        by_template = Template("{{ when|date:'DATETIME_FORMAT' }}").render(Context({"when": AFTERNOON}))
        ends = [moment(AFTERNOON)[-1], by_template[-1]]

    assert "." not in ends
