import pytest

from tests.importing.pages import blocks_of, codes, confidence, kinds, read_page, said, set_aside, spans


def may(*texts):
    return [{"text": text} for text in texts]


def test_candidacy_list_is_criteria_with_lead_in_and_disclaimer():
    page = read_page(
        "Who is a candidate?\n\nYou may be a candidate if you:\n\n- snore\n\n- wake up tired\n\n"
        "Only your doctor can decide."
    )
    assert blocks_of(page, "candidacy") == [
        {
            "type": "criteria",
            "lead_in": "You may be a candidate if you:",
            "match": "any",
            "may": may("snore", "wake up tired"),
            "disclaimer": "Only your doctor can decide.",
        }
    ]
    block = ("sections", 0, "blocks", 0)
    assert confidence(page, *block) == 0.95
    assert spans(page, *block, "lead_in") == [(3, 3)]
    assert spans(page, *block, "may", 1, "text") == [(7, 7)]
    assert spans(page, *block, "disclaimer") == [(9, 9)]


def test_criteria_say_whether_they_are_needed_or_speak_against():
    page = read_page(
        "Who is a candidate?\n\nYou must:\n- be 18 or older\n- not smoke\n\n"
        "You are not a candidate if you have:\n- a cold\n- a fever"
    )
    needed, against = blocks_of(page, "candidacy")
    assert needed["must"] == may("be 18 or older", "not smoke")
    assert against["must_not"] == may("a cold", "a fever")


def test_heading_of_a_part_tells_its_criteria():
    page = read_page(
        "Who is a candidate?\n\nMany people are.\n\nWho should not have it\n\n- children\n- people with a cold"
    )
    (section,) = page.content.sections
    (part,) = section.subsections
    assert part.heading == "Who should not have it"
    assert said(part.blocks[0])["must_not"] == may("children", "people with a cold")


def test_abbreviation_ends_no_title_of_a_step():
    page = read_page(
        "Veloplasty\n\nWhat happens during it?\n\n1. [insert text from Dr. Kim]\n2. Dr. Kim numbs you. You rest.\n"
    )
    [block] = blocks_of(page, "during")
    assert [step["title"] for step in block["steps"]] == ["[insert text from Dr. Kim]", "Dr. Kim numbs you."]
    [found] = [finding for finding in page.findings if finding.code == "placeholder"]
    assert found.severity == "error"


def test_second_paragraph_that_makes_a_summary_too_long_begins_the_page():
    first = "Veloplasty lifts the palate with small threads. " * 7
    second = "Snoring comes from a palate that shakes as you breathe. " * 5
    page = read_page(f"Veloplasty\n\n{first}\n\n{second}\n\nRisks\n\nIt may bleed.\n")
    assert page.content.summary == first.strip()
    assert [section.kind for section in page.content.sections] == ["what", "risks"]
    assert "long-paragraph" not in codes(page)


def test_heading_that_repeats_the_title_of_a_page_of_questions_stands_over_questions():
    page = read_page("Veloplasty FAQs\n\nFrequently Asked Questions\n\nVeloplasty FAQs\n\nDoes it hurt?\n\nA little.\n")
    assert "what" not in kinds(page)


def test_numbered_list_of_what_happens_is_steps():
    page = read_page("What happens during a veloplasty?\n\nThis is the order:\n1. You lie down\n2. You fall asleep")
    assert blocks_of(page, "during") == [
        {"type": "rich_text", "text": "<p>This is the order:</p>"},
        {"type": "steps", "phase": "during", "steps": [{"title": "You lie down"}, {"title": "You fall asleep"}]},
    ]
    assert spans(page, "sections", 0, "blocks", 1, "steps", 1, "title") == [(5, 5)]
    assert set_aside(page, "list_marker") == ["1.", "2."]


def test_bulleted_list_of_what_happens_is_a_list():
    page = read_page("After surgery\n\n- Rest\n- Drink")
    assert blocks_of(page, "after") == [{"type": "list", "style": "bullet", "items": ["Rest", "Drink"]}]


