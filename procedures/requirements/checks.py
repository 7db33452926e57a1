"""Content checks of a treatment, where a hospital insists on one, and for the checklist beside the form."""

import json
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from hashlib import sha256

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from cms.publishing.requirements.requirement import Check, Gap, Words
from cms.publishing.rows.surroundings import Surroundings
from cms.streamfield.fields import ContractStreamField
from cms.values.told import in_english, joined
from procedures.checks.check import Check as ContentCheck
from procedures.checks.drafts import read_content, site_of
from procedures.checks.findings import Finding
from procedures.checks.registry import CHECKS as CONTENT_CHECKS
from procedures.checks.running import check_content
from procedures.models import ProcedurePage
from procedures.requirements.titles import FAMILIES, TITLES

ASKED_OTHERWISE = {"unfinished", "missing-risks", "missing-review"}
"""What is unfinished is never public, and is listed apart; the others are requirements of their own."""
HOLDERS = ("sections", "subsections", "blocks")
"""Members whose items have ids."""
FORM_FIELDS = {"call_to_action": "action_text", "references": "sections", "review": "last_reviewed"}
"""Members of the contract to fields of the form, where the names differ."""


class Passages:
    """The words of a page that findings are about."""

    def __init__(self, page: ProcedurePage) -> None:
        self.page = page

    def digest(self, finding: Finding) -> str:
        """Of what is said, and of the words it is said of: the block, or the field of the form. Where the page as a
        whole is meant, of what is said alone."""
        words = self.blocks.get(finding.block) if finding.block else self.field(finding)
        said = json.dumps([in_english(finding.message), words], sort_keys=True, default=str)
        return sha256(said.encode()).hexdigest()

    def field(self, finding: Finding) -> str | None:
        """Fields that hold no text have no words of their own."""
        value = getattr(self.page, place_of(finding), None) if finding.path else None
        return value if isinstance(value, str) else None

    @cached_property
    def blocks(self) -> dict[str, object]:
        """By id, as the database has them, wherever in the page."""
        streams = (field for field in self.page._meta.fields if isinstance(field, ContractStreamField))
        values = (getattr(self.page, field.name).get_prep_value() for field in streams)
        return {str(found["id"]): found for each in values for found in with_ids(each)}


def findings_as_gaps(page: ProcedurePage, codes: Collection[str]) -> Iterator[Gap]:
    wanted = tuple(
        each for each in CONTENT_CHECKS if each.code not in ASKED_OTHERWISE and (not codes or each.code in codes)
    )
    content, _unreadable = read_content(page, Surroundings.of([page]))
    sections, passages = [str(section.id) for section in content.sections], Passages(page)
    for finding in check_content(content, site_of(page.locale.language_code), checks=wanted):
        yield gap_of(finding, passages, sections=sections)


def gap_of(finding: Finding, passages: Passages, *, sections: Sequence[str]) -> Gap:
    """``sections`` are the ids of the page's sections, in order."""
    mending = finding.mending
    return Gap(
        code=finding.code,
        message=joined([finding.message, finding.remedy]),
        place=place_of(finding),
        block=finding.block,
        passage=passages.digest(finding),
        why=finding.why,
        is_hint=finding.severity == "hint",
        is_of_page=not (finding.path or finding.block),
        section=section_of(finding, sections),
        inside=inside_block(finding),
        mending=(mending.old, mending.new) if mending else None,
    )


def section_of(finding: Finding, sections: Sequence[str]) -> str | None:
    steps = finding.path.split("/")[1:]
    return sections[int(steps[1])] if steps[:1] == ["sections"] and steps[1:] else None


def inside_block(finding: Finding) -> str:
    """Of the path of a finding, what follows the block; all of it where it stands in none."""
    steps = finding.path.split("/")[1:]
    if steps[:1] != ["sections"]:
        return "/".join(steps[1:])
    while steps[:1] and steps[0] in HOLDERS:
        steps = steps[2:]
    return "/".join(steps)


def place_of(finding: Finding) -> str:
    member = finding.path.split("/")[1] if finding.path else "title"
    return FORM_FIELDS.get(member, member)


def with_ids(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        if value.get("id"):
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from with_ids(each)


def check_of(check: ContentCheck, *, group: Words) -> Check:
    label = format_lazy("{title}: {why}", title=gettext_lazy(TITLES[check.code]), why=gettext_lazy(check.why))
    return Check(code=check.code, label=label, group=group)


def group_of(check: ContentCheck) -> Words:
    """The family: the module that it stands in."""
    return gettext_lazy(FAMILIES[check.look.__module__.rpartition(".")[2]])


CHECKS = tuple(check_of(each, group=group_of(each)) for each in CONTENT_CHECKS if each.code not in ASKED_OTHERWISE)
