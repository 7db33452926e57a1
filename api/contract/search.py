"""What search and suggestions answer."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from api.contract.base import ContractModel, Slug, Text
from api.contract.blocks import SectionKind
from api.contract.lists import ListEnvelope
from api.contract.roles import Value, Words
from api.contract.site import PickItem

SearchedType = Literal["procedure", "condition", "page", "specialty", "clinician", "location"]


class Highlights(ContractModel):
    """HTML in which only ``<mark>`` stands, around words that were searched for; everything else is escaped."""

    title: Annotated[Text, Words("title")]
    text: Annotated[str, Words("prose")]
    """The summary, or what stands around the best match in the text; empty where there is neither."""


class MatchedSection(ContractModel):
    """The section that the highlighted text stands in: link to it with ``path`` and ``#`` and the anchor."""

    anchor: Slug
    heading: Annotated[Text, Words("heading")]
    kind: SectionKind


class SearchResult(ContractModel):
    """A document that was found."""

    type: SearchedType
    id: UUID
    """The same in all translations."""
    slug: Slug
    path: Annotated[str | None, Value()]
    """Its front-end path; null where the document has no page of its own."""
    title: Annotated[Text, Words("title")]
    summary: Annotated[str | None, Words("summary")]
    """What it is, in one or two sentences."""
    highlights: Highlights
    section: MatchedSection | None
    """Null where the match is in the names or the summary, and for documents without sections."""


class FacetCount(ContractModel):
    """How many results remain with this value of the filter."""

    slug: Slug
    name: Annotated[Text, Words("name")]
    count: Annotated[int, Field(ge=1)]


class SearchCounts(ContractModel):
    """Of all results, by what they can be narrowed to: members are named as the parameters. The most frequent first,
    at most a hundred of each."""

    specialty: list[FacetCount]
    condition: list[FacetCount]
    body_area: list[FacetCount]


class SearchResults(ListEnvelope):
    """A page of what was found, best first."""

    results: list[SearchResult]
    counts: SearchCounts
    picks: list[PickItem]
    """What editors recommend for exactly this search: show it above the results. The same on every page."""
    corrected: Annotated[str | None, Words("note")]
    """What was searched for instead, where words were mistyped; null where none was."""
    matched: Literal["all", "some"]
    """``some``: hardly anything has all words that were asked for, so results have the most telling of them."""


class Suggestion(ContractModel):
    """A document with a name that begins like what was typed, or is similar."""

    type: SearchedType
    id: UUID
    slug: Slug
    path: Annotated[str | None, Value()]
    """Its front-end path; null where the document has no page of its own."""
    title: Annotated[Text, Words("title")]
    name: Annotated[Text, Words("other_name")]
    """The name that matches: the title, or an alternative or lay name."""


class Suggestions(ContractModel):
    """At most ten documents, best first."""

    results: list[Suggestion]
