"""Whole documents, and single sections, as Markdown: for assistants, search indexes and people at a terminal."""

from collections.abc import Callable
from datetime import date
from typing import Any

from api.contract.blocks import Section
from api.contract.catalogue import DocumentType
from api.contract.documents import (
    ClinicianDocument,
    ConditionDocument,
    EditionStamp,
    LocationDocument,
    PageDocument,
    ProcedureDocument,
    PublishedPage,
    Review,
    SpecialtyDocument,
)
from api.contract.sections import ProcedureSections
from api.contract.values import Code
from api.representations.markdown import escape
from api.representations.markdown_blocks import blocks_as_markdown, care_card
from api.representations.markdown_values import (
    Writer,
    address_line,
    image,
    joined,
    labelled,
    link,
    listed,
    paragraphs,
)


def can_be_markdown(kind: DocumentType) -> bool:
    return kind.document in DOCUMENTS


def document_as_markdown(document: Any) -> bytes:
    """Of any document whose type has a form; ends with a newline."""
    write: Callable[[Any], str] = DOCUMENTS[type(document)]
    return f"{write(document)}\n".encode()


def sections_as_markdown(answer: ProcedureSections) -> bytes:
    writer = Writer(answer.locale, answer.url.removesuffix(answer.path))
    cards = (care_card(writer, card) for card in answer.care_cards)
    parts = [
        f"# {escape(answer.title)}",
        *(section(writer, one) for one in answer.sections),
        heading(writer, "important", paragraphs(*cards)),
        heading(writer, "contact", writer.contact(answer.contact) if answer.contact else ""),
        about(writer, url=answer.url, review=answer.review, edition=answer.edition),
    ]
    return f"{paragraphs(*parts)}\n".encode()


def procedure(document: ProcedureDocument) -> str:
    writer = writer_of(document)
    body_area = document.body_area.name if document.body_area else ""
    told = [
        labelled(writer.word("also_called"), escape(", ".join(document.alternative_names))),
        labelled(writer.word("body_area"), escape(body_area)),
        labelled(writer.word("specialties"), ", ".join(writer.linked(one) for one in document.specialties)),
        labelled(writer.word("conditions"), ", ".join(writer.linked(one) for one in document.conditions)),
        labelled(writer.word("codes"), codes(document.codes)),
    ]
    return paragraphs(
        opening(document),
        listed(told),
        heading(writer, "key_facts", writer.facts(document.facts)),
        *(section(writer, one) for one in document.sections),
        heading(writer, "contact", writer.contact(document.contact) if document.contact else ""),
        writer.action(document.call_to_action) if document.call_to_action else "",
        heading(writer, "sources", listed(writer.citation(source) for source in document.references)),
        about(writer, url=document.url, review=document.review, edition=document.edition),
    )


def page(document: PageDocument) -> str:
    writer = writer_of(document)
    return paragraphs(
        opening(document),
        *(section(writer, one) for one in document.sections),
        heading(writer, "contact", writer.contact(document.contact) if document.contact else ""),
        about(writer, url=document.url, review=None, edition=document.edition),
    )


def specialty(document: SpecialtyDocument) -> str:
    writer = Writer(document.locale)
    return paragraphs(
        f"# {escape(document.name)}",
        writer.rich(document.description),
        heading(writer, "contact", writer.contact(document.contact) if document.contact else ""),
        about(writer, edition=document.edition),
    )


def condition(document: ConditionDocument) -> str:
    writer = Writer(document.locale)
    told = [
        labelled(writer.word("also_called"), escape(", ".join(document.lay_names))),
        labelled(writer.word("codes"), codes(document.codes)),
    ]
    return paragraphs(
        f"# {escape(document.name)}",
        writer.rich(document.description),
        listed(told),
        about(writer, edition=document.edition),
    )


def clinician(document: ClinicianDocument) -> str:
    writer = Writer(document.locale)
    told = [
        labelled(writer.word("specialties"), ", ".join(writer.linked(one) for one in document.specialties)),
        labelled(writer.word("languages"), escape(", ".join(document.languages))),
    ]
    return paragraphs(
        f"# {escape(joined([document.name, document.credentials or ''], ', '))}",
        escape(document.role or ""),
        image(document.photo) if document.photo else "",
        writer.rich(document.biography),
        listed(told),
        heading(writer, "address", listed(writer.place(place) for place in document.locations)),
        about(writer, edition=document.edition),
    )


def location(document: LocationDocument) -> str:
    writer = Writer(document.locale)
    told = [
        labelled(writer.word("address"), address_line(document.address)),
        labelled(writer.word("phone"), writer.phone(document.phone) if document.phone else ""),
        labelled(writer.word("hours"), escape(document.hours or "")),
    ]
    return paragraphs(
        f"# {escape(document.name)}",
        listed(told),
        heading(writer, "directions", writer.rich(document.directions)),
        about(writer, edition=document.edition),
    )


DOCUMENTS: dict[type[Any], Callable[[Any], str]] = {
    ProcedureDocument: procedure,
    PageDocument: page,
    SpecialtyDocument: specialty,
    ConditionDocument: condition,
    ClinicianDocument: clinician,
    LocationDocument: location,
}


def writer_of(document: PublishedPage) -> Writer:
    return Writer(document.locale, document.url.removesuffix(document.path))


def opening(document: PublishedPage) -> str:
    picture = image(document.image) if document.image and not document.image.decorative else ""
    return paragraphs(f"# {escape(document.title)}", escape(document.summary or ""), picture)


def heading(writer: Writer, word: str, text: str) -> str:
    """A part of the page that has no heading of the editors; nothing where there is no text."""
    return paragraphs(f"## {writer.word(word)}", text) if text else ""


def section(writer: Writer, one: Section) -> str:
    parts = (
        paragraphs(f"### {escape(part.heading)}", blocks_as_markdown(writer, part.blocks)) for part in one.subsections
    )
    return paragraphs(f"## {escape(one.heading)}", blocks_as_markdown(writer, one.blocks), *parts)


def codes(found: list[Code]) -> str:
    return ", ".join(escape(f"{code.system} {code.code}") for code in found)


def day(known: date | None) -> str:
    return known.isoformat() if known else ""


def about(writer: Writer, *, edition: EditionStamp, url: str = "", review: Review | None = None) -> str:
    """Who vouches for the text, until when, and which text it is."""
    reviewers = review.reviewed_by if review else []
    names = (joined([reviewer.name, reviewer.credentials or ""], ", ") for reviewer in reviewers)
    published = f"{edition.number}, {writer.word('published')} {edition.published_at.date().isoformat()}"
    return heading(
        writer,
        "about_page",
        listed(
            [
                link(escape(url), url) if url else "",
                labelled(writer.word("reviewed"), day(review.last_reviewed) if review else ""),
                labelled(writer.word("next_review"), day(review.next_review) if review else ""),
                labelled(writer.word("reviewed_by"), escape("; ".join(names))),
                labelled(writer.word("edition"), escape(published)),
            ]
        ),
    )
