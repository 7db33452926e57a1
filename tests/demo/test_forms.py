"""Every rich text of the sample hospital says the same in every form, drawn by the renderers that front ends use."""

import pytest
from markdown_it import MarkdownIt

from tests.rich_texts import read
from tests.typescript import draw

COLLECTIONS = ("procedures", "pages", "specialties", "conditions", "clinicians", "locations")


@pytest.fixture(scope="module")
def addresses(demo):
    return [
        f"/api/v1/{collection}/{item['slug']}/?locale={locale}"
        for collection in COLLECTIONS
        for locale in ("en", "es")
        for item in demo.get(f"/api/v1/{collection}/?limit=100&locale={locale}&fields=slug").json()["results"]
    ]


def rich_texts(value, member):
    """All there are in an answer, in order."""
    if isinstance(value, list):
        return [found for item in value for found in rich_texts(item, member)]
    if not isinstance(value, dict):
        return []
    if value.keys() == {"format", member}:
        return [value[member]]
    return [found for inner in value.values() for found in rich_texts(inner, member)]


def in_form(demo, addresses, form, member):
    return [
        found for address in addresses for found in rich_texts(demo.get(f"{address}&rich_text={form}").json(), member)
    ]


def test_portable_text_and_markdown_say_what_the_html_says(demo, addresses):
    htmls = in_form(demo, addresses, "html", "html")
    assert len(htmls) > 300

    drawn = draw(in_form(demo, addresses, "portable-text", "portable_text"))
    markdowns = [MarkdownIt().render(text) for text in in_form(demo, addresses, "markdown", "markdown")]

    for html, portable, markdown in zip(htmls, drawn, markdowns, strict=True):
        assert read(portable) == read(html)
        assert read(markdown, documents=False) == read(html, documents=False)


def test_every_document_is_markdown_that_begins_with_its_name(demo, addresses):
    for address in addresses:
        document = demo.get(address).json()
        text = demo.get(f"{address}&format=markdown").text
        assert text.startswith("# ")
        assert document.get("url", "") in text
        assert str(document["edition"]["number"]) in text.rpartition("\n- ")[2]
