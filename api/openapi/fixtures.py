"""Every block of the contract in every state, for front ends to draw: made from its models, so that none is missing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import Annotated, Literal, TypeVar, Union, cast, get_args, get_origin
from uuid import NAMESPACE_URL, UUID, uuid5

from annotated_types import MinLen
from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from api.contract import blocks as shapes
from api.contract.contacts import Contact, LocationLink
from api.contract.roles import Words
from api.contract.values import DocumentLink, HtmlText, Image, RichText
from api.representations.fallbacks import fallback_of

Members = dict[str, object]
Model = TypeVar("Model", bound=BaseModel)

DAY = datetime(2026, 5, 4, tzinfo=UTC)

BLOCK_TYPES: tuple[type[shapes.BlockModel], ...] = get_args(shapes.AnyBlock)


@dataclass(frozen=True)
class State:
    """What a block is filled with. ``chosen`` is, of the block's own closed lists, the value to take."""

    locale: str = "en"
    words: str = "Rest for {n} days"
    prose: str = "You can go home after {n} hours."
    html: str = "<p>You can go <strong>home</strong> after {n} hours.</p>"
    week: str = "Monday to Friday, 8 am to 5 pm; Saturday and Sunday, 24 hours"
    """``OPEN`` in words."""
    """Each text has a number of its own, so that one that is not drawn is missed."""
    others: str = "en"
    """The language of what it names and shows."""
    items: int = 2
    """How many there are where there may be several; 0: as few as may be."""
    picture: str = "/media/images/{name}.jpg"
    chosen: tuple[str, str] | None = None

    @property
    def is_empty(self) -> bool:
        return self.items == 0


LONG_WORDS = "Electroencephalographically monitored counterurbanisation of the spinothalamocortical pathways {n}"
LONG_HTML = (
    "<p>Most people go home after {n} hours, some stay for a night, and <a href=\"/treatments/\" data-type=\"page\""
    " data-id=\"00000000-0000-5000-8000-000000000001\">what else there is</a> depends on how you feel.</p>"
    "<h4>What helps</h4><ul><li>walking a little each day</li><li>sleeping on your back</li></ul>"
    "<ol><li>first one thing</li><li>then the other</li></ol>"
    "<h5>In numbers</h5><p>10<sup>3</sup>, CO<sub>2</sub>, <abbr title=\"computed tomography\">CT</abbr>,"
    " <em>slowly</em>,<br><a href=\"https://www.example.org/\">elsewhere</a></p>"
)  # fmt: skip

STATES: dict[str, State] = {
    "usual": State(),
    "shortest": State(words="Rest {n}", prose="Rest {n}.", html="<p>Rest {n}.</p>", items=0),
    "longest": State(
        words=LONG_WORDS, prose=" ".join(["You can go home after {n} hours if you feel well enough."] * 6),
        html=LONG_HTML * 2, items=6,
    ),
    "right_to_left": State(
        locale="ar", others="ar", words="استرح {n} أيام", prose="يمكنك العودة إلى المنزل بعد {n} ساعات.",
        html="<p>يمكنك العودة إلى <strong>المنزل</strong> بعد {n} ساعات.</p>",
        week="الاثنين–الجمعة، 08:00–17:00؛ السبت، الأحد، 00:00–24:00",
    ),
    "other_language": State(others="es"),
    "signs_of_html": State(
        words="A & B < C > \"D\" 'E' <b> {n}", prose="</p><script>alert({n})</script> & more",
        html="<p>Temperature &lt; {n} °C &amp; no pain</p>",
    ),
    "missing_picture": State(picture="/media/images/there-is-none.jpg"),
}  # fmt: skip
"""By name. ``missing_picture`` is only of blocks that show one."""

