"""What a new treatment begins with: the sections of its kind, in the order of a patient's way, with nothing in them."""

from collections.abc import Iterable
from uuid import uuid4

from wagtail.blocks import StreamValue

from procedures.blocks.questions import question

EVERY = ("what", "candidacy", "benefits", "risks", "alternatives", "prepare", "during", "after", "when_to_call")
SKELETONS = {
    "": EVERY,
    "noninvasive": (
        *("what", "how_it_works", "indications", "candidacy", "benefits", "risks", "alternatives"),
        *("prepare", "during", "after", "results", "when_to_call"),
    ),
    "percutaneous": (
        *("what", "indications", "candidacy", "benefits", "risks", "alternatives"),
        *("prepare", "during", "after", "recovery", "follow_up", "when_to_call"),
    ),
    "surgical": (
        *("what", "indications", "candidacy", "benefits", "risks", "alternatives"),
        *("prepare", "during", "after", "recovery", "follow_up", "living_with", "when_to_call"),
    ),
}
"""``procedure_type`` of a treatment to the kinds of its sections. An empty type has what every treatment needs."""


Outline = list[dict[str, object]]
"""Kind and heading of each section, as a StreamField is stored."""


def skeleton(procedure_type: str, *, language: str) -> Outline:
    return outline(((kind, "") for kind in SKELETONS[procedure_type]), language=language)


def outline_like(sections: StreamValue, *, language: str) -> Outline:
    """The same questions in the same order. Not one word of the other treatment, which would be wrong of this one; but
    a section that answers none of the questions is nothing without its heading."""
    kinds = ((section.block_type, section.value["heading"]) for section in sections)
    return outline(kinds, language=language)


def outline(sections: Iterable[tuple[str, str]], *, language: str) -> Outline:
    headings = ((kind, heading if kind == "other" else question(kind, language)) for kind, heading in sections)
    return [{"type": kind, "value": {"heading": heading}, "id": str(uuid4())} for kind, heading in headings]
