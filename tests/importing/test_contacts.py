import re

import pytest

from tests.importing.pages import blocks_of, codes, kinds, read_page, said, set_aside

HERO = "We treat all disorders of sleep. Call 310-555-0142 to learn more about our clinic."
LEDE = "Snoring is usually treated with a mouthpiece. When that fails, veloplasty may be next."
BODY = "What is a veloplasty?\n\nIt lifts the palate so that air can pass.\n"


def texts(contact):
    """The contact's paragraphs."""
    return re.findall("<p>(.*?)</p>", said(contact)["text"])


def test_hero_is_contact_and_the_lede_stays_the_pages():
    page = read_page(f"Find your care\n\n{HERO}\n\n{LEDE}\n\n{BODY}")
    assert page.content.contact.label == "Find your care"
    assert texts(page.content.contact) == [HERO]
    assert page.content.contact.phone.number == "+13105550142"
    assert page.content.summary == LEDE


def test_hero_needs_no_heading():
    page = read_page(f"Veloplasty\n\n{HERO}\n\n{LEDE}\n\n{BODY}")
    assert (("contact", "label") in page.origins, texts(page.content.contact)) == (False, [HERO])


def test_hero_under_an_unknown_heading_is_known_by_its_phone():
    page = read_page(f"Sleep well again\n\n{HERO}\n\n{LEDE}\n\n{BODY}")
    assert page.content.contact.label == "Sleep well again"


def test_contact_heading_over_no_contact_is_a_lost_link():
    page = read_page(f"Make an appointment\n\n{LEDE}\n\n{BODY}")
    assert page.content.contact is None
    assert set_aside(page, "navigation") == ["Make an appointment"]
    assert page.content.summary == LEDE


def test_contact_section_at_the_end_is_the_pages_contact():
    page = read_page(f"Veloplasty\n\n{BODY}\nContact details\n\nSleep clinic\n\nRoom 5\n\nPhone: 310-555-0142")
    assert texts(page.content.contact) == ["Sleep clinic", "Room 5", "Phone: 310-555-0142"]
    assert kinds(page) == ["what"]


def test_contact_in_the_middle_gives_back_what_only_follows_it():
    page = read_page(
        f"Veloplasty\n\n{BODY}\nCall us\n\n310-555-0142\n\nThe lift lasts for years.\n\nRisks\n\nBleeding is rare."
    )
    assert texts(page.content.contact) == ["310-555-0142"]
    assert blocks_of(page, "what")[0]["text"].endswith("<p>The lift lasts for years.</p>")


def test_closing_invitation_is_a_call_to_action_without_target():
    page = read_page(f"{BODY}\nInterested in veloplasty at EXMP? Get ready for your first visit.")
    assert page.content.call_to_action.text.startswith("Interested in")
    assert "call-to-action-without-target" in codes(page)
    assert blocks_of(page, "what")[0]["text"].count("<p>") == 1


def test_closing_line_that_looks_like_a_heading_is_a_call_to_action():
    page = read_page(f"{BODY}\nMake an appointment today")
    assert page.content.call_to_action.text == "Make an appointment today"
    assert kinds(page) == ["what"]


def test_closing_invitation_with_a_phone_stays_text_and_gives_the_page_its_contact():
    page = read_page(f"{BODY}\nCall 310-555-0142 to schedule a visit.")
    assert page.content.call_to_action is None
    assert page.content.contact.phone.number == "+13105550142"
    assert blocks_of(page, "what")[-1]["text"] == "<p>Call 310-555-0142 to schedule a visit.</p>"


def test_advice_on_when_to_see_a_doctor_is_no_call_to_action():
    page = read_page(f"{BODY}\nAfter the procedure\n\nYou go home.\n\nCall your doctor if you have a fever.")
    assert page.content.call_to_action is None


def test_contact_lines_of_different_shape_are_one_contact():
    page = read_page(
        f"310-555-0142\n\nor\n\ninfo [at] example [dot] org\n\n(24-hour response time)\n\nVeloplasty\n\n{BODY}"
    )
    assert texts(page.content.contact) == [
        "310-555-0142",
        "or",
        "info [at] example [dot] org",
        "(24-hour response time)",
    ]
    assert page.title.text == "Veloplasty"


