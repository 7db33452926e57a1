import pytest

from api.contract.values import Phone
from procedures.language.phones import find_phones


def phones_in(text, **region):
    return [(phone.number, phone.display, phone.extension) for phone in find_phones([text], **region)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call 310-555-0142 now", ("+13105550142", "310-555-0142", None)),
        ("(310) 555 0142, ext. 12", ("+13105550142", "(310) 555 0142", "12")),
        ("310.555.0142", ("+13105550142", "310.555.0142", None)),
        ("+44 151 529 5500", ("+441515295500", "+44 151 529 5500", None)),
        ("1-800-555-0199", ("+18005550199", "1-800-555-0199", None)),
    ],
)
def test_phones_are_dialable_and_shown_as_written(text, expected):
    assert phones_in(text) == [expected]


@pytest.mark.parametrize(
    "text", ["911", "in 2019-2020", "80 percent of 1,200", "12-14-2020", "9:00 - 17:00", "a310-555-0142b"]
)
def test_other_numbers_are_no_phones(text):
    assert phones_in(text) == []


def test_region_is_the_country_of_numbers_without_one():
    assert phones_in("0151 529 5500", region="GB") == [("+441515295500", "0151 529 5500", None)]


def test_number_is_listed_once_as_it_is_first_written():
    assert find_phones(["310-555-0142", "or (310) 555-0142"]) == (
        Phone(number="+13105550142", display="310-555-0142", extension=None),
    )


@pytest.mark.parametrize(
    "extension",
    [
        *(" x45543", "x45543", " ext. 45543", "ext. 45543", ", ext 45543", " ext: 45543", " (ext. 45543)", " (x45543)"),
        *(
            ", extension: 45543",
            " - ext 45543",
            " #45543",
            ";ext=45543",
            " int. 45543",
            " extensión 45543",
            " anexo 45543",
        ),
    ],
)
def test_extension_is_read_however_it_is_written(extension):
    assert phones_in(f"Ask 800-857-3384{extension} for more.") == [("+18008573384", "800-857-3384", "45543")]


@pytest.mark.parametrize("written", ["310‑555‑0142", "310 · 555 · 0142", "310–555–0142"])
def test_other_dashes_part_digits_as_well(written):
    assert phones_in(written) == [("+13105550142", written, None)]
