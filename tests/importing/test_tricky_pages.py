"""Shapes that real pages have and a reader trips over. The texts are invented."""

from pathlib import Path

import pytest

from procedures.importing.accounting import Account, account_for
from procedures.importing.formats.plain_text import read_plain_text
from procedures.importing.structure.treatment import structure
from tests.importing.pages import blocks_of, codes, kinds, read_page, said, set_aside

CONTENTS_WITH_ONE_WORD_LESS = """\
Veloplasty

On this page
Overview
Am I candidate for veloplasty?
Risks

Overview

The palate is lifted so that air can pass more freely at night than before.

Am I a candidate for veloplasty?

People who snore loudly every night may be, once a mask has failed them.

Risks

Bleeding and infection can happen after any operation.
"""

NO_TITLE_AND_A_HERO = """\
Find your care

We treat all disorders of sleep. Call 310-555-0142 to learn more.

Snoring is usually treated with a mouthpiece. When that fails, veloplasty may be next.

What is a veloplasty?

Veloplasty is a small operation that lifts the palate.

What to expect after\xa0a veloplasty?

You can go home on the same day.
"""

EMPTY_HEADINGS_AND_CAPTIONS = """\
Why it's done

How it is done

1. You lie down
2. You are put to sleep
3. The palate is lifted

Soft palate, illustration

Soft palate - illustration

Then you wake up in another room.
"""

QUESTIONS_LOST = """\
Center for Quiet Nights

Veloplasty

First in the valley to offer it

nights [at] example [dot] org

video-embed

Frequently Asked Questions

Most people go home on the day of the treatment and rest for a week.

It does not hurt while it is done, since you are asleep.
"""

NUMBERED_QUESTIONS = """\
Questions about veloplasty

1) What is veloplasty?
2) Does it hurt?
3) How long does it take?

1) What is veloplasty?
It lifts the soft palate.
Back to top

2) Does it hurt?
No. You are asleep.

There may be soreness later.
Back to top

3) How long does it take?
That depends on:
- the palate
- the tonsils
Back to top
"""

CAPTION_LIKE_AN_ITEM = """\
When you need it

Signs include:

  • Snoring
  • Waking up tired
  • Dry mouth (in the morning)Ask a doctor
    Soft palate illustration

A doctor can tell.
"""

PHONES_BEFORE_THE_TITLE = """\
Call us
310-555-0142
or
310-555-0143
(24-hour response time)

Welcome to our new building on the hill

Veloplasty

What is veloplasty?

It lifts the soft palate. Call 310-555-0142 to ask the team.
"""

LEAFLET = """\
Having a tarsal
bridge
Having a tarsal bridge
Information for you

Contents
What is a tarsal bridge?
2
Why do I need it?
3
What are the risks?
4

What is a tarsal bridge?
A tarsal bridge is a small plate that is fixed across the joint so that the
bones can heal. It is made of titanium and stays in for about a year. After
that it is taken out in a short operation.

Page 2

Why do I need it?
Your foot is not stable enough to walk on. The bridge takes the weight while the
bones grow together. Without it you would have to stay off the foot for a very long

3

time, and the joint could become stiff.
What are the risks?
All operations have risks. These are bleed-
ing, infection and pain. Your surgeon will talk with you about
them before you sign the form.
"""

ALT_TEXT_AND_LOST_LIST = """\
Overview

Palate diagramThe palate hangs down at the back of the mouth.

How it is done

The palate is lifted by:

Watch the video below to see how.
"""

PAGERS_AND_TWINS = """\
Tarsal bridge

Next
Before surgery
You should stop smoking.
During surgery
You are asleep all the time.
Previous
Next
After surgery
You stay for one night.

Who is a candidate?

You may be a candidate if you have:
* pain on walking
* a stiff joint

You may be a candidate if you have:
* pain on walking
* a stiff joint in the foot
"""

TWO_TREATMENTS = """\
Tarsal bridge and veloplasty

What is a tarsal bridge?

A tarsal bridge is a plate.

What is a veloplasty?

A veloplasty lifts the palate.

Types of veloplasty

Laser: The palate is tightened with light.
Thread: The palate is held by a thread.

Make an appointment today
"""

FLATTENED = (
    "Summary : Veloplasty lifts the soft palate so that air can pass while you sleep, and takes an hour.     "
    "What is it     It is a small operation on the palate.     Signs include: - snoring - waking up tired     "
    "Risks: Bleeding and infection can happen after any operation on the palate and need care.\n\n"
    "PROCEDURE LENGTH\n1 to 2 hours\nHOSPITAL STAY\nNone\n\nSource: Palate Institute"
)

PAGES = {name: text for name, text in globals().items() if name.isupper() and isinstance(text, str)}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_word_of_a_tricky_page_is_lost(name):
    reading = read_plain_text(Path("page.txt"), PAGES[name].encode())
    assert account_for(reading.source, structure(reading, locale="en", region="US")) == Account((), ())


