"""What pictures say to people who do not see them."""

import re
from collections.abc import Iterator

from api.contract.blocks import ImageBlock
from api.text.walker import passages_of
from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page, Place, pointer
from procedures.language.words import words_in

UNSEEN = gettext_noop("People who do not see the picture are told nothing of it.")
_FILE_NAME = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|heic|tiff?|bmp|svg|pdf)$|^(?:img|dsc[nf]?|dscn|pxl|image|photo|"
    r"foto|picture|imagen|screen ?shot|untitled|scan)[\s_-]*[0-9]*$"
    r"|^[^\s]*_[^\s]*$|^[a-z0-9]+(?:-[a-z0-9]+){2,}$|^[0-9a-f-]{12,}$|(?:^|[_\s-])(?:final|v[0-9]|copy|[0-9]{3,4}x[0-9]{3,4})$",
    re.IGNORECASE,
)
_EMPTY_WORDS = re.compile(
    r"^(?:(?:a|an|the|un|una|el|la) )?(?:image|picture|photo|photograph|graphic|drawing|icon|logo|"
    r"imagen|foto|dibujo)s?\.?$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:image|picture|photo|photograph|graphic|imagen|foto) (?:of|showing|de|que muestra)\b", re.IGNORECASE
)


@check("picture-file-name", severity="warning", why=UNSEEN)
def picture_file_name(page: Page) -> Iterator[Found]:
    for words, place in _alternatives(page):
        if _FILE_NAME.search(words) or _EMPTY_WORDS.match(words):
            yield Found(
                message=_("The description of the picture is “{words}”.").format(words=words),
                remedy=_("Say what the picture shows."),
                at=place,
            )


@check(
    "picture-repeats-caption",
    severity="hint",
    why=gettext_noop("People who have the page read to them hear the same twice."),
)
def picture_repeats_caption(page: Page) -> Iterator[Found]:
    for block in page.blocks:
        if block.model.type == "image" and _repeats(block.model):
            yield Found(
                message=_("The picture's description is its caption again."),
                remedy=_("Describe what is seen, or leave the description empty as decoration."),
                at=block.place,
            )


def _repeats(block: ImageBlock) -> bool:
    """A draft may have no picture yet."""
    return bool(block.image and block.caption) and words_in(block.image.alt) == words_in(block.caption or "")


@check("picture-of-a-picture", severity="hint", why=gettext_noop("Screen readers say “picture” themselves."))
def picture_of_a_picture(page: Page) -> Iterator[Found]:
    for words, place in _alternatives(page):
        if match := _OPENING.match(words):
            yield Found(
                message=_("The description begins with “{words}”.").format(words=match.group()),
                remedy=_("Begin with what is seen."),
                at=place,
            )


def _alternatives(page: Page) -> Iterator[tuple[str, Place]]:
    for passage in passages_of(page.content):
        if passage.role == "alternative":
            yield passage.words, Place(path=pointer(passage.path), block=passage.block_id or None)
