"""What is said of an edition beside its text: an app registers a function for each thing that it knows of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.admin.utils import get_user_display_name

from cms.admin.dates import in_hospital, to_the_second
from cms.records.shape import PartShape, Value

if TYPE_CHECKING:
    from cms.admin.records.asking import Inquiry

Known = Value | date | datetime


def name_of(user: User | None) -> str | None:
    return str(get_user_display_name(user)) if user else None


@dataclass(frozen=True, kw_only=True)
class Fact:
    """``name`` is for programs; ``label`` for people, and empty where only programs want to know. ``said`` is for
    people, where programs have a word of their own."""

    name: str
    known: Known
    label: str = ""
    said: str = ""

    @property
    def value(self) -> Value:
        if isinstance(self.known, datetime):
            return in_hospital(self.known).isoformat()
        return self.known.isoformat() if isinstance(self.known, date) else self.known

    @property
    def text(self) -> str:
        if self.said:
            return self.said
        match self.known:
            case None | "":
                return "–"
            case bool():
                return gettext("yes") if self.known else gettext("no")
            case datetime():
                return to_the_second(self.known)
            case date():
                return date_format(self.known, "DATE_FORMAT")
            case _:
                return str(self.known)


@dataclass(frozen=True, kw_only=True)
class Row:
    """Facts that belong together. ``url`` leads to more of it in the admin."""

    facts: tuple[Fact, ...]
    url: str | None = None

    @property
    def shown(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.label]

    @property
    def known(self) -> list[Fact]:
        return [fact for fact in self.shown if fact.known not in (None, "")]


@dataclass(frozen=True, kw_only=True)
class Part:
    """The answer to one thing that an auditor asks. All its rows have the same facts."""

    name: str
    heading: str
    says: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def is_table(self) -> bool:
        return len(self.rows) > 1

    def to_shape(self) -> PartShape:
        rows = [{fact.name: fact.value for fact in row.facts} for row in self.rows]
        return PartShape(name=self.name, says=list(self.says), unknown=list(self.unknown), rows=rows)


Look = Callable[["Inquiry"], Iterable[Part]]
_looks: list[tuple[int, Look]] = []


def register(look: Look, *, order: int) -> None:
    """From the app's ``wagtail_hooks``. The kernel's own have the orders 10 (who published it), 40 (what was missing),
    50 (what was waived) and 60 (what is shown in it)."""
    if look not in (known for _, known in _looks):
        _looks.append((order, look))


def parts_of(inquiry: "Inquiry") -> list[Part]:
    return [part for _, look in sorted(_looks, key=lambda known: known[0]) for part in look(inquiry)]
