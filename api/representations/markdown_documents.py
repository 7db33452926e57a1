"""Whole documents, and single sections, as Markdown: for assistants, search indexes and people at a terminal."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from typing import Any

from api.contract.blocks import Block, Section
from api.contract.catalogue import DocumentType
from api.contract.codes import Code
from api.contract.documents import (
    ClinicianDocument,
    ConditionDocument,
    DocumentModel,
    EditionStamp,
    LocationDocument,
    PageDocument,
    ProcedureDocument,
    PublishedPage,
    Review,
    SpecialtyDocument,
)
from api.contract.sections import ProcedureSections
from api.log.bodies import Json, read_block
from api.representations.markdown import escape
from api.representations.markdown_blocks import block_as_markdown, blocks_as_markdown
from api.representations.markdown_by_role import members, one
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
from api.text.passages import Passage
from api.text.walker import told_by


def can_be_markdown(kind: DocumentType) -> bool:
    return kind.document in DOCUMENTS


def document_as_markdown(document: Any, said: Json | None = None) -> bytes:
    """Of any document whose type has a form; ends with a newline. ``said`` is its body if another contract wrote it."""
    write: Callable[[Any], str] = DOCUMENTS[type(document)]
    return f"{write(document) if said is None else earlier_document(document, said)}\n".encode()


def sections_as_markdown(answer: ProcedureSections, said: Json | None = None) -> bytes:
    """``said`` is the body of the treatment where another contract wrote it."""
    writer = writer_of(answer)
    if said is None:
        sections = [section(writer, one) for one in answer.sections]
        contact = writer.contact(answer.contact) if answer.contact else ""
    else:
        told = told_by(said)
        sections = [earlier_sections(writer, (one for one in told if is_of_kind(one, answer.kind)))]
        contact = members(writer, (one for one in told if one.path[0] == "contact"), depth=0)
    parts = [
        f"# {escape(answer.title or '')}",
        *sections,
        heading(writer, "important", blocks_as_markdown(writer, map(Block.model_construct, answer.care_cards))),
        heading(writer, "contact", contact),
        earlier_about(writer, answer),
    ]
    return f"{paragraphs(*parts)}\n".encode()


ABOUT = {"breadcrumbs", "translations", "translation", "seo", "url", "title", "name", "review", "edition"}
"""Members that stand in other places of the text, or not in it."""


def earlier_document(document: Any, said: Json) -> str:
    """Of a body that another contract wrote: all its words, each as its role asks."""
    writer = writer_of(document)
    parts = [f"# {escape(document.label or '')}"]
    for name, told in groupby(told_by(said), key=lambda passage: passage.path[0]):
        if name == "sections":
            parts.append(earlier_sections(writer, told))
        elif name not in ABOUT:
            parts.append(members(writer, told, depth=0))
    return paragraphs(*parts, earlier_about(writer, document))


def earlier_about(writer: Writer, document: DocumentModel | ProcedureSections) -> str:
    url, review, edition = (getattr(document, name, None) for name in ("url", "review", "edition"))
    return about(writer, url=url or "", review=review, edition=edition if is_whole(edition) else None)


def is_whole(edition: EditionStamp | None) -> bool:
    return edition is not None and all(value is not None for _, value in edition)


def earlier_sections(writer: Writer, told: Iterable[Passage]) -> str:
    """Blocks that are today as they were have today's form."""
    parts = []
    for _, found in groupby(
        told, key=lambda passage: passage.holder.block.path if passage.holder.block else passage.path
    ):
        passage = next(found)
        if passage.holder.block:
            parts.append(block_as_markdown(writer, read_block(passage.holder.block.value)))
        elif passage.role == "heading":
            parts.append(f"{'###' if passage.subsection else '##'} {escape(passage.words)}")
        else:
            parts.append(one(writer, passage))
    return paragraphs(*parts)


def is_of_kind(passage: Passage, kind: str) -> bool:
    return passage.section is not None and kind in (passage.section.kind, *passage.section.also)


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
        image(document.image) if document.image else "",
        writer.rich(document.description),
        heading(writer, "contact", writer.contact(document.contact) if document.contact else ""),
        about(writer, url=document.url or "", edition=document.edition),
    )


def condition(document: ConditionDocument) -> str:
    writer = Writer(document.locale)
    told = [
        labelled(writer.word("also_called"), escape(", ".join(document.lay_names))),
        labelled(writer.word("codes"), codes(document.codes)),
    ]
    return paragraphs(
        f"# {escape(document.name)}",
        image(document.image) if document.image else "",
        writer.rich(document.description),
        listed(told),
        about(writer, url=document.url or "", edition=document.edition),
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
        image(document.image) if document.image else "",
        writer.rich(document.biography),
        listed(told),
        heading(writer, "address", listed(writer.place(place) for place in document.locations)),
        about(writer, url=document.url or "", edition=document.edition),
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
        image(document.image) if document.image else "",
        listed(told),
        heading(writer, "directions", writer.rich(document.directions)),
        about(writer, url=document.url or "", edition=document.edition),
    )


DOCUMENTS: dict[type[Any], Callable[[Any], str]] = {
    ProcedureDocument: procedure,
    PageDocument: page,
    SpecialtyDocument: specialty,
    ConditionDocument: condition,
    ClinicianDocument: clinician,
    LocationDocument: location,
}


def writer_of(document: DocumentModel | ProcedureSections) -> Writer:
    url, path = getattr(document, "url", None) or "", getattr(document, "path", None) or ""
    return Writer(document.locale or "", url.removesuffix(path))


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


def about(writer: Writer, *, edition: EditionStamp | None, url: str = "", review: Review | None = None) -> str:
    """Who vouches for the text, until when, and which text it is."""
    reviewers = review.reviewed_by if review else []
    names = (joined([reviewer.name or "", reviewer.credentials or ""], ", ") for reviewer in reviewers)
    published = f"{edition.number}, {writer.word('published')} {day(edition.published_at.date())}" if edition else ""
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
