"""Every block explains itself: in the chooser, by a preview, and beside each input."""

import re
from typing import get_args

import pytest
from django.template.loader import render_to_string
from wagtail.admin.icons import get_icons

from api.contract.blocks import SectionKind
from procedures.blocks.sections import KINDS
from tests import factories
from tests.blocks.catalogue import fields, offered

BLOCKS = offered()
FIELDS = fields()


@pytest.fixture(scope="session")
def icons():
    return set(re.findall(r'id="icon-([\w-]+)"', get_icons()))


@pytest.mark.parametrize("name", BLOCKS)
def test_block_says_in_the_chooser_what_it_is(name, icons):
    block = BLOCKS[name]

    assert block.label
    assert block.get_description()
    assert block.meta.group
    assert block.meta.icon in icons
    assert block.is_previewable


@pytest.mark.parametrize("name", FIELDS)
def test_input_says_what_to_enter(name):
    field = FIELDS[name]

    assert field.label
    assert (field.field.help_text or "").strip()


def test_previews_show_each_block_filled(index, subtests):
    factories.treatment(index)
    factories.shared_content()

    for name, block in BLOCKS.items():
        with subtests.test(name):
            show_preview(block)


def show_preview(block):
    value = block.get_preview_value()
    context = block.get_preview_context(value)
    html = render_to_string(block.get_preview_template(value, context), context)

    assert context["block"] is not None
    assert "There is nothing to show yet" not in html


def test_sections_offered_are_the_kinds_of_the_contract():
    assert set(KINDS) == set(get_args(SectionKind))
