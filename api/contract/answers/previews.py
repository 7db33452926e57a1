"""Drafts, as they would be published now."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, RootModel

from api.contract.base import ContractModel, Opaque, Text, Url
from api.contract.documents import PageContent, ProcedureContent
from api.contract.roles import Token, Words


class PreviewProblem(ContractModel):
    """Something that keeps the draft from being published."""

    message: Annotated[Text, Words("note")]
    """What is wrong and how to mend it, for the editor, in the editor's language."""
    field: Annotated[str | None, Token()]
    """Name of the field in the editor's form; null where it is about the page as a whole."""
    block: Annotated[UUID | None, Token()]
    """Id of the section or block that it is about, also where it is left out of this document."""
    pointer: Annotated[str | None, Token()]
    """JSON Pointer (RFC 6901) to the member or block of this document that it is about; null where it shows none."""


class PreviewFile(ContractModel):
    """A file of this draft that nobody else may have yet."""

    address: Opaque
    """As it stands in this document, and as it will be once it is published."""
    url: Url
    """Where it can be opened as long as the token holds."""


class Preview(ContractModel):
    """About a draft, beside its content."""

    problems: list[PreviewProblem]
    """What keeps it from being published; empty where nothing does. What is not finished is left out of the content."""
    unsaved: bool
    """It says what somebody is typing, and has not saved yet."""
    expires_at: Annotated[datetime, Token()]
    """Until then the token opens it, unless it is taken back before."""
    files: list[PreviewFile]
    """Pictures and documents it shows that readers cannot open yet. Show them by their `url`."""


class ProcedureDraft(ProcedureContent):
    """A treatment page that is not published: what its document would be now."""

    edition: None
    """A draft is no edition."""
    preview: Preview


class PageDraft(PageContent):
    """A page of information that is not published: what its document would be now."""

    edition: None
    """A draft is no edition."""
    preview: Preview


class Draft(RootModel[Annotated[ProcedureDraft | PageDraft, Field(discriminator="type")]]):
    """A draft of a page; ``type`` tells which."""
