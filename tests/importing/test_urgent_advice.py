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
        Call 911 for any of these: chest pressure, fainting, or slurred speech.
        Call 911 or have someone drive you to the nearest emergency department if your breathing becomes difficult.
        Ring 999 straight away if someone has chest pain that spreads to the arm.
        If you are bleeding heavily and it will not stop, dial 999 immediately.
        Go to your local A&E if the wound opens.
        Attend your nearest emergency department if your cast feels too tight and your fingers are blue.
        Get to an ER right away if you develop shortness of breath.
        If you think you are having a stroke, call 911 immediately.
        If you have sudden weakness, confusion or trouble speaking, you need emergency care.
        Call an ambulance if you or the person you care for collapses.
        For life-threatening symptoms such as trouble breathing, call 911.
        In case of emergency, dial 911.
        Seek emergency medical attention if you notice swelling of the lips, tongue or throat.
        Have someone take you to the emergency room if you cannot keep any fluids down.
        If symptoms are severe, hang up and dial 911.
        Emergency: call 999 if you have black or tarry stools and feel faint.
        If your pain is sudden and severe, go immediately to the closest emergency room.
        If any of these happen, call 911 immediately: seizure, stiff neck, high fever.
        Call 000 if you have trouble breathing.
        If at any time you feel that your life is in danger, call 911.
        Anyone with signs of a stroke must be taken to hospital at once: call 999.
        Go to an emergency department without delay if the graft site is bleeding.
        Call 911 right away for sudden chest pain, a racing heart or fainting.
        Phone 999 or ask someone to take you to A&E if you are short of breath at rest.
        You should go straight to your nearest A and E department if you vomit blood.
        If you take too much of this medicine, call 911 or the poison center right away.
        Get someone to drive you to the ER if your vision suddenly changes.
        Dial 999 if you think someone is having a heart attack.
        Do not hesitate to call 911 if you feel pressure in your chest.
        If you feel like hurting yourself, call 988 or go to the nearest emergency room.
        If you have a seizure, someone should call 911.
        Take your child to the emergency department if they have trouble breathing.
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
        Contact your surgeon's office immediately if you have a fever above 101.5 F.
        Call NHS 111 or your GP straight away if the wound becomes hot, red or swollen.
        Call 111 if you have a high temperature.
        Ask for an urgent GP appointment if you have new numbness.
        Notify your doctor immediately if you have signs of infection, such as pus or redness.
        If you have a temperature over 100.4 F, call our nurse line at (310) 555-0177 at any hour.
        Get medical help straight away if you get pain in your calf.
        Please phone the day surgery unit on 01632 960123 without delay if your dressing is soaked.
        You must contact the hospital immediately if you miss your blood thinner for more than one day.
        If you notice redness around the incision, let us know as soon as possible.
        See a GP urgently if your symptoms get worse.
        If your stitches come apart, call the on-call surgeon at 310-555-0100 day or night.
        Please contact the ward immediately on 020 7946 0111 if your wound starts to bleed.
        If you feel unwell and have a temperature, you must ring the chemotherapy helpline straight away.
        Call your transplant coordinator the same day if you miss a dose.
        If you think your wound is infected, see your GP or call 111 as soon as you can.
        Contact your provider right away if you experience numbness, tingling or loss of strength.
        Contact your doctor or nurse advice line at once if you cannot urinate.
        We ask that you call us immediately if you see bright red blood.
        Let us know immediately if your bandage becomes wet.
        Should you develop a fever, telephone the unit without delay.
        Seek immediate medical advice if you develop a severe headache.
        Seek prompt medical care if the area becomes hot to the touch.
        Call us right away if you have a fever, chills, or drainage.
        Medical attention should be sought immediately if the leg swells.
        It is important that you contact us straight away if your cast cracks.
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
        Call your doctor if you develop a rash.
        Talk to your doctor if your pain is not controlled by the tablets.
        Tell your doctor if you notice more swelling than expected.
        See a GP if your symptoms do not improve after two weeks.
        Contact us if your bowel habits have not returned to normal after a week.
        Speak to your GP or pharmacist if you are constipated for more than three days.
        Check with your surgeon if the lump comes back.
        Make an appointment with your GP if the scar becomes raised.
        If you still have pain after six weeks, contact your physiotherapist.
        Your doctor should be called if the drainage increases.
        Contact your dentist if the packing falls out.
        Let your care team know if you feel sad or anxious for more than two weeks.
        Call the office if your incision opens slightly.
        If you have trouble sleeping because of the pain, speak with your surgeon.
        If itching does not go away, talk to your dermatologist.
        You can ring the ward if the stiffness has not eased after three days.
        You should see your doctor if you notice blood in your urine after a week.
        Tell your nurse if your pain gets worse.
        Contact the clinic if you are still constipated after 3 days.
        Please call our office if the numbness does not improve.
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
        Llame al 911 de inmediato si presenta dolor de pecho o dificultad para respirar.
        Marque el 112 si pierde el conocimiento.
        Acuda a la sala de urgencias más cercana si la hemorragia no se detiene.
        Diríjase a urgencias inmediatamente si tiene fiebre alta y escalofríos.
        Si no puede respirar, llame al 911.
        Dolor en el pecho o desmayo: llame al 112.
        Busque atención de emergencia si nota hinchazón de la cara o la garganta.
        Vaya al servicio de urgencias si vomita sangre.
        Ante cualquier dificultad para respirar, acuda a urgencias.
        Pida una ambulancia si no puede mover un brazo.
        En caso de una emergencia médica, llame al 911.
        Si sospecha que está sufriendo un derrame cerebral, llame a emergencias.
        Acudir a urgencias si aparece sangrado abundante.
        Llama al 112 si tienes dolor en el pecho.
        Ve a urgencias si la herida se abre.
        Llame al servicio de emergencias si siente presión en el pecho.
        Si se desmaya o tiene convulsiones, debe llamar al 911 inmediatamente.
        Debe acudir a urgencias si la herida sangra y no para.
        Es importante que acuda a urgencias si tiene fiebre superior a 39 °C.
        Pida que alguien le lleve a urgencias si no puede retener líquidos.
        Si le cuesta hablar o mover la cara, llame a una ambulancia de inmediato.
        Llame al 061 si pierde la conciencia.
        Vaya de inmediato a la guardia si le falta el aire.
    """,
    "urgent": """
        Llame a su médico de inmediato si se le hincha la pierna.
        Avísenos enseguida si se suelta el drenaje.
        Contacte con la unidad cuanto antes si nota hormigueo.
        Si la fiebre pasa de 38 grados, llame al hospital hoy mismo.
        Busque atención médica si vomita sin parar.
        Llámenos a cualquier hora si suena la bomba.
        Acuda a su médico sin demora si la herida huele mal.
        Llame a su cirujano de inmediato si tiene fiebre de más de 38 °C.
        Comuníquese con nosotros lo antes posible si la herida se pone roja.
        Avise a su médico inmediatamente si nota pus en la incisión.
        Busque atención médica de inmediato si el dolor empeora.
        Contacte con su centro de salud cuanto antes si aparece enrojecimiento.
        Si tiene vómitos que no paran, llámenos de inmediato al 310-555-0188.
        Informe a su enfermera de inmediato si siente mareo.
        Consulte urgentemente a su médico si la pierna se hincha.
        Si nota alguno de los siguientes síntomas, contacte inmediatamente con su médico: fiebre, tos, dolor.
        Debe avisar al cirujano inmediatamente si aumenta el dolor.
        Si la venda se mancha de sangre, avise enseguida a la enfermera.
        Es importante que nos llame de inmediato si nota mal olor.
        Póngase en contacto con su médico cuanto antes si tiene escalofríos.
        Solicite atención médica urgente si aparece dolor en la pantorrilla.
        Llame de inmediato si tiene fiebre.
        Notifique a su médico de inmediato si presenta ictericia.
        Llame a la línea de enfermería, de día o de noche, si no puede orinar.
    """,
    "routine": """
        Consulte a su médico si el moretón no desaparece.
        Hable con su cirujano si la cicatriz le pica.
        Llame a la clínica si la hinchazón no baja.
        Si la tos continúa, llame a su médico.
        Póngase en contacto con su equipo si se siente triste.
        Puede llamar a la enfermera si la herida supura.
        Consulte a su médico si el dolor dura más de dos semanas.
        Hable con su médico si tiene estreñimiento.
        Llame a su médico si nota cambios en la cicatriz.
        Acuda a su médico de cabecera si la tos persiste.
        Si las molestias no mejoran, consulte con su especialista.
        Contáctenos si tiene náuseas que no mejoran.
        Pida cita con su médico si la hinchazón continúa.
        Consulta a tu médico si la tos no mejora.
        Comente con su médico si la cicatriz le molesta.
        Si el adormecimiento no desaparece, hable con su neurólogo.
        Llame al consultorio si los puntos se sueltan.
        Vuelva a consultar si los síntomas no mejoran.
        Acuda a su centro de salud si el vendaje se afloja.
        Avise a su médico si el dolor no cede con los analgésicos.
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
    Important: do not drive for 24 hours.
    Important: no driving for six weeks.
    Please note that you cannot park in front of the emergency entrance.
    Do not drive if you are taking opioid pain medicine.
    You may return to work if your job is not physical.
    Talk to your doctor about your options.
    Ask your doctor if it is safe to take aspirin.
    Tell your doctor if you are pregnant or breastfeeding.
    Tell us if you have a pacemaker.
    Tell your surgeon about all the medicines you take.
    Call 310-555-0100 for an appointment.
    Call us at 310-555-0100 to learn more about our program.
    If you would like a second opinion, call our clinic.
    Call your insurance company if you need pre-authorization.
    The procedure may be done as an emergency if the artery is blocked.
    Our emergency department is open 24 hours a day.
    Your nurse will call you the next day to see how you are.
    Your surgeon will see you immediately after the procedure.
    If the scan shows a blockage, your doctor may place a stent right away.
    You may need to see a physical therapist after surgery.
    Most people see their surgeon two weeks after surgery.
    See our visitor guide if you have never been here.
    We will call your GP if the results are abnormal.
    Call the hospital the evening before to confirm your arrival time.
    If you need to cancel, please call at least 24 hours in advance.
    It is normal to have some bruising; you do not need to see a doctor.
    You will go to the recovery room when the procedure is over.
    You will need someone to drive you home when you leave the hospital.
    Arrive at the hospital two hours before your surgery.
    If you smoke, ask us for help to quit.
    Ask for help when you get out of bed.
    Take your blood pressure tablets with a sip of water unless your doctor tells you otherwise.
    If you wear contact lenses, bring your case to the hospital.
    Your doctor may recommend surgery if medicine does not help.
    The team will contact you if there is a cancellation.
    Get out of bed with help from the nurse if you feel dizzy.
    When you come to the hospital, bring your medicines.
    When you get to the hospital, go to the main desk.
    You should tell your doctor if you have had a reaction to anesthesia before.
    If you take insulin, call your diabetes nurse for advice before the test.
    Call the pre-admission nurse if your insurance changes.
    Call the ward before you set off to check that a bed is available.
    You can call the ward at any time to ask how your relative is.
    If you live alone, talk to the nurse about help at home.
    Ask the nurse for pain medicine if you need it.
    Your doctor will call you right away if the biopsy shows cancer.
    An ambulance may take you to another hospital if needed.
    The hospital's emergency number is on the back of the leaflet.
    Emergency surgery may be needed if the bowel is blocked.
    Surgeons need help from a camera to see inside the joint.
    We see patients from all over the country.
    Contact sports should be avoided for three months.
    Call bells are beside every bed.
    Use the call button if you need the nurse.
    If you have health insurance, call the number on your card.
    A nurse will see you if you feel unwell in the recovery room.
    Doctors use this test if they suspect a tumor.
    Visit the gift shop if you have time.
    In the emergency room, doctors often do a CT scan first.
    Get plenty of rest and call friends if you feel lonely.
    Do not call the emergency room for test results.
    You will see the surgeon again if the stitches need to come out.
    Please phone the clinic if you are running late.
    If we have not called you by noon, call us to check.
    If you do not hear from us within two weeks, call the clinic.
    Bring a relative to help you get home.
    Importante: no conduzca durante 24 horas.
    No conduzca si toma calmantes.
    Hable con su médico sobre las opciones de tratamiento.
    Informe a su médico si está embarazada.
    Dígale a su cirujano si toma anticoagulantes.
    Pida cita llamando al 310-555-0100.
    Llame al 310-555-0100 para pedir una cita.
    Si desea una segunda opinión, llame a nuestra clínica.
    Su médico le llamará si los resultados no son normales.
    El hospital cuenta con un servicio de urgencias las 24 horas.
    Su cirujano le verá después de la operación.
    No hace falta que llame al médico si nota un poco de hinchazón.
    Llegue al hospital dos horas antes de la operación.
    Pregunte a su médico si puede tomar aspirina.
    Si necesita cancelar la cita, llámenos con 24 horas de antelación.
    Su médico puede recomendar cirugía si los medicamentos no ayudan.
    Cuando llegue al hospital, vaya a la recepción.
    Pida ayuda para levantarse de la cama.
    Llame a su seguro si tiene dudas sobre el pago.
    Si no recibe noticias nuestras en dos semanas, llame a la clínica.
    Avise a la enfermera si usa lentes de contacto.
    Acuda al hospital en ayunas.
    Acuda a su cita con ropa cómoda.
    Venga acompañado al hospital si va a recibir sedación.
    El equipo de urgencias está disponible a cualquier hora.
    Si vive solo, pida ayuda a un familiar.
    El cirujano acudirá a verle antes de la intervención.
    La operación de urgencia es poco frecuente.
    Puede volver al trabajo cuando su médico se lo indique.
    Vuelva a la consulta en diez días para retirar los puntos.
    Consulte con su médico antes de tomar otros medicamentos.
    Si llega tarde, avise a la clínica.
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
    "line",
    ["These symptoms are normal and should settle within 24 hours:", "Estos síntomas son normales:"],
)
def test_line_over_what_is_normal_is_no_advice(line):
    assert read_lead_in(line, is_on_calling=True) is None


