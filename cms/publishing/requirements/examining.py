"""What a page lacks of what the hospital asks, and whether that keeps it from being public."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from wagtail.models import Page

from api.process.sql import Statement, run
from cms.publishing.requirements.models import Lack, PublishingRules, Waiver, is_in_force
from cms.publishing.requirements.requirement import Catalogue, Gap, Level, catalogue_of
from cms.publishing.rows.tables import quoted_table

Standing = Literal["blocks", "waived", "older", "advised"]
"""``blocks``: it keeps the page from being public. ``older``: what is public already lacks it, and did so before the
hospital asked; whatever else is corrected in the page may be published. ``advised``: only worth a thought."""
Key = tuple[str, str]
"""Code and passage."""

KNOWN = f"""
SELECT (SELECT jsonb_build_array(levels, checks) FROM {quoted_table(PublishingRules)} WHERE type = %s),
    ARRAY(SELECT jsonb_build_array(id, code, passage, until, ended_at IS NOT NULL) FROM {quoted_table(Waiver)}
        WHERE page_id = %s ORDER BY id),
    EXISTS(SELECT FROM {quoted_table(Lack)} WHERE page_id = %s)
"""  # noqa: S608


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Of one type, as the hospital set them."""

    catalogue: Catalogue
    levels: Mapping[str, Mapping[str, Level]]
    checks: tuple[str, ...]

    def level_of(self, code: str, *, kind: str) -> Level:
        requirement = self.catalogue.requirement(code)
        if requirement is None:
            return "must" if code in self.checks else "advised"
        return self.levels.get(kind, {}).get(code) or requirement.usual_for(kind)


class Waived(NamedTuple):
    """Of a waiver, what examining asks."""

    pk: int
    code: str
    passage: str
    is_in_force: bool


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the database says of a page."""

    rules: Rules
    waivers: tuple[Waived, ...] = ()
    has_lacks: bool = False

    def waiver_of(self, gap: Gap) -> int | None:
        """Primary key of the newest that holds."""
        found = [each.pk for each in self.waivers if each.is_in_force and each[1:3] == key_of(gap)]
        return found[-1] if found else None

    def was_waived(self, gap: Gap) -> bool:
        """Somebody has decided about it once: on the last day somebody decides again."""
        return any(each[1:3] == key_of(gap) for each in self.waivers)


@dataclass(frozen=True, kw_only=True)
class Found:
    """A gap, and what follows from it."""

    gap: Gap
    standing: Standing
    waiver: int | None = None
    is_waivable: bool = True


@dataclass(frozen=True, kw_only=True)
class Examination:
    found: tuple[Found, ...]
    had_lacks: bool = False

    @property
    def blocking(self) -> list[Found]:
        return [each for each in self.found if each.standing == "blocks"]

    @property
    def lacks(self) -> list[Gap]:
        """What is public in spite of what the hospital asks."""
        return [each.gap for each in self.found if each.standing in ("waived", "older")]

    def problems(self) -> dict[str, list[str]]:
        """As ``unfinished.problems_of``."""
        problems: dict[str, list[str]] = {}
        for each in self.blocking:
            problems.setdefault(each.gap.place, []).append(each.gap.message)
        return problems


def examine(page: Page) -> Examination | None:
    """None where nothing is asked of such pages. An alias has no words of its own: its original was examined."""
    catalogue = catalogue_of(page)
    if catalogue is None or page.alias_of_id is not None:
        return None
    known = known_of(page, catalogue)
    levels = levels_of(page, known.rules)
    older = older_keys(page, known) if any(needs_leave(*each, known=known) for each in levels) else set()
    found = (judge(gap, level, known=known, older=older) for gap, level in levels)
    return Examination(found=tuple(found), had_lacks=known.has_lacks)


def findings_of(page: Page) -> list[Found]:
    """What the checks of the content find that the hospital only advises on, and hints of all of them: they take too
    long for a publication.
    """
    catalogue = catalogue_of(page)
    if catalogue is None:
        return []
    known = known_of(page, catalogue)
    gaps = (gap for gap in catalogue.check(page, ()) if gap.is_hint or gap.code not in known.rules.checks)
    return [judge(gap, "advised", known=known, older=()) for gap in gaps]


def known_of(page: Page, catalogue: Catalogue) -> Known:
    (((rules, waivers, has_lacks),),) = run(Statement(KNOWN, [catalogue.type, page.pk, page.pk]))
    levels, checks = json.loads(rules) if rules else ({}, ())
    return Known(
        rules=Rules(catalogue=catalogue, levels=levels, checks=tuple(checks)),
        waivers=tuple(
            Waived(pk, code, passage, is_in_force(until=date.fromisoformat(until), is_ended=is_ended))
            for pk, code, passage, until, is_ended in map(json.loads, waivers)
        ),
        has_lacks=has_lacks,
    )


def levels_of(page: Page, rules: Rules) -> list[tuple[Gap, Level]]:
    """What the page lacks of what is asked or advised."""
    kind = rules.catalogue.kind_of(page)
    gaps = list(rules.catalogue.find(page))
    if rules.checks:
        gaps += rules.catalogue.check(page, rules.checks)
    levels = ((gap, rules.level_of(gap.code, kind=kind)) for gap in gaps if not gap.is_hint)
    return [(gap, level) for gap, level in levels if level != "not_asked"]


def needs_leave(gap: Gap, level: Level, *, known: Known) -> bool:
    return level == "must" and known.waiver_of(gap) is None and not known.was_waived(gap)


def older_keys(page: Page, known: Known) -> set[Key]:
    """What the page that is public now lacks by the rules of today."""
    public = type(page)._base_manager.filter(pk=page.pk, live=True).first() if page.pk else None
    if public is None:
        return set()
    return {key_of(gap) for gap, level in levels_of(public, known.rules) if level == "must"}


def judge(gap: Gap, level: Level, *, known: Known, older: Iterable[Key]) -> Found:
    requirement = known.rules.catalogue.requirement(gap.code)
    is_waivable = requirement is None or requirement.is_waivable
    if waiver := known.waiver_of(gap):
        return Found(gap=gap, standing="waived", waiver=waiver)
    if level == "advised":
        return Found(gap=gap, standing="advised", is_waivable=is_waivable)
    is_older = key_of(gap) in older and not known.was_waived(gap)
    return Found(gap=gap, standing="older" if is_older else "blocks", is_waivable=is_waivable)


def key_of(gap: Gap) -> Key:
    return gap.code, gap.passage
