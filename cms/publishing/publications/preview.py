"""A page as readers will get it, drawn for the editor from the same contract the API serves."""

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cms.publishing.publications.registry import publication_of
from cms.publishing.rendering.context import Context


def preview_context(page: object) -> dict[str, Any]:
    """``document``: the content; or ``problems``: what keeps the draft from being shown, one sentence each."""
    publication = publication_of(page)
    if publication is None:
        return {}
    try:
        return {"document": publication.content(page, Context(locale=publication.address_of(page).locale))}
    except ValidationError as error:
        return {"problems": [explain(problem) for problem in error.errors()]}
    except ValueError as error:  # a field that says in words what is wrong with it
        return {"problems": [str(error)]}


def explain(problem: ErrorDetails) -> str:
    """In words for an editor: which field, and what is missing."""
    names = [str(part).replace("_", " ") for part in problem["loc"] if not isinstance(part, int)]
    field = " › ".join(names) or "the page"
    if problem["type"] in ("string_type", "string_too_short", "missing", "model_type"):
        return f"Fill in “{field}”."
    return f"Correct “{field}”: {problem['msg']}."
