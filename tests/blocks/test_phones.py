"""Phone numbers as editors type them."""

import pytest

from api.contract.values import Phone
from cms.values.phones import parse_phone


@pytest.mark.parametrize(
    "text", ["800-857-3384 x45543", "(800) 857-3384ext. 45543", "800.857.3384 (ext. 45543)", "800‑857‑3384, ext 45543"]
)
def test_extension_is_told_apart_from_the_number(text):
    assert parse_phone(text) == Phone(number="+18008573384", display="(800) 857-3384", extension="45543")


@pytest.mark.parametrize(
    ("text", "number"), [("988", "988"), ("711", "711"), ("911", "911"), ("9-1-1", "911"), ("111", "111")]
)
def test_short_numbers_are_dialed_as_they_are(text, number):
    assert parse_phone(text) == Phone(number=number, display=text, extension=None)


@pytest.mark.parametrize("text", ["555", "5550", "12345", "55-0142", "call us"])
def test_what_nobody_can_call_is_refused_with_the_remedy(text):
    with pytest.raises(ValueError, match="Write it with its area code"):
        parse_phone(text)
