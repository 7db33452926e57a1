"""Advice on getting help in the shapes that pages of different houses give it."""

import pytest

from tests.importing.pages import read_page, said

PAGE = "Meniscus repair\n\nWhat is it?\n\nThe surgeon stitches the torn cushion in your knee.\n\n"
SIGNS = "- fever over 101\n- pus from the cut\n- pain that gets worse\n"
DANGER = "- chest pain\n- trouble breathing\n- fainting\n"
RECOVERY = "Recovery\n\nRest for a week.\n\n"
SHAPES = {
    "label and lead-in": (
        f"{RECOVERY}Immediate action required: Call 999 or go to A&E if:\n\n{DANGER}\n"
        f"Urgent advice: Contact NHS 111 or your ward if:\n\n{SIGNS}\nNon-urgent advice: See a GP if:\n\n{SIGNS}",
        [("emergency", 3), ("urgent", 3), ("routine", 3)],
    ),
    "label as heading": (
        f"Immediate action required\n\nCall 999 if:\n\n{DANGER}\nUrgent advice\n\nGet help from NHS 111 if:\n\n{SIGNS}",
        [("emergency", 3), ("urgent", 3)],
    ),
    "lead-in that stops at you have": (f"{RECOVERY}Call 911 if you have:\n\n{DANGER}", [("emergency", 3)]),
    "lead-in with an example": (
        f"{RECOVERY}Call 911 any time you think you may need emergency care. For example, call if:\n\n{DANGER}",
        [("emergency", 3)],
    ),
    "list of treatments under a heading on calling": (
        f"When to call the helpline\n\nWe give these treatments:\n\n- drips\n- tablets\n\nCall us if:\n\n{SIGNS}",
        [("routine", 3)],
    ),
    "office, not signs": (
        f"{RECOVERY}Should you need any further help, please telephone the ward.\n\n"
        "If you need a filling, please check with us first.\n\nPlease call if the date is not convenient.",
        [],
    ),
    "lead-in without a colon": (
        f"{RECOVERY}Call your doctor if you notice any of the following\n\n{SIGNS}",
        [("routine", 3)],
    ),
    "lead-in with a doctor's name": (
        f"Emergencies\n\nContact Dr. Lindqvist at 310-555-0122 if any of these are present:\n\n{SIGNS}",
        [("routine", 3)],
    ),
    "lead-in with a remark": (
        f"{RECOVERY}Call your doctor if you have any of the following. These may be signs of infection:\n\n{SIGNS}",
        [("routine", 3)],
    ),
    "lists with levels of their own": (
        f"When to get help\n\nRed zone - call 911:\n\n{DANGER}\nYellow zone - call your doctor:\n\n{SIGNS}",
        [("emergency", 3), ("routine", 3)],
    ),
    "lines without bullets": (
        f"{RECOVERY}Call 911 if you have:\nChest pain\nTrouble breathing\n\nYou may drive in two weeks.",
        [("emergency", 2)],
    ),
    "capitals": (f"AFTER SURGERY\n\nRest.\n\nCALL 911 IF YOU HAVE:\n\n{DANGER}", [("emergency", 3)]),
    "signs above what to do": (
        f"{RECOVERY}Watch for these signs:\n\n{SIGNS}\nIf you have any of these, call us immediately at 310-555-0122.",
        [("urgent", 3)],
    ),
    "number first": (
        f"{RECOVERY}Nurse line 310-555-0122 - call day or night if your leg turns cold.",
        [("urgent", 1)],
    ),
    "number last": (f"{RECOVERY}If your leg turns cold, call us right away: 310-555-0122.", [("urgent", 1)]),
    "questions": ("After surgery\n\nRest. Chest pain? Shortness of breath? Call 911.", [("emergency", 2)]),
    "warning in front": (f"{RECOVERY}WARNING: If you have chest pain, call 911 immediately.", [("emergency", 1)]),
    "emergency without a comma": (f"{RECOVERY}In an emergency dial 999.", [("emergency", 1)]),
    "people": (f"{RECOVERY}Anyone with a fever should see a doctor the same day.", [("urgent", 1)]),
    "what is an emergency": (
        f"{RECOVERY}If you think you have an emergency, call for help right away.",
        [("emergency", 1)],
    ),
    "heading": (f"Get medical attention immediately for\n\n{SIGNS}", [("urgent", 3)]),
    "heading that does not say what to do": (f"Symptoms that require immediate attention\n\n{SIGNS}", []),
    "an answer that says no more": (
        "FAQ\n\nWill it hurt?\n\nA little.\n\nWhat if I have a fever?\n\nCall 310-555-0122 now if it is over 101.",
        [("urgent", 1)],
    ),
    "Spanish lead-in": (
        "Después\n\nDescanse.\n\nLlame al 112 si tiene:\n\n- dolor de pecho\n- desmayo\n",
        [("emergency", 2)],
    ),
    "Spanish heading": ("Motivos para acudir a urgencias\n\n- dolor de pecho\n- desmayo\n", [("emergency", 2)]),
    "bans": ("Important\n\nNo driving for two weeks.\n\nPlease note:\n\n- No lifting\n- No swimming\n", []),
    "facts": ("Before surgery\n\nTell your doctor if you:\n\n- take blood thinners\n- are pregnant\n", []),
    "what to have at hand": (
        f"When to call 911\n\n{DANGER}\nHave ready:\n\n- your name\n- your address\n",
        [("emergency", 3)],
    ),
    "a list that a call below does not mean": (
        f"Risks\n\nIf you want this, your doctor will speak of risks, which may include:\n- Bleeding\n- Infection\n\n"
        f"Call your doctor if any of these occur:\n{SIGNS}",
        [("routine", 3)],
    ),
    "a step": ("Chest pain at home\n\n1. Sit down.\n2. Spray.\n3. If the pain stays, call 911.\n", []),
}


