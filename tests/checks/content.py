"""Content of treatments as checks see it, in few words."""

from datetime import date
from uuid import UUID, uuid5

from api.contract import blocks as shapes
from api.contract.blocks import Block, Section, Subsection
from api.contract.documents import Review, Reviewer, Seo
from api.contract.values import CallToAction, Contact, HtmlText, Phone, RichText
from procedures.checks.blank import blank_content
from procedures.checks.page import Page
from procedures.checks.site import Site, Treatment

NAMESPACE = UUID("3a8f0c1e-8b1d-4f4e-9a53-6f0f6d1f0001")
REVIEWED = Review(
    last_reviewed=date(2026, 1, 5),
    next_review=date(2027, 1, 5),
    reviewed_by=[Reviewer(name="Ana Example", credentials="MD")],
)


def identity(*parts):
    return uuid5(NAMESPACE, repr(parts))


def treatment(*sections, title="Veloplasty", locale="en", **members):
    """A section is ``(kind, heading, *blocks)``."""
    given = {"summary": None, "review": REVIEWED, "seo": Seo(title=title or "-", description=None)} | members
    return blank_content(
        id=identity(title),
        locale=locale,
        slug="veloplasty",
        title=title,
        sections=[section(index, *each) for index, each in enumerate(sections)],
        **given,
    )


def section(index, kind, heading, *blocks):
    parts = [block for block in blocks if isinstance(block, Subsection)]
    return Section.model_construct(
        id=identity("section", index),
        kind=kind,
        also=[],
        heading=heading,
        anchor=f"section-{index}",
        blocks=[block for block in blocks if not isinstance(block, Subsection)],
        subsections=parts,
    )


def part(heading, *blocks):
    return Subsection.model_construct(id=identity("part", heading), heading=heading, anchor="part", blocks=list(blocks))


def rich(html):
    return RichText(HtmlText(html=html))


def text(*paragraphs):
    """Paragraphs of plain text, or ready HTML."""
    html = "".join(each if each.startswith("<") else f"<p>{each}</p>" for each in paragraphs)
    return Block(shapes.RichTextBlock(id=identity("text", paragraphs), text=rich(html)))


def bullets(lead_in, *items, style="bullet"):
    model = shapes.ListBlock(
        id=identity("list", items), style=style, lead_in=lead_in, items=[rich(each) for each in items]
    )
    return Block(model)


def criteria(lead_in, *may):
    listed = [shapes.Criterion(text=each, note=None) for each in may]
    model = shapes.CriteriaBlock(
        id=identity("criteria", may), lead_in=lead_in, match="any", must=[], may=listed, must_not=[], disclaimer=None
    )
    return Block(model)


def questions(*items):
    """Each is question and answer, the answer None where the editor has not written it."""
    built = [
        shapes.Question.model_construct(id=identity("question", asked), question=asked, answer=answer and rich(answer))
        for asked, answer in items
    ]
    return Block(shapes.FaqBlock(id=identity("faq", items), items=built))


def definitions(*items):
    built = [shapes.Definition(term=term, definition=rich(said), pronunciation=None) for term, said in items]
    return Block(shapes.DefinitionsBlock(id=identity("definitions", items), items=built))


def card(title, *signs, level="emergency"):
    model = shapes.CareCardBlock(
        id=identity("card", title),
        level=level,
        region="US",
        title=title,
        when=list(signs),
        action="Call.",
        emergency_number="911",
        phone=None,
    )
    return Block(model)


def video(title):
    model = shapes.VideoBlock(
        id=identity("video", title),
        title=title,
        url="https://video.example/1",
        poster=None,
        duration=None,
        transcript=rich("<p>A nurse speaks.</p>"),
    )
    return Block(model)


def contact(label, said, *, hours=None):
    return Contact(
        id=identity("contact", label),
        label=label,
        text=rich(f"<p>{said}</p>"),
        phone=Phone(number="+13105550142", display="310-555-0142", extension=None),
        email=None,
        hours=hours,
        response_time=None,
        languages=[],
    )


def action(words, target=None):
    return CallToAction(text=words, target=target)


def site(*names):
    """Other treatments that the hospital has."""
    return Site(treatments=tuple(Treatment(id=identity("other", name), names=(name,)) for name in names))


def found(check, content, around=None):
    return list(check.run(Page(content, around or Site())))
