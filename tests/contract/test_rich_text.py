"""Every form of rich text says what its HTML says, by the renderers that front ends use."""

import pytest
from markdown_it import MarkdownIt

from api.contract.values import RichText
from api.representations.markdown import escape, to_markdown
from api.representations.plain_text import to_plain_text
from api.representations.portable_text import to_portable_text
from api.representations.rich_text import with_rich_text
from tests.rich_texts import TEXTS, TRICKY, at_random, read
from tests.typescript import draw

RANDOM = {f"random {seed}": at_random(seed) for seed in range(400)}


@pytest.mark.slow
def test_portable_text_is_drawn_as_the_html_says():
    written = {**TRICKY, **RANDOM}

    drawn = draw([to_portable_text(html) for html in written.values()])

    differing = [name for (name, html), again in zip(written.items(), drawn, strict=True) if read(html) != read(again)]
    assert differing == []


@pytest.mark.parametrize("name", TRICKY)
def test_every_form_fits_the_contract(name):
    stored = {"format": "html", "html": TRICKY[name]}

    for form in ("html", "portable-text", "markdown", "text"):
        assert RichText.model_validate(with_rich_text(stored, form)).root.format == form


def test_keys_of_portable_text_are_the_same_each_time_and_unique():
    blocks = to_portable_text(TRICKY["links"] + TRICKY["marks in marks"])

    assert blocks == to_portable_text(TRICKY["links"] + TRICKY["marks in marks"])
    for array in (blocks, *(block["children"] for block in blocks), *(block["markDefs"] for block in blocks)):
        keys = [item["_key"] for item in array]
        assert len(set(keys)) == len(keys)


@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["commonmark", "gfm-like"])
def test_markdown_is_drawn_as_the_html_says(flavour):
    renderer = MarkdownIt(flavour, {"html": True, "linkify": False})

    for name, html in {**TRICKY, **RANDOM}.items():
        drawn = renderer.render(to_markdown(html))
        assert read(drawn, documents=False) == read(html, documents=False), name


@pytest.mark.parametrize("text", [*filter(str.strip, TEXTS), "1. a", "a & b &lt; c", "~~~", "| a |", "==="])
def test_plain_text_in_markdown_shows_as_it_is(text):
    assert read(MarkdownIt().render(escape(text))) == read(f"<p>{html_of(text)}</p>")


def html_of(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (TRICKY["nested lists"], "- a\n  1. b\n  2. c\n    - d\n- e\n\nf"),
        (TRICKY["link to a document"], "See the first visit (/visits/first_(one)/)."),
        (
            '<p>Call <a href="tel:+1310">+1310</a> or <a href="mailto:a@b.example">us</a>.</p>',
            "Call +1310 or us (a@b.example).",
        ),
        ('<p>Call <a href="tel:+1311;ext=5">the desk</a>.</p>', "Call the desk (+1311 ext. 5)."),
        (TRICKY["positions"], "10³ ml of H₂O, 2^(nd)"),
        (TRICKY["abbreviation"], 'An ECG (electro"cardio"gram).'),
        (TRICKY["line breaks"], "One\ntwo\n\nthree\nfour"),
        ("<h4>Before</h4><p>a</p><p>b</p>", "Before\n\na\n\nb"),
        ('<p>See <a href="#risks">risks</a>.</p>', "See risks."),
    ],
)
def test_plain_text_reads_well(html, text):
    assert to_plain_text(html) == text