def test_only_paragraph_of_a_known_section_is_no_call_to_action():
    page = read_page(f"{BODY}\nFollow-up\n\nVisit us after a week to have the thread checked.")
    assert page.content.call_to_action is None
    assert kinds(page) == ["what", "follow_up"]


def test_invitation_under_a_heading_of_its_own_is_a_call_to_action():
    page = read_page(f"{BODY}\nYour next step\n\nTo make an appointment, ask your doctor for a letter.")
    assert page.content.call_to_action.text.startswith("To make an appointment")
    assert set_aside(page, "empty_heading") == ["Your next step"]


@pytest.mark.parametrize(
    "text",
    [
        "Veloplasty lifts the palate. It takes an hour. Call (310) 555-0142 to ask about it.",
        "It takes an hour, with our team beside you; the number of the ward is 310-555-0142.",
    ],
)
def test_paragraph_with_a_phone_stays_where_it_stands(text):
    page = read_page(f"Veloplasty\n\n{text}\n\nWhat is it?\n\n{text}\n\nRisks\n\n{text}")
    assert page.content.contact is None
    assert (page.title.text, page.content.summary) == ("Veloplasty", text)
    assert kinds(page) == ["what", "risks"]
    assert blocks_of(page, "what")[0]["text"] == f"<p>{text}</p>"


def test_section_under_a_contact_keeps_its_heading_and_its_extension():
    text = "It lifts the palate. Call (310) 555-0142, option 3."
    page = read_page(
        f"Find your care\n\nCall 310-555-0142 to learn more.\n\nWhat is it?\n\n{text}\n\nRisks\n\nBleeding."
    )
    assert texts(page.content.contact) == ["Call 310-555-0142 to learn more."]
    assert blocks_of(page, "what")[0]["text"] == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "line",
    [
        "Updated: 12-04-2012",
        "Reviewed 2019-11-30 by the team",
        "J Example Med. (2014) 17:624-628.",
        "Ann Ex Surg 2015; 261: 1023-1029.",
        "doi: 10.1000/310-555-0142",
        "ISBN 978-3-16-148410-0",
        "Open 8:30-17:30",
        "Take 500-1000 mg every 6-8 hours",
    ],
)
def test_dates_citations_and_doses_are_no_contacts(line):
    page = read_page(f"Veloplasty\n\n{line}\n\nWhat is it?\n\nA lift.\n\nContact us\n\n{line}")
    assert page.content.contact is None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0161 496 0123", "+441614960123"),
        ("+44 20 7946 0958", "+442079460958"),
        ("020 7946 0958", "+442079460958"),
        ("91 123 45 67", "+34911234567"),
    ],
)
def test_number_of_another_region_is_a_number(written, number):
    page = read_page(f"Veloplasty\n\n{BODY}\nContact us\n\n{written}")
    assert page.content.contact.phone.number == number


def test_mailbox_makes_a_contact_even_when_it_is_written_against_machines():
    page = read_page(f"Veloplasty\n\n{BODY}\nContact us\n\nsleep [at] example [dot] org")
    assert page.content.contact.email == "sleep@example.org"


def test_every_number_of_a_contact_can_be_tapped():
    page = read_page(
        f"Veloplasty\n\n{BODY}\nContact us\n\nAppointments: 310-555-0100\nNurses: (310) 555-0111 ext. 5\nTTY: 711"
    )
    assert page.content.contact.phone.number == "+13105550100"
    assert texts(page.content.contact) == [
        "Appointments: 310-555-0100",
        'Nurses: <a href="tel:+13105550111;ext=5">(310) 555-0111</a> ext. 5',
        'TTY: <a href="tel:711">711</a>',
    ]


def test_a_helpline_of_three_digits_is_a_contact_and_an_alarm_is_none():
    page = read_page(f"Veloplasty\n\n{BODY}\nContact us\n\n988 Suicide and Crisis Lifeline")
    assert page.content.contact.phone.number == "988"
    assert read_page(f"Veloplasty\n\n{BODY}\nContact us\n\nEmergencies: 911").content.contact is None


def test_a_fax_number_is_no_phone():
    page = read_page(f"Veloplasty\n\n{BODY}\nContact us\n\nFax: 310-555-0199\nPhone: 310-555-0100 / 310-555-0101")
    assert page.content.contact.phone.number == "+13105550100"
    assert texts(page.content.contact)[1].endswith('/ <a href="tel:+13105550101">310-555-0101</a>')
