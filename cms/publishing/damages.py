"""What is not as it should be beside single documents: the log, what guards it, what notes changes, what is kept."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.db import transaction

from api.models import Feed
from cms.media import reach
from cms.publishing.following.capture import install_triggers, unwatched_tables
from cms.publishing.log.entries import address_of
from cms.publishing.log.proving import Damaged, damaged, is_guarded
from cms.publishing.refresh import refresh_document

logger = logging.getLogger(__name__)

BACKUP = (
    "Nothing here can bring it back: restore it from a backup (docs/operations.md, “Backup”), or keep a note of it "
    "with the record. Find out who writes past the database's triggers."
)


@dataclass(frozen=True, kw_only=True)
class Found:
    """Something that is not as it should be."""

    problem: str
    is_mended: bool = False
    done: str = ""
    """What was done about it, in words."""
    remedy: str = ""
    """What a person has to do about what the program cannot mend."""

    @property
    def subject(self) -> str:
        raise NotImplementedError

    def __str__(self) -> str:
        return f"{self.subject}: {self.problem}"

    @property
    def outcome(self) -> str:
        """The same with what became of it."""
        if self.is_mended:
            return f"Mended: {self} ({self.done})"
        return f"Not mended: {self}" + (f" {self.remedy}" if self.remedy else "")


@dataclass(frozen=True, kw_only=True)
class Damage(Found):
    what: str
    mend: Callable[[], str] | None = None
    """Mends it, and says what it did. None where a program cannot."""

    @property
    def subject(self) -> str:
        return self.what


def find_damage() -> Iterator[Damage]:
    """Only looks."""
    if not Feed.objects.exists():
        yield Damage(what="The feed", problem="has no epoch", mend=renew_feed)
    if not is_guarded():
        yield Damage(
            what="The log",
            problem="the triggers that refuse to change it are missing or switched off",
            remedy="As the owner of the tables: ALTER TABLE api_edition ENABLE TRIGGER USER.",
        )
    for table in unwatched_tables():
        yield Damage(
            what=f"The table {table}",
            problem="the triggers that note its changes are missing or switched off",
            mend=put_triggers_back,
            remedy="Run `manage.py migrate` as the owner of the tables.",
        )
    if not reach.is_installed():
        yield Damage(
            what="The rule by which files of pictures and documents are public",
            problem="its function is missing, or triggers that it needs are missing or switched off",
            mend=put_rule_back,
            remedy="Run `manage.py migrate` as the owner of the tables.",
        )
    yield from (damage_of(each) for each in damaged() if each)


def damage_of(found: Damaged) -> Damage:
    edition = found.edition
    return Damage(
        what=f"Edition {edition.number}, {edition.type} “{edition.title}” ({edition.locale})",
        problem="its text is not what was published: its digest is another",
        mend=(lambda: publish_anew(found)) if found.is_live else None,
        remedy=BACKUP,
    )


def repair_damage(damage: Damage) -> Damage:
    """Never raises."""
    if damage.mend is None:
        return damage
    try:
        with transaction.atomic():
            done = damage.mend()
    except Exception as error:
        logger.exception("%s could not be mended", damage.what)
        return replace(damage, problem=f"{damage.problem}, and could not be mended: {error or type(error).__name__}.")
    return replace(damage, is_mended=True, done=done)


def publish_anew(found: Damaged) -> str:
    edition = refresh_document(address_of(found.edition), anew=True)
    number = edition.number if edition else "none"
    return f"readers get edition {number} now; what the record said is lost, unless a backup has it"


def renew_feed() -> str:
    Feed.begin()
    return "a new epoch was begun: clients start again"


def put_triggers_back() -> str:
    install_triggers()
    return "put back; compare again, as what changed meanwhile may not have been followed"


def put_rule_back() -> str:
    reach.install_rule()
    return "put back"
