"""Content of treatments as checks see it, in few words."""

from datetime import date
from uuid import UUID, uuid5

from api.contract import blocks as shapes
from api.contract.blocks import Block, Section, Subsection
from api.contract.contacts import Contact
from api.contract.documents import Review, Reviewer, Seo
from api.contract.values import CallToAction, Citation, DocumentLink, Fact, HtmlText, Image, Phone, RichText
from procedures.checks.blank import blank_content
from procedures.checks.page import Page
from procedures.checks.site import Site, Treatment

NAMESPACE = UUID("3a8f0c1e-8b1d-4f4e-9a53-6f0f6d1f0001")
REVIEWED = Review(
    last_reviewed=date(2026, 1, 5),
    next_review=date(2027, 1, 5),
    reviewed_by=[Reviewer(name="Ana Example", credentials="MD")],
    state="current",
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


def steps(*titles, phase="during"):
    built = [
        shapes.Step(id=identity("step", title), title=title, text=None, duration=None, image=None) for title in titles
    ]
    return Block(shapes.StepsBlock(id=identity("steps", titles), phase=phase, steps=built))


def risks(*named, severity="serious", reversible=None):
    built = [
        shapes.Risk(
            id=identity("risk", name),
            name=name,
            severity=severity,
            frequency="rare",
            frequency_text=None,
            timing=None,
            reversible=reversible,
            what_we_do=None,
        )
        for name in named
    ]
    return Block(shapes.RisksBlock(id=identity("risks", named), lead_in=None, risks=built, none_stated_reason=None))


def statistic(outcome, *, value=80, time_point=None, source=None):
    model = shapes.StatisticBlock(
        id=identity("statistic", outcome),
        value=value,
        maximum=None,
        unit="percent",
        qualifier="about",
        outcome=outcome,
        population="adults",
        time_point=time_point,
        source=source,
        as_of=None,
    )
    return Block(model)


def citation(title="A study"):
    return Citation(
        id=identity("citation", title),
        title=title,
        authors=None,
        publisher=None,
        year=2020,
        doi=None,
        url=None,
        checked_on=None,
    )


def picture(alt, *, caption=None):
    image = Image(
        id=1,
        alt=alt,
        decorative=not alt,
        src="/",
        width=1,
        height=1,
        srcset="/",
        sizes="/",
        sources=[],
        focal_point=None,
        placeholder="data:image/",
        credit=None,
    )
    return Block(shapes.ImageBlock(id=identity("picture", alt), image=image, caption=caption))


def related(*paths):
    links = [
        DocumentLink(type="procedure", id=identity(path), slug="other", path=path, title="Other", locale="en")
        for path in paths
    ]
    items = [shapes.RelatedTreatment(procedure=link, relation="alternative", note=None) for link in links]
    return Block(shapes.RelatedTreatmentsBlock(id=identity("related", paths), items=items))


def fact(kind, minimum, maximum=None, *, text="about so long"):
    return Fact(kind=kind, label=kind, minimum=minimum, maximum=maximum, qualifier="about", setting=None, text=text)


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
        locale="en",
    )


def action(words, target=None):
    return CallToAction(text=words, target=target)


def site(*names):
    """Other treatments that the hospital has."""
    return Site(treatments=tuple(Treatment(id=identity("other", name), names=(name,)) for name in names))


def found(check, content, around=None):
    return list(check.run(Page(content, around or Site())))
