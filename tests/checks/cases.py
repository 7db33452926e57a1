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
    contact,
    criteria,
    definitions,
    part,
    questions,
    site,
    text,
    treatment,
    video,
)

WHAT = ("what", "What is a veloplasty?")
WHO = ("candidacy", "Who is a candidate?")
FAQ = ("faq", "Frequent questions")
LONG = "The otolaryngologist administers intravenous medication immediately preceding the intervention. " * 12
SHORT = "You lie on your back. We give you a drug. You fall asleep. It does not hurt. " * 8
REPEATED = "The palate is lifted with small threads at night."
UNREVIEWED = Review(last_reviewed=None, next_review=None, reviewed_by=[])


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


def headed(*headings, kind="what", **members):
    return treatment(*((kind, heading, text("A lift.")) for heading in headings), **members)


CASES = {
    "missing-risks": Cases((says("A lift."),), (treatment(("risks", "Risks", text("It may bleed."))),)),
    "missing-preparation": Cases((says("A lift."),), (treatment(("prepare", "Before", text("Fast."))),)),
    "missing-urgent-advice": Cases(
        (says("A lift."),),
        (
            treatment(("when_to_call", "When to call", text("If it bleeds."))),
            treatment(("after", "After", card("Call 911", "bleeding"))),
        ),
    ),
    "missing-alternatives": Cases((says("A lift."),), (treatment(("alternatives", "Instead", text("A mask."))),)),
    "optional-sections": Cases(
        (says("A lift."),),
        (
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
        ),
    ),
    "preparation-elsewhere": Cases(
        (treatment(("during", "During surgery", text("In preparation you will be scanned. You sleep."))),),
        (
            treatment(("during", "During surgery", text("You sleep."))),
            treatment(("prepare", "Before", text("In preparation you will be scanned."))),
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
        (says("It is done by:"), says("It is done by:", "You sleep."), dice("Se hace con:")),
        (
            treatment((*WHAT, text("It is done by:"), definitions(("Laser", "light")))),
            says("It is done by:", "<ul><li>hand</li><li>laser</li></ul>"),
            treatment((*WHAT, text("Watch how it is done:"), video("How it is done"))),
        ),
    ),
    "one-item-list": Cases(
        (
            treatment((*WHO, criteria("You may be a candidate if you:", "snore"))),
            treatment((*WHAT, bullets("Bring these things with you:", "glasses"))),
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
        ),
        (
            treatment((*FAQ, questions(("Does it hurt?", "No.")))),
            treatment((*FAQ, text("Does it hurt?", "No."))),
        ),
    ),
    "missing-review": Cases(
        (
            says("A lift.", review=UNREVIEWED),
            says("A lift.", review=Review(last_reviewed=date(2026, 1, 5), next_review=None, reviewed_by=[])),
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
            dice("Solicite una cita con nosotros."),
        ),
        (
            says("Schedule your visit by calling 310-555-0142."),
            says('<p><a href="/visit/">Schedule your visit</a></p>'),
            says("Tell us when you are interested in it."),
        ),
    ),
    "other-treatment": Cases(
        (
            treatment((*WHO, criteria("You may be a candidate for tarsal bridging if you:", "limp", "stumble"))),
            says("You may be a candidate for hip replacement.", title="Knee replacement"),
            headed("What are the risks of hip replacement?", kind="risks", title="Knee replacement"),
            treatment((*WHO, criteria("Your doctor may suggest a hip replacement if you:", "limp")), title="Knee lift"),
            headed("Am I a candidate for tonguing?", kind="candidacy"),
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
            headed("Alternatives to hip replacement", kind="alternatives", title="Knee replacement"),
            treatment((*WHO, criteria("Your doctor may suggest it if physical therapy has not helped:", "a", "b"))),
            treatment((*WHO, text("You may be a candidate for surgery."))),
            treatment((*WHO, text("You may be a candidate for SPL if you snore.")), title="Soft palate lift"),
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
    "short-hospital-name": Cases((says("Only here at EXMP."),), (says("Only here at EXMP Health."),)),
    "promise": Cases(
        (
            treatment((*WHAT, text("It is completely safe.")), ("risks", "Risks", text("Few."))),
            says("It guarantees quiet nights."),
            dice("Es completamente segura."),
        ),
        (
            says("Nobody can guarantee it."),
            says("No operation is completely safe."),
            says("It is not painless."),
            dice("Ninguna operación es totalmente segura."),
        ),
    ),
    "promise-without-risks": Cases(
        (says("It works safely and effectively."), dice("Es muy eficaz.")),
        (
            says("It is not a cure."),
            treatment((*WHAT, text("It is very effective.")), ("risks", "Risks", text("Few."))),
        ),
    ),
    "missing-references": Cases(
        (says("A lift."),),
        (
            treatment(("evidence", "References", text("A study of it."))),
            says("See https://doi.org/10.1000/1."),
        ),
    ),
    "percentage-without-source": Cases(
        (says("It helps up to 80 percent."), dice("Ayuda al 80 por ciento.")),
        (
            says("It helps 80% (Meyer 2019)."),
            says("One year later 82 percent slept well (1)."),
            says('<p>It helps 80% (<a href="https://study.example">the study</a>).</p>'),
        ),
    ),
    "figure-twice": Cases(
        (says("It helps 80 percent of people. At once, 80% sleep better."),),
        (says("It helps 80 percent of people. At once, 70% sleep better."),),
    ),
    "comparison-without-source": Cases(
        (says("It helps people for whom masks have not worked."),),
        (says("It helps people who sleep badly."), says("It is safer than a mask (Meyer 2019).")),
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
            treatment((*WHAT, text("By radiofrequency."), definitions(("Radiofrequency", "heat")))),
        ),
    ),
    "acronyms": Cases(
        (says("You need an MRI."),),
        (
            says("You need magnetic resonance imaging (MRI)."),
            says("Say it veh-LOP-lasty."),
            says("You need a VPL.", alternative_names=["VPL"]),
        ),
    ),
    "acronym-letters": Cases(
        (
            says("It treats failed back surgery syndrome (FBBS)."),
            says("A clot, called deep vein thrombosis (DVP)."),
        ),
        (
            says("It treats failed back surgery syndrome (FBSS)."),
            says("It treats Parkinson's disease (PD)."),
            says("Approved by the Food and Drug Administration (FDA)."),
            says("We record an electrocardiogram of your heart (EKG)."),
            says("You stay in the intensive care unit (ICU)."),
        ),
    ),
    "corrupted-verb": Cases(
        (says("Palate function is functioned all the time."), says("Your knee movement is moved by a nurse.")),
        (says("Palate function is watched all the time."), says("The wound is closed."), says("Pain is treated.")),
    ),
    "confusable-terms": Cases(
        (says("A needle is put in the spine. Heat is made in the spinal cord."),),
        (says("A needle is put in the spine. Heat is made in the spine."),),
    ),
    "vague-subject": Cases((says("Therefore, this is rare."),), (says("Therefore, pain is rare."),)),
    "also-without-first": Cases(
        (treatment((*WHO, criteria("You may also be a candidate if you:", "snore", "wake up"))),),
        (treatment((*WHO, criteria("You may be a candidate if you:", "snore", "wake up"))),),
    ),
    "stale-words": Cases(
        (says("It is not covered currently."), dice("Actualmente no se cubre.")), (says("It is not covered."),)
    ),
    "stigmatising-words": Cases(
        (
            says("For very obese people."),
            headed("Lifts for the very obese"),
            treatment((*WHO, criteria("If:", "non-compliant", "b"))),
            dice("Para minusválidos."),
        ),
        (says("For people with obesity."),),
    ),
    "reading-grade": Cases((says(LONG),), (says(SHORT),)),
    "mixed-voice": Cases((says("You sleep. Patients wake up."),), (says("You sleep. You wake up."),)),
    "broken-characters": Cases((says("A caf\ufffd."), headed("Caf\ufffd")), (says("A café."),)),
    "missing-space": Cases(
        (says("Ask (now)Then go."), says("You go home.You must not drive.")),
        (says("Ask (now). Then go."), says("See www.example.com.Then go.")),
    ),
    "cut-off": Cases(
        (treatment((*WHAT, bullets("Signs:", "pain in the leg due", "fever"))), dice("El dolor pasa después de la")),
        (treatment((*WHAT, bullets("Signs:", "pain", "fever"))),),
    ),
    "repeated-paragraph": Cases(
        (
            says(REPEATED, REPEATED.replace("with", "by")),
            treatment((*WHAT, text(REPEATED)), ("during", "During", text(REPEATED))),
        ),
        (
            says(REPEATED, "The palate is lifted because it hangs too low."),
            says("You should not drive a car for two weeks.", "You should not lift a thing for two weeks."),
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
}
