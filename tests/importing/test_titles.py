import pytest

from procedures.importing.places import Span, Title
from tests.importing.pages import read_page, set_aside

BODY = "What is a veloplasty?\n\nIt lifts the palate.\n\nWhat happens during a veloplasty?\n\nYou are asleep.\n"


def test_first_line_that_names_the_treatment_is_the_title():
    assert read_page(f"Veloplasty\n\n{BODY}").title == Title("Veloplasty", 0.9, Span(1, 1))


def test_title_is_inferred_from_headings_and_believed_more_when_the_file_agrees():
    assert read_page(BODY, name="01_veloplasty-final.txt").title == Title("Veloplasty", 0.6, None)
    assert read_page(BODY, name="document.txt").title == Title("Veloplasty", 0.5, None)


def test_file_name_is_the_title_where_nothing_else_tells():
    page = read_page("The soft palate lift takes an hour. You can go home after it.", name="soft-palate_lift-v2.txt")
    assert page.title == Title("Soft palate lift", 0.4, None)


def test_sentence_that_defines_the_treatment_names_it():
    page = read_page("Risks\n\nA veloplasty (VP) is a small operation. It can bleed.", name="document.txt")
    assert page.title == Title("Veloplasty", 0.3, None)


def test_first_line_about_something_else_is_not_the_title():
    page = read_page(f"Center for Sleep\n\n{BODY}")
    assert page.title == Title("Veloplasty", 0.5, None)
    assert set_aside(page, "tagline") == ["Center for Sleep"]


def test_departments_name_gives_way_to_the_line_the_text_speaks_of():
    page = read_page("Center for Sleep\n\nVeloplasty\n\nRisks\n\nVeloplasty can cause bleeding.", name="document.txt")
    assert page.title == Title("Veloplasty", 0.6, Span(3, 3))
    assert set_aside(page, "above_title") == ["Center for Sleep"]


def test_first_line_is_the_title_in_either_number():
    body = "What are palates?\n\nThey close the nose.\n\nWaiting times\n\nTwo weeks."
    assert read_page(f"Palate lift\n\n{body}", name="document.txt").title == Title("Palate lift", 0.75, Span(1, 1))


def test_first_line_whose_words_the_text_keeps_using_is_sure():
    page = read_page("Palate lift\n\nA small operation on the palate.\n\nRisks\n\nIt can bleed.", name="document.txt")
    assert page.title == Title("Palate lift", 0.75, Span(1, 1))


def test_heading_that_asks_of_a_test_or_a_child_names_no_treatment():
    body = "What must be done before my child's procedure?\n\nPack a toy.\n\nDespués de la prueba\n\nA nap."
    assert read_page(f"Palate lift\n\n{body}", name="document.txt").title.text == "Palate lift"


def test_title_broken_over_lines_and_doubled_is_one_title():
    body = BODY.replace("a veloplasty", "a lifting of the palate")
    page = read_page(f"Lifting of\nthe Palate\nLifting of the palate\n\n{body}")
    assert page.title == Title("Lifting of the Palate", 0.9, Span(1, 2))
    assert set_aside(page, "title_repeated") == ["Lifting of the palate"]


def test_site_name_after_a_bar_is_no_part_of_the_title():
    page = read_page(f"Veloplasty | Example Hospital\n\n{BODY}")
    assert page.title == Title("Veloplasty", 0.9, Span(1, 1))
    assert set_aside(page, "above_title") == ["Example Hospital"]


def test_title_in_capitals_is_written_as_a_sentence():
    assert read_page(f"VELOPLASTY\n\n{BODY}").title.text == "Veloplasty"


def test_title_that_sounds_like_a_kind_of_section_is_the_title_if_the_file_is_called_so():
    page = read_page(
        "Risk-reducing veloplasty\n\nOverview\n\nIt lifts the palate.", name="risk-reducing-veloplasty.txt"
    )
    assert page.title == Title("Risk-reducing veloplasty", 0.9, Span(1, 1))


@pytest.mark.parametrize("text", ["What are the signs?\n\nPain.", "12345 67", "¿?", "Overview\n\nIt takes an hour."])
def test_title_is_never_empty(text):
    assert read_page(text, name="1.txt").title.text
