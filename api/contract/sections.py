"""Single sections of a treatment page, with what makes them safe to show alone."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from api.contract.base import ContractModel, LanguageTag, Slug, Text, Url
from api.contract.blocks import CareCardBlock, Section, SectionKind, Subsection
from api.contract.contacts import Contact
from api.contract.documents import EditionStamp, ProcedureDocument, Review
from api.contract.roles import Repeated, Token, Words


class ProcedureSections(ContractModel):
    """The sections of a treatment page that answer one question. Show ``care_cards`` and ``review`` with them."""

    type: Literal["procedure_sections"] = "procedure_sections"
    id: UUID
    """Of the treatment; the same in all translations."""
    locale: Annotated[LanguageTag, Token()]
    slug: Slug
    """Of the treatment."""
    path: Annotated[Text, Repeated()]
    """Front-end path of the treatment."""
    url: Url
    """Front-end address of the treatment."""
    canonical: Annotated[Text, Repeated()]
    """Front-end path of the original: the same as ``path`` unless the page is an alias."""
    title: Annotated[Text, Words("title")]
    """Of the treatment."""
    kind: SectionKind
    """What was asked for."""
    sections: Annotated[list[Section], Field(min_length=1)]
    """Those whose ``kind`` or ``also`` is the kind asked for, in the order of the page."""
    care_cards: list[CareCardBlock]
    """Every emergency and urgent card of the whole page, emergencies first. Never leave them out."""
    review: Review
    contact: Contact | None
    edition: EditionStamp
    """Of the treatment."""

    @classmethod
    def of(cls, document: ProcedureDocument, kind: SectionKind) -> "ProcedureSections":
        """Raise ValueError where the page has no section of the kind."""
        shared = {name: getattr(document, name) for name in cls.model_fields if name in type(document).model_fields}
        sections = [section for section in document.sections if kind in kinds_of(section)]
        if not sections:
            raise ValueError(f"No section of the kind {kind!r}.")
        # Not checked again: the document was, unless another contract wrote it.
        return cls.model_construct(
            **shared
            | {"type": "procedure_sections", "kind": kind, "sections": sections, "care_cards": care_cards(document)}
        )


def kinds_of(section: Section) -> list[SectionKind]:
    return [kind for kind in (section.kind, *section.also) if kind]


def care_cards(document: ProcedureDocument) -> list[CareCardBlock]:
    """Emergencies first, then urgent cards, each in the order of the page."""
    parts: list[Section | Subsection] = []
    for section in document.sections:
        parts += [section, *section.subsections]
    blocks = (block.root for part in parts for block in part.blocks)
    # By its name, so that a card of another contract is not left out: what it may not say is not taken for routine.
    cards = [block for block in blocks if block.type == "care_card" and getattr(block, "level", None) != "routine"]
    return sorted(cards, key=lambda card: getattr(card, "level", None) != "emergency")
