"""Every block of a section as Markdown. Nothing that keeps a patient safe is left out or shortened."""

from collections.abc import Callable, Iterable
from typing import Any

from api.contract import blocks as shapes
from api.representations.markdown import escape
from api.representations.markdown_by_role import by_role
from api.representations.markdown_values import (
    Writer,
    bold,
    image,
    joined,
    labelled,
    link,
    listed,
    noted,
    paragraphs,
    person,
    quoted,
)


def blocks_as_markdown(writer: Writer, blocks: Iterable[shapes.Block]) -> str:
    return paragraphs(*(block_as_markdown(writer, block) for block in blocks))


def block_as_markdown(writer: Writer, block: shapes.Block) -> str:
    """A block without a form of its own has one by the roles of its words."""
    write = BLOCKS.get(type(block.root), by_role)
    return write(writer, block.root)


def rich_text(writer: Writer, block: shapes.RichTextBlock) -> str:
    return writer.rich(block.text)


def list_block(writer: Writer, block: shapes.ListBlock) -> str:
    items = listed(
        (writer.rich(item) for item in block.items), first=(block.start or 1) if block.style == "number" else None
    )
    return paragraphs(escape(block.lead_in or ""), items)


def image_block(writer: Writer, block: shapes.ImageBlock) -> str:
    return paragraphs(image(block.image), escape(block.caption or ""))


def video(writer: Writer, block: shapes.VideoBlock) -> str:
    title = noted(link(escape(block.title), block.url), writer.duration(block.duration) if block.duration else None)
    return paragraphs(title, bold(writer.word("transcript")), writer.rich(block.transcript))


def table(writer: Writer, block: shapes.TableBlock) -> str:
    def row(cells: Iterable[str]) -> str:
        return f"| {' | '.join(cells)} |"

    head = [row(escape(cell) for cell in block.columns), row("---" for _ in block.columns)]
    body = [
        row(
            bold(cell) if index == 0 and block.first_column_is_header else escape(cell)
            for index, cell in enumerate(cells)
        )
        for cells in block.rows
    ]
    return paragraphs(bold(block.caption), "\n".join([*head, *body]))


def quotation(writer: Writer, block: shapes.QuotationBlock) -> str:
    return quoted(paragraphs(escape(block.quote), f"— {escape(joined([block.attribution, block.role or ''], ', '))}"))


def call_to_action(writer: Writer, block: shapes.CallToActionBlock) -> str:
    return writer.action(block)


def contact(writer: Writer, block: shapes.ContactBlock) -> str:
    return writer.contact(block.contact)


def definitions(writer: Writer, block: shapes.DefinitionsBlock) -> str:
    return listed(
        paragraphs(noted(bold(item.term), item.pronunciation), writer.rich(item.definition)) for item in block.items
    )


def faq(writer: Writer, block: shapes.FaqBlock) -> str:
    return paragraphs(*(paragraphs(f"#### {escape(item.question)}", writer.rich(item.answer)) for item in block.items))


def criteria(writer: Writer, block: shapes.CriteriaBlock) -> str:
    def group(heading: str, criteria: list[shapes.Criterion]) -> str:
        items = listed(noted(escape(criterion.text), criterion.note) for criterion in criteria)
        return paragraphs(f"{bold(writer.word(heading))}:", items) if criteria else ""

    return paragraphs(
        escape(block.lead_in or ""),
        group(f"{block.match}_needed", block.must),
        group("may", block.may),
        group("must_not", block.must_not),
        escape(block.disclaimer or ""),
    )


def steps(writer: Writer, block: shapes.StepsBlock) -> str:
    def step(one: shapes.Step) -> str:
        title = noted(bold(one.title), writer.duration(one.duration) if one.duration else None)
        return paragraphs(title, writer.rich(one.text), image(one.image) if one.image else "")

    heading = f"{bold(writer.word(block.phase))}:"
    return paragraphs(heading, listed((step(one) for one in block.steps), first=1))


def facts(writer: Writer, block: shapes.FactsBlock) -> str:
    return writer.facts(block.facts)


def statistic(writer: Writer, block: shapes.StatisticBlock) -> str:
    figure = f"{block.value:g}"
    if block.maximum is not None:
        figure += f" {writer.word('to')} {block.maximum:g}"
    qualifier = "" if block.qualifier == "exactly" else writer.word(block.qualifier)
    unit = writer.word(block.unit)
    told = joined([qualifier, f"{figure}%" if unit == "%" else f"{figure} {unit}"], " ")
    lines = [
        f"{bold(told)} {escape(block.outcome)}",
        labelled(writer.word("figure_of"), escape(block.population)),
        labelled(writer.word("timing"), escape(block.time_point or "")),
        labelled(writer.word("source"), writer.citation(block.source) if block.source else ""),
        labelled(writer.word("as_of"), block.as_of.isoformat() if block.as_of else ""),
    ]
    return listed(lines)


