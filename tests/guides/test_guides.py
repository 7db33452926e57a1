"""What the guides for developers say is so: each is carried out on a copy of the checkout, command by command."""

import pytest

from tests.guides.guide import steps_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ["add-a-block.md", "add-a-field.md", "add-a-document-type.md"])
def test_every_step_does_what_the_guide_says(checkout, name):
    for step in steps_of(name):
        checkout.carry_out(step)
