from tests.importing.pages import codes, kinds, read_page, set_aside

BODY = """
Overview

The palate is lifted so that air can pass more freely at night than before.

Who is a candidate?

People who snore loudly every night and wake up tired in the morning.

Risks

Bleeding and infection can happen after any operation on the palate.
"""


def test_labelled_contents_list_is_set_aside():
    page = read_page(f"Veloplasty\n\nOn this page\nOverview\nWho is a candidate?\nRisks\n{BODY}")
    assert set_aside(page, "contents") == ["On this page", "Overview", "Who is a candidate?", "Risks"]
    assert kinds(page) == ["what", "candidacy", "risks"]


def test_contents_list_without_a_label_is_known_by_headings_that_recur():
    page = read_page(f"Veloplasty\n\n• Overview\n• Who is a candidate?\n• Risks\n{BODY}")
    assert set_aside(page, "contents") == ["• Overview", "• Who is a candidate?", "• Risks"]
    assert (page.title.text, kinds(page)) == ("Veloplasty", ["what", "candidacy", "risks"])


def test_page_numbers_and_leaders_do_not_hide_an_entry():
    page = read_page(f"Contents\nOverview ........ 2\nWho is a candidate?\n3\nRisks 4\n{BODY}")
    assert set_aside(page, "contents") == ["Contents", "Overview ........ 2", "Who is a candidate?", "Risks 4"]


def test_entry_that_differs_from_its_heading_is_a_finding():
    page = read_page(f"On this page\nOverview\nWho is candidate?\nRisks\n{BODY}")
    (finding,) = [finding for finding in page.findings if finding.code == "contents-differ"]
    assert finding.line == 3
    assert "“Who is a candidate?”" in finding.message


def test_entry_without_a_heading_is_a_finding():
    page = read_page(f"On this page\nOverview\nGeneral costs\nWho is a candidate?\nRisks\n{BODY}")
    (finding,) = [finding for finding in page.findings if finding.code == "contents-differ"]
    assert "no heading does" in finding.message


def test_list_led_into_by_a_sentence_is_no_contents_list():
    page = read_page(f"These matter most:\n• Overview\n• Who is a candidate?\n• Risks\n{BODY}")
    assert set_aside(page, "contents") == []


def test_kinds_listed_under_their_heading_are_no_contents_list():
    page = read_page(
        "Types of lift\n\n- Laser\n- Thread\n- Rod\n\nLaser\n\nLight is used.\n\nThread\n\nA thread.\n\nRod\n\nA rod."
    )
    assert set_aside(page, "contents") == []


def test_contents_label_over_nothing_that_recurs_is_left_alone():
    page = read_page("Contents\n\nThis box holds two threads and a needle for the surgeon.")
    assert set_aside(page, "contents") == []
    assert "contents-differ" not in codes(page)