@pytest.mark.parametrize(
    ("level", "line"),
    [
        ("emergency", "Call 911 or go to the emergency room if you have:"),
        ("emergency", "Reasons to call 911:"),
        ("urgent", "Get help right away for any of these:"),
        ("urgent", "Call the surgical team today if:"),
        ("routine", "Contact your doctor when you notice any of the following:"),
        ("routine", "Contact Dr. Lindqvist at 310-555-0122 if any of these are present:"),
        ("urgent", "Llame de inmediato al Dr. Arce si:"),
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


SIGNS_ALONE = {
    "under a heading": ("Warning signs\n\n- fever\n- bleeding\n", None),
    "under a heading and a lead-in": (
        "Warning signs\n\nIf you have any of these symptoms:\n\n- fever\n- bleeding\n",
        "If you have any of these symptoms:",
    ),
    "under a lead-in that names them urgent": (
        "Recovery\n\nRest. These signs need urgent care and may include:\n\n- fever\n- bleeding\n",
        "These signs need urgent care and may include:",
    ),
}


@pytest.mark.parametrize("name", SIGNS_ALONE)
def test_signs_without_a_word_of_what_to_do_stay_a_list_and_wait_for_an_editor(name):
    text, lead_in = SIGNS_ALONE[name]
    page = read_page(f"Veloplasty\n\nIt lifts the palate.\n\n{text}")
    [signs] = [block for block in blocks_of(page, "when_to_call") if block["type"] != "rich_text"]
    assert (signs["type"], signs.get("lead_in"), signs["items"]) == ("list", lead_in, ["fever", "bleeding"])
    assert "signs-without-action" in codes(page)
    assert "unfinished" not in codes(page)


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
