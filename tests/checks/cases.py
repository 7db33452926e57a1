"""For each check: content that has its defect, and content much like it that has not; in Spanish too where it knows it.

The treatment, a veloplasty, is invented.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from api.contract.documents import Review
from procedures.checks.site import Site
from tests.checks.content import (
    action,
    bullets,
    card,
    citation,
    contact,
    criteria,
    definitions,
    fact,
    part,
    picture,
    questions,
    related,
    risks,
    site,
    statistic,
    steps,
    text,
    treatment,
    video,
)

WHAT = ("what", "What is a veloplasty?")
WHO = ("candidacy", "Who is a candidate?")
FAQ = ("faq", "Frequent questions")
LONG = "The otolaryngologist administers intravenous medication immediately preceding the intervention. " * 12
LARGO = (
    "La intervención quirúrgica otorrinolaringológica necesita hospitalización y anestesia intravenosa previamente. "
    * 12
)
CORTO = "Usted se va a la cama. No le va a doler. Al fin se va a casa. " * 8
SHORT = "You lie on your back. We give you a drug. You fall asleep. It does not hurt. " * 8
REPEATED = "The palate is lifted with small threads at night."
SELECT = "It can help much to relieve pain in up to 80 percent of select patients who undergo a lift."
SELECTED = "In carefully selected patients, up to 80 percent feel immediate relief of pain, although it rarely lasts."
REVERSED = Review(last_reviewed=date(2026, 1, 5), next_review=date(2025, 1, 5), reviewed_by=[], state=None)
UNREVIEWED = Review(last_reviewed=None, next_review=None, reviewed_by=[], state=None)


@dataclass(frozen=True)
class Cases:
    defective: tuple[Any, ...]
    sound: tuple[Any, ...]
    around: Site = field(default_factory=Site)


def says(*paragraphs, **members):
    return treatment((*WHAT, text(*paragraphs)), **members)


def dice(*paragraphs):
    """The same in Spanish."""
    return treatment(("what", "¿Qué es la veloplastia?", text(*paragraphs)), title="Veloplastia", locale="es")


def of_two_times(heading, *blocks):
    page = treatment(("during", heading, *blocks))
    sections = [each.model_copy(update={"also": ["after"]}) for each in page.sections]
    return page.model_copy(update={"sections": sections})


def headed(*headings, kind="what", **members):
    return treatment(*((kind, heading, text("A lift.")) for heading in headings), **members)


CASES = {
    "missing-risks": Cases(
        (says("A lift."), says("Antibiotics prevent an infection."), dice("Se levanta el paladar.")),
        (
            treatment(("risks", "Risks", text("It may bleed."))),
            treatment((*FAQ, questions(("What complications may occur?", "It may bleed.")))),
            says("It may bleed.", title="What can go wrong after a veloplasty"),
        ),
    ),
    "signs-without-action": Cases(
        (
            treatment(("when_to_call", "Warning signs", bullets("You may have:", "fever", "swelling that gets worse"))),
            treatment(("when_to_call", "Emergency signs", bullets(None, "pain that tablets do not help", "fever"))),
            treatment(("recovery", "Recovery", text("Rest."), bullets("These are warning signs:", "fever", "pus"))),
            treatment(("recovery", "Recovery", part("Red flags", text("<ul><li>fever</li><li>bleeding</li></ul>")))),
            treatment(("when_to_call", "Señales de alarma", bullets(None, "fiebre", "sangrado")), locale="es"),
        ),
        (
            treatment(("when_to_call", "When to get help", bullets(None, "fever", "bleeding"))),
            treatment(("when_to_call", "Warning signs", bullets("Call us if you have:", "fever", "bleeding"))),
            treatment(("when_to_call", "Warning signs", bullets(None, "fever", "pus"), text("Ward: 310-555-0143."))),
            treatment(("when_to_call", "Warning signs", bullets(None, "Call 911 if you faint", "Ring us if hot"))),
            treatment(("when_to_call", "Warning signs", bullets(None, "fever", "pus"), card("Call us", "fever"))),
            treatment(("recovery", "Recovery", bullets("You may have:", "bruises", "swelling"))),
            treatment(("when_to_call", "Señales de alarma", bullets("Acuda al hospital:", "pus", "gas")), locale="es"),
        ),
    ),
    "missing-preparation": Cases(
        (says("A lift."), says("Stop aspirin a week before the surgery.")),
        (
            treatment(("prepare", "Before", text("Fast."))),
            treatment((*FAQ, questions(("How do I prepare?", "Do not eat.")))),
            headed("Antes del procedimiento de elevación").model_copy(update={"locale": "es"}),
            says("The dose is small.", "Swallow each tablet whole.", "If you miss a dose, wait for the next."),
            treatment(("after", "Your wound", text("Keep it dry.")), title="Going home after a veloplasty"),
            treatment(("recovery", "Cuidados en casa", text("No la moje.")), title="Veloplastia", locale="es"),
        ),
    ),
    "missing-urgent-advice": Cases(
        (says("A lift."),),
        (
            treatment(("when_to_call", "When to call", text("If it bleeds."))),
            treatment(("after", "After", card("Call 911", "bleeding"))),
        ),
    ),
    "missing-alternatives": Cases(
        (says("A lift."), says("A mask is an alternative."), says("It is not the only way. There are others.")),
        (
            treatment(("alternatives", "Instead", text("A mask."))),
            says("There are no other treatments that quiet the palate."),
            says("There is no surgical alternative."),
            says("A lift is the only treatment for it."),
            dice("No hay otra prueba que muestre lo mismo."),
            dice("No existen alternativas."),
            treatment(("after", "Your wound", text("Keep it dry.")), title="Care at home after a veloplasty"),
        ),
    ),
    "optional-sections": Cases(
        (says("A lift."),),
        (
            treatment(("prepare", "Preparation", text("Fast."), part("Post procedure", text("Rest.")))),
            treatment(
                *(
                    (kind, kind, text("Much."))
                    for kind in ("benefits", "results", "recovery", "follow_up", "cost", "questions_to_ask", "faq")
                )
            ),
        ),
    ),
    "empty-section": Cases(
        (
            treatment(("risks", "Risks"), ("benefits", "Benefits", text("You sleep."))),
            treatment(("risks", "Risks", part("Rare risks"))),
        ),
        (treatment(("risks", "Risks", text("Few."))), treatment(("risks", "Risks", part("Rare", text("Few."))))),
    ),
    "unfinished": Cases(
        (
            treatment(("risks", "", text("Few."))),
            treatment((*FAQ, questions(("Does it hurt?", None)))),
            says("A", title=""),
        ),
        (says("A lift."),),
    ),
    "no-aftercare": Cases(
        (
            treatment(("after", "What to expect after", text("Most people breathe better."))),
            treatment(("after", "Después", text("La mayoría respira mejor.")), locale="es"),
        ),
        (
            treatment(("after", "What to expect after", text("You can go home the same day."))),
            treatment(("after", "Después", text("Usted vuelve a casa el mismo día.")), locale="es"),
            treatment(("after", "Afterwards", part("When you drive again", text("You decide.")))),
            treatment(("after", "Afterwards"), ("cost", "Cost", text("None."))),
            of_two_times("Bleeding during or after surgery", text("The throat may be sore.")),
        ),
    ),
    "preparation-elsewhere": Cases(
        (treatment(("during", "During surgery", text("In preparation you will be scanned. You sleep."))),),
        (
            treatment(("during", "During surgery", text("You sleep."))),
            treatment(("prepare", "Before", text("In preparation you will be scanned."))),
            treatment(("during", "During surgery", text("A sedative is given to you before the procedure begins."))),
        ),
    ),
    "two-treatments": Cases(
        (
            headed("What is a tarsal bridge?", "What is a veloplasty?", title="Tarsal bridge and veloplasty"),
            headed("What is a hip replacement?", "What is a knee replacement?", title="Joints"),
        ),
        (
            headed("What is a veloplasty?", "What is snoring?"),
            headed("What is a hip replacement?", "What is arthritis?", title="Hip replacement"),
            headed("What is a hip replacement?", "What is a partial hip replacement?", title="Hip replacement"),
        ),
    ),
    "missing-list": Cases(
        (
            says("It is done by:"),
            says("It is done by:", "You sleep."),
            says("If you snore and your palate is:", "You sleep."),
            dice("Se hace con:"),
        ),
        (
            treatment((*WHAT, text("It is done by:"), definitions(("Laser", "light")))),
            says("It is done by:", "<ul><li>hand</li><li>laser</li></ul>"),
            treatment((*WHAT, text("Watch how it is done:"), video("How it is done"))),
            says("What to expect after the lift:", "You sleep."),
            says("YOUR FIRST NIGHT:", "You sleep on your side."),
            says("If your letter asks you to come back:", "Ring the ward for a time."),
            says("Uncommon (1 in 200 people):", "A dry throat for a few weeks."),
            says("Washing your neck:", "Use a soft cloth."),
            says("The risks are:", "Bleeding: This is rare.", "Infection: This is rarer."),
            treatment(
                (*WHAT, text("The risks include:")),
                ("other", "Bleeding", text("Rare.")),
                ("other", "Swelling", text("Common.")),
            ),
            treatment((*WHAT, text("Common questions are:")), ("recovery", "Driving", text("Soon."))),
        ),
    ),
    "one-item-list": Cases(
        (
            treatment((*WHO, criteria("You may be a candidate if you:", "snore"))),
            treatment((*WHAT, bullets("Bring these things with you:", "glasses"))),
            treatment((*WHAT, bullets("A lift is done if:", "you snore"))),
            treatment((*WHO, criteria("Usted puede ser candidata si tiene:", "apnea")), locale="es"),
        ),
        (
            treatment((*WHO, criteria("You may be a candidate if you:", "snore", "wake up"))),
            treatment((*WHAT, bullets(None, "A study of the palate, 2019."))),
            treatment((*WHAT, bullets("Call us:", "At 310-555-0142", style="number"))),
            treatment((*WHAT, bullets("The doctor will tell you:", "how it is done. " * 12))),
        ),
    ),
    "answers-without-questions": Cases(
        (treatment((*FAQ, text("No, it does not."))),),
        (
            treatment((*FAQ, questions(("Does it hurt?", "No.")))),
            treatment((*FAQ, part("Does it hurt?", text("No.")))),
            treatment((*FAQ, text("Does it hurt?", "No, it does not."))),
        ),
    ),
    "question-without-answer": Cases(
        (
            treatment((*FAQ, questions(("Does it hurt?", None)))),
            treatment((*FAQ, questions(("Is it long?", "No.")), text("Does it hurt?"))),
            treatment((*FAQ, bullets(None, "Does it hurt?", "Is it long?"))),
        ),
        (
            treatment((*FAQ, bullets(None, "Does it hurt?", "Is it long?"), questions(("Does it hurt?", "No.")))),
            treatment((*FAQ, questions(("Does it hurt?", "No.")))),
            treatment((*FAQ, text("Does it hurt?", "No."))),
        ),
    ),
    "missing-review": Cases(
        (
            says("A lift.", review=UNREVIEWED),
            says(
                "A lift.", review=Review(last_reviewed=date(2026, 1, 5), next_review=None, reviewed_by=[], state=None)
            ),
        ),
        (says("A lift."), says("Last reviewed: May 2025", review=UNREVIEWED)),
    ),
    "review-in-text": Cases(
        (says("Last reviewed: May 2025"), dice("Última revisión: mayo de 2025")),
        (says("Your surgeon reviewed the scan."),),
    ),
    "phone-without-hours": Cases(
        (says("A lift.", contact=contact("Call us", "Ask anything.")),),
        (
            says("A lift."),
            says("A lift.", contact=contact("Call us", "Ask anything.", hours="Weekdays")),
            says("A lift.", contact=contact("Call us", "We answer weekdays from 8 to 5.")),
        ),
    ),
    "phone-in-prose": Cases(
        (says("Ask at 310-555-0142."), treatment((*WHAT, bullets("Call the ward at 310-555-0142 if:", "a", "b")))),
        (
            says("Ask us."),
            says('<p><a href="tel:+13105550142">310-555-0142</a></p>'),
            says("Call 911."),
            says("Ask at 310-555-0142.", contact=contact("Call us", "Ask anything.")),
        ),
    ),
    "call-to-action-without-target": Cases(
        (says("A lift.", call_to_action=action("Visit us.")),),
        (says("A lift."),),
    ),
    "invitation-without-target": Cases(
        (
            says("A lift.", "Interested in veloplasty? Get prepared for your first visit."),
            says("A lift helps. Take the next step."),
            says("Register for our free class."),
            says("To learn more, contact our team."),
            dice("Solicite una cita con nosotros."),
            dice("Llámenos hoy para programar una consulta."),
        ),
        (
            says("Schedule your visit by calling 310-555-0142."),
            says('<p><a href="/visit/">Schedule your visit</a></p>'),
            says("Tell us when you are interested in it."),
            says("Contact us if you have a fever."),
            says("Call us to say that you have a fever, or come in."),
        ),
    ),
    "other-treatment": Cases(
        (
            treatment((*WHO, criteria("You may be a candidate for tarsal bridging if you:", "limp", "stumble"))),
            says("You may be a candidate for hip replacement.", title="Knee replacement"),
            headed("What are the risks of hip replacement?", kind="risks", title="Knee replacement"),
            treatment((*WHO, criteria("Your doctor may suggest a hip replacement if you:", "limp")), title="Knee lift"),
            headed("Am I a candidate for tonguing?", kind="candidacy"),
            treatment((*WHO, text("You may qualify for glaucoma surgery if you snore."))),
            headed("What are the alternatives to hip replacement?", kind="alternatives", title="Knee replacement"),
            headed("What is hip replacement?", title="Knee replacement"),
            treatment(
                (*WHAT, text("A knee replacement eases pain.")),
                ("after", "After", text("After your hip replacement you stay for one or two nights.")),
                title="Knee replacement",
            ),
            treatment(
                (
                    "risks",
                    "Riesgos",
                    text("El reemplazo de rodilla ayuda.", "Los riesgos del reemplazo de cadera son:"),
                ),
                title="Reemplazo de rodilla",
                locale="es",
            ),
            treatment(
                ("candidacy", "¿Quién?", text("Usted puede ser candidata para la rizotomía.")),
                title="Veloplastia",
                locale="es",
            ),
        ),
        (
            treatment(
                (*WHO, text("You may be a candidate for a veloplasty.", "You are not a candidate for bridging."))
            ),
            headed("What are the risks of knee replacement?", kind="risks", title="Partial knee replacement"),
            headed("Physical therapy", kind="recovery", title="Knee replacement"),
            treatment(
                (*WHAT, text("Appendicitis hurts.")),
                ("during", "During", text("You sleep during your appendectomy.")),
                title="Appendicitis",
            ),
            headed("Hip replacement", kind="alternatives", title="Knee replacement"),
            headed("What is a hip replacement?", "What is a knee replacement?", title="Knee replacement"),
            says(
                "A knee replacement eases pain. After your surgery, a hip replacement or a cane may help.",
                title="Knee replacement",
            ),
            treatment((*WHO, criteria("Your doctor may suggest it if physical therapy has not helped:", "a", "b"))),
            treatment((*WHO, text("You may be a candidate for surgery."))),
            treatment((*WHO, text("You may qualify for help with the cost."))),
            treatment((*WHO, text("You may be eligible for palate surgery.")), title="Veloplasty"),
            treatment((*WHO, text("You may be a candidate for SPL if you snore.")), title="Soft palate lift"),
            treatment((*WHO, text("You may be a candidate for SPLA if you snore.")), title="Soft palate lift"),
            treatment(
                ("risks", "Riesgos de la cesárea", text("La cesárea tiene riesgos.")),
                title="Consecuencias de una cesarea",
                locale="es",
            ),
        ),
    ),
    "treatments-named": Cases(
        (says("Much like tongue reduction."),),
        (
            says("Much like a lift."),
            says('<p>Much like <a href="/tongue/">tongue reduction</a>.</p>'),
            says("Tongue reduction is not laser tongue reduction.", title="Laser tongue reduction"),
        ),
        around=site("Tongue reduction"),
    ),
    "short-hospital-name": Cases(
        (says("Only here at EXMP."),), (says("Only here at EXMP Health."), says("Wear it at ALL times."))
    ),
    "promise": Cases(
        (
            treatment((*WHAT, text("It is completely safe.")), ("risks", "Risks", text("Few."))),
            says("It guarantees quiet nights."),
            dice("Es completamente segura."),
            says("You will walk without pain for the rest of your life."),
            says("It has a 100 percent success rate."),
            says("Success is assured."),
            says("The new joint lasts a lifetime."),
            says("There is no safer operation."),
            dice("Usted no volverá a sentir dolor."),
            dice("El éxito está asegurado."),
            dice("El alivio dura toda la vida."),
            says("It does not cause any side effects."),
            says("The scan has no harmful effects."),
            dice("No presenta efectos perjudiciales."),
            dice("El examen no conlleva ningún tipo de riesgo."),
            dice("La prueba carece de efectos secundarios."),
        ),
        (
            dice("Es de un plástico flexible que dura toda la vida."),
            says("Nobody can guarantee it."),
            says("You will take the tablets for the rest of your life, if you need them."),
            says("Exercise helps to ensure a good recovery."),
            says("Ask how long the new joint lasts."),
            says("No operation is completely safe."),
            says("It is not painless."),
            dice("Ninguna operación es totalmente segura."),
            dice("No tiene riesgo de infección."),
            dice("No hay complicaciones graves conocidas."),
            says("Ask whether it does not cause any risk of bleeding."),
        ),
    ),
    "promise-without-risks": Cases(
        (
            says("It works safely and effectively."),
            says("It is very effective, and the risks are minimal."),
            dice("Es muy eficaz."),
        ),
        (
            says("It is not a cure."),
            treatment((*WHAT, text("It is very effective.")), ("risks", "Risks", text("Few."))),
            says("It is very effective. Its risks are small, but include a sore throat and a new voice."),
            dice("Es muy eficaz. Los riesgos incluyen dolor de garganta."),
        ),
    ),
    "missing-references": Cases(
        (says("A lift."),),
        (
            treatment(("evidence", "References", text("A study of it."))),
            says("See https://doi.org/10.1000/1."),
            says("Meyer A. Lifts of the palate. J Palate. 2019;12(3):45-51."),
        ),
    ),
    "percentage-without-source": Cases(
        (
            says("It helps up to 80 percent."),
            says("It helps ninety-five percent of people."),
            dice("Ayuda al 80 por ciento."),
            dice("Ayuda al noventa por ciento."),
        ),
        (
            says("It helps 80% (Meyer 2019)."),
            says("One year later 82 percent slept well (1)."),
            says('<p>It helps 80% (<a href="https://study.example">the study</a>).</p>'),
        ),
    ),
    "figure-twice": Cases(
        (
            says(SELECT, SELECTED),
            says("It helps 83 percent of people. At once, 83% go home."),
        ),
        (
            says("It helps 80 percent of people. At once, 70% sleep better."),
            says("It helps 80 percent of people sleep. After it, 80% of people sleep."),
            says("Five to 10 percent bleed. Some 10 percent of children snore."),
        ),
    ),
    "figures-differ": Cases(
        (says("After one year 82 percent sleep well. After one year 95 percent sleep well."),),
        (says("After one year 82 percent sleep well. After two years 75 percent sleep well."),),
    ),
    "statistic-incomplete": Cases(
        (treatment((*WHAT, statistic("slept better"))),),
        (treatment((*WHAT, statistic("slept better", time_point="after a year", source=citation()))),),
    ),
    "proportion-without-source": Cases(
        (
            says("Nine out of ten people sleep better."),
            says("One in 200 people bleeds."),
            treatment(("benefits", "Benefits", text("Nine of 10 sleep.")), ("evidence", "Sources", text("A study."))),
            dice("Nueve de cada diez personas duermen mejor."),
        ),
        (
            says("Take one of the ten pills."),
            treatment((*WHAT, text("Nine of 10 sleep.")), ("evidence", "Sources")),
            treatment(("benefits", "Benefits", text("Nine of 10 sleep (Meyer 2019).")), ("evidence", "Sources")),
        ),
    ),
    "comparison-without-source": Cases(
        (
            says("It helps people for whom masks have not worked."),
            says("It is safer than open surgery."),
            says("It works where masks have failed."),
            says("It is far better than other treatments."),
        ),
        (says("It helps people who sleep badly."), says("It is less painful than open surgery (Meyer 2019).")),
    ),
    "heading-no-question": Cases(
        (headed("What to expect after a veloplasty?"),), (headed("What to expect after a veloplasty"),)
    ),
    "heading-repeats": Cases(
        (headed("A candidate for veloplasty for snoring?"),), (headed("A candidate for veloplasty?"),)
    ),
    "heading-article": Cases((headed("Am I candidate?"),), (headed("Am I a candidate?"),)),
    "heading-articles-mixed": Cases(
        (headed("What is a veloplasty?", "Risks of veloplasty"),),
        (headed("What is a veloplasty?", "Risks of a veloplasty"),),
    ),
    "jargon": Cases(
        (says("A lift by radiofrequency."),),
        (
            says("A lift by radiofrequency (heat)."),
            says("We use heat (in medicine, radiofrequency)."),
            says("Heat is often referred to as “radiofrequency”."),
            says("As told in the Journal of Radiofrequency."),
            treatment((*WHAT, text("By radiofrequency."), definitions(("Radiofrequency", "heat")))),
        ),
    ),
    "acronyms": Cases(
        (
            says("You need an MRI."),
            says("Rest, or MRI may follow."),
            says("You have a CT in 2026."),
            says("We took 3 MRI pictures."),
        ),
        (
            says("You need magnetic resonance imaging (MRI)."),
            says("Say it veh-LOP-lasty."),
            says("You MUST NOT drive."),
            says("Meyer AB, Lopez C. Lifts of the palate. 2019."),
            says("You need a VPL.", alternative_names=["VPL"]),
            says("Take ZR Calmol 20 mg at night."),
            says("Walking lowers the risk of a VTE/clot in a vein."),
            says("We are at 12 Long Street, Brisbane QLD 4000, and at 3 Elm Road, Hartford, CT 06103."),
            says("You take 400 IU a day, and 250 ML of water."),
            says("The gland makes growth hormone, or GH. We measure the GH in your blood."),
        ),
    ),
    "acronym-letters": Cases(
        (
            says("It treats failed back surgery syndrome (FBBS)."),
            says("A clot, called deep vein thrombosis (DVP)."),
            says("You have magnetic resonance imaging (MIR)."),
            says("It is a total knee arthroplasty (TKR)."),
            dice("Despierta en la unidad de cuidados intensivos (UIC)."),
        ),
        (
            says("It treats failed back surgery syndrome (FBSS)."),
            says("It treats Parkinson's disease (PD)."),
            says("Approved by the Food and Drug Administration (FDA)."),
            says("We record an electrocardiogram of your heart (EKG)."),
            says("You stay in the intensive care unit (ICU)."),
            says("Some people need electroconvulsive therapy (ECT)."),
        ),
    ),
    "corrupted-verb": Cases(
        (
            says("Palate function is functioned all the time."),
            says("Your knee movement is moved by a nurse."),
            says("Your recovery is recovered in a week."),
            says("The rate is rated all the time."),
            says("The stiffness will be stiffened by exercise."),
            says("The function of the palate is functioned."),
            dice("El movimiento es movido por la enfermera."),
            dice("La función del velo es funcionada."),
        ),
        (
            says("Palate function is watched all the time."),
            says("The wound is closed."),
            says("Pain is treated."),
            dice("La herida es cerrada con puntos."),
        ),
    ),
    "confusable-terms": Cases(
        (says("A needle is put in the spine. Heat is made in the spinal cord."),),
        (
            says("A needle is put in the spine. Heat is made in the spine."),
            says("Nerves run in the spine. A tumor may grow in the spinal cord."),
        ),
    ),
    "vague-subject": Cases(
        (says("Therefore, this is rare."),),
        (says("Therefore, pain is rare."), says("Therefore it is important to rest.")),
    ),
    "also-without-first": Cases(
        (treatment((*WHO, criteria("You may also be a candidate if you:", "snore", "wake up"))),),
        (treatment((*WHO, criteria("You may be a candidate if you:", "snore", "wake up"))),),
    ),
    "stale-words": Cases(
        (says("It is not covered currently."), dice("Actualmente no se cubre.")),
        (
            says("It is not covered."),
            says("If you have not recently snored, you will soon be well."),
            says("Your doctor recently told you of a lift."),
        ),
    ),
    "stigmatising-words": Cases(
        (
            says("For very obese people."),
            headed("Lifts for the very obese"),
            treatment((*WHO, criteria("If:", "non-compliant", "b"))),
            dice("Para minusválidos."),
        ),
        (says("For people with obesity."), says("You may suffer from nausea.")),
    ),
    "reading-grade": Cases((says(LONG), dice(LARGO)), (says(SHORT), dice(CORTO))),
    "section-grade": Cases((says(LONG),), (says(SHORT), dice(CORTO))),
    "hard-sentences": Cases(
        (says(LONG), says("You lie on your back and wait " + "and wait " * 12 + "until it is over.")),
        (says(SHORT),),
    ),
    "plainer-words": Cases(
        (
            says("Utilize a pillow."),
            says("Prior to surgery, we talk."),
            dice("Evite ingerir alcohol."),
            dice("Tome un analgésico."),
        ),
        (
            says("Use a pillow."),
            says("Commence slowly.", title="Commence"),
            says("An in-orderly way."),
            says("It treats atrial tachycardia."),
        ),
    ),
    "passive-voice": Cases((says("The palate is lifted. " * 6),), (says("We lift the palate. " * 6),)),
    "hidden-list": Cases(
        (
            says("You may feel tired, sick, dizzy, cold, sore and weak."),
            says("Bring your card, your glasses, a book, warm socks, a list, and a friend."),
            dice("Puede sentir dolor, mareo, frío, cansancio, náuseas y sueño."),
        ),
        (
            says("You may feel tired, sick and dizzy."),
            says("When you come in, which is early, you sign a form, as we need it before the day begins, and wait."),
            treatment((*WHAT, bullets("Signs:", "red, hot, sore, wet and open skin", "fever"))),
        ),
    ),
    "long-section": Cases(
        (says(*["You sleep well. " * 20] * 6),),
        (
            says(*["You sleep well. " * 20] * 4),
            says(*["You sleep well. " * 20] * 6, "<ul><li>Rest</li><li>Sleep</li></ul>"),
            treatment((*WHAT, *[text("You sleep well. " * 20)] * 6, bullets("Bring:", "a book", "socks"))),
        ),
    ),
    "lexical-density": Cases(
        (
            says("Intensive postoperative respiratory therapy prevents lung infection. " * 15),
            dice("Terapia respiratoria intensiva posoperatoria previene infecciones pulmonares graves. " * 15),
        ),
        (says(SHORT), dice(CORTO)),
    ),
    "long-paragraph": Cases((says("You sleep well. " * 40),), (says(*["You sleep well. " * 9] * 4),)),
    "mixed-voice": Cases(
        (says("You sleep. Patients wake up."), says("You sleep. The patient is given a gown.")),
        (says("You sleep. You wake up."), says("You sleep. In a study, 82 percent of patients will sleep.")),
    ),
    "missing-space": Cases(
        (says("Ask (now)Then go."), says("You go home.You must not drive.")),
        (says("Ask (now). Then go."), says("See www.example.com.Then go.")),
    ),
    "cut-off": Cases(
        (
            treatment((*WHAT, bullets("Signs:", "pain in the leg due", "fever"))),
            treatment((*WHAT, bullets("Signs:", "pain due to", "soreness of the", "loosening of the joint after"))),
            says("Talk with your doctor about"),
            treatment((*WHAT, bullets("It helps if you:", "wake up at night", "stop breathing at times, or"))),
            dice("El dolor pasa después de la"),
            dice("Hable con su médico si"),
        ),
        (
            treatment((*WHAT, bullets("Signs:", "pain", "fever", "any pain on the day after"))),
            treatment((*WHAT, bullets("It helps if you:", "snore, or", "wake up at night"))),
            says("It helps if: <ul><li>you snore or</li><li>you wake up</li></ul>"),
            treatment((*WHAT, text("A lift."), picture("A palate", caption="What we lift, and when"))),
        ),
    ),
    "repeated-paragraph": Cases(
        (
            says(REPEATED, REPEATED.replace("with", "by")),
            treatment((*WHAT, text(REPEATED)), ("during", "During", text(REPEATED))),
            treatment((*WHAT, bullets("Signs:", "a sore throat", "fever", "a sore throat"))),
            says("Rest for one week. Rest for one week."),
        ),
        (
            says(REPEATED, "The palate is lifted because it hangs too low."),
            says("You should not drive a car for two weeks.", "You should not lift a thing for two weeks."),
            treatment(("when_to_call", "When to call", card("Call 911", REPEATED), card("Ask your doctor", REPEATED))),
        ),
    ),
    "layout-reference": Cases(
        (says("See the diagram opposite."), dice("Haga clic aquí.")),
        (
            says("See your doctor."),
            says("The two figures below are from a study."),
            treatment((*WHAT, text("Watch the video below."), video("How it is done"))),
            says('<p><a href="/form/">Click here</a> for the form.</p>'),
        ),
    ),
    "missing-fasting": Cases(
        (
            treatment((*WHAT, text("You are under general anesthesia.")), ("prepare", "Before", text("Pack a bag."))),
            treatment((*WHAT, text("Con anestesia general.")), ("prepare", "Antes", text("Traiga ropa.")), locale="es"),
        ),
        (
            treatment((*WHAT, text("You are under sedation.")), ("prepare", "Before", text("Do not eat."))),
            treatment((*WHAT, text("You need no sedation.")), ("prepare", "Before", text("Pack a bag."))),
        ),
    ),
    "missing-blood-thinners": Cases(
        (treatment(("prepare", "Before", text("Pack a bag.")), procedure_type="surgical"),),
        (
            treatment(("prepare", "Before", text("Tell us if you take aspirin.")), procedure_type="surgical"),
            treatment(("prepare", "Before", text("Pack a bag.")), procedure_type="noninvasive"),
            treatment(
                ("prepare", "Before", text("Pack a bag for your child.", "Your child may bring a toy.")),
                ("after", "After", text("Your child can play the next day.")),
                procedure_type="surgical",
            ),
        ),
    ),
    "missing-escort": Cases(
        (treatment((*WHAT, text("We give you sedation.")), ("prepare", "Before", text("Pack a bag."))),),
        (
            treatment(
                (*WHAT, text("We give you sedation.")), ("prepare", "Before", text("Ask a friend to drive you home."))
            ),
        ),
    ),
    "missing-scanner-advice": Cases(
        (says("It sends pulses.", title="Spinal cord stimulation"), says("It beats.", title="Pacemaker")),
        (
            says("Show your card before an MRI.", title="Spinal cord stimulation"),
            says("Show your card to the security staff.", title="Pacemaker"),
            says("A lift."),
        ),
    ),
    "missing-no-treatment": Cases(
        (treatment(("alternatives", "Instead", text("A mask.")), procedure_type="surgical"),),
        (treatment(("alternatives", "Instead", text("A mask, or to wait.")), procedure_type="surgical"),),
    ),
    "risk-of-death-unsaid": Cases(
        (treatment(("risks", "Risks", risks("Stroke")), procedure_type="surgical"),),
        (
            treatment(("risks", "Risks", risks("Stroke, which can threaten your life")), procedure_type="surgical"),
            treatment(("risks", "Risks", risks("Sore throat", severity="minor")), procedure_type="surgical"),
        ),
    ),
    "emergency-without-number": Cases(
        (
            treatment(("when_to_call", "When", card("Call us if you have", "chest pain", level="urgent"))),
            says("Tell your nurse if you cough up blood."),
            says("Call an ambulance if you cannot breathe."),
            dice("Llámenos si tiene dificultad para respirar."),
        ),
        (
            treatment(("when_to_call", "When", card("Call 911 if you have", "chest pain"))),
            treatment(("when_to_call", "When", card("Call us if you have", "a fever", level="urgent"))),
            says("Call 911 if you have chest pain."),
            says("It is used for chest pain."),
        ),
    ),
    "emergency-number-abroad": Cases(
        (says("Call 999 if you cannot breathe."),), (says("Call 911 if you cannot breathe."), says("Room 999 is here."))
    ),
    "emergency-hidden": Cases(
        (treatment((*FAQ, questions(("And if I bleed?", "Call 911.")))),),
        (
            treatment(
                (*FAQ, questions(("And if I bleed?", "Call 911."))), ("after", "After", card("Call 911", "bleeding"))
            ),
        ),
    ),
    "emergency-last": Cases(
        (treatment(("after", "After", card("Call us", "fever", level="urgent"), card("Call 911", "bleeding"))),),
        (treatment(("after", "After", card("Call 911", "bleeding"), card("Call us", "fever", level="urgent"))),),
    ),
    "danger-played-down": Cases(
        (
            says("A clot in the lung usually clears up on its own."),
            says("Chest pain is normal and nothing to worry about."),
            says("Some bleeding is normal, even if it is heavy."),
            dice("El dolor de pecho es normal."),
        ),
        (
            says("A clot in the lung does not go away by itself."),
            says("A bruise clears up on its own."),
            says("A small leak may heal; call 911 if you have chest pain."),
        ),
    ),
    "deadly-risk-passes": Cases(
        (
            treatment(("risks", "Risks", risks("Blood clot in a leg or lung", reversible=True))),
            treatment(("risks", "Risks", risks("Stroke", severity="minor"))),
        ),
        (
            treatment(("risks", "Risks", risks("Blood clot in a leg or lung"))),
            treatment(("risks", "Risks", risks("Sore throat", severity="minor", reversible=True))),
        ),
    ),
    "fasting-conflict": Cases(
        (
            says("Do not eat anything after midnight.", "Eat a light breakfast on the morning of surgery."),
            says("Do not eat or drink after midnight.", "You may drink water until two hours before surgery."),
            says("Stop drinking four hours before surgery.", "Do not drink for two hours before surgery."),
            says("Do not eat for six hours before surgery.", "You may eat as usual until you come in."),
            dice("No coma nada desde la medianoche.", "Puede comer hasta dos horas antes de la cirugía."),
        ),
        (
            says("Do not eat anything after midnight.", "You may drink water until two hours before you come in."),
            says("Do not eat or drink after midnight.", "Take your pills with a sip of water."),
            treatment(
                ("prepare", "Before", text("Do not eat after midnight.")),
                ("after", "After", text("You may eat on the day of surgery.")),
            ),
        ),
    ),
    "stay-conflict": Cases(
        (
            says("You stay in the hospital for one or two nights.", "You go home on the day of your operation."),
            says("You stay in the hospital for five days.", facts=[fact("hospital_stay", "P1D", "P2D")]),
            dice("Se queda en el hospital dos noches.", "Vuelve a casa el mismo día."),
            says("You are hospitalized for several days.", "You are discharged within 24 hours."),
        ),
        (
            says("You stay in the hospital for one night.", "You go home the next day."),
            says("You stay in the hospital for two nights.", "Some people go home the same day."),
            says("You stay in intensive care for one day.", "You stay in the hospital for five days."),
            says("You are hospitalized for a few days.", "You stay in the hospital for three nights."),
        ),
    ),
    "driving-conflict": Cases(
        (
            says("You can drive again after six weeks.", "You must not drive for twelve weeks."),
            says("Do not drive for two weeks.", "Do not drive for six weeks."),
            says("You can drive after two weeks.", facts=[fact("return_to_driving", "P4W", "P6W")]),
        ),
        (
            says("You can drive again after six weeks.", "Do not drive for 24 hours after sedation."),
            says("You can drive after four to six weeks.", facts=[fact("return_to_driving", "P6W")]),
        ),
    ),
    "work-conflict": Cases(
        (says("You go back to desk work after two weeks.", "Most people return to office work after six weeks."),),
        (says("You go back to desk work after two weeks.", "You return to heavy work after twelve weeks."),),
    ),
    "length-conflict": Cases(
        (says("The operation takes about two hours.", "The procedure lasts 30 minutes."),),
        (
            says("The operation takes 45 minutes to 2 hours.", "The procedure lasts about an hour."),
            says("The operation takes two hours.", "The scan takes 10 minutes."),
        ),
    ),
    "lifting-conflict": Cases(
        (says("Do not lift anything heavy for six weeks.", "Avoid lifting for two weeks."),),
        (says("Do not lift anything heavy for six weeks.", "Lift your leg for ten minutes."),),
    ),
    "washing-conflict": Cases(
        (says("Keep the wound dry for ten days.", "You can shower the next day."),),
        (
            says("Keep the wound dry for two days.", "You can shower after two days."),
            says("Keep the wound dry for ten days.", "You can shower the next day with a waterproof dressing."),
        ),
    ),
    "time-order": Cases(
        (
            treatment(("prepare", "Before", text("Stop eating six hours after surgery."))),
            says("Your stitches are removed two weeks before the operation."),
            says("We take out the drain a few days before the operation."),
            dice("Le quitan el drenaje dos días antes de la operación."),
        ),
        (
            treatment(("prepare", "Before", text("Stop eating six hours before surgery."))),
            says("Your stitches are removed two weeks after the operation."),
        ),
    ),
    "step-order": Cases(
        (
            treatment(("during", "During", steps("The surgeon opens your throat", "You are given anesthesia"))),
            treatment(("during", "During", bullets(None, "We close the cut", "We open your throat", style="number"))),
        ),
        (
            treatment(
                ("during", "During", steps("You are given anesthesia", "We open your throat", "We close the cut"))
            ),
        ),
    ),
    "home-before-leaving": Cases(
        (says("You stay in the hospital for five days.", "You can drive again after two days."),),
        (says("You stay in the hospital for five days.", "You can drive again after two weeks."),),
    ),
    "range-backwards": Cases((says("It takes six to four weeks."),), (says("It takes four to six weeks."),)),
    "dose-conflict": Cases(
        (
            says("Take 400 mg of ibuprofen.", "The dose is 800 mg of ibuprofen."),
            dice("Tome 500 mg de paracetamol.", "Siga con 1000 mg de paracetamol."),
        ),
        (
            says("Take 400 mg of ibuprofen.", "Take 500 mg of paracetamol."),
            says("Take 25 mg of sertraline.", "Some people take 50 mg of sertraline."),
        ),
    ),
    "aids-conflict": Cases(
        (
            says("Use crutches for two weeks.", "You need crutches for eight weeks."),
            says("Your stitches come out after ten days.", "The stitches are taken out after four weeks."),
            dice("Use las muletas durante dos semanas.", "Necesita muletas durante ocho semanas."),
        ),
        (
            says("Use crutches for two weeks.", "You need crutches for about two to three weeks."),
            says("Wear the sling for six weeks.", "Some people wear the sling for two weeks."),
            says("Use crutches for two weeks.", "Wear the brace for eight weeks."),
        ),
    ),
    "frequency-conflict": Cases(
        (
            says("Do your exercises three times a day.", "Do the exercises once a day."),
            says("Use the drops four times daily.", "Put the drops in twice a day."),
        ),
        (says("Do your exercises three times a day.", "Change the dressing once a day."),),
    ),
    "unit-conversion": Cases(
        (says("Do not lift more than 10 pounds (10 kg)."), says("A fever above 101 °F (39.5 °C).")),
        (says("Do not lift more than 10 pounds (4.5 kg)."), says("A fever above 101 °F (38.3 °C).")),
    ),
    "impossible-temperature": Cases(
        (says("Call us for a fever above 101 °C."),),
        (says("Call us for a fever above 101 °F."), says("Call us for a fever above 38.5 degrees.")),
    ),
    "opposite-advice": Cases(
        (treatment(("after", "After", text("Lie on your back.", "Do not lie on your back."))),),
        (treatment(("after", "After", text("Lie on your back.", "Do not lie on your belly."))),),
    ),
    "anesthesia-conflict": Cases(
        (says("You are asleep under general anesthesia.", "You stay awake and talk to the surgeon."),),
        (
            says("You are asleep under general anesthesia.", "When you are awake, you go home."),
            says("Some people are asleep under general anesthesia.", "You stay awake."),
        ),
    ),
    "side-conflict": Cases(
        (says("The cut is on your left knee.", "Rest your right knee."),),
        (says("The cut is on your left knee.", "If it is your right knee, do not drive."),),
    ),
    "other-joint": Cases(
        (
            says("Walk on your new hip.", title="Knee replacement"),
            dice("Mueva su cadera nueva.").model_copy(update={"title": "Reemplazo de rodilla"}),
            says("It replaces the worn elbow with a knee of metal.", title="Knee replacement"),
            says("Bend your new knee often.", title="Veloplasty"),
            dice("Doble su rodilla nueva a menudo."),
            dice("Sirve para quitar una articulación de tobillo y poner una rodilla de metal.").model_copy(
                update={"title": "Reemplazo de rodilla"}
            ),
        ),
        (
            says("It replaces the worn knee. A hip is another matter.", title="Knee replacement"),
            says("Walk on your new knee. Your hip may hurt.", title="Knee replacement"),
            says("Walk on your new hip.", title="Joint replacement"),
            says("Exercise helps people with a new knee.", title="Physical therapy"),
        ),
    ),
    "review-overdue": Cases(
        (
            says("A lift.", review=REVERSED),
            says("Last reviewed May 1, 2026. Next review May 1, 2024."),
        ),
        (says("A lift."), says("Last reviewed May 1, 2026. Next review May 1, 2029.")),
        around=Site(today=date(2026, 6, 1)),
    ),
    "impossible-date": Cases(
        (says("Come on February 30, 2027."), says("Last reviewed May 1, 2027.")),
        (says("Come on February 28, 2027."),),
        around=Site(today=date(2026, 6, 1)),
    ),
    "past-date": Cases(
        (says("Our new clinic will open in March 2021."), says("The ward is closed until January 5, 2026.")),
        (says("The ward is closed until January 5, 2027."), says("It was first done in March 2021.")),
        around=Site(today=date(2026, 6, 1)),
    ),
    "seasonal-notice": Cases(
        (says("We are closed for Christmas."), says("Hurricane alert: the clinic is shut.")),
        (says("We are closed on Sundays."),),
    ),
    "phone-digits": Cases(
        (says("Call (310) 555-014 to ask."), says("Call us at 310-555-01422.")),
        (
            says("Call (310) 555-0142 to ask."),
            says("Reference 310-555."),
            says("Take 10 to 20 deep breaths."),
            says("Published 2019;380:1057-67."),
        ),
    ),
    "phone-conflict": Cases(
        (says("Call (310) 555-0142.", "Call (310) 555-0124."),), (says("Call (310) 555-0142.", "Call (310) 555-0143."),)
    ),
    "dead-link": Cases(
        (
            says('<p><a href="#">The form</a></p>'),
            says('<p><a href="#nowhere">Risks</a></p>'),
            says('<p><a href="http://localhost:8000/x">The form</a></p>'),
        ),
        (
            says('<p><a href="https://hospital.example/form">The form</a></p>'),
            says('<p><a href="#section-0">Top</a></p>'),
        ),
    ),
    "link-other-language": Cases(
        (treatment((*WHAT, related("/treatments/mask/")), path="/es/tratamientos/veloplastia/", locale="es"),),
        (
            treatment((*WHAT, related("/es/tratamientos/mascara/")), path="/es/tratamientos/veloplastia/", locale="es"),
            treatment((*WHAT, related("/treatments/mask/")), path="/treatments/veloplasty/"),
        ),
    ),
    "link-text": Cases(
        (says('<p><a href="/form/">Click here</a></p>'),), (says('<p><a href="/form/">The form</a></p>'),)
    ),
    "picture-file-name": Cases(
        (treatment((*WHAT, picture("IMG_2041.jpg"))), treatment((*WHAT, picture("soft-palate-lift-final")))),
        (treatment((*WHAT, picture("A drawing of a palate"))), treatment((*WHAT, picture("")))),
    ),
    "picture-repeats-caption": Cases(
        (treatment((*WHAT, picture("The soft palate", caption="The soft palate."))),),
        (treatment((*WHAT, picture("A drawing of a palate", caption="What we lift."))),),
    ),
    "picture-of-a-picture": Cases(
        (treatment((*WHAT, picture("Picture of a palate"))),), (treatment((*WHAT, picture("A palate"))),)
    ),
    "other-organisation": Cases(
        (
            says("A nurse at Cedars-Sinai helps you."),
            says("Come to Westend Medical Center."),
            says("Call Northgate Health to ask for a visit."),
        ),
        (
            says("A nurse at Larkmoor Hospital helps you."),
            says("A study at Cedars-Sinai found it."),
            says("A nurse at home helps you."),
            says("Ask about Mental Health and Public Health, and your Health Plan."),
            says("Come to the Eye Hospital, by way of the Pre-Admission Clinic."),
        ),
        around=Site(organisation=("Larkmoor Hospital",)),
    ),
    "placeholder": Cases(
        (
            says("Lorem ipsum dolor sit amet."),
            says("Sed ut perspiciatis unde omnis."),
            says("TODO: ask Dr. Smith."),
            says("Call [insert number] now."),
            says("Call Dr. ____ now."),
        ),
        (says("What is on your to-do list?"),),
    ),
    "damaged-characters": Cases(
        (
            says("A caf\ufffd."),
            headed("Caf\ufffd"),
            says("The patientâ€™s palate."),
            says("InformaciÃ³n."),
            says("You may feel ?full? for a day."),
        ),
        (
            says("A café."),
            says("Does it hurt? How? Ask us."),
            says("The patient’s palate."),
            says("Does it hurt?It does not."),
        ),
    ),
    "markup-shows": Cases(
        (says("Lift &amp;nbsp; and rest."), says("A **strong** lift."), says("&lt;br&gt; Rest.")),
        (says("Rest & sleep."),),
    ),
    "misspelt": Cases(
        (
            says("We give you anesthisia."),
            says("The veloplsty takes an hour."),
            dice("El cirujano le da antibióticos y anestsia. La anestesia es local."),
        ),
        (says("We give you anesthesia, then a stapedectomy."), says("Ask for Dr. Smyth."), dice("Tome antibióticos.")),
    ),
    "joined-words": Cases(
        (
            says("Aska friend to come. You can ask us too."),
            says("Rest after the operationand sleep."),
            says("It mayHelp you."),
            says("InfectionThe wound is red."),
        ),
        (
            says("Wear your nightgown at nighttime. We do bloodwork."),
            says("See MyChart."),
            says("Ask HopeForAll."),
            dice("La glándula prostática está agrandada."),
        ),
    ),
    "lost-accent": Cases(
        (dice("La operacion dura una hora."), dice("Una INFECCION es rara.")),
        (dice("La operación dura una hora."), dice("Las operaciones duran una hora.")),
    ),
    "lost-apostrophe": Cases((says("You wont feel it."),), (says("You won’t feel it."),)),
    "doubled-word": Cases((says("Rest in the the bed."), dice("Vaya a la la cama.")), (says("It had had no effect."),)),
    "missing-word": Cases(
        (
            says("Keep the of your bed high."),
            says("You must not to drive."),
            says("It will be give to you."),
            says("The skin of you knee."),
            says("If you surgeon agrees, you go home."),
            says("They may advised you to rest."),
            says("A nurse is there a all times."),
            says("Do as a advised by your nurse."),
            says("We make one small cuts in the palate."),
            says("It helps to the remove the swelling."),
            says("Their are two ways."),
            says("The lining of the palate (the ) is lifted."),
            says("Your throat is sore for a day from the Take your tablets with food."),
        ),
        (
            says("Do what you can to rest."),
            says("The doctor you saw will help."),
            says("You will need rest, and you may bleed."),
            says("One of two small cuts is closed."),
            says("A bed by the window, and a hundred by the door."),
            says("It is held by a thread, as advised by your nurse."),
            says("We remove the stitches, and do so to the ones below."),
        ),
    ),
    "wrong-article": Cases((says("It is a operation."),), (says("It is an operation."),)),
    "wrong-word": Cases(
        (says("Do not loose weight."), says("It may be a blood cloth."), says("It takes may weeks.")),
        (says("Do not lose weight."), says("Are there medicines to stop?"), says("You may use a cloth for the blood.")),
    ),
}