def cards(draft):
    parts = [part for section in draft.content.sections for part in (section, *section.subsections)]
    return [said(block) for part in parts for block in part.blocks if block.root.type == "care_card"]


@pytest.mark.parametrize("name", SHAPES)
def test_advice_becomes_cards_of_its_levels_with_its_signs(name):
    text, expected = SHAPES[name]
    found = cards(read_page(PAGE + text, locale="es" if name.startswith("Spanish") else "en"))
    assert sorted((card["level"], len(card["when"])) for card in found) == sorted(expected)


@pytest.mark.parametrize("name", SHAPES)
def test_no_block_of_it_lacks_what_it_cannot_be_published_without(name):
    page = read_page(PAGE + SHAPES[name][0], locale="es" if name.startswith("Spanish") else "en")
    assert "unfinished" not in {finding.code for finding in page.findings}


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("Call or text 988 if you think of ending your life.", "988"),
        ("Call NHS 111 if your wound is red.", "111"),
        ("Ring the ward on 0161 496 0101 straight away if your wound is red.", "+441614960101"),
        ("Call us right away on 310-555-0122 (ext. 7) if your wound is red.", "+13105550122"),
    ],
)
def test_number_to_call_is_the_cards(text, phone):
    [card] = cards(read_page(f"{PAGE}{RECOVERY}{text}"))
    assert card["phone"]["number"] == phone


@pytest.mark.parametrize(
    "text", ["Call us if your blood sugar is above 211.", "Call us if your blood pressure is over 211 or below 111."]
)
def test_a_measure_is_no_number_to_call(text):
    [card] = cards(read_page(f"{PAGE}{RECOVERY}{text}"))
    assert "phone" not in card
    assert card["when"] == [text[len("Call us if ") : -1]]


def test_a_step_that_asks_for_help_stays_among_the_steps_and_is_reported():
    text, _ = SHAPES["a step"]
    assert "advice-in-text" in {finding.code for finding in read_page(PAGE + text).findings}
