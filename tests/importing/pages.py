"""Reading a page that a test writes as text."""

from pathlib import Path

from procedures.checks.site import Site
from procedures.importing.formats.plain_text import read_plain_text
from procedures.importing.reading import draft_of


def read_page(text, *, name="page.txt", locale="en"):
    """The draft of a page, with its findings."""
    return draft_of(read_plain_text(Path(name), text.encode()), locale=locale, site=Site())


def kinds(draft):
    return [section.kind for section in draft.content.sections]


def codes(draft):
    return {finding.code for finding in draft.findings}


def set_aside(draft, reason):
    return [entry.text.text for entry in draft.set_aside if entry.reason == reason]


def blocks_of(draft, kind):
    """What the blocks of the first section of a kind say."""
    section = next(section for section in draft.content.sections if section.kind == kind)
    return [said(block) for block in section.blocks]


NOT_SAID = {"id", "anchor", "fallback", "uri"}
UNKNOWN = (None, [], "und")


def said(model):
    """What a part of the contract says: without ids and addresses, empty members, the frame of rich text, and what is
    known only when it is published."""
    return shown(model.model_dump(mode="json"))


def shown(value):
    if isinstance(value, list):
        return [shown(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("format") == "html":
        return value["html"]
    return {name: shown(inner) for name, inner in value.items() if name not in NOT_SAID and inner not in UNKNOWN}


def spans(draft, *path):
    """First and last line of each paragraph of what stands at the path."""
    return [(span.first, span.last) for span in draft.origins[path].spans]


def confidence(draft, *path):
    return draft.origins[path].confidence
