"""All that can be asked of a treatment, and what is usual where the hospital has not said otherwise."""

from collections.abc import Mapping

from cms.publishing.requirements.requirement import Catalogue, Level, Requirement
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
    Requirement(code=found.SUMMARY, label="A summary", usual="must"),
    Requirement(code=found.WORDS, label="At least one section with words", usual="must", is_waivable=False),
    Requirement(code=found.CONTACT, label="A contact line, its own or of a specialty", usual="must"),
    Requirement(code=found.REVIEW_DATES, label="Dates of the last and the next clinical review", usual="must"),
    Requirement(code=found.REVIEWER, label="A clinician who has reviewed it", usual="must"),
    Requirement(code=LAPSED, label="A clinical review of what it says now", usual="must"),
)
SECTIONS = tuple(
    Requirement(
        code=found.section_code(kind),
        label=f"A section “{label}”",
        usual=USUAL.get(kind, "not_asked"),
        usual_by_kind=USUAL_BY_KIND.get(kind, {}),
    )
    for kind, (label, *_) in KINDS.items()
    if kind != found.OTHER
)


def kind_of(page: ProcedurePage) -> str:
    return page.procedure_type


TREATMENTS = Catalogue(
    model=ProcedurePage,
    kinds={NO_KIND: "No kind chosen"}
    | {kind.value: kind.label.partition(":")[0] for kind in ProcedurePage.ProcedureType},
    kind_of=kind_of,
    requirements=(*OTHERS, *SECTIONS),
    find=found.find_gaps,
    checks=CHECKS,
    check=findings_as_gaps,
)
