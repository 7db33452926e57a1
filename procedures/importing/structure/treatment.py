"""A file's pieces as the content of a treatment."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import slugify

from api.contract.blocks import Section
from api.contract.contacts import Contact
from api.contract.values import CallToAction, PhoneTarget
from cms.publishing.rendering.members import unique_anchors
from procedures.blocks.sections import KINDS
from procedures.checks.blank import blank_content
from procedures.checks.plain_language import LONGEST_PARAGRAPH
from procedures.importing.draft import Draft, Origin, Origins, Part, Path, listed, together
from procedures.importing.pieces import Heading, Paragraph, Piece, Reading
from procedures.importing.places import Text
from procedures.importing.structure.blocks import UNKNOWN_LANGUAGE, UNNAMED, BlockPart, prose
from procedures.importing.structure.care import Locality, split_advice
from procedures.importing.structure.contacts import texts_of_piece
from procedures.importing.structure.identities import identified
from procedures.importing.structure.preamble import Preamble, read_preamble
from procedures.importing.structure.sections import Sections, build_sections
from procedures.importing.structure.titles import gather_evidence
from procedures.language.words import count_words

LONGEST_ACTION = 160


def structure(reading: Reading, *, locale: str, region: str) -> Draft:
    """The treatment the pieces make. ``region`` is the country of telephone numbers without a country code."""
    headings = [piece.text.text for piece in reading.pieces if isinstance(piece, Heading)]
    texts = [text.text for piece in reading.pieces for text in texts_of_piece(piece)]
    evidence = gather_evidence(headings, texts=texts, stem=reading.source.path.stem)
    preamble = read_preamble(reading.pieces, evidence, region=region)
    lede, advice = _without_advice(preamble.lede)
    summary, introduction = _split_lede(lede)
    sections = build_sections(
        preamble.rest,
        introduction=[*introduction, *advice],
        names=(preamble.title.text, *evidence.names),
        where=Locality(region=region, language=locale.split("-")[0]),
        wants_contact=preamble.contact is None,
    )
    set_aside = (*reading.set_aside, *preamble.set_aside, *sections.set_aside)
    return Draft(
        **_content(reading, preamble, summary, sections, locale=locale),
        title=preamble.title,
        set_aside=tuple(sorted(set_aside, key=lambda entry: entry.text.span.first)),
    )


def _without_advice(lede: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """A summary has no place for advice on getting help: it goes on to the sections."""
    rest: list[Piece] = []
    advice: list[Piece] = []
    for piece in lede:
        if not isinstance(piece, Paragraph):
            rest.append(piece)
            continue
        plain, advising = split_advice(piece)
        rest += plain
        advice += advising
    return rest, advice


def _split_lede(lede: Sequence[Piece]) -> tuple[tuple[Text, ...], Sequence[Piece]]:
    """The first paragraphs as the summary, which shows as one, the rest as an introduction. One fits, however long."""
    words = 0
    summary: list[Text] = []
    for piece in lede:
        words += count_words(piece.text.text) if isinstance(piece, Paragraph) else LONGEST_PARAGRAPH + 1
        if not isinstance(piece, Paragraph) or (summary and words > LONGEST_PARAGRAPH) or piece.text.text.endswith(":"):
            break
        summary.append(piece.text)
    return tuple(summary), lede[len(summary) :]


def _content(
    reading: Reading, preamble: Preamble, summary: Sequence[Text], sections: Sections, *, locale: str
) -> dict[str, Any]:
    """Content with its origins. It is not validated: an address comes when the page is saved."""
    parts, contact, action = _with_action_placed(sections, preamble.contact or sections.contact)
    title, sha256 = preamble.title.text, reading.source.sha256
    said = " ".join(text.text for text in summary) or None
    content = blank_content(
        id=UNNAMED,
        locale=locale,
        slug=slugify(title) or "treatment",
        title=title,
        summary=said,
        sections=unique_anchors(identified([part.model for part in parts], sha256=sha256)),
        contact=contact.model if contact else None,
        call_to_action=action.model if action else None,
    )
    return {"content": content, "origins": _origins(preamble, summary, parts, contact, action)}


def _with_action_placed(
    sections: Sections, contact: Part[Contact] | None
) -> tuple[list[Part[Section]], Part[Contact] | None, Part[CallToAction] | None]:
    """A closing invitation is text of the last section when it has a phone, or is too long for a button."""
    action, parts = sections.call_to_action, list(sections.sections)
    if action is None or (action.model.target is None and len(action.model.text) <= LONGEST_ACTION):
        return parts, contact, action
    text = Text(action.model.text, action.origins[()].span)
    parts[-1:] = [_with_block(parts[-1] if parts else _section_of_nothing(), prose([text], confidence=0.85))]
    return parts, contact or _contact_of(action.model), None


def _contact_of(action: CallToAction) -> Part[Contact] | None:
    if action.target is None or not isinstance(action.target.root, PhoneTarget):
        return None
    phone = action.target.root.phone
    nothing: dict[str, Any] = dict.fromkeys(("text", "email", "hours", "response_time"))
    model = Contact(
        id=UNNAMED, label=f"Call {phone.display}", phone=phone, languages=[], locale=UNKNOWN_LANGUAGE, **nothing
    )
    return Part(model, {})


def _with_block(section: Part[Section], block: BlockPart) -> Part[Section]:
    blocks = [*section.model.blocks, block.model]
    origins = together([section.origins, block.under("blocks", len(blocks) - 1)])
    return Part(section.model.model_copy(update={"blocks": blocks}), origins)


def _section_of_nothing() -> Part[Section]:
    heading = str(KINDS["other"][0])
    section = Section(id=UNNAMED, kind="other", also=[], heading=heading, anchor="section", blocks=[], subsections=[])
    return Part(section, {})


def _origins(
    preamble: Preamble,
    summary: Sequence[Text],
    sections: Sequence[Part[Section]],
    contact: Part[Contact] | None,
    action: Part[CallToAction] | None,
) -> Origins:
    own: dict[Path, Origin] = {}
    if preamble.title.span is not None:
        own["title",] = Origin(spans=(preamble.title.span,), confidence=preamble.title.confidence)
    if summary:
        own["summary",] = Origin(spans=(summary[0].span.to(summary[-1].span),))
    return together(
        [
            own,
            contact.under("contact") if contact else {},
            listed(sections, "sections"),
            action.under("call_to_action") if action else {},
        ]
    )
