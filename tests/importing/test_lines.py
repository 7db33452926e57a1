from pathlib import Path

import pytest

from procedures.importing.lines.lines import Gap, MarkerKind, read_lines
from procedures.importing.source import decode_source


def lines_of(text):
    return read_lines(decode_source(Path("page.txt"), text.encode()))


@pytest.mark.parametrize(
    "written",
    [
        "• pain",
        "  • pain",
        "- pain",
        "* pain",
        "– pain",
        "•pain",
        "\xa0•\xa0pain",
        "\t▪ pain",
        "   o pain",
        "\uf0b7 pain",
    ],
)
def test_bullets_of_all_kinds_are_markers(written):
    (line,) = lines_of(written)
    assert (line.marker.kind, line.text) == (MarkerKind.BULLET, "pain")


@pytest.mark.parametrize(
    ("written", "number", "text"),
    [
        ("1. Rest", 1, "Rest"),
        ("2) Rest", 2, "Rest"),
        ("(3) Rest", 3, "Rest"),
        ("4.Rest", 4, "Rest"),
        ("c) Rest", 3, "Rest"),
        ("Step 5: Rest", 5, "Rest"),
        ("Paso 6. Rest", 6, "Rest"),
    ],
)
def test_numbers_letters_and_steps_are_markers(written, number, text):
    (line,) = lines_of(written)
    assert (line.marker.kind, line.marker.number, line.text) == (MarkerKind.NUMBER, number, text)


@pytest.mark.parametrize(
    "written",
    [
        "-5 degrees",
        "1.5 hours",
        "o pain",
        "*Footnote",
        "2024. A year",
        "A: an answer without a question",
        "Step by step",
        "911",
    ],
)
def test_what_only_looks_like_a_marker_is_text(written):
    (line,) = lines_of(written)
    assert (line.marker, line.text) == (None, written)


def test_questions_and_answers_are_marked():
    question, answer = lines_of("Q: Does it hurt?\nA: No.")
    assert (question.marker.kind, question.text) == (MarkerKind.QUESTION, "Does it hurt?")
    assert (answer.marker.kind, answer.text) == (MarkerKind.ANSWER, "No.")


def test_non_breaking_and_other_odd_spaces_become_single_spaces():
    assert [line.text for line in lines_of("What\xa0to  expect\u2003after\x0c\x07it")] == ["What to expect after it"]


def test_blank_lines_are_known_by_the_gap_they_leave():
    assert [line.gap for line in lines_of("a\nb\n\xa0\nc")] == [Gap.BLANK, Gap.NONE, Gap.BLANK]


def test_bullets_run_together_on_a_line_are_parted():
    assert [line.text for line in lines_of("Signs: • pain • fever")] == ["Signs:", "pain", "fever"]


def test_dashes_after_a_colon_are_items():
    found = [(line.text, line.marker is not None) for line in lines_of("Signs: - pain - fever")]
    assert found == [("Signs:", False), ("pain", True), ("fever", True)]


def test_long_line_with_runs_of_spaces_is_several_lines():
    text = f"Overview     {'It takes an hour. ' * 12}     Risks     There are some."
    found = [(line.number, line.text.split(". ")[0]) for line in lines_of(text)]
    assert found == [(1, "Overview"), (1, "It takes an hour"), (1, "Risks"), (1, "There are some.")]
