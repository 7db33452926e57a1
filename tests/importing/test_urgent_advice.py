"""Advice on getting help becomes a card, whatever its words; other advice does not."""

import pytest

from procedures.importing.advice.reading import read_heading, read_lead_in, read_sentence
from tests.importing.pages import blocks_of, codes, confidence, kinds, read_page, said

ENGLISH = {
    "emergency": """
        Call 911 if your face droops or your speech is slurred.
        Dial 911 right away if you faint.
        Phone 999 for an ambulance if the bleeding soaks a towel.
        Go straight to A&E if you cannot pass water.
        Go to the nearest emergency department if your leg turns blue.
        If you cough up blood, call 911.
        If your throat swells, dial 112 or ask a neighbor to.
        Get emergency help if you feel confused.
        You should go to the ER if the stitches burst.
        Seizures or loss of consciousness: call 911.
        In an emergency, call 911.
        Do not wait: call an ambulance if you have crushing pain in your chest.
        Call your surgeon or go to the emergency room if you vomit all day.
    """,
    "urgent": """
        Call us right away if your calf swells.
        See a doctor today if the wound smells.
        Contact the ward immediately if your toes go numb.
        You must phone the unit straight away if the drain falls out.
        If your temperature rises above 101 degrees, call the clinic at once.
        Ask for an urgent GP appointment if the redness spreads.
        Please ring us without delay if the plaster feels tight.
        Seek medical attention if the pain grows.
        Let your surgeon know right away if you feel dizzy.
        Call the pain team at 310-555-0143, day or night, if the pump alarms.
        Get medical help now if the rash blisters.
    """,
    "routine": """
        Call your doctor if the bruise has not gone after three weeks.
        Talk to your surgeon if the scar itches.
        Contact your care team if you feel low for more than two weeks.
        Speak to your pharmacist if the tablets upset your stomach.
        If the numbness lasts longer than a month, see your doctor.
        You can call the clinic if the swelling does not go down.
        Please let us know if your wound weeps.
        See your GP if your cough lingers
    """,
}
SPANISH = {
    "emergency": """
        Llame al 911 si le falta el aire.
        Acuda a urgencias si la herida no deja de sangrar.
        Si pierde el conocimiento, llame al 112.
        Vaya a la sala de emergencias más cercana si tiene dolor en el pecho.
        Debe ir a urgencias si no puede orinar.
        En caso de emergencia, llame al 911.
        Llame a una ambulancia si no puede hablar.
    """,
    "urgent": """
        Llame a su médico de inmediato si se le hincha la pierna.
        Avísenos enseguida si se suelta el drenaje.
        Contacte con la unidad cuanto antes si nota hormigueo.
        Si la fiebre pasa de 38 grados, llame al hospital hoy mismo.
        Busque atención médica si vomita sin parar.
        Llámenos a cualquier hora si suena la bomba.
        Acuda a su médico sin demora si la herida huele mal.
    """,
    "routine": """
        Consulte a su médico si el moretón no desaparece.
        Hable con su cirujano si la cicatriz le pica.
        Llame a la clínica si la hinchazón no baja.
        Si la tos continúa, llame a su médico.
        Póngase en contacto con su equipo si se siente triste.
        Puede llamar a la enfermera si la herida supura.
    """,
}
ORDINARY = """
    No driving for four weeks.
    Please note: no lifting for a month.
    Important: bring your insurance card.
    Call us if you have any questions.
    Call 310-555-0142 to make an appointment.
    Contact the office if you need to change your visit.
    Call us right away if you cannot keep your appointment.
    Your surgeon will call you if the biopsy is late.
    You do not need to call us if you have a little bruising.
    There is no need to see a doctor if the scab falls off.
    Tell your nurse if you take blood thinners.
    Inform the team if you are allergic to latex.
    Ask your doctor if you can drive.
    Call the clinic to find out if you may eat.
    Talk with your doctor about other treatments.
    Talk to your doctor if you are considering this operation.
    The emergency department is on the ground floor.
    We have an emergency team at every hour.
    Emergency surgery is rarely needed.
    Take the tablets if you are in pain.
    The nurse may contact your family if they wish.
    See the next page if you want to know more.
    Visit our website if you would like to know more.
    Se recomienda no conducir durante un mes.
    Llame si tiene preguntas sobre su cita.
    Pregunte a su médico si puede volar.
    Informe a su médico si toma anticoagulantes.
    Su cirujano le llamará si hay novedades.
    No es necesario llamar al médico si el hematoma es pequeño.
    Llámenos si desea cambiar la cita.
    El servicio de urgencias está en la planta baja.
    Tome el calmante si le duele.
"""


def lines(text):
    return [line.strip() for line in text.strip().splitlines()]


def table(wordings):
    return [(level, line) for level, text in wordings.items() for line in lines(text)]


