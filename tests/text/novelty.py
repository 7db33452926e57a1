"""A block that nothing in the house knows but its contract, and a treatment that holds it."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from api.contract.base import ContractModel, Duration, Text, Url
from api.contract.blocks import Block, BlockModel, RichTextBlock, Section
from api.contract.contacts import Contact
from api.contract.documents import ProcedureDocument
from api.contract.roles import Token, Value, Words
from api.contract.values import DocumentLink, HtmlText, Image, Phone, RichText
from tests.filled import Filled


class Advice(ContractModel):
    id: UUID
    name: Annotated[Text, Words("name")]
    text: Annotated[RichText | None, Words("prose")]


class TipBlock(BlockModel):
    type: Literal["tip"] = "tip"
    audience: Literal["patient", "whole_family"]
    headline: Annotated[str | None, Words("heading")]
    body: Annotated[RichText, Words("prose")]
    signs: Annotated[list[Text], Field(min_length=1), Words("item")]
    advice: list[Advice]
    picture: Image
    line: Contact
    see_also: DocumentLink
    doorbell: Phone
    website: Url
    takes: Duration
    batch: Annotated[str, Token()]
    rate: Annotated[str, Value()]
    is_urgent: bool


def rich(html):
    return RichText(HtmlText(html=html))


def tip(**members):
    filled = Filled()
    parts = {
        "audience": "whole_family",
        "headline": "Loose clothes",
        "body": rich("<p>Wear an anorak.</p><ul><li>Zipped</li><li>Warm</li></ul>"),
        "signs": ["Shivering fits", "Goose bumps"],
        "advice": [Advice(id=UUID(int=31), name="Grandmother", text=rich("<p>Knits mittens.</p>"))],
        "picture": filled.model(Image).model_copy(update={"alt": "A woollen scarf", "src": "/media/scarf.jpg"}),
        "line": filled.model(Contact).model_copy(update={"label": "Wardrobe desk"}),
        "see_also": filled.model(DocumentLink).model_copy(update={"title": "Mending"}),
        "doorbell": Phone(number="+13105550177", display="310-555-0177", extension=None),
        "website": "https://wardrobe.example/",
        "takes": "PT2H",
        "batch": "b-00-zz",
        "rate": "12 a day",
        "is_urgent": True,
    }
    return TipBlock(id=UUID(int=30), **parts | members)


def treatment(*blocks):
    """As if the union of blocks had them."""
    section = Section(
        id=UUID(int=20),
        kind="prepare",
        also=["during"],
        heading="How do I prepare?",
        anchor="prepare",
        blocks=[],
        subsections=[],
    )
    wrapped = [Block.model_construct(root=block) for block in blocks]
    document = Filled().model(ProcedureDocument)
    section = section.model_copy(update={"blocks": wrapped})
    return document.model_copy(update={"sections": [section], "canonical": document.path})


def paragraph(html):
    return RichTextBlock(id=UUID(int=29), text=rich(html))
