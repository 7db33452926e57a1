from pathlib import Path

import pytest
from procedures.importing.checks import (
    ENGLISH,
    EVERY_LANGUAGE,
    characters,
    claims,
    completeness,
    contact,
    naming,
    structure,
    wording,
)
from procedures.importing.checks.examined import Examined

from procedures.importing.formats.plain_text import read_plain_text
from procedures.importing.structure.treatment import structure as structured
from tests.importing.pages import codes, read_page

WHAT = "Veloplasty\n\nWhat is a veloplasty?\n\n"
CANDIDACY = "Veloplasty\n\nWho is a candidate?\n\n"
LONG = "The otolaryngologist administers intravenous medication immediately preceding the intervention. " * 12
SHORT = "You lie on your back. We give you a drug. You fall asleep. It does not hurt. " * 8

# For each check: the code it gives, a page that earns it, and one much like it that does not.
CASES = {
    completeness.check_title: (
        "inferred-title",
        "Risks\n\nIt may bleed.",
        "Veloplasty\n\nRisks\n\nVeloplasty may bleed.",
    ),
    completeness.check_expected_sections: ("missing-risks", f"{WHAT}A lift.", "Veloplasty\n\nRisks\n\nIt may bleed."),
    completeness.check_optional_sections: (
        "optional-sections",
        f"{WHAT}A lift.",
        "Benefits, results and recovery\n\nMany.\n\nFollow-up\n\nOne visit.\n\nCost\n\nLittle.\n\nFAQ\n\nNone yet.\n\n"
        "Questions to ask\n\nAll.",
    ),
    completeness.check_review: ("review-in-text", f"{WHAT}A lift.\n\nLast reviewed: May 2025", f"{WHAT}A lift."),
    completeness.check_references: (
        "missing-references",
        f"{WHAT}A lift.",
        f"{WHAT}A lift.\n\nReferences\n\nA study of it.",
    ),
    completeness.check_aftercare: (
        "no-aftercare",
        "Veloplasty\n\nWhat to expect after\n\nMost people breathe better.",
        "Veloplasty\n\nWhat to expect after\n\nYou can go home the same day.",
    ),
    completeness.check_preparation_elsewhere: (
        "preparation-elsewhere",
        "During surgery\n\nIn preparation you will be scanned. You sleep.",
        "During surgery\n\nYou sleep.",
    ),
    structure.check_empty_sections: (
        "empty-section",
        "Risks\n\nBenefits\n\nYou sleep.",
        "Risks\n\nFew.\n\nBenefits\n\nYou sleep.",
    ),
    structure.check_missing_lists: (
        "missing-list",
        f"{WHAT}It is done by:\n\nYou sleep.",
        f"{WHAT}It is done by:\n- hand\n- laser",
    ),
    structure.check_short_lists: (
        "one-item-list",
        f"{CANDIDACY}If you:\n\n• snore",
        f"{CANDIDACY}If you:\n\n• snore\n• wake up",
    ),
    structure.check_nested_lists: (
        "nested-list",
        f"{WHAT}Parts:\n- One\n    - Half\n- Two",
        f"{WHAT}Parts:\n- One\n- Half\n- Two",
    ),
    structure.check_questions: (
        "answers-without-questions",
        "FAQ\n\nNo, it does not.",
        "FAQ\n\nDoes it hurt?\n\nNo, it does not.",
    ),
    structure.check_contents: (
        "contents-differ",
        "On this page\nRisks\nBenefit\nCost\n\nRisks\n\nFew.\n\nBenefits\n\nMany.\n\nCost\n\nLittle.",
        "On this page\nRisks\nBenefits\nCost\n\nRisks\n\nFew.\n\nBenefits\n\nMany.\n\nCost\n\nLittle.",
    ),
    structure.check_cut_off_texts: (
        "cut-off",
        f"{WHAT}Signs:\n- pain in the leg due\n- fever",
        f"{WHAT}Signs:\n- pain\n- fever",
    ),
    structure.check_repeated_paragraphs: (
        "repeated-paragraph",
        f"{WHAT}The palate is lifted with small threads at night.\n\nThe palate is lifted by small threads at night.",
        f"{WHAT}The palate is lifted with small threads at night.\n\nThe palate is lifted because it hangs too low.",
    ),
    structure.check_joined_paragraphs: (
        "single-line-break",
        f"{WHAT}A lift.\nYou sleep.",
        f"{WHAT}A lift.\n\nYou sleep.",
    ),
    structure.check_two_treatments: (
        "two-treatments",
        f"{WHAT}A lift.\n\nWhat is a tarsal bridge?\n\nA plate.",
        f"{WHAT}A lift.",
    ),
    structure.check_missing_pictures: (
        "missing-picture",
        f"{WHAT}A lift.\n\nPalate, illustration\n\nIt hangs.",
        f"{WHAT}A lift.",
    ),
    structure.check_certainty: ("uncertain", f"{WHAT}A lift.\n\nOur team\n\nKind people.", f"{WHAT}A lift."),
    contact.check_shared_contact: ("shared-contact", f"Call us\n\n310-555-0142\n\n{WHAT}A lift.", f"{WHAT}A lift."),
    contact.check_contact_phones: (
        "phone-without-hours",
        f"Call us\n\n310-555-0142\n\n{WHAT}A lift.",
        f"Call us\n\n310-555-0142, weekdays 8 to 5\n\n{WHAT}A lift.",
    ),
    contact.check_phones_in_prose: ("phone-in-prose", f"{WHAT}A lift. Ask at 310-555-0142.", f"{WHAT}A lift. Ask us."),
    contact.check_call_to_action: (
        "call-to-action-without-target",
        f"{WHAT}A lift.\n\nInterested in veloplasty? Visit us.",
        f"{WHAT}A lift.",
    ),
    claims.check_percentages: (
        "percentage-without-source",
        f"{WHAT}It helps up to 80 percent.",
        f"{WHAT}It helps 80% (Meyer 2019).",
    ),
    claims.check_repeated_figures: (
        "figure-twice",
        f"{WHAT}It helps 80 percent of people. At once, 80% sleep better.",
        f"{WHAT}It helps 80 percent of people. At once, 70% sleep better.",
    ),
    claims.check_promises: (
        "promise-without-risks",
        f"{WHAT}It works safely and effectively.",
        f"{WHAT}It is not a cure.\n\nBenefits\n\nMany.",
    ),
    claims.check_comparisons: (
        "comparison-without-source",
        f"{WHAT}It helps people for whom masks have not worked.",
        f"{WHAT}It helps people who sleep badly.",
    ),
    naming.check_candidate_for_another: (
        "other-treatment",
        f"{CANDIDACY}You may be a candidate for tarsal bridging if you:\n- limp\n- stumble",
        f"{CANDIDACY}You may be a candidate for a veloplasty if you are not a candidate for tarsal bridging.",
    ),
    naming.check_treatments_without_link: ("treatments-named", f"{WHAT}Like a tonsillectomy.", f"{WHAT}Like a lift."),
    naming.check_short_hospital_name: (
        "short-hospital-name",
        f"{WHAT}Only here at EXMP.",
        f"{WHAT}Only here at EXMP Health.",
    ),
    naming.check_heading_wording: (
        "heading-no-question",
        "Veloplasty\n\nWhat to expect after a veloplasty?\n\nRest.",
        "Veloplasty\n\nWhat to expect after a veloplasty\n\nRest.",
    ),
    naming.check_heading_articles: (
        "heading-articles-mixed",
        f"{WHAT}A lift.\n\nRisks of veloplasty\n\nFew.",
        f"{WHAT}A lift.\n\nRisks of a veloplasty\n\nFew.",
    ),
    wording.check_corrupted_verbs: (
        "corrupted-verb",
        f"{WHAT}Palate function is functioned all the time.",
        f"{WHAT}Palate function is watched all the time.",
    ),
    wording.check_jargon: ("jargon", f"{WHAT}A lift by radiofrequency.", f"{WHAT}A lift by radiofrequency (heat)."),
    wording.check_acronyms: (
        "acronyms",
        f"{WHAT}You need an MRI.",
        f"{WHAT}You need magnetic resonance imaging (MRI).",
    ),
    wording.check_acronym_letters: (
        "acronym-letters",
        f"{WHAT}It treats failed back surgery syndrome (FBBS).",
        f"{WHAT}It treats failed back surgery syndrome (FBSS).",
    ),
    wording.check_confusable_places: (
        "confusable-terms",
        f"{WHAT}A needle is put in the spine. Heat is made in the spinal cord.",
        f"{WHAT}A needle is put in the spine. Heat is made in the spine.",
    ),
    wording.check_vague_subjects: (
        "vague-subject",
        f"{WHAT}Therefore, this is rare.",
        f"{WHAT}Therefore, pain is rare.",
    ),
    wording.check_further_candidates: (
        "also-without-first",
        f"{CANDIDACY}You may also be a candidate if you:\n- snore\n- wake up",
        f"{CANDIDACY}You may be a candidate if you:\n- snore\n- wake up",
    ),
    wording.check_stale_words: ("stale-words", f"{WHAT}It is not covered currently.", f"{WHAT}It is not covered."),
    wording.check_stigmatising_words: (
        "stigmatising-words",
        f"{WHAT}For very obese people.",
        f"{WHAT}For people with obesity.",
    ),
    wording.check_layout_references: (
        "layout-reference",
        f"{WHAT}See the diagram opposite.",
        f"{WHAT}See your doctor.",
    ),
    wording.check_reading_grade: ("reading-grade", f"{WHAT}{LONG}", f"{WHAT}{SHORT}"),
    wording.check_voice: ("mixed-voice", f"{WHAT}You sleep. Patients wake up.", f"{WHAT}You sleep. You wake up."),
    characters.check_non_breaking_spaces: ("non-breaking-spaces", f"{WHAT}A\xa0lift.", f"{WHAT}A lift."),
    characters.check_encoding: ("broken-characters", f"{WHAT}A caf\ufffd.", f"{WHAT}A café."),
    characters.check_missing_spaces: ("missing-space", f"{WHAT}Ask (now)Then go.", f"{WHAT}Ask (now). Then go."),
    characters.check_split_words: ("split-words", f"{WHAT}It may be bleed-\ning.", f"{WHAT}It may be bleeding."),
}


