"""Draws contract blocks in previews."""

from functools import partial

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from pydantic import BaseModel, RootModel

from api.text.walker import told_by

register = template.Library()


@register.simple_tag
def contract_block(block: BaseModel, level: int = 3) -> SafeString:
    """A type may have a template of its name; else its words are shown by their roles. Parts of blocks, plainly.

    ``level``: of headings inside it, one below those above it.
    """
    model = block.root if isinstance(block, RootModel) else block
    names = [f"cms/blocks/{model.type}.html", "cms/blocks/by_role.html"] if hasattr(model, "type") else [PART]
    return render_to_string(names, {"block": model, "told": partial(told_by, model), "level": level})


PART = "cms/blocks/part.html"
