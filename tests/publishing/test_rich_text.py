"""Rich text of the kind that editors write most is cleaned without being parsed, and comes out the same."""

import re
from html import escape

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


@pytest.mark.parametrize(
    "href",
    [
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "//evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\x01//evil.example",
        "/\u200b/evil.example",
        "\u00a0//evil.example",
        "java\tscript:alert(1)",
        "javascript:alert(1)",
        "data:text/html,x",
        "https:\\\\evil.example",
        "https:evil.example",
        "https:/evil.example",
        "https://[",
        "visits/",
        "",
    ],
)
def test_link_that_means_something_else_to_a_browser_leaves_its_words(href):
    context = Context(locale="en")

    assert rich_text.clean(f'<p>See <a href="{escape(href)}">this</a>.</p>', context) == "<p>See this.</p>"
    assert [link.words for link in context.lost_links] == ["this"]


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://a.example/b?c=1#d", "https://a.example/b?c=1#d"),
        (" https://a.example/ ", "https://a.example/"),
        ("/visits/", "/visits/"),
        ("#costs", "#costs"),
        ("mailto:ana@hospital.example", "mailto:ana@hospital.example"),
        ("tel:+1 310 555 0142", "tel:+1 310 555 0142"),
    ],
)
def test_safe_link_stays(href, kept):
    assert (
        rich_text.clean(f'<p><a href="{href}">this</a></p>', Context(locale="en"))
        == f'<p><a href="{kept}">this</a></p>'
    )