def findings_of(check, text):
    reading = read_plain_text(Path("page.txt"), text.encode())
    return list(check(Examined(reading.source, structured(reading, region="US"))))


@pytest.mark.parametrize("check", [*EVERY_LANGUAGE, *ENGLISH], ids=lambda check: check.__name__)
def test_check_finds_its_defect_and_leaves_a_sound_page_alone(check):
    code, defective, sound = CASES[check]
    assert code in {finding.code for finding in findings_of(check, defective)}
    assert code not in {finding.code for finding in findings_of(check, sound)}


@pytest.mark.parametrize("check", [*EVERY_LANGUAGE, *ENGLISH], ids=lambda check: check.__name__)
def test_finding_says_the_remedy_and_a_line_that_exists(check):
    _, defective, _ = CASES[check]
    for finding in findings_of(check, defective):
        assert finding.message.count(" ") >= 4
        assert finding.line is None or 1 <= finding.line <= defective.count("\n") + 1


def test_every_check_of_the_modules_is_registered():
    modules = (characters, claims, completeness, contact, naming, structure, wording)
    written = {value for module in modules for name, value in vars(module).items() if name.startswith("check_")}
    assert written == {*EVERY_LANGUAGE, *ENGLISH}


def test_checks_of_english_are_left_out_for_other_languages():
    text = f"{WHAT}Therefore, this is rare.\n\nAt once, 80 percent sleep."
    assert {"vague-subject", "percentage-without-source"} <= codes(read_page(text, locale="en-GB"))
    assert "vague-subject" not in codes(read_page(text, locale="es"))
    assert "percentage-without-source" in codes(read_page(text, locale="es"))


def test_findings_come_in_the_order_of_the_source():
    lines = [
        finding.line or 0 for finding in read_page(f"{WHAT}Up to 80 percent.\n\nTherefore, this is rare.").findings
    ]
    assert lines == sorted(lines)


def test_negated_promise_is_no_promise():
    assert findings_of(claims.check_promises, f"{WHAT}It is not a cure.") == []


def test_page_that_names_risks_may_promise():
    assert findings_of(claims.check_promises, f"{WHAT}It is very effective.\n\nRisks\n\nBleeding.") == []


def test_abbreviation_of_the_title_is_the_treatment_itself():
    page = "Soft palate lift\n\nWho is a candidate?\n\nYou may be a candidate for SPL if you snore."
    assert findings_of(naming.check_candidate_for_another, page) == []


def test_candidate_for_surgery_in_general_is_no_other_treatment():
    assert findings_of(naming.check_candidate_for_another, f"{CANDIDACY}You may be a candidate for surgery.") == []
