"""What the hospital asked and the page lacked, and what somebody had waived."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from cms.admin.dates import to_the_second
from cms.admin.records.asking import Inquiry
from cms.admin.records.parts import Fact, Part, Row, name_of
from cms.publishing.requirements.models import Lack, PastLack, Waiver

KEPT_BY = ("cms", "0017_records_of_what_was_public")


@dataclass(frozen=True, kw_only=True)
class Missing:
    code: str
    passage: str
    missing: str
    since: datetime
    until: datetime | None


def kept_since(app: str, migration: str) -> datetime | None:
    """When what is over began to be kept. None: that was never noted."""
    applied = MigrationRecorder.Migration.objects.filter(app=app, name=migration)
    return applied.values_list("applied", flat=True).first()


def before_it_was_kept(moment: datetime, *, kept: tuple[str, str]) -> tuple[str, ...]:
    """For ``Part.unknown``."""
    since = kept_since(*kept)
    if since is None or moment >= since:
        return ()
    said = _("What was mended before {since} was not kept: there may have been more than is listed here.")
    return (said.format(since=to_the_second(since)),)


def missing(inquiry: Inquiry) -> Iterator[Part]:
    if inquiry.page_id is None or inquiry.edition is None:
        return
    found = missing_at(inquiry.page_id, inquiry.moment)
    yield Part(
        name="missing",
        heading=_("What was missing of what the hospital asks"),
        says=() if found else (_("Nothing."),),
        unknown=before_it_was_kept(inquiry.moment, kept=KEPT_BY),
        rows=tuple(missing_row(each, inquiry.waiver_of(each.code, each.passage)) for each in found),
    )


def missing_at(page_id: int, moment: datetime) -> list[Missing]:
    given = {"page": page_id, "since__lte": moment}
    past = (missing_of(each, until=each.until) for each in PastLack.objects.filter(**given, until__gt=moment))
    return [*past, *map(missing_of, Lack.objects.filter(**given))]


def missing_of(row: Lack | PastLack, *, until: datetime | None = None) -> Missing:
    return Missing(code=row.code, passage=row.passage, missing=row.told, since=row.since, until=until)


def missing_row(found: Missing, waiver: Waiver | None) -> Row:
    return Row(
        facts=(
            Fact(name="missing", label=_("What was missing"), known=found.missing),
            Fact(name="code", known=found.code),
            Fact(name="since", label=_("Since"), known=found.since),
            Fact(name="until", label=_("Until"), known=found.until),
            *waiver_facts(waiver),
        )
    )


def waiver_facts(waiver: Waiver | None) -> tuple[Fact, ...]:
    """In the row of what was waived."""
    return (
        Fact(name="is_waived", known=waiver is not None),
        Fact(name="waived_by", label=_("Waived by"), known=waived_by(waiver) if waiver else None),
        Fact(name="waived_until", label=_("Until"), known=waiver.until if waiver else None),
    )


def waived_by(waiver: Waiver) -> str:
    return name_of(waiver.waived_by) or _("a program, or an account that is gone")


def waived(inquiry: Inquiry) -> Iterator[Part]:
    """All that was in force, whether or not anything lacked it: the reasons stand here."""
    if inquiry.page_id is None or inquiry.edition is None:
        return
    rows = tuple(map(waiver_row, inquiry.waivers))
    yield Part(
        name="waived", heading=_("What was waived"), says=() if rows else (_("Nothing was waived then."),), rows=rows
    )


def waiver_row(waiver: Waiver) -> Row:
    return Row(
        facts=(
            Fact(name="missing", label=_("What"), known=waiver.told),
            Fact(name="code", known=waiver.code),
            Fact(name="reason", label=_("Why it may be"), known=waiver.reason),
            Fact(name="waived_by", label=_("By"), known=waived_by(waiver)),
            Fact(name="waived_at", label=_("When"), known=waiver.waived_at),
            Fact(name="until", label=_("Last day"), known=waiver.until),
            Fact(name="taken_back_at", label=_("Taken back"), known=waiver.ended_at),
            Fact(name="taken_back_by", label=_("Taken back by"), known=name_of(waiver.ended_by)),
        )
    )