VALUES: dict[str, str | int] = {
    "country": "US",
    "region": "US",
    "number": "+13105550110",
    "display": "(310) 555-0110",
    "extension": "204",
    "emergency_number": "911",
    "email": "team@larkmoor.example",
    "postal_code": "90000",
    "duration": "PT1H30M",
    "minimum": "P1D",
    "maximum": "P2D",
    "doi": "10.1000/182",
    "url": "https://www.example.org/",
    "path": "/treatments/cordotomy/",
    "src": "/media/images/spine.jpg",
    "slug": "cordotomy",
    "placeholder": "data:image/webp;base64,UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==",
    "sizes": "(min-width: 800px) 800px, 100vw",
    "width": 800,
    "height": 450,
    "year": 2024,
    "start": 3,
}
"""By the name of a member, what its words or its pattern cannot say."""


ALSO = {"path", "start", "hours_note", "address"}
"""Members that are filled though the contract can do without: others are null in blocks, or worked out."""

ALSO_OF: dict[type[BaseModel], set[str]] = {LocationLink: {"image"}}
"""Those that are null in others: a link has a picture only in ``related``."""

OF_CARDS = ("summary", "image")

OPEN = [
    {"day_of_week": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], "opens": "08:00", "closes": "17:00"},
    {"day_of_week": ["Saturday", "Sunday"], "opens": "00:00", "closes": "23:59"},
]


def fixtures_of(block: type[shapes.BlockModel]) -> dict[str, Members]:
    """States by name, each the JSON of one block."""
    made = {name: filled(block, state) for name, state in STATES.items()}
    if not shows_picture(made["usual"]):
        del made["missing_picture"]
    for member, value in choices_of(block):
        made[f"{member}={value}"] = filled(block, replace(STATES["usual"], chosen=(member, value)))
    return made


def cards() -> dict[str, Members]:
    """What ``related`` of a document has of another: states by name, each one card."""
    return {name: card(state).model_dump(mode="json") for name, state in STATES.items()}


def card(state: State) -> DocumentLink:
    filling = Filling(state, block="Card")
    members = {name: filling.member(name, DocumentLink.model_fields[name]) for name in OF_CARDS}
    return filling.model(DocumentLink).model_copy(update=members)


def unknown_block() -> dict[str, Members]:
    """Of a type that came later."""
    members = {"type": "novelty", "id": str(identity("novelty")), "fallback": "Bring a book.\nIt takes a while."}
    return {"usual": members | {"audience": "family", "advice": {"title": "Bring a book"}}}


def filled(block: type[shapes.BlockModel], state: State) -> Members:
    made = Filling(state, block=block.__name__).model(block)
    return made.model_copy(update={"fallback": fallback_of(made, locale=state.locale)}).model_dump(mode="json")


