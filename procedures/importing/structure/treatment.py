"""A file's pieces as a treatment page."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from procedures.importing.accounting import StrayWord, account_for
from procedures.importing.checks import run_checks
from procedures.importing.findings import Finding
from procedures.importing.formats.readers import read_file
from procedures.importing.outline import Outline, SetAside, Span, Text
from procedures.importing.phones import DEFAULT_REGION
from procedures.importing.pieces import Heading, Paragraph, Piece, Reading
from procedures.importing.structure.contacts import texts_of_piece
from procedures.importing.structure.preamble import read_preamble
from procedures.importing.structure.sections import build_sections
from procedures.importing.structure.titles import gather_evidence
from procedures.language.words import count_words

_LONGEST_SUMMARY = 120


def read_outline(path: Path, *, locale: str = "en", region: str = DEFAULT_REGION) -> Outline:
    """The treatment page in a file, with its findings. Raises ``UnreadableSourceError``."""
    return outline_of(read_file(path), locale=locale, region=region)


def outline_of(reading: Reading, *, locale: str, region: str) -> Outline:
    """Structure what a reader found, account for every word, and check it.

    ``locale`` chooses the checks of language (English ones for ``en`` and its variants); ``region`` is the country of
    telephone numbers without a country code.
    """
    structured = structure(reading, region=region)
    outline, unplaced = _with_unplaced_words(reading, structured)
    return replace(outline, findings=(*unplaced, *run_checks(reading.source, outline, locale=locale, region=region)))


def structure(reading: Reading, *, region: str) -> Outline:
    """The treatment page the pieces make, unchecked."""
    headings = [piece.text.text for piece in reading.pieces if isinstance(piece, Heading)]
    texts = [text.text for piece in reading.pieces for text in texts_of_piece(piece)]
    evidence = gather_evidence(headings, texts=texts, stem=reading.source.path.stem)
    preamble = read_preamble(reading.pieces, evidence, region=region)
    summary, introduction = _split_lede(preamble.lede)
    sections = build_sections(
        preamble.rest,
        introduction=introduction,
        names=(preamble.title.text, *evidence.names),
        region=region,
        wants_contact=preamble.contact is None,
    )
    set_aside = (*reading.set_aside, *preamble.set_aside, *sections.set_aside)
    return Outline(
        title=preamble.title,
        names=(preamble.title.text, *evidence.names),
        summary=summary,
        contact=preamble.contact or sections.contact,
        sections=sections.sections,
        call_to_action=sections.call_to_action,
        set_aside=tuple(sorted(set_aside, key=lambda entry: entry.text.span.first)),
    )


def _split_lede(lede: Sequence[Piece]) -> tuple[tuple[Text, ...], Sequence[Piece]]:
    """The first paragraphs as the summary, the rest as an introduction. One paragraph fits, however long."""
    words = 0
    summary: list[Text] = []
    for piece in lede:
        words += count_words(piece.text.text) if isinstance(piece, Paragraph) else _LONGEST_SUMMARY + 1
        if not isinstance(piece, Paragraph) or (summary and words > _LONGEST_SUMMARY) or piece.text.text.endswith(":"):
            break
        summary.append(piece.text)
    return tuple(summary), lede[len(summary) :]


def _with_unplaced_words(reading: Reading, outline: Outline) -> tuple[Outline, list[Finding]]:
    """Set aside, line by line, any word that found no place: the report must hold it even if the reader failed."""
    lost = account_for(reading.source, outline).lost
    by_line: dict[int, list[StrayWord]] = {}
    for stray in lost:
        by_line.setdefault(stray.line, []).append(stray)
    entries = [
        SetAside(Text(" ".join(stray.word for stray in strays), Span(line, line)), "unplaced")
        for line, strays in by_line.items()
    ]
    findings = [
        Finding(
            "unplaced-words",
            "error",
            f"No place was found for: {entry.text.text}. Put it where it belongs.",
            entry.text.span.first,
        )
        for entry in entries
    ]
    return replace(outline, set_aside=(*outline.set_aside, *entries)), findings
