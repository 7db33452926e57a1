"""What search and suggestions answer."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from api.contract.base import ContractModel, LanguageTag, Slug, Text
from api.contract.blocks import SectionKind
from api.contract.lists import ListEnvelope
from api.contract.roles import Token, Value, Words
from api.contract.site import PickItem
from api.contract.values import Image, Phone

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
    locale: Annotated[LanguageTag, Token()]
    slug: Slug
    path: Annotated[str | None, Value()]
    """Its front-end path; null where the document has no page of its own."""
    title: Annotated[Text, Words("title")]
    summary: Annotated[str | None, Words("summary")]
    """What it is, in one or two sentences."""
    image: Image | None
    """As in lists."""
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


class UrgentHelp(ContractModel):
    """Where somebody in danger finds help at once."""

    title: Annotated[Text, Words("title")]
    text: Annotated[Text, Words("prose")]
    """What to do, in one or two sentences."""
    phone: Phone | None
    """The line to call."""
    emergency_number: Annotated[str | None, Value()]
    """Short number such as ``911``."""


class SearchResults(ListEnvelope):
    """A page of what was found, best first."""

    results: list[SearchResult]
    counts: SearchCounts
    urgent: list[UrgentHelp]
    """Where help is, for somebody who searches for this in danger: show it above everything else. Mostly empty. The
    same on every page."""
    picks: list[PickItem]
    """What editors recommend for exactly this search: show it above the results. The same on every page."""
    corrected: Annotated[str | None, Words("note")]
    """What was searched for instead, where words were mistyped and nothing else can be meant; null where none was."""
    suggested: Annotated[str | None, Words("note")]
    """What may be meant instead, for the reader to choose: it was not searched for. Null where there is no doubt."""
    matched: Literal["all", "some", "none"]
    """``all``: results have everything that was typed, as it was typed or in other words for the same. ``some``: a word
    was corrected or ignored; or hardly anything has all words, so results have the most telling of them. ``none``:
    nothing is found."""
    ignored: Annotated[str | None, Words("note")]
    """What was not looked for: twelve words of a query count, those that tell most. Null where all of them do."""


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
    ignored: Annotated[str | None, Words("note")]
    """What was not looked at: of what was typed the first twelve words count. Null where all of them do."""
