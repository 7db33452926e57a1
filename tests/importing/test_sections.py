from procedures.importing.places import (
    Criteria,
    Definition,
    Definitions,
    Faq,
    ItemList,
    Prose,
    Question,
    Span,
    Steps,
    Subsection,
    Text,
)
from tests.importing.pages import blocks_of, codes, kinds, read_page, set_aside


def line(text, number):
    return Text(text, Span(number, number))


def test_candidacy_list_is_criteria_with_lead_in_and_disclaimer():
    page = read_page(
        "Who is a candidate?\n\nYou may be a candidate if you:\n\n- snore\n\n- wake up tired\n\n"
        "Only your doctor can decide."
    )
    assert blocks_of(page, "candidacy") == (
        Criteria(
            role="may",
            lead_in=line("You may be a candidate if you:", 3),
            items=(line("snore", 5), line("wake up tired", 7)),
            disclaimer=line("Only your doctor can decide.", 9),
            confidence=0.95,
        ),
    )


def test_criteria_say_whether_they_are_needed_or_speak_against():
    page = read_page(
        "Who is a candidate?\n\nYou must:\n- be 18 or older\n- not smoke\n\n"
        "You are not a candidate if you have:\n- a cold\n- a fever"
    )
    assert [block.role for block in blocks_of(page, "candidacy")] == ["must", "must_not"]


def test_heading_of_a_part_tells_its_criteria():
    page = read_page(
        "Who is a candidate?\n\nMany people are.\n\nWho should not have it\n\n- children\n- people with a cold"
    )
    (section,) = page.sections
    assert [(part.heading.text, part.blocks[0].role) for part in section.subsections] == [
        ("Who should not have it", "must_not")
    ]


def test_numbered_list_of_what_happens_is_steps():
    page = read_page("What happens during a veloplasty?\n\nThis is the order:\n1. You lie down\n2. You fall asleep")
    assert blocks_of(page, "during") == (
        Steps("during", line("This is the order:", 3), (line("You lie down", 4), line("You fall asleep", 5)), 0.95),
    )
    assert set_aside(page, "list_marker") == ["1.", "2."]


def test_bulleted_list_of_what_happens_is_a_list():
    page = read_page("After surgery\n\n- Rest\n- Drink")
    assert blocks_of(page, "after") == (ItemList("bullet", None, (line("Rest", 3), line("Drink", 4)), 0.95),)


def test_numbered_list_goes_on_after_a_paragraph():
    page = read_page("Before surgery\n\n1. Stop smoking.\n\nThis is hard.\n\n2. Drink water.\n3. Sleep well.")
    (steps,) = blocks_of(page, "prepare")
    assert [item.text for item in steps.items] == ["Stop smoking. This is hard.", "Drink water.", "Sleep well."]


def test_list_within_a_list_is_made_one_and_says_so():
    page = read_page("Before surgery\n\n- Bring\n    - glasses\n    - papers\n- Fast")
    (items,) = blocks_of(page, "prepare")
    assert ([item.text for item in items.items], items.is_nested) == (["Bring", "glasses", "papers", "Fast"], True)


def test_names_with_text_are_definitions():
    page = read_page("Types of lift\n\nLaser: Light is used.\n\nThread: A thread is used.\n\nAsk us which is best.")
    definitions, prose = blocks_of(page, "types")
    assert definitions == Definitions(
        None,
        (
            Definition(line("Laser", 3), line("Light is used.", 3)),
            Definition(line("Thread", 5), line("A thread is used.", 5)),
        ),
        0.75,
    )
    assert isinstance(prose, Prose)


def test_items_with_names_are_definitions():
    page = read_page("Types of lift\n\nThere are two:\n- Laser – light is used\n- Thread – a thread is used")
    (definitions,) = blocks_of(page, "types")
    assert definitions.lead_in.text == "There are two:"
    assert [item.term.text for item in definitions.items] == ["Laser", "Thread"]


def test_labels_in_capitals_with_values_are_definitions():
    page = read_page("Overview\n\nIt is short.\n\nPROCEDURE LENGTH\n1 to 2 hours\nHOSPITAL STAY\nnone")
    assert blocks_of(page, "what")[1].items == (
        Definition(line("PROCEDURE LENGTH", 5), line("1 to 2 hours", 6)),
        Definition(line("HOSPITAL STAY", 7), line("none", 8)),
    )


def test_questions_under_a_faq_heading_are_questions():
    page = read_page(
        "Frequently asked questions\n\nDoes it hurt?\n\nNo.\n\nHow should I prepare?\n\nBring:\n- glasses\n- papers\n\n"
        "Our doctors\n\nThey are kind people."
    )
    assert blocks_of(page, "faq") == (
        Faq(
            (
                Question(line("Does it hurt?", 3), (Prose((line("No.", 5),), 0.95),)),
                Question(
                    line("How should I prepare?", 7),
                    (ItemList("bullet", line("Bring:", 9), (line("glasses", 10), line("papers", 11)), 0.95),),
                ),
            ),
            0.85,
        ),
    )
    assert kinds(page) == ["faq", "other"]


def test_questions_marked_q_and_a_are_questions():
    page = read_page("Overview\n\nIt lifts the palate.\n\nQ: Does it hurt?\nA: No.\n\nQ: How long?\nA: An hour.")
    assert kinds(page) == ["what", "faq"]
    assert [item.question.text for item in blocks_of(page, "faq")[0].items] == ["Does it hurt?", "How long?"]
    assert set_aside(page, "list_marker") == ["Q:", "A:", "Q:", "A:"]