def choices_of(block: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Every value of the closed lists that are the block's own."""
    for name, field in block.model_fields.items():
        if name != "type" and get_origin(field.annotation) is Literal:
            yield from ((name, value) for value in get_args(field.annotation))


def shows_picture(value: object) -> bool:
    if isinstance(value, dict):
        return "srcset" in value or any(shows_picture(member) for member in value.values())
    return isinstance(value, list) and any(shows_picture(member) for member in value)


def identity(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, name)


class Filling:
    """Fills models member by member; ``path`` is where it is."""

    def __init__(self, state: State, *, block: str) -> None:
        self.state = state
        self.block = block
        self.path: list[str] = []
        self.said = 0

    def model(self, kind: type[Model]) -> Model:
        if issubclass(kind, RichText):
            return kind.model_validate(HtmlText(html=self.say(self.state.html)))
        if issubclass(kind, RootModel):
            return kind.model_validate(self.value(kind.model_fields["root"].annotation, "root"))
        also = ALSO | ALSO_OF.get(kind, set())
        fields = {name: field for name, field in kind.model_fields.items() if field.is_required() or name in also}
        members = {name: self.member(name, field) for name, field in fields.items()}
        members |= RULES[kind](members, self.state) if kind in RULES else {}
        return kind.model_validate(members)

    def member(self, name: str, field: FieldInfo) -> object:
        self.path.append(name)
        value = self.one(name, field)
        self.path.pop()
        return value

    def one(self, name: str, field: FieldInfo) -> object:
        state = self.state
        if state.chosen and self.path == [state.chosen[0]]:
            return state.chosen[1]
        if name == "locale":
            return state.others
        words = next((mark for mark in field.metadata if isinstance(mark, Words)), None)
        least = next((mark.min_length for mark in field.metadata if isinstance(mark, MinLen)), 0)
        return self.value(field.annotation, name, role=words.role if words else None, least=least)

    def value(self, annotation: object, name: str, *, role: str | None = None, least: int = 0) -> object:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.value(arguments[0], name, role=role, least=least)
        if origin in (Union, UnionType):
            return self.one_of(arguments, name, role=role)
        if origin is Literal:
            return arguments[self.turn() % len(arguments)]
        if origin is list:
            return [self.item(arguments[0], name, index, role) for index in range(max(least, self.state.items))]
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.model(annotation)
        return self.plain(annotation, name, role)

    def one_of(self, arguments: tuple[object, ...], name: str, *, role: str | None) -> object:
        if self.state.is_empty and NoneType in arguments:
            return None
        kinds = [kind for kind in arguments if kind is not NoneType]
        return self.value(kinds[self.turn() % len(kinds)], name, role=role)

    def item(self, annotation: object, name: str, index: int, role: str | None) -> object:
        if name == "languages":
            return ("en", "es", "ar")[index % 3]
        self.path.append(str(index))
        value = self.value(annotation, name, role=role)
        self.path.pop()
        return value

    def say(self, text: str) -> str:
        self.said += 1
        return text.replace("{n}", str(self.said))

    def turn(self) -> int:
        """The number of the item it is in: items beside each other take the values of a closed list in turn."""
        return next((int(part) for part in reversed(self.path) if part.isdigit()), 0)

    def plain(self, annotation: object, name: str, role: str | None) -> object:
        if annotation is str:
            given = None if role else VALUES.get(name, VALUES.get(name.rpartition("_")[2]))
            return given or self.say(self.state.prose if role in ("prose", "quotation") else self.state.words)
        if annotation is UUID:
            return identity("/".join([self.block, *self.path]))
        if annotation in (date, datetime):
            return DAY
        if annotation is bool:
            return self.turn() % 2 == 0 and name != "decorative"
        return VALUES.get(name, 1)


def picture(members: Members, state: State) -> Members:
    """Its addresses, and an alternative text unless it is decorative."""
    address = state.picture.format(name="spine")
    candidates = f"{address} 400w, {address} 800w"
    source = {"type": "image/webp", "srcset": candidates.replace(".jpg", ".webp")}
    is_there = state.picture == STATES["usual"].picture
    point = None if state.is_empty else {"x": 0.4, "y": 0.25}
    more = {"src": address, "srcset": candidates, "sources": [source] if is_there else [], "focal_point": point}
    return more | ({"decorative": True, "alt": ""} if state.is_empty else {})


def contact(members: Members, state: State) -> Members:
    """Hours in words say all that days, times and the note say."""
    note = members["hours_note"]
    return {"opening_hours": OPEN, "hours": f"{state.week}. {note}"} if note else {"opening_hours": []}


def table(members: Members, state: State) -> Members:
    """Every row has as many cells as there are columns."""
    wide, rows = len(cast(list[str], members["columns"])), range(max(state.items, 1))
    return {"rows": [[state.words.replace("{n}", f"{row}-{cell}") for cell in range(wide)] for row in rows]}


def list_block(members: Members, state: State) -> Members:
    """Only numbers go on."""
    return {} if members["style"] == "number" else {"start": None}


def risks(members: Members, state: State) -> Members:
    """A reason exactly where there is none."""
    return {"none_stated_reason": None if members["risks"] else state.prose.replace("{n}", "2")}


def care_card(members: Members, state: State) -> Members:
    """Every emergency card has a number to call."""
    return {"emergency_number": "911"} if members["level"] == "emergency" else {}


def statistic(members: Members, state: State) -> Members:
    return {"value": 42.5, "maximum": None if state.is_empty else 60.0}


RULES: dict[type[BaseModel], Callable[[Members, State], Members]] = {
    Image: picture,
    Contact: contact,
    shapes.ListBlock: list_block,
    shapes.TableBlock: table,
    shapes.RisksBlock: risks,
    shapes.CareCardBlock: care_card,
    shapes.StatisticBlock: statistic,
}
"""What members must be to each other."""
