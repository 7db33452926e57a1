import pytest

from procedures.language.sentences import split_sentences


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