def test_numbered_list_goes_on_after_a_paragraph():
    page = read_page("Before surgery\n\n1. Stop smoking.\n\nThis is hard.\n\n2. Drink water.\n3. Sleep well.")
    (steps,) = blocks_of(page, "prepare")
    assert steps["steps"] == [
        {"title": "Stop smoking.", "text": "This is hard."},
        {"title": "Drink water."},
        {"title": "Sleep well."},
    ]


def test_list_within_a_list_is_made_one_and_says_so():
    page = read_page("Before surgery\n\n- Bring\n    - glasses\n    - papers\n- Fast")
    (items,) = blocks_of(page, "prepare")
    assert items["items"] == ["Bring", "glasses", "papers", "Fast"]
    assert "nested-list" in codes(page)


def test_names_with_text_are_definitions():
    page = read_page("Types of lift\n\nLaser: Light is used.\n\nThread: A thread is used.\n\nAsk us which is best.")
    assert blocks_of(page, "types") == [
        {
            "type": "definitions",
            "items": [
                {"term": "Laser", "definition": "Light is used."},
                {"term": "Thread", "definition": "A thread is used."},
            ],
        },
        {"type": "rich_text", "text": "<p>Ask us which is best.</p>"},
    ]
    assert spans(page, "sections", 0, "blocks", 0, "items", 1, "definition") == [(5, 5)]


def test_items_with_names_are_definitions():
    page = read_page("Types of lift\n\nThere are two:\n- Laser – light is used\n- Thread – a thread is used")
    lead_in, definitions = blocks_of(page, "types")
    assert lead_in["text"] == "<p>There are two:</p>"
    assert [item["term"] for item in definitions["items"]] == ["Laser", "Thread"]
    assert "missing-list" not in codes(page)


def test_labels_in_capitals_with_values_are_definitions():
    page = read_page("Overview\n\nIt is short.\n\nPROCEDURE LENGTH\n1 to 2 hours\nHOSPITAL STAY\nnone")
    assert blocks_of(page, "what")[1]["items"] == [
        {"term": "PROCEDURE LENGTH", "definition": "1 to 2 hours"},
        {"term": "HOSPITAL STAY", "definition": "none"},
    ]


def test_questions_under_a_faq_heading_are_questions():
    page = read_page(
        "Frequently asked questions\n\nDoes it hurt?\n\nNo.\n\nHow should I prepare?\n\nBring:\n- glasses\n- papers\n\n"
        "Our doctors\n\nThey are kind people."
    )
    assert blocks_of(page, "faq") == [
        {
            "type": "faq",
            "items": [
                {"question": "Does it hurt?", "answer": "<p>No.</p>"},
                {
                    "question": "How should I prepare?",
                    "answer": "<p>Bring:</p><ul><li>glasses</li><li>papers</li></ul>",
                },
            ],
        }
    ]
    assert spans(page, "sections", 0, "blocks", 0, "items", 1, "answer") == [(9, 9), (10, 10), (11, 11)]
    assert kinds(page) == ["faq", "other"]


def test_questions_marked_q_and_a_are_questions():
    page = read_page("Overview\n\nIt lifts the palate.\n\nQ: Does it hurt?\nA: No.\n\nQ: How long?\nA: An hour.")
    assert kinds(page) == ["what", "faq"]
    assert [item["question"] for item in blocks_of(page, "faq")[0]["items"]] == ["Does it hurt?", "How long?"]
    assert set_aside(page, "list_marker") == ["Q:", "A:", "Q:", "A:"]


def test_numbered_headings_are_headings():
    page = read_page(
        "1. Introduction\n\nIt lifts the palate.\n\n2. Risks\n\nIt may bleed.\n\n3. Aftercare\n\nRest for a day."
    )
    assert [(section.kind, section.heading) for section in page.content.sections] == [
        ("what", "Introduction"),
        ("risks", "Risks"),
        ("after", "Aftercare"),
    ]


