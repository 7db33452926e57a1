import pytest

from procedures.language.sentences import count_syllables, reading_grade, split_sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It hurts. Dr. Meyer helps, e.g. with ice. Does it help? Yes!", 4),
        ("No stop", 1),
        ("", 0),
        ("It takes 1.5 hours. Rest.", 2),
    ],
)
def test_sentences_end_at_stops_that_are_no_abbreviations(text, count):
    assert len(list(split_sentences(text))) == count


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("pain", 1),
        ("makes", 1),
        ("treated", 2),
        ("needle", 2),
        ("area", 3),
        ("cancer", 2),
        ("being", 2),
        ("people", 2),
        ("procedure", 3),
        ("medications", 4),
        ("radiofrequency", 6),
        ("neuromodulation", 6),
    ],
)
def test_syllables_are_counted_within_one(word, syllables):
    assert abs(count_syllables(word) - syllables) <= 1


def test_short_words_read_easier_than_long_ones():
    easy = "You lie on your back. We give you a drug. You fall asleep. It does not hurt."
    hard = "Intraoperative monitoring considerably reduces the probability of postoperative complications."
    assert reading_grade([easy]) < 4
    assert reading_grade([hard]) > 15


def test_items_without_stops_are_sentences_of_their_own():
    items = ["waking up tired in the morning", "snoring every single night", "falling asleep at work"]
    assert reading_grade(items) < reading_grade([" ".join(items)])


def test_nothing_to_read_has_grade_zero():
    assert reading_grade(["…", ""]) == 0.0