@pytest.mark.parametrize(("level", "sentence"), [*table(ENGLISH), *table(SPANISH)])
def test_sentence_is_read_as_advice_of_its_level(level, sentence):
    wording = read_sentence(sentence)
    assert wording is not None
    assert wording.level == level
    assert wording.sign
    assert wording.action


@pytest.mark.parametrize("sentence", lines(ORDINARY))
def test_ordinary_advice_is_no_warning(sentence):
    assert read_sentence(sentence) is None


@pytest.mark.parametrize(
    ("level", "line"),
    [
        ("emergency", "Call 911 or go to the emergency room if you have:"),
        ("emergency", "Reasons to call 911:"),
        ("urgent", "Get help right away for any of these:"),
        ("urgent", "Call the surgical team today if:"),
        ("routine", "Contact your doctor when you notice any of the following:"),
        ("emergency", "Vaya a urgencias si nota alguno de estos síntomas:"),
        ("urgent", "Llame de inmediato a su médico si:"),
        ("routine", "Consulte con su médico en caso de:"),
    ],
)
def test_line_over_a_list_is_read_as_advice_of_its_level(level, line):
    assert read_lead_in(line).level == level


@pytest.mark.parametrize("line", ["Bring with you:", "Call us to:", "You may notice:", "Our team:", "Traiga consigo:"])
def test_line_over_another_list_is_no_advice(line):
    assert read_lead_in(line) is None


@pytest.mark.parametrize(
    ("heading", "level", "action"),
    [
        ("When should I call my surgeon?", "routine", "Call your surgeon"),
        ("When to go to the emergency room", "emergency", "Go to the emergency room"),
        ("When to get help right away", "urgent", "Get help right away"),
        ("Danger signs", "urgent", ""),
        ("¿Cuándo debo acudir a urgencias?", "emergency", "Acudir a urgencias"),
        ("¿Cuándo llamar a mi médico?", "routine", "Llamar a su médico"),
        ("Señales de alarma", "urgent", ""),
    ],
)
def test_heading_over_signs_says_how_fast_and_what_to_do(heading, level, action):
    wording = read_heading(heading)
    assert (wording.level, wording.action) == (level, action)


PAGE = """Veloplasty

What is a veloplasty?

It lifts the palate so that air can pass.

Important

No singing for four weeks.

After the operation

Your throat is sore for a week. Ring us straight away on 310-555-0143 if you bleed. Do not drive. You may drink.

Call 911 or go to your nearest emergency room for any of the following:

- You cannot swallow
- You cannot breathe
"""


def card(draft, place=0):
    return blocks_of(draft, "when_to_call")[place]


def test_advice_leaves_the_section_it_stands_in_for_the_one_on_when_to_call():
    page = read_page(PAGE)
    assert kinds(page) == ["what", "other", "after", "when_to_call"]
    assert card(page) == {
        "type": "care_card",
        "level": "emergency",
        "region": "US",
        "title": "Call 911 or go to your nearest emergency room for any of the following",
        "when": ["You cannot swallow", "You cannot breathe"],
        "action": "Call 911 or go to your nearest emergency room",
        "emergency_number": "911",
    }
    assert [block["text"] for block in blocks_of(page, "after")] == [
        "<p>Your throat is sore for a week.</p><p>You may drink.</p>"
    ]


def test_what_belongs_to_advice_goes_with_it():
    page = read_page(PAGE)
    urgent = card(page, 1)
    assert (urgent["level"], urgent["when"]) == ("urgent", ["you bleed"])
    assert urgent["phone"] == {"number": "+13105550143", "display": "(310) 555-0143"}
    assert card(page, 2)["text"] == "<p>Do not drive.</p>"


def test_editor_is_asked_to_confirm_each_card():
    page = read_page(PAGE)
    asked = [finding for finding in page.findings if finding.code == "urgent-advice"]
    assert [finding.line for finding in asked] == [13, 15]
    assert confidence(page, "sections", 3, "blocks", 0) < 0.7


def test_ordinary_advice_under_important_is_no_warning():
    page = read_page(PAGE)
    assert blocks_of(page, "other") == [{"type": "rich_text", "text": "<p>No singing for four weeks.</p>"}]


def test_emergency_without_a_number_shows_the_regions_and_says_so():
    page = read_page("What is it?\n\nA lift.\n\nRecovery\n\nRest. Go to the emergency room if you cannot swallow.")
    assert card(page)["emergency_number"] == "911"
    assert "emergency-number-added" in codes(page)
    assert "emergency-number-added" not in codes(read_page(PAGE))


@pytest.mark.parametrize(("number", "region"), [("999", "GB"), ("112", "IE"), ("000", "AU"), ("911", "US")])
def test_emergency_number_of_the_text_is_kept(number, region):
    page = read_page(f"What is it?\n\nA lift.\n\nRecovery\n\nRest. Call {number} if you cannot swallow.")
    assert (card(page)["emergency_number"], card(page)["region"]) == (number, region)


