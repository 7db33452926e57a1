"""What the checklist of a page says: errors apart from advice, each with its place in the form."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.admin.dates import day
from cms.publishing.requirements.examining import Found, examine
from cms.publishing.requirements.models import Waiver
from cms.publishing.requirements.requirement import Gap
from cms.publishing.unfinished import Finishable, unfinished_in

OLDER = _("What is public lacks this already, so it holds up no correction. Mend it when you can.")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing to mend, with a link to ``place``, a field of the form, or ``block`` in it."""

    message: str
    place: str
    block: str | None = None
    note: str = ""
    gap: Gap | None = None
    """What can be waived here."""
    waiver: int | None = None
    """What can be taken back here."""
    found: Gap | None = None
    """What it is about."""

    @property
    def section(self) -> str | None:
        """Id of the one it stands in."""
        return self.found.section if self.found else None

    @property
    def is_placed(self) -> bool:
        """It can be shown beside the words that it is about."""
        return self.found is not None and not self.found.is_of_page

    @property
    def is_hint(self) -> bool:
        return self.found is not None and self.found.is_hint

    @property
    def is_harmful(self) -> bool:
        return self.found is not None and self.found.is_harmful


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """``unfinished`` can be waived by nobody; ``missing`` keeps the page from being public until it is waived."""

    unfinished: list[Item]
    missing: list[Item]
    waived: list[Item]
    older: list[Item]
    advised: list[Item]

    @property
    def number_blocking(self) -> int:
        return len(self.unfinished) + len(self.missing)

    @classmethod
    def of(cls, page: Page) -> Self:
        examination = examine(page)
        found = examination.found if examination else ()
        return cls(
            unfinished=unfinished_items(page),
            missing=[item_of(each, is_waivable=each.is_waivable) for each in found if each.standing == "blocks"],
            waived=waived_items(found),
            older=[item_of(each, note=str(OLDER)) for each in found if each.standing == "older"],
            advised=[item_of(each) for each in found if each.standing == "advised"],
        )


def unfinished_items(page: Page) -> list[Item]:
    if not isinstance(page, Finishable):
        return []
    found = ((name, each) for name, each in unfinished_in(page) if is_written_by_editors(name, page))
    return [Item(message=str(each), place=name, block=each.block_id) for name, each in found]


def is_written_by_editors(name: str, page: Page) -> bool:
    """Where a new page stands, and its address, follow when it is saved."""
    field = page._meta.get_field(name)
    return bool(getattr(field, "editable", True)) and (page.pk is not None or name != "slug")


def item_of(found: Found, *, note: str = "", is_waivable: bool = False) -> Item:
    gap = found.gap
    return Item(
        message=gap.message,
        place=gap.place,
        block=gap.block,
        note=note or gap.why,
        gap=gap if is_waivable else None,
        waiver=found.waiver,
        found=gap,
    )


def waived_items(found: Iterable[Found]) -> list[Item]:
    waived = [each for each in found if each.standing == "waived"]
    keys = [each.waiver for each in waived if each.waiver is not None]
    waivers = Waiver.objects.select_related("waived_by").in_bulk(keys) if keys else {}
    return [item_of(each, note=said_of(waivers[each.waiver])) for each in waived if each.waiver in waivers]


def said_of(waiver: Waiver) -> str:
    by = waiver.waived_by and (waiver.waived_by.get_full_name() or waiver.waived_by)
    said = gettext("Waived until {until} by {user}: {reason}") if by else gettext("Waived until {until}: {reason}")
    return said.format(until=day(waiver.until), user=by, reason=waiver.reason)
