"""Content checks of an outline: small pure functions, each looking for one kind of defect.

A check takes the page under examination and yields findings. To add one, write it in the module of its family and name
it below: under ``ENGLISH`` if it knows words of English.
"""

from collections.abc import Callable, Iterator

from procedures.importing.checks import characters, claims, completeness, contact, naming, structure, wording
from procedures.importing.checks.examined import Examined
from procedures.importing.findings import Finding
from procedures.importing.outline import Outline
from procedures.importing.source import Source

Check = Callable[[Examined], Iterator[Finding]]

EVERY_LANGUAGE: tuple[Check, ...] = (
    completeness.check_title,
    completeness.check_expected_sections,
    completeness.check_optional_sections,
    completeness.check_review,
    completeness.check_references,
    structure.check_empty_sections,
    structure.check_missing_lists,
    structure.check_short_lists,
    structure.check_nested_lists,
    structure.check_questions,
    structure.check_contents,
    structure.check_repeated_paragraphs,
    structure.check_joined_paragraphs,
    structure.check_two_treatments,
    structure.check_missing_pictures,
    structure.check_certainty,
    contact.check_shared_contact,
    contact.check_contact_phones,
    contact.check_phones_in_prose,
    contact.check_call_to_action,
    claims.check_percentages,
    claims.check_repeated_figures,
    characters.check_non_breaking_spaces,
    characters.check_encoding,
    characters.check_missing_spaces,
    characters.check_split_words,
)

ENGLISH: tuple[Check, ...] = (
    completeness.check_aftercare,
    completeness.check_preparation_elsewhere,
    structure.check_cut_off_texts,
    claims.check_promises,
    claims.check_comparisons,
    naming.check_candidate_for_another,
    naming.check_treatments_without_link,
    naming.check_short_hospital_name,
    naming.check_heading_wording,
    naming.check_heading_articles,
    wording.check_corrupted_verbs,
    wording.check_jargon,
    wording.check_acronyms,
    wording.check_acronym_letters,
    wording.check_confusable_places,
    wording.check_vague_subjects,
    wording.check_further_candidates,
    wording.check_stale_words,
    wording.check_stigmatising_words,
    wording.check_layout_references,
    wording.check_reading_grade,
    wording.check_voice,
)


def run_checks(source: Source, outline: Outline, *, locale: str, region: str) -> tuple[Finding, ...]:
    """Findings of all checks for the page's language (``locale`` is BCP 47), in the order of the source; findings on
    the page as a whole come first."""
    page = Examined(source, outline, region)
    checks = (*EVERY_LANGUAGE, *ENGLISH) if locale.casefold().split("-")[0] == "en" else EVERY_LANGUAGE
    found = (finding for check in checks for finding in check(page))
    return tuple(sorted(found, key=lambda finding: finding.line or 0))