def test_heading_of_the_same_kind_divides_its_section():
    page = read_page("Risks\n\nAll treatments have some.\n\nSurgery risks\n\nBleeding is one.")
    (section,) = page.content.sections
    assert [said(part) for part in section.subsections] == [
        {"heading": "Surgery risks", "blocks": [{"type": "rich_text", "text": "<p>Bleeding is one.</p>"}]}
    ]
    assert confidence(page, "sections", 0, "subsections", 0) == 0.6


def test_techniques_divide_the_section_of_types():
    page = read_page(
        "Types of lift\n\nThere are two.\n\nLaser lift\n\nLight is used.\n\nThread lift\n\nA thread is used."
    )
    (section,) = page.content.sections
    assert [part.heading for part in section.subsections] == ["Laser lift", "Thread lift"]


def test_umbrella_over_typed_sections_is_set_aside():
    page = read_page(
        "What you can expect\n\nBefore surgery\n\nFast.\n\nDuring surgery\n\nSleep.\n\nAfter surgery\n\nRest."
    )
    assert kinds(page) == ["prepare", "during", "after"]
    assert set_aside(page, "umbrella") == ["What you can expect"]


def test_umbrella_with_text_of_its_own_is_a_section():
    page = read_page("What to expect\n\nYou sleep for an hour, and go home after that.")
    assert [(section.kind, section.also) for section in page.content.sections] == [("during", ["after"])]


def test_headings_need_no_blank_lines():
    page = read_page(
        "Before surgery\nYou should fast.\nDuring surgery\nYou are asleep.\nAfter surgery\nYou may go home."
    )
    assert kinds(page) == ["prepare", "during", "after"]


def test_run_in_heading_opens_a_section():
    page = read_page("Risks: Every operation can bleed or be infected, and this one is no exception to that.")
    (section,) = page.content.sections
    assert (section.kind, section.heading) == ("risks", "Risks")


def test_short_lines_together_are_a_list():
    page = read_page(
        "Conditions we treat\n\nWe see people often.\nSnoring\nSleep apnea\nRestless legs\n\nRisks\n\nNone."
    )
    assert blocks_of(page, "indications")[1]["items"] == ["Snoring", "Sleep apnea", "Restless legs"]


def test_text_without_any_heading_is_kept_as_an_introduction():
    page = read_page("The palate is lifted.\n\nYou need:\n- time\n- patience\n\nThen you go home.")
    assert page.content.summary == "The palate is lifted."
    assert [(section.kind, section.heading) for section in page.content.sections] == [("what", "What is it?")]
    assert ("sections", 0, "heading") not in page.origins


def test_section_keeps_the_lines_it_was_read_from():
    page = read_page("Overview\n\nIt lifts the palate.\n\nRisks\n\nIt may bleed.\n\nIt may hurt.")
    assert [spans(page, "sections", index) for index in (0, 1)] == [[(1, 3)], [(5, 9)]]


def test_spanish_page_has_the_same_sections():
    page = read_page(
        "Veloplastia\n\n¿Qué es una veloplastia?\n\nEs una operación pequeña.\n\n¿Quién es candidato?\n\nUsted.\n\n"
        "¿Qué sucede durante el procedimiento?\n\nUsted duerme.\n\nDespués de la operación\n\nUsted descansa.\n\n"
        "Riesgos\n\nPocos.",
        locale="es",
    )
    assert kinds(page) == ["what", "candidacy", "during", "after", "risks"]
    assert page.content.title == "Veloplastia"


def test_lines_under_a_colon_are_a_list_even_if_they_are_sentences():
    page = read_page(
        "Risks\n\nThese are the risks:\nBleeding that needs care.\nA sore throat.\nPain.\n\nMost are rare."
    )
    items, prose = blocks_of(page, "risks")
    assert items["lead_in"] == "These are the risks:"
    assert items["items"] == ["Bleeding that needs care.", "A sore throat.", "Pain."]
    assert prose["text"] == "<p>Most are rare.</p>"


def test_lines_under_a_colon_may_begin_in_lower_case():
    page = read_page(
        "After surgery\n\nWhen you are at home:\ntake your painkillers as the nurse told you, with a glass of water\n"
        "eat soft food\n\nRest for a day."
    )
    assert len(blocks_of(page, "after")[0]["items"]) == 2


