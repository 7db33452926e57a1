"""What the guides for developers say is so: each is carried out on a copy of the checkout, command by command."""

import pytest

from tests.guides.checkout import OPENAPI
from tests.guides.guide import Command, steps_of

pytestmark = pytest.mark.slow

OPTIONAL = "What more a block may need"


def test_a_block_is_added_in_six_places(checkout):
    steps = steps_of("add-a-block.md")
    end = next(number for number, step in enumerate(steps) if step.chapter == OPTIONAL)
    checkout.carry_out(steps[:end])

    by_hand = {step.action.path for step in steps[:end] if not isinstance(step.action, Command)}
    assert len(by_hand) <= 6
    assert checkout.changed() == by_hand | {OPENAPI, "examples/kit/hospital-content/fixtures/tip.json"}

    checkout.carry_out(steps[end:])


def test_a_field_is_added_renamed_and_stored_content_keeps_it(checkout):
    checkout.carry_out(steps_of("add-a-field.md"))

    [body] = checkout.ask("SELECT body FROM api_edition WHERE type = 'procedure' ORDER BY number DESC LIMIT 1")
    assert b'"position":"treated in 2025"' in bytes(body)


def test_a_document_type_is_added(checkout):
    checkout.carry_out(steps_of("add-a-document-type.md"))
