"""Content that says nothing but what is given: of a file that is not a page yet, of a page that is not finished."""

from typing import Any

from api.contract.documents import ProcedureContent, Review

ABSENT = ("summary", "image", "procedure_type", "body_area", "contact", "call_to_action", "seo")
EMPTY = ("breadcrumbs", "translations", "alternative_names", "keywords", "codes", "specialties", "conditions")
ALSO_EMPTY = ("sections", "facts", "references", "related")


def blank_content(**said: Any) -> ProcedureContent:
    """Not validated: it has no address, and ``said`` may be anything."""
    nothing: dict[str, Any] = dict.fromkeys(ABSENT)
    lists: dict[str, Any] = {name: [] for name in (*EMPTY, *ALSO_EMPTY)}
    review = Review(last_reviewed=None, next_review=None, reviewed_by=[], state=None)
    addresses = {"path": "", "url": "", "canonical": ""}
    return ProcedureContent.model_construct(**(nothing | lists | addresses | {"review": review} | said))