def test_short_lines_under_a_heading_are_its_list():
    page = read_page("Overview\n\nIt lifts the palate.\n\nOur team\nAda Example, MD\nBo Example, MD\nCy Example, MD")
    section = page.content.sections[1]
    assert (section.heading, len(said(section.blocks[0])["items"])) == ("Our team", 3)


def test_heading_of_no_known_kind_over_nothing_is_set_aside_and_found():
    page = read_page("Overview\n\nIt lifts the palate.\n\nPalate care at Example Clinic\n\nRisks\n\nIt may bleed.")
    assert kinds(page) == ["what", "risks"]
    assert set_aside(page, "empty_heading") == ["Palate care at Example Clinic"]
    assert "heading-left-out" in codes(page)


def test_date_of_review_is_no_heading():
    page = read_page("Overview\n\nIt lifts the palate.\n\nPage last reviewed: 12 October 2022")
    assert kinds(page) == ["what"]
    assert "review-in-text" in codes(page)


@pytest.mark.parametrize(
    "between", ["A paragraph of its own.", "[Picture: a hand]", "Figure 2: the cut", "One.\n\nTwo.\n\nThree."]
)
def test_steps_all_numbered_one_stay_one_list_across_paragraphs_and_pictures(between):
    page = read_page(f"Veloplasty\n\nDuring the procedure\n\n1. Wash.\n\n{between}\n\n1. Cut.\n\n1. Sew.\n")
    [steps] = blocks_of(page, "during")
    assert [step["title"] for step in steps["steps"]] == ["Wash.", "Cut.", "Sew."]


def test_a_list_that_goes_on_after_another_keeps_its_numbers():
    page = read_page("Veloplasty\n\nOverview\n\n1. Wash\n2. Bring:\n- a card\n- a list\n\n3. Come\n4. Wait\n")
    first, _, last = blocks_of(page, "what")
    assert ("start" in first, last["start"]) == (False, 3)


def test_numbers_of_a_leaflets_sections_make_no_list_of_questions():
    page = read_page("Veloplasty\n\n1. What is it?\nA lift.\n\n2. Are there risks?\nFew.\n\n3. Alternatives\nA mask.\n")
    assert kinds(page) == ["what", "risks", "alternatives"]


def test_short_answers_in_a_list_of_questions_head_no_section():
    page = read_page(
        "Veloplasty\n\nFAQ\n\nHow long is it?\nAbout 20 minutes\nPlan for an hour\n\nCan I drive?\nNo, not then."
    )
    [faq] = blocks_of(page, "faq")
    assert faq["items"][0]["answer"] == "<p>About 20 minutes</p><p>Plan for an hour</p>"
    assert faq["items"][1]["question"] == "Can I drive?"


def test_a_label_over_one_dash_keeps_its_item():
    page = read_page("Veloplasty\n\nBefore surgery\n\nThe night before\n- Nothing to eat.\n")
    [part] = page.content.sections[0].subsections
    assert (part.heading, said(part.blocks[0])["items"]) == ("The night before", ["Nothing to eat."])


def test_names_with_values_head_no_section():
    page = read_page(
        "Veloplasty\n\nWhat is it?\n\nA lift.\n\nYour medicines\n\nAspirin: every day\nStatin: every night\n"
    )
    [medicines] = blocks_of(page, "other")
    assert [item["term"] for item in medicines["items"]] == ["Aspirin", "Statin"]


def test_line_without_a_full_stop_is_what_the_heading_above_it_says():
    page = read_page(
        "Stone removal\n\nWhat alternatives are there?\n\nOpen surgery, shock waves or waiting for it to pass\n\n"
        "What happens?\n\nA telescope is put in.\n\nYou will need somebody to drive you home after the procedure"
    )
    assert [section.heading for section in page.content.sections][:2] == [
        "What alternatives are there?",
        "What happens?",
    ]
    assert "shock waves or waiting" in str(blocks_of(page, "alternatives"))
    assert not any("You will need" in section.heading for section in page.content.sections)
