"""What the members of the contract are to readers, said on the member: ``title: Annotated[Text, Words("title")]``.

Search, the differences of editions, content checks and plain forms read a document by what is said here
(``api.text``); none of them knows members by name. ``manage.py check`` refuses a member with text that says nothing.
"""

from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "title",  # what a document, or a part of it, is called
    "other_name",  # what else it is called
    "keyword",  # a word it should be found by
    "summary",  # what it is, in one or two sentences
    "heading",  # stands above what follows
    "introduction",  # leads into what follows
    "prose",  # sentences and paragraphs
    "item",  # one of several like it: an item of a list, a sign, a cell
    "term",  # what is then explained
    "pronunciation",  # how a term is said
    "question",  # what is then answered
    "quotation",  # somebody else's words
    "label",  # says what a figure, a link or a line is
    "figure",  # a figure or a fact in words
    "name",  # of a person, a place, a body, a thing
    "note",  # a remark beside something: for whom, when, how often
    "address",  # a line of a postal address
    "link",  # what is pressed or followed
    "alternative",  # says what a picture shows
    "caption",  # stands with a picture or a table
    "credit",  # who made a picture or a source
    "legal",  # what law or caution asks to be said
    "head",  # for search engines and shared links; not on the page
]
"""What words are to the people who read them."""

Whose = Literal["own", "named", "shown"]
"""``own``: said by the document itself. ``named``: the name of another thing, which the document mentions. ``shown``:
the words of another thing, which the document shows beside its own. Said on the model (``ContractModel.whose``),
because it holds wherever the thing stands."""


@dataclass(frozen=True)
class Words:
    """The member holds words for people."""

    role: Role


@dataclass(frozen=True)
class Value:
    """No words, but people want to know it: an address, a telephone number, a code."""


@dataclass(frozen=True)
class Token:
    """For programs alone: people never read it."""


@dataclass(frozen=True)
class Repeated:
    """Said elsewhere in the same document, or worked out from what is said there."""


Mark = Words | Value | Token | Repeated
"""What a member says about itself."""
