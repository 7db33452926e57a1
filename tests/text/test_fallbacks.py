"""A block says in plain lines what it says to readers."""

from typing import get_args
from uuid import uuid4

import pytest

from api.contract.blocks import AnyBlock, CareCardBlock, CriteriaBlock, Criterion
from api.contract.values import Phone
from api.representations.fallbacks import fallback_of
from tests.filled import Filled


@pytest.mark.parametrize("model", get_args(AnyBlock), ids=lambda model: model.__name__)
def test_every_block_says_all_its_words(model):
    filled = Filled()
    said = fallback_of(filled.model(model), locale="en")

    wanted = [word for word in filled.words if not word.endswith(("src", "doi"))]
    assert [word for word in wanted if word not in said] == []


def criterion(text):
    return Criterion(text=text, note=None)


def test_what_speaks_against_a_treatment_is_told_from_what_speaks_for_it():
    block = CriteriaBlock(
        id=uuid4(),
        lead_in="You may be a candidate:",
        match="all",
        must=[criterion("You can lie flat")],
        may=[],
        must_not=[criterion("You take blood thinners")],
        disclaimer=None,
    )

    assert fallback_of(block, locale="en").splitlines()[-2:] == ["These speak against it:", "You take blood thinners"]
    assert "En contra:" in fallback_of(block, locale="es")


def test_card_says_how_urgent_it_is_and_whom_to_call():
    phone = Phone(number="+13105550142", display="(310) 555-0142", extension="12")
    block = CareCardBlock(
        id=uuid4(), level="urgent", title="Call us", when=["A fever"], action="Call now.", phone=phone,
        emergency_number=None, region="US",
    )  # fmt: skip

    assert fallback_of(block, locale="en").splitlines() == [
        "Urgent", "Call us", "A fever", "Call now.", "(310) 555-0142 ext. 12",
    ]  # fmt: skip