def test_numbered_headings_are_headings():
    page = read_page(
        "1. Introduction\n\nIt lifts the palate.\n\n2. Risks\n\nIt may bleed.\n\n3. Aftercare\n\nRest for a day."
    )
    assert [(section.kind, section.heading.text) for section in page.sections] == [
        ("what", "Introduction"),
        ("risks", "Risks"),
        ("after", "Aftercare"),
    ]


def test_heading_of_the_same_kind_divides_its_section():
    page = read_page("Risks\n\nAll treatments have some.\n\nSurgery risks\n\nBleeding is one.")
    (section,) = page.sections
    assert section.subsections == (
        Subsection(line("Surgery risks", 5), (Prose((line("Bleeding is one.", 7),), 0.95),), 0.6),
    )


def test_techniques_divide_the_section_of_types():
    page = read_page(
        "Types of lift\n\nThere are two.\n\nLaser lift\n\nLight is used.\n\nThread lift\n\nA thread is used."
    )
    (section,) = page.sections
    assert [part.heading.text for part in section.subsections] == ["Laser lift", "Thread lift"]


def test_umbrella_over_typed_sections_is_set_aside():
    page = read_page(
        "What you can expect\n\nBefore surgery\n\nFast.\n\nDuring surgery\n\nSleep.\n\nAfter surgery\n\nRest."
    )
    assert kinds(page) == ["prepare", "during", "after"]
    assert set_aside(page, "umbrella") == ["What you can expect"]


def test_umbrella_with_text_of_its_own_is_a_section():
    page = read_page("What to expect\n\nYou sleep for an hour, and go home after that.")
    assert [(section.kind, section.also) for section in page.sections] == [("during", ("after",))]


def test_headings_need_no_blank_lines():
    page = read_page(
        "Before surgery\nYou should fast.\nDuring surgery\nYou are asleep.\nAfter surgery\nYou may go home."
    )
    assert kinds(page) == ["prepare", "during", "after"]


def test_run_in_heading_opens_a_section():
    page = read_page("Risks: Every operation can bleed or be infected, and this one is no exception to that.")
    (section,) = page.sections
    assert (section.kind, section.heading.text) == ("risks", "Risks")


def test_short_lines_together_are_a_list():
    page = read_page(
        "Conditions we treat\n\nWe see people often.\nSnoring\nSleep apnea\nRestless legs\n\nRisks\n\nNone."
    )
    (section, _) = page.sections
    assert [item.text for item in section.blocks[1].items] == ["Snoring", "Sleep apnea", "Restless legs"]


def test_text_without_any_heading_is_kept_as_an_introduction():
    page = read_page("The palate is lifted.\n\nYou need:\n- time\n- patience\n\nThen you go home.")
    assert [text.text for text in page.summary] == ["The palate is lifted."]
    assert [(section.kind, section.heading) for section in page.sections] == [("what", None)]


def test_section_keeps_the_lines_it_was_read_from():
    page = read_page("Overview\n\nIt lifts the palate.\n\nRisks\n\nIt may bleed.\n\nIt may hurt.")
    assert [section.span for section in page.sections] == [Span(1, 3), Span(5, 9)]


def test_spanish_page_has_the_same_sections():
    page = read_page(
        "Veloplastia\n\n¿Qué es una veloplastia?\n\nEs una operación pequeña.\n\n¿Quién es candidato?\n\nUsted.\n\n"
        "¿Qué sucede durante el procedimiento?\n\nUsted duerme.\n\nDespués de la operación\n\nUsted descansa.\n\n"
        "Riesgos\n\nPocos.",
        locale="es",
    )
    assert kinds(page) == ["what", "candidacy", "during", "after", "risks"]
    assert page.title.text == "Veloplastia"


def test_lines_under_a_colon_are_a_list_even_if_they_are_sentences():
    page = read_page(
        "Risks\n\nThese are the risks:\nBleeding that needs care.\nA sore throat.\nPain.\n\nMost are rare."
    )
    items, prose = blocks_of(page, "risks")
    assert items.lead_in.text == "These are the risks:"
    assert [item.text for item in items.items] == ["Bleeding that needs care.", "A sore throat.", "Pain."]
    assert [text.text for text in prose.paragraphs] == ["Most are rare."]


def test_lines_under_a_colon_may_begin_in_lower_case():
    page = read_page(
        "After surgery\n\nWhen you are at home:\ntake your painkillers as the nurse told you, with a glass of water\n"
        "eat soft food\n\nRest for a day."
    )
    assert len(blocks_of(page, "after")[0].items) == 2


def test_short_lines_under_a_heading_are_its_list():
    page = read_page("Overview\n\nIt lifts the palate.\n\nOur team\nAda Example, MD\nBo Example, MD\nCy Example, MD")
    section = page.sections[1]
    assert (section.heading.text, len(section.blocks[0].items)) == ("Our team", 3)


def test_heading_of_no_known_kind_over_nothing_is_set_aside_and_found():
    page = read_page("Overview\n\nIt lifts the palate.\n\nPalate care at Example Clinic\n\nRisks\n\nIt may bleed.")
    assert kinds(page) == ["what", "risks"]
    assert set_aside(page, "empty_heading") == ["Palate care at Example Clinic"]
    assert "heading-left-out" in codes(page)


def test_date_of_review_is_no_heading():
    page = read_page("Overview\n\nIt lifts the palate.\n\nPage last reviewed: 12 October 2022")
    assert kinds(page) == ["what"]
    assert "review-in-text" in codes(page)
