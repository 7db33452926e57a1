import pytest

from procedures.importing.places import SetAside, Span, Text
from tests.importing.pages import blocks_of, read_page, set_aside, spans


@pytest.mark.parametrize("line", ["7", "- 7 -", "Page 7", "page 7 of 12", "Página 7", "7/12"])
def test_page_numbers_are_set_aside(line):
    assert set_aside(read_page(f"Overview\n\nIt takes an hour.\n\n{line}\n\nYou can go home."), "page_number") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Next",
        "Previous",
        "« Previous | Next »",
        "Back to top",
        "Next: Risks",
        "Skip to main content",
        "Print this page",
        "Read more",
    ],
)
def test_pager_words_and_links_of_the_frame_are_set_aside(line):
    assert set_aside(read_page(f"{line}\n\nOverview\n\nIt takes an hour."), "navigation") == [line]


@pytest.mark.parametrize("line", ["Home > Treatments > Palate", "Home / Treatments", "A » B » C"])
def test_breadcrumbs_are_set_aside(line):
    assert set_aside(read_page(f"{line}\n\nOverview\n\nIt takes an hour."), "breadcrumb") == [line]


def test_sentence_goes_on_across_a_page_number():
    page = read_page("Overview\n\nThe palate is lifted with\n\n3\n\ntwo threads.")
    (prose,) = blocks_of(page, "what")
    assert prose["text"] == "<p>The palate is lifted with two threads.</p>"
    assert spans(page, "sections", 0, "blocks", 0, "text") == [(3, 7)]


def test_running_header_stays_once():
    text = "".join(f"Palate lifting at night\n\nParagraph number {n} is here.\n\n" for n in range(3))
    assert set_aside(read_page(text), "running_header") == ["Palate lifting at night"] * 2


def test_heading_that_every_part_has_is_no_running_header():
    text = "".join(f"Before surgery\n\nParagraph number {n} is here.\n\n" for n in range(3))
    assert set_aside(read_page(text), "running_header") == []


def test_what_is_set_aside_names_its_line():
    page = read_page("Overview\n\nIt takes an hour.\n\nBack to top")
    assert page.set_aside == (SetAside(Text("Back to top", Span(5, 5)), "navigation"),)


def test_rules_of_dashes_leave_no_trace():
    page = read_page("Overview\n--------\n\nIt takes an hour.\n\n* * *\n\nYou can go home.")
    assert page.set_aside == ()
    assert blocks_of(page, "what")[0]["text"] == "<p>It takes an hour.</p><p>You can go home.</p>"
