"""Lines of rich text are read by a way of their own: they say what its paragraphs say."""

from hypothesis import given
from hypothesis import strategies as st

from api.text.rich_text import read_lines, read_paragraphs
from cms.publishing.rendering.rich_text import purified

WORDS = st.text(st.sampled_from("ab \n\u00a0&<>\"';"), max_size=8)
INLINE = st.recursive(
    WORDS | st.just("<br>"),
    lambda inner: (
        st.builds(
            "<{0}>{1}</{0}>".format,
            st.sampled_from(["strong", "em", "sup", "sub"]),
            st.lists(inner, max_size=2).map("".join),
        )
        | st.builds('<a href="/x" title="{}">{}</a>'.format, WORDS.map(lambda words: words.replace('"', "")), inner)
    ),
    max_leaves=4,
)
TEXT = st.lists(INLINE, max_size=3).map("".join)
BLOCKS = st.recursive(
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "h4", "h5"]), TEXT),
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(["ul", "ol"]),
        st.lists(st.builds("<li>{}{}</li>".format, TEXT, st.lists(inner, max_size=2).map("".join)), max_size=3).map(
            "".join
        ),
    ),
    max_leaves=5,
)


@given(st.lists(BLOCKS | TEXT, max_size=4).map("".join).map(purified))
def test_lines_say_what_paragraphs_say(html):
    assert read_lines(html) == [text for paragraph in read_paragraphs(html) if (text := paragraph.text)]