def risks(writer: Writer, block: shapes.RisksBlock) -> str:
    def risk(one: shapes.Risk) -> str:
        frequency = noted(escape(writer.word(one.frequency)), one.frequency_text)
        lasts = {True: "reversible", False: "lasting", None: ""}[one.reversible]
        said = joined([escape(writer.word(one.severity)), frequency, escape(writer.word(lasts)) if lasts else ""], ", ")
        more = [
            labelled(writer.word("timing"), escape(one.timing or "")),
            labelled(writer.word("what_we_do"), escape(one.what_we_do or "")),
        ]
        return joined([labelled(one.name, said), *more], "\n\n")

    return paragraphs(
        escape(block.lead_in or ""), listed(risk(one) for one in block.risks), escape(block.none_stated_reason or "")
    )


def care_card(writer: Writer, block: shapes.CareCardBlock) -> str:
    number = (
        f"{writer.word('call')} [{block.emergency_number}](tel:{block.emergency_number})"
        if block.emergency_number
        else ""
    )
    phone = labelled(writer.word("phone"), writer.phone(block.phone)) if block.phone else ""
    title = f"**{escape(writer.word(block.level))}: {escape(block.title)}**"
    signs = listed(escape(sign) for sign in block.when)
    return quoted(paragraphs(title, signs, bold(block.action), number, phone))


def indications(writer: Writer, block: shapes.IndicationsBlock) -> str:
    def indication(one: shapes.Indication) -> str:
        label = writer.linked(one.condition, one.label) if one.condition else escape(one.label)
        evidence = escape(writer.word(one.evidence)) if one.evidence == "investigational" else ""
        return noted(joined([label, evidence], ", "), one.note)

    return paragraphs(escape(block.lead_in or ""), listed(indication(one) for one in block.items))


def related_treatments(writer: Writer, block: shapes.RelatedTreatmentsBlock) -> str:
    return listed(
        noted(f"{writer.linked(item.procedure)}, {escape(writer.word(item.relation))}", item.note)
        for item in block.items
    )


def clinicians(writer: Writer, block: shapes.CliniciansBlock) -> str:
    return paragraphs(escape(block.lead_in or ""), listed(person(clinician) for clinician in block.clinicians))


def locations(writer: Writer, block: shapes.LocationsBlock) -> str:
    return paragraphs(escape(block.lead_in or ""), listed(writer.place(place) for place in block.locations))


def cost(writer: Writer, block: shapes.CostBlock) -> str:
    lines = [
        labelled(writer.word("prior_authorisation"), escape(writer.word(block.prior_authorisation))),
        labelled(writer.word("payers"), escape(", ".join(block.payers))),
        labelled(writer.word("as_of"), block.as_of.isoformat()),
    ]
    return paragraphs(writer.rich(block.text), listed(lines))


def regulatory_status(writer: Writer, block: shapes.RegulatoryStatusBlock) -> str:
    status = joined([block.indication, writer.word(block.status), block.date.isoformat()], ", ")
    return labelled(block.body, escape(status))


def references(writer: Writer, block: shapes.ReferencesBlock) -> str:
    return listed(writer.citation(source) for source in block.references)


BLOCKS: dict[type[shapes.BlockModel], Callable[[Writer, Any], str]] = {
    shapes.RichTextBlock: rich_text,
    shapes.ListBlock: list_block,
    shapes.ImageBlock: image_block,
    shapes.VideoBlock: video,
    shapes.TableBlock: table,
    shapes.QuotationBlock: quotation,
    shapes.CallToActionBlock: call_to_action,
    shapes.ContactBlock: contact,
    shapes.DefinitionsBlock: definitions,
    shapes.FaqBlock: faq,
    shapes.CriteriaBlock: criteria,
    shapes.StepsBlock: steps,
    shapes.FactsBlock: facts,
    shapes.StatisticBlock: statistic,
    shapes.RisksBlock: risks,
    shapes.CareCardBlock: care_card,
    shapes.IndicationsBlock: indications,
    shapes.RelatedTreatmentsBlock: related_treatments,
    shapes.CliniciansBlock: clinicians,
    shapes.LocationsBlock: locations,
    shapes.CostBlock: cost,
    shapes.RegulatoryStatusBlock: regulatory_status,
    shapes.ReferencesBlock: references,
}
