"""What a block refuses, at which field, and the remedy it gives."""

import pytest

from cms.blocks.care import CareCardBlock
from cms.blocks.sections import SectionBlock
from cms.blocks.text import QuestionBlock
from procedures.blocks.decision import RisksBlock
from procedures.blocks.evidence import StatisticBlock
from procedures.blocks.facts import FactBlock

URGENT = {"level": "urgent", "title": "Call us", "when": ["a fever"], "action": "Call."}
STATISTIC = {"value": 120, "unit": "per_100", "outcome": "had less pain", "population": "adults"}


@pytest.mark.parametrize(
    ("block", "value", "field", "remedy"),
    [
        (QuestionBlock(), {"question": "Does it hurt", "answer": "<p>No.</p>"}, "question", "End the question"),
        (CareCardBlock(), URGENT, "phone", "Give the number to call"),
        (RisksBlock(), {"risks": []}, "none_stated_reason", "List at least one risk"),
        (StatisticBlock(), STATISTIC, "value", "Enter a figure from 0 to 100"),
        (FactBlock(), {"kind": "hospital_stay"}, "minimum", "Give the figure"),
        (SectionBlock(), {"heading": "Where?"}, "heading", "Add content below its heading"),
    ],
    ids=["question", "urgent card", "risks", "statistic", "fact", "empty section"],
)
def test_refusal_names_the_field_and_the_remedy(block, value, field, remedy):
    with pytest.raises(Exception, match="Validation error") as refused:
        block.clean(block.to_python(value))

    assert remedy in str(refused.value.block_errors[field])
