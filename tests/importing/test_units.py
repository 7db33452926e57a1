from pathlib import Path

from procedures.importing.lines.lines import read_lines
from procedures.importing.lines.units import build_units
from procedures.importing.source import decode_source


def texts_of(text):
    return [unit.text for unit in build_units(read_lines(decode_source(Path("page.txt"), text.encode())))]


WRAPPED = """\
The palate is lifted with two small threads that stay in place for about
a year. The threads dissolve by themselves, and nothing is left behind.
You may feel them with your tongue at first. Most people forget them soon
and sleep better.
"""


def test_hard_wrapped_lines_are_joined_even_where_a_sentence_ends_with_the_line():
    assert texts_of(WRAPPED) == [WRAPPED.replace("\n", " ").strip()]


def test_sentence_that_ends_well_before_the_margin_ends_a_paragraph():
    text = f"{WRAPPED}Drink a lot of water after the treatment and rest for the whole of that\nday.\n"
    assert texts_of(text)[1].startswith("Drink a lot")


def test_lines_that_are_not_wrapped_are_paragraphs_of_their_own():
    assert texts_of("The scan shows the palate.\nYou lie down.") == ["The scan shows the palate.", "You lie down."]


def test_line_that_ends_in_a_small_word_goes_on():
    assert texts_of("Where to find the\nMain Building") == ["Where to find the Main Building"]


def test_known_heading_ends_even_in_a_small_word():
    assert texts_of("What it is\nThe palate is lifted.") == ["What it is", "The palate is lifted."]


def test_item_goes_on_in_the_next_line():
    assert texts_of("- waking up\n  at night\n- snoring") == ["waking up at night", "snoring"]


def test_bullet_alone_on_its_line_takes_the_next_line():
    assert texts_of("•\nsnoring\n•\n\nwaking up") == ["snoring", "waking up"]


def test_hyphen_at_the_end_of_a_line_is_kept_without_a_space():
    assert texts_of("A follow-\nup visit") == ["A follow-up visit"]


def test_number_inside_a_wrapped_sentence_starts_no_list():
    text = (
        f"{WRAPPED.strip()} Nobody should go back to their old work before the day\n12. Until then you should rest.\n"
    )
    assert len(texts_of(text)) == 1


def test_dash_inside_a_sentence_starts_no_list():
    assert texts_of("The surgeon\n- who knows you - will visit") == ["The surgeon - who knows you - will visit"]


def test_abbreviation_does_not_end_a_line():
    assert texts_of("Ask for Dr.\nMeyer") == ["Ask for Dr. Meyer"]


def test_short_lines_under_a_colon_stay_apart():
    assert texts_of("Bring these things:\nyour glasses\nyour card") == [
        "Bring these things:",
        "your glasses",
        "your card",
    ]
