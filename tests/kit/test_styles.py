"""The kit's design is in its tokens: a hospital that sets them has its own look everywhere."""

import re

from tests import typescript

STYLES = typescript.KIT / "styles"
TOKENS = re.findall(r"^ +(--hc-[a-z-]+):", (STYLES / "tokens.css").read_text("utf-8"), re.MULTILINE)
SITE = typescript.KIT.parent / "site" / "src" / "styles" / "site.css"
ON_PAPER = "@media print"
OWN = {"--hc-care", "--hc-focus-x", "--hc-focus-y"}
"""Properties that the styles of blocks set themselves."""


def text_of(path):
    return path.read_text("utf-8")


def test_styles_use_every_token_and_nothing_that_is_no_token():
    styles = "".join(map(text_of, [*STYLES.glob("*.css"), SITE]))

    assert {*re.findall(r"var\((--hc-[a-z-]+)", styles)} == {*TOKENS} | OWN


def test_colours_stand_in_the_tokens_alone_but_for_paper():
    for path in (STYLES / "blocks.css", SITE):
        on_screens = text_of(path).partition(ON_PAPER)[0]
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b|(?:rgb|hsl|oklch)a?\(", on_screens) == [], path.name


def test_readme_says_what_each_token_is():
    readme = text_of(typescript.KIT.parent / "README.md")

    assert [token for token in TOKENS if f"`{token}`" not in readme] == []


def test_what_is_wide_widens_no_grid():
    """A track that is named by nothing is as wide as the widest word or field in it: too wide for a narrow phone."""
    rules = re.findall(r"([^{}]+)\{([^{}]*display: grid[^{}]*)\}", text_of(SITE))

    assert rules
    assert [name.strip() for name, rule in rules if "grid-template-columns: " not in rule] == []
