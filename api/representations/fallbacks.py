"""What a block says, as plain lines: for those who do not know its type."""

from collections.abc import Iterator

from api.contract.blocks import BlockModel, CareCardBlock, CriteriaBlock
from api.representations.words import word
from api.text.passages import Passage
from api.text.walker import told_by

READ_ALOUD = {"display", "extension", "emergency_number", "email", "postal_code"}
"""Members without words that people need all the same: whom to call. Other values are for programs."""


def fallback_of(block: BlockModel, *, locale: str) -> str:
    """A line for each member, and for each paragraph of formatted text. What its members' names say beyond their words
    is said in words: that something speaks against a treatment, or how urgent a card is."""
    lines = [word(block.level, locale=locale)] if isinstance(block, CareCardBlock) else []
    heading = ""
    for passage in told_by(block):
        said = [*lines_of(passage, locale=locale)]
        own = heading_of(block, str(passage.path[0])) if said else heading
        if own not in ("", heading):
            lines.append(f"{word(own, locale=locale)}:")
        heading = own
        if passage.name == "extension" and lines:
            lines[-1] = " ".join([lines[-1], *said])  # of the number, which stands before it
        else:
            lines += said
    return "\n".join(lines)


def heading_of(block: BlockModel, member: str) -> str:
    """What stands above a member where its words alone would not tell what they are; empty where they do."""
    if not isinstance(block, CriteriaBlock) or member not in ("must", "may", "must_not"):
        return ""
    return f"{block.match}_needed" if member == "must" else member


def lines_of(passage: Passage, *, locale: str) -> Iterator[str]:
    if passage.role == "value" and passage.name not in READ_ALOUD:
        return
    if passage.name == "extension":
        yield f"{word('extension', locale=locale)} {passage.words}"
    else:
        yield from passage.lines
