"""A whole page, compared whole: a hospital's usual template, with its usual faults. The treatment is invented."""

from collections import Counter

from procedures.importing.places import (
    CallToAction,
    Contact,
    Criteria,
    Outline,
    OutlineSection,
    Phone,
    Prose,
    Span,
    Text,
    Title,
)
from tests.importing.pages import read_page, without_findings

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


def line(text, number):
    return Text(text, Span(number, number))


def prose(*texts):
    return Prose(tuple(texts), 0.95)


def section(kind, heading, *blocks, last, confidence=0.9):
    return OutlineSection(kind, (), heading, blocks, (), Span(heading.span.first, last), confidence)


def test_page_is_structured_whole():
    assert without_findings(read_page(PAGE, name="veloplasty.txt")) == Outline(
        title=Title("Veloplasty", 0.6, None),
        names=("Veloplasty", "veloplasty"),
        summary=(
            line(
                "Snoring is usually treated with a mouthpiece. When that fails, veloplasty may help. "
                "It helps up to 70 percent.",
                5,
            ),
        ),
        contact=Contact(
            heading=line("Find your care", 1),
            paragraphs=(
                line(
                    "We offer palate care for people of all ages. Call 310-555-0142 to learn more about palate care.", 3
                ),
            ),
            phones=(Phone("+13105550142", "310-555-0142", None, 3),),
            confidence=0.85,
        ),
        sections=(
            section(
                "what",
                line("What is a veloplasty?", 7),
                prose(
                    line(
                        "Veloplasty is an operation in which a thread is put into the palate. "
                        "It can be done safely and effectively.",
                        9,
                    )
                ),
                last=9,
                confidence=0.95,
            ),
            section(
                "candidacy",
                line("Am I a candidate for veloplasty for snoring?", 11),
                Criteria(
                    role="may",
                    lead_in=line(
                        "If a mouthpiece fails, ask a surgeon. "
                        "You may also be a candidate for tarsal bridging if you have:",
                        13,
                    ),
                    items=(line("A palate that hangs low", 15),),
                    disclaimer=None,
                    confidence=0.95,
                ),
                last=15,
            ),
            section(
                "during",
                line("What happens during a veloplasty?", 17),
                prose(
                    line("In preparation for surgery, your doctor will order an X-ray of the throat.", 19),
                    line("You are put to sleep. Throat function is functioned all the time.", 20),
                ),
                last=20,
            ),
            section(
                "after",
                line("What to expect after a veloplasty?", 22),
                prose(
                    line(
                        "Veloplasty is no cure. In chosen patients, up to 70 percent breathe freely. "
                        "Therefore, this is rarely offered.",
                        24,
                    )
                ),
                last=24,
            ),
        ),
        call_to_action=CallToAction(
            line("Interested in veloplasty at EXMP? Get prepared for your first visit.", 26), (), 0.85
        ),
        set_aside=(),
    )


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


def test_only_clear_faults_are_errors():
    counts = Counter(finding.severity for finding in read_page(PAGE, name="veloplasty.txt").findings)
    assert counts["error"] == 6
