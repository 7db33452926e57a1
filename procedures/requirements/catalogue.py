"""All that can be asked of a treatment, and what is usual where the hospital has not said otherwise."""

from collections.abc import Mapping
from typing import cast

from django.utils.functional import keep_lazy_text
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms.publishing.requirements.requirement import Catalogue, Level, Requirement, Words
from procedures.blocks.sections import KINDS
from procedures.models import ProcedurePage
from procedures.requirements import treatments as found
from procedures.requirements.checks import CHECKS, findings_as_gaps
from procedures.requirements.reviews import LAPSED

NO_KIND = ""
PERCUTANEOUS, SURGICAL = ProcedurePage.ProcedureType.PERCUTANEOUS.value, ProcedurePage.ProcedureType.SURGICAL.value
ADVISED_WHEN_INVASIVE: Mapping[str, Level] = {PERCUTANEOUS: "advised", SURGICAL: "advised"}
USUAL: dict[str, Level] = {
    "what": "advised",
    "risks": "must",
    "when_to_call": "must",
}
"""Kind of section to level, for treatments of every kind."""
USUAL_BY_KIND: dict[str, Mapping[str, Level]] = {
    "alternatives": ADVISED_WHEN_INVASIVE,
    "prepare": ADVISED_WHEN_INVASIVE,
}

OTHERS = (
    Requirement(code=found.SUMMARY, label=_("A summary"), usual="must"),
    Requirement(code=found.WORDS, label=_("At least one section with words"), usual="must", is_waivable=False),
    Requirement(code=found.CONTACT, label=_("A contact line, its own or of a specialty"), usual="must"),
    Requirement(code=found.REVIEW_DATES, label=_("Dates of the last and the next clinical review"), usual="must"),
    Requirement(code=found.REVIEWER, label=_("A clinician who has reviewed it"), usual="must"),
    Requirement(code=LAPSED, label=_("A clinical review of what it says now"), usual="must"),
)
SECTIONS = tuple(
    Requirement(
        code=found.section_code(kind),
        label=format_lazy(_("A section “{label}”"), label=label),
        usual=USUAL.get(kind, "not_asked"),
        usual_by_kind=USUAL_BY_KIND.get(kind, {}),
    )
    for kind, (label, *_rest) in KINDS.items()
    if kind != found.OTHER
)


def shortly(kind: ProcedurePage.ProcedureType) -> Words:
    """What stands before the colon."""
    return cast(Words, keep_lazy_text(lambda label: label.partition(":")[0])(kind.label))


def kind_of(page: ProcedurePage) -> str:
    return page.procedure_type


KINDS_OF_TREATMENT: dict[str, Words] = {
    NO_KIND: _("No kind chosen"),
    **{kind.value: shortly(kind) for kind in ProcedurePage.ProcedureType},
}
TREATMENTS = Catalogue(
    model=ProcedurePage,
    kinds={NO_KIND: cast(Words, _("No kind chosen"))}
    | {kind.value: shortly(kind) for kind in ProcedurePage.ProcedureType},
    kind_of=kind_of,
    requirements=(*OTHERS, *SECTIONS),
    find=found.find_gaps,
    checks=CHECKS,
    check=findings_as_gaps,
)
