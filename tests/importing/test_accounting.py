import html
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from procedures.importing.accounting import Account, StrayWord, account_for
from procedures.importing.draft import Origin
from procedures.importing.formats.plain_text import read_plain_text
from procedures.importing.places import SetAside, Span, Text
from procedures.importing.source import decode_source
from procedures.importing.structure.treatment import structure
from procedures.language.words import words_in
from tests.importing.pages import read_page

PATH = Path("veloplasty.txt")
MARKUP = re.compile(r"<[^>]+>")
PAGE = "Overview\n\nThe palate is lifted.\nIt is lifted with a thread.\n"

VOCABULARY = """
    pain Pain the of with surgery Surgery risk recovery candidate You you your doctor veloplasty (VP) 80 percent
    Call 911 if fever, urgencias llame médico si fiebre now
    310-555-0142 care@example.org and or What to Q: A: Step 1 • - 12. follow- Overview: ¿Qué año
"""
WORDS = st.sampled_from(VOCABULARY.split())
SENTENCES = st.builds(
    lambda words, end: " ".join(words) + end,
    st.lists(WORDS, min_size=1, max_size=25),
    st.sampled_from(["", ".", "?", ":", "!", ",", ";"]),
)
HEADINGS = st.sampled_from(
    [
        "What is a veloplasty?",
        "Am I a candidate for veloplasty?",
        "Risks",
        "Benefits, risks and alternatives",
        "What to expect",
        "Before the procedure",
        "During the procedure",
        "After the procedure",
        "Frequently asked questions",
        "Types of veloplasty",
        "Find your care",
        "Contact us",
        "On this page",
        "Our team",
        "PROCEDURE LENGTH",
        "1) Does it hurt?",
        "VELOPLASTY",
        "When to call the hospital",
        "Warning signs",
        "¿Cuándo debo llamar al médico?",
    ]
)
NOISE = st.sampled_from(
    [
        "3",
        "Page 2",
        "Next",
        "Back to top",
        "Home > Care",
        "----",
        "Palate, illustration",
        "or",
        "(24 hours)",
        "Welcome",
        "•",
        "2.",
    ]
)
MARKS = st.sampled_from(["- ", "• ", "  * ", "1. ", "2) ", "10. ", "a) ", "\xa0•\xa0", "– ", "    - "])
ITEMS = st.builds(lambda mark, text: mark + text, MARKS, SENTENCES)
PAIRS = st.builds(lambda name, text: f"{name}: {text}", st.sampled_from(["Laser", "Open surgery", "Phone"]), SENTENCES)
WRAPPED = st.builds(
    lambda words: "\n".join(" ".join(words[n : n + 9]) for n in range(0, len(words), 9)),
    st.lists(WORDS, min_size=9, max_size=60),
)
FLAT = st.builds(lambda parts: "     ".join(parts), st.lists(SENTENCES, min_size=3, max_size=9))
ADVICE = st.sampled_from(
    [
        "Call 911 if you have chest pain.",
        "Call 911 or go to your nearest emergency room for any of the following:",
        "You may be sore. Call us right away if your calf swells. Do not drive yourself. You may shower.",
        "If you have any of these signs:",
        "Go to the emergency room at once.",
        "If you notice any of these, call 310-555-0143 right away.",
        "Trouble breathing? Call 911.",
        "- Fever: call us today",
        "Talk to your doctor if you have a fever",
        "Acuda a urgencias si presenta alguno de los siguientes síntomas:",
        "Call 911 if you have:",
        "Llame al 112 si tiene:",
        "Urgent advice: contact NHS 111 or the ward if:",
        "Warning: If your calf swells, hang up and dial 911.",
        "Anyone who has a fever should see a doctor the same day.",
        "Chest pain? Trouble breathing? Call 911.",
        "Call your doctor if you notice any of the following. These may be signs of infection:",
        "Have your list of medicines ready:",
        "Red zone - call your doctor:",
        "Medical attention should be sought at once if the leg swells.",
        "In an emergency dial 999.",
        "3. If the pain has not gone, call 911.",
    ]
)
REACHING = st.sampled_from(
    [
        "Appointments: 310-555-0100 ext. 12",
        "Ward 5: 0161 496 0101 / 0161 496 0102",
        "988 Suicide and Crisis Lifeline",
        "TTY: 711",
        "Fax: (310) 555-0199",
        "Call us (310·555·0144, x5) or write to care [at] example [dot] org",
        "[Picture: a hand]",
        "![a hand](hand.png)",
        "1. Wash.",
        "1. Dry the skin",
        "The night before\n- Nothing to eat.",
        "Aspirin: every day\nStatin: every night",
    ]
)
PARTS = st.one_of(HEADINGS, HEADINGS, SENTENCES, ITEMS, ITEMS, NOISE, PAIRS, WRAPPED, FLAT, ADVICE, ADVICE, REACHING)
DOCUMENTS = st.lists(
    st.tuples(PARTS, st.sampled_from(["\n", "\n", "\n\n", "\n\n", "\n\n\n"])), min_size=1, max_size=40
).map(lambda parts: "".join(part + end for part, end in parts))