def test_urgent_advice_without_a_number_is_an_error():
    page = read_page("What is it?\n\nA lift.\n\nRecovery\n\nRest. Call us right away if you bleed.")
    assert "urgent-without-number" in codes(page)
    assert "urgent-without-number" not in codes(read_page(PAGE))


@pytest.mark.parametrize(("number", "is_found"), [("", True), (" at 310-555-0143", False)])
def test_hospital_that_asks_to_be_called_gives_its_number(number, is_found):
    page = read_page(f"What is it?\n\nA lift.\n\nRecovery\n\nRest. Call us{number} if your scar itches.")
    assert ("advice-without-number" in codes(page)) is is_found


def test_signs_stand_above_what_to_do():
    page = read_page(
        "What is it?\n\nA lift.\n\nRecovery\n\nRest.\n\nIf you notice:\n\n"
        "- bleeding\n- fever\n\nCall 310-555-0143 right away. Rest."
    )
    assert card(page)["title"] == "If you notice"
    assert card(page)["action"] == "Call 310-555-0143 right away."
    assert (card(page)["level"], card(page)["when"]) == ("urgent", ["bleeding", "fever"])


def test_signs_under_a_heading_take_what_to_do_from_it():
    page = read_page("Veloplastia\n\n¿Cuándo debo llamar al médico?\n\n- fiebre\n- sangrado\n", locale="es")
    assert card(page)["title"] == card(page)["action"] == "Llamar al médico"
    assert (card(page)["level"], card(page)["when"]) == ("routine", ["fiebre", "sangrado"])


def test_warning_signs_without_a_word_of_what_to_do_wait_for_an_editor():
    page = read_page("Veloplasty\n\nRest.\n\nWarning signs\n\n- fever\n- bleeding\n")
    assert (card(page)["level"], card(page)["action"]) == ("urgent", "")
    assert "unfinished" in codes(page)


def test_line_without_a_stop_is_advice_and_no_heading():
    page = read_page(
        "What is it?\n\nA lift.\n\nRecovery\n\nRest for a week.\n\nTalk to your doctor if you have a fever"
    )
    assert kinds(page) == ["what", "recovery", "when_to_call"]
    assert card(page)["when"] == ["a fever"]


def test_items_that_are_advice_each_become_a_card():
    page = read_page(
        "Veloplasty\n\nWhen to get help\n\n- Call 911 if you cannot breathe\n- Call your doctor if you have a fever\n"
    )
    assert [(block["level"], block["when"]) for block in blocks_of(page, "when_to_call")] == [
        ("emergency", ["you cannot breathe"]),
        ("routine", ["a fever"]),
    ]


def test_question_on_when_to_call_leaves_the_list_of_questions():
    page = read_page(
        "Veloplasty\n\nFAQ\n\nDoes it hurt?\n\nA little.\n\nWhen should I call 911?\n\n"
        "- You cannot breathe\n\nCan I eat?\n\nYes."
    )
    assert kinds(page) == ["when_to_call", "faq"]
    assert card(page)["level"] == "emergency"
    assert [item["question"] for item in blocks_of(page, "faq")[0]["items"]] == ["Does it hurt?", "Can I eat?"]


def test_urgent_advice_in_an_answer_stays_there_and_is_reported():
    page = read_page("Veloplasty\n\nFAQ\n\nDoes it bleed?\n\nA little. Call 911 if you cannot breathe.")
    assert "advice-in-text" in codes(page)
    assert blocks_of(page, "faq")[0]["items"][0]["answer"].endswith("Call 911 if you cannot breathe.</p>")


def test_urgent_advice_before_the_treatment_stays_where_it_is_read():
    page = read_page(
        "Veloplasty\n\nBefore the operation\n\n"
        "Call us right away if you have a fever. Talk to your doctor if you snore."
    )
    assert kinds(page) == ["prepare"]
    assert page.content.sections[0].also == ["when_to_call"]
    assert [said(block)["type"] for block in page.content.sections[0].blocks] == ["care_card", "rich_text"]


def test_advice_at_the_head_of_a_page_is_not_left_in_the_summary():
    page = read_page("Veloplasty\n\nIt lifts the palate. Call 911 if you cannot breathe.\n\nRisks\n\nBleeding is rare.")
    assert page.content.summary == "It lifts the palate."
    assert card(page)["when"] == ["you cannot breathe"]


def test_emergency_line_in_a_contact_section_is_no_contact():
    page = read_page("Veloplasty\n\nRisks\n\nRare.\n\nContact us\n\n310-555-0142\n\nIn an emergency, call 911.")
    assert page.content.contact.phone.number == "+13105550142"
    assert card(page)["emergency_number"] == "911"
