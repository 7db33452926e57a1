"""Which changes after a clinical review leave it what it was, and which do not."""

from datetime import date

import pytest

from procedures.review.lapses import Said, lapses, said
from procedures.review.states import later, stage_on, state_on

CHANGES = [
    # words when it was read, words now, language, whether the review has lapsed
    ("Take 5 mg twice a day.", "take  5 mg — twice a day!", "en", False),
    ("<p>Call us.</p><p>We help.</p>", "<p>Call <b>us</b>. We help.</p>", "en", False),
    ("Take 5 mg.", "Take 50 mg.", "en", True),
    ("Take 2.5 mg.", "Take 25 mg.", "en", True),
    ("Take 2.5 mg.", "Take 2,5 mg.", "en", True),
    ("Take 5 mg.", "Take 5 mcg.", "en", True),
    ("10<sup>6</sup> cells", "106 cells", "en", True),
    ("Fewer than < 3 days", "Fewer than > 3 days", "en", True),
    ("Wait 2 to 4 weeks.", "Wait 2 to 6 weeks.", "en", True),
    ("Wait 2–4 weeks.", "Wait 2 - 4 weeks.", "en", False),
    ("Do not drive.", "Do drive.", "en", True),
    ("You can not drive.", "You can now drive.", "en", True),
    ("It helps with hypertension.", "It helps with hypotension.", "en", True),
    ("Move it with abduction.", "Move it with adduction.", "en", True),
    ("The left knee.", "The right knee.", "en", True),
    ("Your recoverry takes time.", "Your recovery takes time.", "en", False),
    ("Your revocery takes time.", "Your recovery takes time.", "en", True),
    ("Your recovrey takes time.", "Your recovery takes time.", "en", False),
    ("Your recovery takes time.", "Your recoverry takes time.", "en", True),
    ("It is asymptomatic.", "It is symptomatic.", "en", True),
    ("Take prednisone.", "Take prednisolone.", "en", True),
    ("La operacion dura poco.", "La operación dura poco.", "es", False),
    ("Durante los años siguientes.", "Durante los anos siguientes.", "es", True),
    ("No conduzca.", "Conduzca.", "es", True),
    ("Call if you bleed.", "Call if you bleed or have a fever.", "en", True),
]


@pytest.mark.parametrize(("before", "now", "locale", "has_lapsed"), CHANGES)
def test_only_what_may_mean_something_to_a_patient_lapses_a_review(before, now, locale, has_lapsed):
    old, new = ({"a": said("Risks", [("/blocks", words)])} for words in (before, now))

    assert [lapse.name for lapse in lapses(old, new, locale=locale)] == (["Risks"] if has_lapsed else [])


RISKS = said("Risks", [("/blocks/text", "A bruise.")])
CARE = said("When to call", [("/blocks/text", "When it bleeds.")])
STEPS = said("What happens", [("/blocks/steps", "Wash."), ("/blocks/steps", "Dry.")])
BACKWARDS = said("What happens", [("/blocks/steps", "Dry."), ("/blocks/steps", "Wash.")])
EMPTY = said("Recovery", [("/blocks/text", " ")])


@pytest.mark.parametrize(
    ("before", "now", "lapsed"),
    [
        ({"a": RISKS, "b": CARE}, {"b": CARE, "a": RISKS}, []),  # sections in another order
        ({"a": RISKS, "b": CARE}, {"a": RISKS}, ["When to call"]),  # one is gone
        ({"a": RISKS}, {"a": RISKS, "b": CARE}, ["When to call"]),  # one is new
        ({"a": RISKS}, {"c": RISKS}, []),  # cut out and put in again
        ({"a": RISKS}, {"a": RISKS, "c": RISKS}, ["Risks"]),  # said twice now
        ({"a": STEPS}, {"a": BACKWARDS}, ["What happens"]),
        ({"a": RISKS}, {"a": RISKS, "b": EMPTY}, []),
        ({"a": said("Risks", [("/tall", "Yes")])}, {"a": said("Risks", [("/wide", "Yes")])}, ["Risks"]),
    ],
)
def test_review_lapses_for_the_sections_that_changed(before, now, lapsed):
    assert [lapse.name for lapse in lapses(before, now, locale="en")] == lapsed


def test_what_was_read_is_the_same_after_it_was_kept_as_json():
    assert Said.from_json(STEPS.to_json()) == Said(STEPS.name, STEPS.parts)


@pytest.mark.parametrize(
    ("today", "has_lapsed", "state"),
    [
        (date(2026, 3, 31), False, "current"),
        (date(2026, 4, 1), False, "due"),
        (date(2026, 5, 1), False, "due"),
        (date(2026, 5, 2), False, "overdue"),
        (date(2026, 5, 2), True, "lapsed"),
    ],
)
def test_review_is_due_before_its_day_and_overdue_after_it(today, has_lapsed, state):
    assert state_on(today, next_review=date(2026, 5, 1), lead_days=30, has_lapsed=has_lapsed) == state


def test_next_review_is_on_the_same_day_of_a_later_month_or_its_last():
    assert later(date(2026, 1, 31), months=1) == date(2026, 2, 28)
    assert later(date(2026, 11, 30), months=12) == date(2027, 11, 30)


def test_owners_are_told_before_at_and_after_the_day():
    days = [date(2026, 4, 2), date(2026, 4, 3), date(2026, 5, 1), date(2026, 5, 16), date(2026, 7, 30)]

    assert [stage_on(day, next_review=date(2026, 5, 1)) for day in days] == [None, -28, 0, 14, 56]