def test_contents_list_is_set_aside_and_its_odd_entry_found():
    page = read_page(CONTENTS_WITH_ONE_WORD_LESS)
    assert kinds(page) == ["what", "candidacy", "risks"]
    assert "contents-differ" in codes(page)


def test_page_without_a_title_gets_one_and_its_hero_is_contact():
    page = read_page(NO_TITLE_AND_A_HERO)
    assert (page.title.text, page.title.span) == ("Veloplasty", None)
    assert page.content.contact.label == "Find your care"
    assert kinds(page) == ["what", "after"]


def test_heading_over_nothing_is_kept_and_found_and_captions_are_no_headings():
    page = read_page(EMPTY_HEADINGS_AND_CAPTIONS)
    assert kinds(page) == ["indications", "during"]
    assert "empty-section" in codes(page)
    assert set_aside(page, "caption") == ["Soft palate, illustration", "Soft palate - illustration"]


def test_answers_that_lost_their_questions_are_kept():
    page = read_page(QUESTIONS_LOST, name="veloplasty.txt")
    assert page.title.text == "Veloplasty"
    assert set_aside(page, "above_title") == ["Center for Quiet Nights"]
    assert set_aside(page, "tagline") == ["First in the valley to offer it", "video-embed"]
    assert blocks_of(page, "faq")[0]["text"].count("<p>") == 2
    assert "answers-without-questions" in codes(page)


def test_numbered_questions_are_one_list_of_questions():
    page = read_page(NUMBERED_QUESTIONS)
    (faq,) = blocks_of(page, "faq")
    assert [item["question"] for item in faq["items"]] == [
        "What is veloplasty?",
        "Does it hurt?",
        "How long does it take?",
    ]
    assert faq["items"][2]["answer"] == ("<p>That depends on:</p><ul><li>the palate</li><li>the tonsils</li></ul>")


def test_caption_indented_like_an_item_is_no_item():
    page = read_page(CAPTION_LIKE_AN_ITEM)
    (items, _) = blocks_of(page, "indications")
    assert items["items"] == [
        "Snoring",
        "Waking up tired",
        "Dry mouth (in the morning)Ask a doctor",
    ]
    assert set_aside(page, "caption") == ["Soft palate illustration"]
    assert "missing-space" in codes(page)


def test_phones_above_the_title_are_contact():
    page = read_page(PHONES_BEFORE_THE_TITLE)
    assert page.title.text == "Veloplasty"
    assert page.content.contact.phone.number == "+13105550142"
    assert "310-555-0143" in said(page.content.contact)["text"]
    assert set_aside(page, "above_title") == ["Welcome to our new building on the hill"]
    assert "phone-in-prose" not in codes(page), "readers can tap it in the contact line"


def test_leaflet_is_put_together_again():
    page = read_page(LEAFLET)
    assert page.title.text == "Having a tarsal bridge"
    assert kinds(page) == ["what", "indications", "risks"]
    assert set_aside(page, "title_repeated") == ["Having a tarsal bridge"]
    assert set_aside(page, "page_number") == ["2", "3", "4", "Page 2", "3"]
    (prose,) = blocks_of(page, "indications")
    assert prose["text"].count("<p>") == 1
    assert prose["text"].endswith("for a very long time, and the joint could become stiff.</p>")
    assert "split-words" in codes(page)


def test_lost_list_and_lost_video_are_found():
    page = read_page(ALT_TEXT_AND_LOST_LIST)
    assert kinds(page) == ["what", "during"]
    assert {"missing-list", "layout-reference"} <= codes(page)


def test_pagers_between_sections_and_headings_without_blank_lines():
    page = read_page(PAGERS_AND_TWINS)
    assert kinds(page) == ["prepare", "during", "after", "candidacy"]
    assert [len(block["may"]) for block in blocks_of(page, "candidacy")] == [2, 2]
    assert set_aside(page, "navigation") == ["Next", "Previous", "Next"]


def test_two_treatments_on_a_page_are_found():
    page = read_page(TWO_TREATMENTS)
    assert kinds(page) == ["what", "what", "types"]
    assert blocks_of(page, "types")[0]["type"] == "definitions"
    assert page.content.call_to_action.text == "Make an appointment today"
    assert "two-treatments" in codes(page)


def test_flattened_page_gets_its_lines_back():
    page = read_page(FLATTENED)
    assert kinds(page)[:3] == ["what", "what", "risks"]
    assert said(page.content.sections[1].blocks[1])["items"] == ["snoring", "waking up tired"]
    facts = said(page.content.sections[2].blocks[1])["items"]
    assert [item["term"] for item in facts] == ["PROCEDURE LENGTH", "HOSPITAL STAY"]