def account_of(text):
    """The account of a page, whose every word is in the outline or was set aside for a reason."""
    reading = read_plain_text(PATH, text.encode())
    return account_for(reading.source, structure(reading, locale="en", region="US"))


@pytest.mark.slow
@settings(max_examples=400)
@given(DOCUMENTS)
def test_no_word_of_a_page_is_lost_or_added(text):
    assert account_of(text) == Account((), ())


@pytest.mark.slow
@settings(max_examples=200)
@given(DOCUMENTS, st.sampled_from(["en", "es"]))
def test_every_page_can_be_checked_and_none_needs_the_last_resort(text, locale):
    draft = read_page(text, name=PATH.name, locale=locale)
    assert "unplaced" not in {entry.reason for entry in draft.set_aside}
    assert all(finding.message.endswith((".", "?", "!", "”")) for finding in draft.findings)


def words_of(value):
    """The words of every text in a JSON value, markup left out."""
    if isinstance(value, str):
        return Counter(words_in(html.unescape(MARKUP.sub(" ", value))))
    if isinstance(value, dict):
        value = list(value.values())
    return sum((words_of(inner) for inner in value), Counter()) if isinstance(value, list) else Counter()


@pytest.mark.slow
@settings(max_examples=200)
@given(DOCUMENTS, st.sampled_from(["en", "es"]))
def test_every_word_is_in_the_draft_or_in_the_report_as_set_aside(text, locale):
    """Counted apart from the account: it takes no word of the draft's own for its lines."""
    draft = read_page(text, name=PATH.name, locale=locale)
    kept = words_of(draft.content.model_dump(mode="json", warnings=False))
    set_aside = words_of([entry.text.text for entry in draft.set_aside])
    assert Counter(words_in(text)) - kept - set_aside == Counter()


@pytest.mark.slow
@settings(max_examples=300)
@given(st.text(min_size=1).filter(lambda text: text.strip("\ufeff \t\r\n\f\xa0") and "\0" not in text))
@example("\u0130stanbul\u200b\u00ad-\nx")
@example("A:\x0bQ: a?\x85b\u2028c")
@example("1.\n2.\n3.")
@example("•\n•")
def test_no_word_of_arbitrary_text_is_lost_or_added(text):
    assert account_of(f"Overview\n\n{text}") == Account((), ())


def saying(draft, **members):
    return replace(draft, content=draft.content.model_copy(update=members))


def test_lost_word_is_reported_with_its_line():
    reading = read_plain_text(PATH, PAGE.encode())
    draft = structure(reading, locale="en", region="US")
    lost = account_for(reading.source, saying(draft, sections=[])).lost
    assert StrayWord("thread", 4) in lost
    assert len(lost) == 11


def test_added_word_is_reported_with_the_line_it_was_put_on():
    reading = read_plain_text(PATH, PAGE.encode())
    draft = saying(structure(reading, locale="en", region="US"), summary="Painless")
    draft = replace(draft, origins=draft.origins | {("summary",): Origin(spans=(Span(3, 4),))})
    assert account_for(reading.source, draft) == Account(lost=(), added=(StrayWord("painless", 3),))


def test_word_used_twice_needs_to_stand_twice_in_the_source():
    source = decode_source(PATH, b"lift lift")
    draft = structure(read_plain_text(PATH, b"lift lift lift"), locale="en", region="US")
    assert account_for(source, draft).added == (StrayWord("lift", 1),)


def test_word_on_another_line_does_not_count():
    reading = read_plain_text(PATH, PAGE.encode())
    draft = structure(reading, locale="en", region="US")
    moved = replace(draft, set_aside=(SetAside(Text("thread", Span(1, 1)), "caption"),))
    assert account_for(reading.source, moved).added == (StrayWord("thread", 1),)
