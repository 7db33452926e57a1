"""A section that nobody opened comes back from the form as it was given to it, whatever stands in it."""

import json
from html import unescape

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import strip_tags

from procedures.blocks.sections import TreatmentBlocks, TreatmentSectionBlock
from tests import factories

BLOCKS = TreatmentBlocks().child_blocks
SECTION = TreatmentSectionBlock()
SECTION.set_name("other")


def section(*blocks, **fields):
    _, value = factories.section("other", "Sitting and lying", *blocks, **fields)
    raw = [{"type": name, "value": value, "id": f"id-{name}"} for name, value in blocks]
    return SECTION.to_python(value | {"blocks": raw})


def sent_back(value):
    """As it is stored after the form was saved."""
    sent = {"x": json.dumps(SECTION.get_form_state(value))}
    return stored(SECTION.value_from_datadict(sent, {}, "x"))


def stored(value):
    return json.loads(json.dumps(SECTION.get_prep_value(value), cls=DjangoJSONEncoder))


@pytest.mark.parametrize("name", BLOCKS)
def test_closed_section_is_sent_back_with_everything_in_it(name, index):
    factories.shared_content()
    factories.treatment(index, slug="bending")
    value = section((name, BLOCKS[name].get_prep_value(BLOCKS[name].get_preview_value())), also=["risks", "what"])

    once = sent_back(value)
    again = sent_back(SECTION.to_python(once))

    assert once == again
    assert once["heading"] == "Sitting and lying"
    assert once["also"] == ["risks", "what"]
    assert [block["type"] for block in once["blocks"]] == [name]
    assert once["blocks"][0]["id"] == f"id-{name}"
    assert said(once["blocks"]) == said(stored(value)["blocks"])


def said(value):
    """Words and figures: a form writes figures as text, gives paragraphs keys and items ids, and empties are alike."""
    if isinstance(value, list):
        return [said(each) for each in value]
    if isinstance(value, dict):
        return {name: said(each) for name, each in value.items() if name != "id"}
    return unescape(strip_tags(str(value or "")))


def test_only_what_was_there_is_closed(db):
    assert SECTION.get_form_state(section(factories.text("Words.")))["_closed"]
    assert not SECTION.get_form_state(SECTION.get_default())["_closed"]


@pytest.mark.parametrize("sent", ["", "[]", "{", '{"heading": "x", "blocks": [{"type": "nothing"}]}'])
def test_what_no_form_sends_is_refused(sent, db):
    with pytest.raises(SuspiciousOperation, match="not what the form was given"):
        SECTION.value_from_datadict({"x": sent}, {}, "x")
