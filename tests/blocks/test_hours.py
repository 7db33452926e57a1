"""Days and times: typed in rows, kept alike for all languages, told in the words of each."""

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict

from cms.values.hours.kept import contract_hours
from cms.values.hours.reading import read_hours
from cms.values.hours.stored import MOST_ROWS, parse_hours
from cms.values.hours.widget import HoursInput
from cms.values.hours.words import hours_in_words

WEEK = "Mo-Fr 08:00-17:00; Sa 09:00-12:00"


@pytest.mark.parametrize(
    ("rows", "english", "spanish"),
    [
        (
            WEEK,
            "Monday to Friday, 8 am to 5 pm; Saturday, 9 am to noon",
            "De lunes a viernes, de 8 am a 5 pm; sábado, de 9 am a mediodía",
        ),
        ("Mo-Su 00:00-24:00", "Every day, 24 hours", "Todos los días, las 24 horas"),
        ("Sa-Su 20:30-00:15", "Saturday and Sunday, 8:30 pm to 12:15 am", "Sábado y domingo, de 8:30 pm a 12:15 am"),
        (
            "Mo 08:00-12:00; Mo 13:00-17:00",
            "Monday, 8 am to noon and 1 pm to 5 pm",
            "Lunes, de 8 am a mediodía y de 1 pm a 5 pm",
        ),
        ("", "", ""),
    ],
)
def test_hours_are_told_in_the_words_of_each_language(rows, english, spanish):
    assert [hours_in_words(rows, locale=locale) for locale in ("en", "es")] == [english, spanish]


def test_language_without_words_of_its_own_gets_its_days_and_dashes():
    assert hours_in_words(WEEK, locale="fr") == "Lundi–vendredi, 08:00–17:00; samedi, 09:00–12:00"


def test_clients_get_days_by_name_and_times_that_any_program_reads():
    assert [row.model_dump() for row in contract_hours("Sa-Mo 00:00-24:00; Tu 22:00-06:00")] == [
        {"day_of_week": ["Saturday", "Sunday", "Monday"], "opens": "00:00", "closes": "23:59"},
        {"day_of_week": ["Tuesday"], "opens": "22:00", "closes": "06:00"},
    ]


@pytest.mark.parametrize(
    ("rows", "remedy"),
    [
        ("Mo-Fr 08:00-", "Row 1: Give both times, or tick 24 hours"),
        ("Mo 08:00-12:00; 13:00-17:00", "not days and times"),
        ("Mo 8am-17:00", "“8am” is not a time of day. Write it as 08:30"),
        ("Mo 08:00-08:00", "Tick 24 hours if it never closes"),
        ("Xx 08:00-09:00", "Choose the day"),
        ("weekdays", "Write them as Mo-Fr 08:00-17:00"),
    ],
)
def test_row_that_is_not_whole_is_refused_with_the_remedy(rows, remedy):
    with pytest.raises(ValueError, match=remedy):
        parse_hours(rows)


@pytest.mark.parametrize(
    ("text", "rows", "rest"),
    [
        ("Monday to Friday, 8 am to 5 pm. A nurse answers at night.", "Mo-Fr 08:00-17:00", "A nurse answers at night."),
        ("De lunes a viernes, de 7:30 a.m. a 5 p.m. Llame.", "Mo-Fr 07:30-17:00", "Llame."),
        ("Mon-Fri 8:00-17:00; Sat 9 am - noon", "Mo-Fr 08:00-17:00; Sa 09:00-12:00", ""),
        ("Todos los días, las 24 horas", "Mo-Su 00:00-24:00", ""),
        *[
            (text, "", text)
            for text in (
                "9 to 5", "Monday to Friday, 8 to 5 pm", "Monday to Friday, 1:00 to 5:00", "Monday, 13 pm to 5 pm",
                "Open 24 hours. Visiting every day, 9 am to 9 pm.", "Monday to Friday, 8 am to 5 pm, not in May", "",
            )
        ],
    ],
)  # fmt: skip
def test_words_are_read_as_rows_only_where_they_leave_no_doubt(text, rows, rest):
    assert read_hours(text) == (rows, rest)


@pytest.mark.parametrize(
    "rows", [WEEK, "Mo-Su 00:00-24:00", "Mo 08:00-", "; ".join(["Mo 08:00-09:00"] * MOST_ROWS), ""]
)
def test_form_gives_back_what_it_was_given_however_unfinished(rows):
    assert filled_in(HoursInput().render("open", rows, {"id": "id_open"})) == rows


def filled_in(html):
    """What a browser sends of the form."""
    form = QueryDict(mutable=True)
    for field in BeautifulSoup(html, "html.parser").select("select, input"):
        if field.name == "select":
            form[field["name"]] = (field.select_one("[selected]") or {"value": ""})["value"]
        elif field["type"] != "checkbox" or field.has_attr("checked"):
            form[field["name"]] = field["value"] if field["type"] != "checkbox" else "on"
    return HoursInput().value_from_datadict(form, {}, "open")
