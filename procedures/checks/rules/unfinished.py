"""What is not written yet, or not as the contract needs it: the page cannot be published so."""

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from api.contract.documents import ProcedureContent
from procedures.checks.check import Found, check
from procedures.checks.editors import Told, _, gettext_noop, joined
from procedures.checks.page import Page, Place, pointer

WRITTEN = frozenset(
    {"title", "summary", "alternative_names", "codes", "facts", "sections", "contact", "call_to_action", "review"}
)
"""Members that editors write. Addresses, for example, come with publishing."""
EMPTY = frozenset({"missing", "none_required", "string_type", "string_too_short", "model_type", "too_short"})
EMPTY_TYPES = EMPTY | {"model_attributes_type", "union_tag_not_found", "list_type", "dataclass_type"}

KINDS = {
    "rich_text": "Text",
    "list": "List",
    "steps": "Steps",
    "faq": "Questions and answers",
    "definitions": "Definitions or kinds",
    "table": "Table",
    "quotation": "Quotation",
    "image": "Picture",
    "video": "Video",
    "call_to_action": "Call to action",
    "contact": "Contact line",
    "care_card": "When to get help",
    "criteria": "Criteria",
    "indications": "Conditions treated",
    "risks": "Risks",
    "related_treatments": "Related treatments",
    "facts": "Key figures",
    "statistic": "Figure from a study",
    "clinicians": "Clinicians",
    "locations": "Places",
    "cost": "Cost and cover",
    "regulatory_status": "Regulator's decision",
    "references": "Sources",
}
"""What the form calls each type of block; translated where that is."""
MEMBERS = {
    "also": "What else it answers",
    "alternative_names": "Other names",
    "columns": "Column headings",
    "facts": "Key figures",
    "indications.items": "Conditions",
    "lead_in": "Introduction",
    "maximum": "To",
    "may": "It may suit you if",
    "minimum": "From",
    "must": "You need",
    "must_not": "It is not for you if",
    "none_stated_reason": "Why none is listed",
    "prior_authorisation": "Prior authorization",
    "related_treatments.items": "Treatments",
    "reversible": "Does it pass?",
    "start": "First number",
    "url": "Web address",
    "video.url": "Address",
}
"""What the form calls a member, of one type of block or of all, where it is more than its name; translated where that
is."""
OWN_WORDS = ("heading", "question", "term", "title", "name", "label")


@check("unfinished", severity="error", why=gettext_noop("It cannot be published like this."))
def unfinished(page: Page) -> Iterator[Found]:
    value = page.content.model_dump(mode="python", warnings=False)
    try:
        ProcedureContent.model_validate(value)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            if problem["loc"][:1] and problem["loc"][0] in WRITTEN:
                yield _found(problem, value)


def _found(problem: ErrorDetails, value: object) -> Found:
    path, block = _place(problem["loc"], value)
    names = _names(path, value)
    is_empty = problem["type"] in EMPTY_TYPES
    return Found(
        message=_("Nothing stands in “{names}”.").format(names=names)
        if is_empty
        else _("What stands in “{names}” cannot be published.").format(names=names),
        remedy=_("Fill it in, or delete the part.") if is_empty else _("Correct it."),
        at=Place(path=pointer(path), block=block),
    )


def _names(path: Sequence[str | int], value: object) -> Told:
    """What stands around it as editors see it, from the outside in: headings and kinds of blocks; of lists, which."""
    told: list[str] = []
    around, block = value, ""
    for index, step in enumerate(path):
        value = _inner(around, step)
        if isinstance(step, int):
            told.append(_name(value, number=step + 1, of=str(path[index - 1]), block=block))
        elif not isinstance(value, list) or index == len(path) - 1:
            told.append(_member(step, block=block))
        around, block = value, _type_of(value) or block
    return joined(told, between=" › ")


def _name(value: object, *, number: int, of: str, block: str) -> str:
    """Of one in a list. Its own words where it has some; a block is called by its kind."""
    members = value if isinstance(value, dict) else {}
    if of == "blocks" and members.get("type") in KINDS:
        return _(KINDS[members["type"]])
    said = [members[name] for name in OWN_WORDS if isinstance(members.get(name), str) and members[name]]
    return said[0] if said else joined([_member(of, block=block), str(number)])


def _member(name: str, *, block: str) -> str:
    return _(MEMBERS.get(f"{block}.{name}") or MEMBERS.get(name) or name.replace("_", " "))


def _type_of(value: object) -> str:
    return str(value["type"]) if isinstance(value, dict) and value.get("type") in KINDS else ""


def _place(location: Sequence[str | int], value: object) -> tuple[list[str | int], str | None]:
    """The path in the JSON, and the id of the nearest part that has one.

    Where several models may stand, pydantic's location also tells which it took: such a step is in no JSON.
    """
    path: list[str | int] = []
    nearest = None
    for step in location:
        if not _is_step(value, step):
            continue
        path.append(step)
        value = _inner(value, step)
        if isinstance(value, dict) and value.get("id") and "blocks" not in path[-1:]:
            nearest = str(value["id"])
    return path, nearest


def _is_step(value: object, step: str | int) -> bool:
    if isinstance(value, dict):
        return step in value or step not in (value.get("type"), value.get("format"))
    return isinstance(step, int)


def _inner(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None
