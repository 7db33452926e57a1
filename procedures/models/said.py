"""What a treatment says that a clinical review vouches for: sections and key figures, without what is only shown."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.db.models import Model
from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText

from cms.values.told import gettext, of_lazy
from procedures.blocks.sections import KINDS
from procedures.models.pages import ProcedurePage
from procedures.review.lapses import Said, said

FIGURES = "facts"
"""Stands for the key figures at the top, beside the ids of sections."""
SHOWN = {"image", "call_to_action", "related_treatments", "clinicians", "locations", "cost"}
"""Blocks that advise nothing: pictures, people, places, what it costs, and what leads elsewhere."""
BESIDES = {"image", "poster", "also", "as_of", "style"}
"""Members likewise: pictures, how it is arranged, and when somebody looked it up."""
OTHER = "other"
Written = Iterator[tuple[str, str]]


def said_by(page: ProcedurePage) -> dict[str, Said]:
    sections = {str(section.id): said(name_of(section), written(section.value)) for section in page.sections}
    figures = said(gettext("Key figures"), written(page.facts))
    found = {FIGURES: figures} | sections
    return {key: each for key, each in found.items() if each.parts}


def name_of(section: StreamValue.StreamChild) -> str:
    is_other = section.block_type == OTHER
    return str(section.value["heading"]) if is_other else of_lazy(KINDS[section.block_type][0])


def written(value: object, place: str = "") -> Written:
    """Depth first, in the order of the page; of what is chosen, which one."""
    if isinstance(value, StreamValue):
        for child in value:
            if child.block_type not in SHOWN:
                yield from written(child.value, f"{place}/{child.block_type}")
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if name not in BESIDES:
                yield from written(each, f"{place}/{name}")
    elif isinstance(value, ListValue | list | tuple):
        for each in value:
            yield from written(each, place)
    elif value not in (None, "", False):
        yield place, text_of(value)


def text_of(value: object) -> str:
    if isinstance(value, RichText):
        return str(value.source)
    if isinstance(value, Model):
        return f"number {value.pk}"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
