"""A whole page, compared whole: a hospital's usual template, with its usual faults. The treatment is invented."""

from procedures.importing.places import Title
from tests.importing.pages import confidence, read_page, said, spans

PAGE = """\
Find your care

We offer palate care for people of all ages. Call 310-555-0142\xa0to learn more about palate care.

Snoring is usually treated with a mouthpiece.\xa0When that fails, veloplasty may help. It helps up to 70 percent.

What is a veloplasty?

Veloplasty is an operation in which a thread is put into the palate. It can be done safely and effectively.

Am I a candidate for veloplasty for snoring?

If a mouthpiece fails, ask a surgeon. You may also be a candidate for tarsal bridging if you have:

  • A palate that hangs low

What happens during a veloplasty?

In preparation for surgery, your doctor will order an X-ray of the throat.
You are put to sleep. Throat function is functioned all the time.

What to expect after\xa0a veloplasty?

Veloplasty is no cure. In chosen patients, up to 70 percent breathe freely. Therefore, this is rarely offered.

Interested in veloplasty at EXMP?\xa0Get prepared for your first visit."""


CONTENT = {
    "type": "procedure",
    "locale": "en",
    "slug": "veloplasty",
    "title": "Veloplasty",
    "summary": "Snoring is usually treated with a mouthpiece. When that fails, veloplasty may help. "
    "It helps up to 70 percent.",
    "contact": {
        "label": "Find your care",
        "text": "<p>We offer palate care for people of all ages. "
        "Call 310-555-0142 to learn more about palate care.</p>",
        "phone": {"number": "+13105550142", "display": "310-555-0142"},
    },
    "sections": [
        {
            "kind": "what",
            "heading": "What is a veloplasty?",
            "blocks": [
                {
                    "type": "rich_text",
                    "text": "<p>Veloplasty is an operation in which a thread is put into the palate. "
                    "It can be done safely and effectively.</p>",
                }
            ],
        },
        {
            "kind": "candidacy",
            "heading": "Am I a candidate for veloplasty for snoring?",
            "blocks": [
                {
                    "type": "criteria",
                    "lead_in": "If a mouthpiece fails, ask a surgeon. "
                    "You may also be a candidate for tarsal bridging if you have:",
                    "match": "any",
                    "may": [{"text": "A palate that hangs low"}],
                }
            ],
        },
        {
            "kind": "during",
            "heading": "What happens during a veloplasty?",
            "blocks": [
                {
                    "type": "rich_text",
                    "text": "<p>In preparation for surgery, your doctor will order an X-ray of the throat.</p>"
                    "<p>You are put to sleep. Throat function is functioned all the time.</p>",
                }
            ],
        },
        {
            "kind": "after",
            "heading": "What to expect after a veloplasty?",
            "blocks": [
                {
                    "type": "rich_text",
                    "text": "<p>Veloplasty is no cure. In chosen patients, up to 70 percent breathe freely. "
                    "Therefore, this is rarely offered.</p>",
                }
            ],
        },
    ],
    "call_to_action": {"text": "Interested in veloplasty at EXMP? Get prepared for your first visit."},
    "review": {},
    "path": "",
    "url": "",
    "canonical": "",
}
LINES = {
    ("summary",): [(5, 5)],
    ("contact", "label"): [(1, 1)],
    ("contact", "text"): [(3, 3)],
    ("sections", 0): [(7, 9)],
    ("sections", 0, "heading"): [(7, 7)],
    ("sections", 1, "blocks", 0): [(13, 13), (15, 15)],
    ("sections", 1, "blocks", 0, "lead_in"): [(13, 13)],
    ("sections", 1, "blocks", 0, "may", 0, "text"): [(15, 15)],
    ("sections", 2, "blocks", 0, "text"): [(19, 19), (20, 20)],
    ("sections", 3): [(22, 24)],
    ("call_to_action", "text"): [(26, 26)],
}
CONFIDENCES = {
    ("contact",): 0.85,
    ("sections", 0): 0.95,
    ("sections", 0, "blocks", 0): 0.95,
    ("sections", 1): 0.9,
    ("call_to_action",): 0.85,
}


def test_page_is_structured_whole():
    page = read_page(PAGE, name="veloplasty.txt")
    assert said(page.content) == CONTENT
    assert (page.title, page.set_aside) == (Title("Veloplasty", 0.6, None), ())


def test_every_part_knows_its_lines_and_how_sure_it_is():
    page = read_page(PAGE, name="veloplasty.txt")
    assert {path: spans(page, *path) for path in LINES} == LINES
    assert {path: confidence(page, *path) for path in CONFIDENCES} == CONFIDENCES


def test_faults_of_the_page_are_found_with_their_lines():
    found = {(finding.code, finding.line) for finding in read_page(PAGE, name="veloplasty.txt").findings}
    assert found >= {
        ("inferred-title", 1),
        ("shared-contact", 1),
        ("non-breaking-spaces", 3),
        ("phone-without-hours", 3),
        ("percentage-without-source", 5),
        ("mixed-voice", 24),
        ("promise-without-risks", 9),
        ("heading-repeats", 11),
        ("heading-articles-mixed", 11),
        ("other-treatment", 13),
        ("also-without-first", 13),
        ("one-item-list", 15),
        ("preparation-elsewhere", 19),
        ("corrupted-verb", 20),
        ("single-line-break", 20),
        ("heading-no-question", 22),
        ("no-aftercare", 22),
        ("figure-twice", 24),
        ("percentage-without-source", 24),
        ("vague-subject", 24),
        ("call-to-action-without-target", 26),
        ("short-hospital-name", 26),
        ("missing-risks", None),
        ("missing-preparation", None),
        ("missing-urgent-advice", None),
        ("missing-alternatives", None),
        ("missing-review", None),
        ("missing-references", None),
    }


def test_only_what_is_so_for_certain_is_an_error():
    found = [finding.code for finding in read_page(PAGE, name="veloplasty.txt").findings if finding.severity == "error"]
    assert found == ["missing-review"]
