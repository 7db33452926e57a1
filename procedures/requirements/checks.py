"""Content checks of a treatment, where a hospital insists on one, and for the checklist beside the form."""

import json
from collections.abc import Collection, Iterator
from hashlib import sha256

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from cms.publishing.requirements.requirement import Check, Gap, Words
from cms.publishing.rows.surroundings import Surroundings
from cms.streamfield.fields import ContractStreamField
from procedures.checks.check import Check as ContentCheck
from procedures.checks.drafts import read_content, site_of
from procedures.checks.editors import in_english
from procedures.checks.findings import Finding
from procedures.checks.registry import CHECKS as CONTENT_CHECKS
from procedures.checks.running import check_content
from procedures.models import ProcedurePage
from procedures.requirements.titles import FAMILIES, TITLES

ASKED_OTHERWISE = {"unfinished", "missing-risks", "missing-review"}
"""What is unfinished is never public, and is listed apart; the others are requirements of their own."""
FORM_FIELDS = {"call_to_action": "action_text", "references": "sections", "review": "last_reviewed"}
"""Members of the contract to fields of the form, where the names differ."""


def findings_as_gaps(page: ProcedurePage, codes: Collection[str]) -> Iterator[Gap]:
    wanted = tuple(
        each for each in CONTENT_CHECKS if each.code not in ASKED_OTHERWISE and (not codes or each.code in codes)
    )
    content, _unreadable = read_content(page, Surroundings.of([page]))
    for finding in check_content(content, site_of(page.locale.language_code), checks=wanted):
        yield gap_of(finding, page)


def gap_of(finding: Finding, page: ProcedurePage) -> Gap:
    return Gap(
        code=finding.code,
        message=f"{finding.message} {finding.remedy}",
        place=place_of(finding),
        block=finding.block,
        passage=passage_of(finding, page),
        why=finding.why,
        is_hint=finding.severity == "hint",
    )


def place_of(finding: Finding) -> str:
    member = finding.path.split("/")[1] if finding.path else "title"
    return FORM_FIELDS.get(member, member)


def passage_of(finding: Finding, page: ProcedurePage) -> str:
    """A digest of the block that it is found in, or of what is said of the page as a whole."""
    said = block_data(page, finding.block) if finding.block else None
    words = in_english(finding.message)
    return sha256(json.dumps(said or words, sort_keys=True, default=str).encode()).hexdigest()


def block_data(page: ProcedurePage, identity: str) -> object:
    """As the database has it, wherever in the page."""
    streams = (field for field in page._meta.fields if isinstance(field, ContractStreamField))
    values = (getattr(page, field.name).get_prep_value() for field in streams)
    return next((found for each in values for found in with_id(each, identity)), None)


def with_id(value: object, identity: str) -> Iterator[object]:
    if isinstance(value, dict):
        if value.get("id") == identity:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from with_id(each, identity)


def check_of(check: ContentCheck, *, group: Words) -> Check:
    label = format_lazy("{title}: {why}", title=gettext_lazy(TITLES[check.code]), why=gettext_lazy(check.why))
    return Check(code=check.code, label=label, group=group)


def group_of(check: ContentCheck) -> Words:
    """The family: the module that it stands in."""
    return gettext_lazy(FAMILIES[check.look.__module__.rpartition(".")[2]])


CHECKS = tuple(check_of(each, group=group_of(each)) for each in CONTENT_CHECKS if each.code not in ASKED_OTHERWISE)
