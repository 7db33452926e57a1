import pytest

from procedures.importing.headings.meaning import classify_heading, normalise_heading
from procedures.language.words import is_question
from tests.importing.pages import blocks_of, kinds, read_page, set_aside


@pytest.mark.parametrize(
    ("kind", "headings"),
    [
        ("what", "What is a veloplasty?|What is it|Overview|About the procedure|Definition|¿Qué es una veloplastia?"),
        ("how_it_works", "How does it work?|How Veloplasty Works|How does stimulation treat pain?|¿Cómo funciona?"),
        (
            "indications",
            "Why it's done|Why Would I Need a pump?|When a pump is needed|Reasons for Procedure|Conditions we treat",
        ),
        ("indications", "What can it treat?|Signs you may need surgery|Used To Treat These Conditions|common uses"),
        (
            "candidacy",
            "Am I a candidate for veloplasty?|Who may benefit|Who qualifies?|Is veloplasty for me?|Patient selection",
        ),
        ("candidacy", "When a pump may be a good option|Who needs surgery|¿Quién es candidato?"),
        ("types", "Types of pump|What are the different types of pump?|Tipos de bomba"),
        ("benefits", "What are the benefits?|How can a pump help?|The goals of therapy|Beneficios"),
        (
            "risks",
            "Risks|What are the risks of surgery?|Possible side effects|Possible Complications|Is it safe?|Riesgos",
        ),
        (
            "alternatives",
            "Alternatives to surgery|Treatments that may be tried first|What if I decide not to have this?",
        ),
        (
            "prepare",
            "Before the procedure|How do I get ready?|Evaluation for a pump|What happens next|Antes de la operación",
        ),
        ("prepare", "Initial Consultation|What tests are needed?|Prior to Procedure|Pump trial"),
        (
            "prepare",
            "What must be done before my operation?|Is there anything to know before I come?|Indicaciones previas",
        ),
        ("risks", "Possible after-effects|Problems you may have|What are the after-effects or risks?"),
        ("when_to_call", "After your veloplasty: when to call"),
        ("during", "What happens during a veloplasty?|How is it done?|The Procedure|Description|On the day of surgery"),
        ("after", "What to expect after a veloplasty?|After your surgery|Discharge advice|When you are at home"),
        ("recovery", "Recovery after surgery|Getting back to normal|Going home and recovery|Mobilising|Wound care"),
        ("results", "Results|Outlook|How long does it last?|How effective is it?|Pronóstico"),
        ("follow_up", "Follow-up care|Wound review|What type of follow-up is needed"),
        (
            "when_to_call",
            "When to call your doctor|See your GP if|Call 911 or go to hospital|Cuándo llamar|Warning signs",
        ),
        ("living_with", "Living with a pump|Life after surgery"),
        ("cost", "Cost & Coverage|Is it covered by health insurance?|¿Cuánto cuesta?"),
        ("questions_to_ask", "Questions to ask your doctor|What should I ask my surgeon?"),
        ("faq", "FAQ|Frequently asked questions|Preguntas frecuentes"),
        ("evidence", "References|Clinical trials|Fuentes"),
        (
            "other",
            "Important|Please note|Our experts|Where is it done?|Why choose us|Alternative names|Products & Services",
        ),
    ],
)
def test_wordings_of_a_kind_are_recognised(kind, headings):
    assert {heading: classify_heading(heading).kind for heading in headings.split("|")} == dict.fromkeys(
        headings.split("|"), kind
    )


@pytest.mark.parametrize(
    ("heading", "kind", "also"),
    [
        ("Benefits, risks and alternatives", "benefits", ("risks", "alternatives")),
        ("What are the results and complications of surgery?", "results", ("risks",)),
        ("Before, during and after surgery", "prepare", ("during", "after")),
        ("Recovery and follow-up", "recovery", ("follow_up",)),
        ("Risks after surgery", "risks", ()),
    ],
)
def test_heading_may_name_several_kinds_in_its_order(heading, kind, also):
    meaning = classify_heading(heading)
    assert (meaning.kind, meaning.also) == (kind, also)


@pytest.mark.parametrize(
    ("role", "headings"),
    [
        ("contact", "Find your care|Make an appointment|Questions? Contact us|Contact details|Call us|Pida una cita"),
        ("contents", "On this page|Contents|In this article:|En esta página"),
        ("umbrella", "What to expect|What you can expect|What can I expect?|Qué esperar"),
        ("section", "Contact your doctor if you have a fever|What to expect after"),
    ],
)
def test_headings_that_open_no_section_have_a_role(role, headings):
    assert {classify_heading(heading).role for heading in headings.split("|")} == {role}


def test_words_of_the_treatments_name_do_not_decide():
    assert classify_heading("Risk-reducing mastectomy").kind == "risks"
    assert classify_heading("Risk-reducing mastectomy", names=["risk-reducing mastectomy"]).kind == "what"


def test_heading_is_compared_without_what_varies():
    assert normalise_heading("2. What is\xa0a  VELOPLASTY?", names=["Veloplasty"]) == "what is …"


def test_sentence_is_no_known_heading_however_long():
    assert not classify_heading("The risks are " + "many and " * 20).is_known


@pytest.mark.parametrize(
    ("text", "expected"), [("Does it hurt?", True), ("Hurt? Call us", False), ("It hurts. Why?", False), ("No", False)]
)
def test_question_is_one_question_and_nothing_else(text, expected):
    assert is_question(text) is expected


def test_heading_with_the_words_of_the_title_over_a_list_is_a_heading():
    page = read_page(
        "Cysts\n\nCheck if you have cysts\n\n- a lump\n- an itch\n\nHow to soothe cysts\n\n- rest\n- warmth\n"
    )
    assert page.title.text == "Cysts"
    assert [section.heading for section in page.content.sections] == ["Check if you have cysts", "How to soothe cysts"]


def test_label_under_a_heading_leads_into_its_list():
    page = read_page("Cysts\n\nWhat are the risks?\n\nPossible complications:\n\n- a scar\n- an infection\n")
    assert [section.heading for section in page.content.sections] == ["What are the risks?"]
    assert blocks_of(page, "risks")[0]["lead_in"] == "Possible complications:"


def test_steps_that_are_all_numbered_one_are_one_list():
    steps = "\n".join(f"1. Fold the {side} side." for side in ("left", "right", "upper", "lower"))
    page = read_page(f"Cysts\n\nWhat happens during it?\n\n{steps}")
    assert len(blocks_of(page, "during")[0]["steps"]) == 4


def test_short_answer_does_not_end_the_list_of_questions():
    page = read_page("Cysts\n\nFAQ\n\nDo they hurt?\n\nNot usually\n\nCan they return?\n\nThey can.\n")
    assert kinds(page) == ["faq"]
    assert len(blocks_of(page, "faq")[0]["items"]) == 2


def test_questions_that_no_heading_repeats_are_contents_and_no_questions():
    page = read_page("Cysts\n\nOn this page\n\nDo they hurt?\n\nCan they return?\n\nOverview\n\nA cyst is a lump.\n")
    assert kinds(page) == ["what"]
    assert set_aside(page, "contents") == ["Do they hurt?", "Can they return?"]
