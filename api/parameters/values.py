"""Values of parameters: what each may be, and what is said to whoever gives something else."""

import re
import unicodedata
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Annotated

from django.conf import settings
from django.utils import timezone
from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema

from api.contract.base import Slug
from api.contract.codes import CODE_SYSTEM_OIDS, printed_code
from api.log.feed import PATTERN
from api.log.paths import LONGEST as LONGEST_PATH
from api.log.paths import AskedPath
from api.text.folding import MOST_WORDS, words_of

DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE)


def past_moment(value: str) -> datetime:
    """A date (its last moment in UTC) or an RFC 3339 date-time, not after now."""
    moment = parse_moment(value, of_day=time.max)
    is_today = DATE.fullmatch(value) and moment.date() == timezone.now().date()
    if moment > timezone.now() and not is_today:
        raise ValueError("This is in the future. Give a date or time that has passed.")
    return moment


def first_moment(value: str) -> datetime:
    """A date (its first moment in UTC) or an RFC 3339 date-time."""
    return parse_moment(value, of_day=time.min)


def parse_moment(value: str, *, of_day: time) -> datetime:
    """A date means that time of the day in UTC."""
    if DATE.fullmatch(value):
        return datetime.combine(date.fromisoformat(value), of_day, UTC)
    if DATE_TIME.fullmatch(value):
        return in_utc(datetime.fromisoformat(value.upper()))
    raise ValueError("Give a date such as 2026-05-03, or a time such as 2026-05-03T14:30:00Z (write + as %2B).")


def day(value: str) -> date:
    """A date. Without this, a number would be one, too: seconds since 1970."""
    if DATE.fullmatch(value):
        return date.fromisoformat(value)
    raise ValueError("Give a date such as 2026-05-03.")


def in_utc(moment: datetime) -> datetime:
    """At the edges of the calendar, the edge."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        edge = datetime.min if moment.year == 1 else datetime.max
        return edge.replace(tzinfo=UTC)


def published_locales() -> list[str]:
    return [code for code, _ in settings.LANGUAGES]


TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def published(locale: str) -> str:
    """The published language that is looked up for a tag, in any case (RFC 4647 section 3.4): ``es`` for ``es-MX``."""
    locales = published_locales()
    if locale in locales:
        return locale
    found = looked_up(locale, tuple(locales)) if TAG.fullmatch(locale) else None
    if found is None:
        raise ValueError(f"The hospital does not publish in {locale!r}.")
    return found


@lru_cache(maxsize=1024)
def looked_up(locale: str, locales: tuple[str, ...]) -> str | None:
    """By taking subtags off at the end, and what only leads to one."""
    by_tag = {each.lower(): each for each in locales}
    parts = locale.lower().split("-")
    while parts and "-".join(parts) not in by_tag:
        del parts[-1]
        if parts and len(parts[-1]) == 1:
            del parts[-1]
    return by_tag.get("-".join(parts))


AskedPathText = Annotated[
    AskedPath,
    BeforeValidator(AskedPath.parse),
    WithJsonSchema({"type": "string", "pattern": r"^/[^\x00]*$", "maxLength": LONGEST_PATH}),
]

TOKEN_PATTERN = re.sub(r"\?P<\w+>", "", PATTERN.pattern)
"""Without names of groups, which JSON Schema does not know."""


class NotAllowedError(ValueError):
    """A value that is not among those that are ``allowed``."""

    def __init__(self, detail: str, allowed: list[str]) -> None:
        super().__init__(detail)
        self.allowed = allowed


def composed(value: object) -> object:
    """Unicode's form C, in which slugs and paths are kept: browsers and file systems also send form D."""
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


CODE_SYSTEMS = {name: system for system, oid in CODE_SYSTEM_OIDS.items() for name in (system, oid)}
CODE_PATTERN = (
    rf"^({'|'.join(name.replace('.', '[.]') for name in CODE_SYSTEMS)})[|][A-Za-z0-9./ -]*[A-Za-z0-9][./ -]*$"
)


def clinical_code(value: str) -> str:
    """``SYSTEM|CODE`` with the system's short name, whichever of its names was given, and the code as it is printed,
    however a record has it."""
    system, separator, code = value.partition("|")
    known = CODE_SYSTEMS.get(system.strip().lower())
    understood = printed_code(known, code) if known else ""
    if not separator or not understood:
        detail = "Give the system, a vertical bar and the code, for example icd-10-cm|G89.3."
        raise NotAllowedError(detail, [*CODE_SYSTEMS])
    return f"{known}|{understood}"


ClinicalCode = Annotated[
    str, AfterValidator(clinical_code), WithJsonSchema({"type": "string", "pattern": CODE_PATTERN})
]
Moment = Annotated[
    datetime,
    BeforeValidator(first_moment),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}),
]
Day = Annotated[date, BeforeValidator(day)]
FrontEndPath = Annotated[str, StringConstraints(pattern=r"^/[^\x00]*$")]
AskedSlug = Annotated[Slug, BeforeValidator(composed)]
CURSOR_PATTERN = r"^[A-Za-z0-9_-]{24,}$"


MOST_IDS = 100
ID_PATTERN = "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
IDS = {"type": "string", "pattern": f"^{ID_PATTERN}(,{ID_PATTERN}){{0,{MOST_IDS - 1}}}$"}


def apart(value: object) -> object:
    """Ids with commas between them, given once or several times."""
    if not isinstance(value, list):
        return value
    ids = [part.strip() for text in value for part in str(text).split(",")]
    if len(ids) > MOST_IDS:
        raise ValueError(f"Give at most {MOST_IDS} ids.")
    if not all(re.fullmatch(ID_PATTERN, each) for each in ids):
        raise ValueError("Give ids as documents have them, with commas between them and nothing else.")
    return ids


QUERY_LONGEST = 2000
"""Characters: what stands behind them is not read."""
NARROWING_LONGEST = 200
SEARCHABLE = r"^[^\x00]*[0-9A-Za-zÀ-ÖØ-öø-ɏ][^\x00]*$"


def searchable(value: str) -> str:
    if not words_of(value):
        raise ValueError("Say what to look for: at least one letter or digit.")
    return value


def shortened(value: object) -> object:
    """People paste whole letters: the beginning is read, up to a space."""
    if not isinstance(value, str) or len(value) <= QUERY_LONGEST:
        return value
    return value[:QUERY_LONGEST].rpartition(" ")[0] or value[:QUERY_LONGEST]


def narrowing(value: str) -> str:
    """A list has all the words, so it cannot leave some of them out as search does."""
    if len(words_of(value)) > MOST_WORDS:
        raise ValueError(f"Give at most {MOST_WORDS} words. A search takes any number, and says which it looked for.")
    return value


SearchText = Annotated[
    str,
    BeforeValidator(shortened),
    AfterValidator(searchable),
    WithJsonSchema({"type": "string", "pattern": SEARCHABLE}),
]
NarrowingText = Annotated[
    str,
    StringConstraints(max_length=NARROWING_LONGEST),
    AfterValidator(searchable),
    AfterValidator(narrowing),
    WithJsonSchema({"type": "string", "maxLength": NARROWING_LONGEST, "pattern": SEARCHABLE}),
]
