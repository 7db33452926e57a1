"""A page as readers will get it, drawn for the editor from the same contract the API serves."""

from copy import copy
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.translation import override
from pydantic import BaseModel, ValidationError
from wagtail.blocks import StructValue

from api.contract.documents import DocumentModel
from cms.publishing.publications.registry import publication_of
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.forbidden import UNWRITTEN, ForbiddenPartError, sentences_about
from cms.publishing.rows.surroundings import Surroundings, public_address
from cms.publishing.unfinished import Finishable, problems_of, wrong_fields
from cms.streamfield.blocks import ContractBlock

MISSING = "…"
"""Stands in a preview for words that are not written yet."""


class DraftContext(Context):
    """Leaves out what is not finished, shows the rest, and notes what is wrong with what it left out."""

    def __init__(self, *, locale: str, surroundings: Surroundings) -> None:
        super().__init__(locale=locale, surroundings=surroundings)
        self.errors: list[ValueError] = []

    def assemble(self, block: ContractBlock, value: StructValue, members: dict[str, object]) -> BaseModel | None:
        try:
            return super().assemble(block, value, members)
        except ForbiddenPartError as error:
            self.errors.append(error)
            return self.assemble_unwritten(block, value, members, error.error)
        except ValueError as error:
            self.errors.append(error)
            return None

    def assemble_unwritten(
        self, block: ContractBlock, value: StructValue, members: dict[str, object], error: ValidationError
    ) -> BaseModel | None:
        unwritten = {str(problem["loc"][0]): MISSING for problem in error.errors() if problem["type"] in UNWRITTEN}
        try:
            return super().assemble(block, value, members | unwritten)
        except ValueError:
            return None

    def problems(self, instance: object) -> list[str]:
        """Of what was to be shown, in the language of whoever asks."""
        return [sentence for error in self.errors for sentence in sentences_about(error, instance)]


def preview_context(page: object, *, is_for_editors: bool = False) -> dict[str, Any]:
    """``is_for_editors``: with pictures that nobody else may see, by addresses of the admin.

    ``document``: the content as far as it can be shown; ``problems``: what keeps it from being published, one
    sentence each."""
    publication = publication_of(page)
    if publication is None:
        return {}
    around = Surroundings(address_of_file=default_storage.url if is_for_editors else public_address)
    context = DraftContext(locale=publication.address_of(page).locale, surroundings=around)
    document = content_of_draft(page, context)
    return {"document": document, "problems": sentences(page) or context.problems(page)}


def content_of_draft(instance: object, context: DraftContext) -> DocumentModel | None:
    """What would be published now, as far as it can be shown: ``context`` has what is wrong with the rest."""
    publication = publication_of(instance)
    if publication is None:
        return None
    try:
        with override(settings.LANGUAGE_CODE):  # as it is published
            return publication.content(without_what_is_wrong(instance), context)
    except ValueError as error:
        context.errors.append(error)
        return None


def sentences(page: object) -> list[str]:
    unfinished = problems_of(page) if isinstance(page, Finishable) else {}
    return [message for messages in unfinished.values() for message in messages]


def without_what_is_wrong(page: object) -> object:
    """A copy whose fields are empty where what they say cannot be published; parts of a StreamField are left to it.

    It is public: else a page that never was would be missing from its own breadcrumbs.
    """
    if not isinstance(page, Finishable):
        return page
    shown = copy(page)
    if hasattr(shown, "live"):
        shown.live = True
    wrong = wrong_fields(page)
    for field in (field for field in page._meta.concrete_fields if field.name in wrong):
        setattr(shown, field.name, None if field.null else MISSING if not field.blank else field.get_default())
    return shown
