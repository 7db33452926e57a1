"""Rich text of the kind that editors write most is cleaned without being parsed, and comes out the same."""

import re

import pytest

from cms.publishing.rendering import rich_text
from cms.publishing.rendering.context import Context
from tests.rich_texts import at_random

WITHOUT_PARSING = 200


def written(seed):
    """As Wagtail stores it, without links and abbreviations."""
    html = re.sub(r"</?(a|abbr)\b[^>]*>", "", at_random(seed))
    html = re.sub(r"<(/?)strong>", r"<\1b>", html)
    return re.sub(r"<(/?)em>", r"<\1i>", html)


@pytest.fixture
def parsed(monkeypatch):
    """The same text, whatever it is, by way of the parser."""

    def parse(source):
        with monkeypatch.context() as patched:
            patched.setattr(rich_text, "NEEDS_PARSING", re.compile(""))
            return rich_text.clean(source, Context(locale="en"))

    return parse


def test_same_comes_out_either_way(parsed):
    simple = [source for seed in range(1000) if not rich_text.NEEDS_PARSING.search(source := written(seed))]
    assert len(simple) >= WITHOUT_PARSING

    for source in simple:
        assert rich_text.clean(source, Context(locale="en")) == parsed(source), source
