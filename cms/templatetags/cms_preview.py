"""Draws contract blocks in previews."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from pydantic import BaseModel, RootModel

register = template.Library()


@register.simple_tag
def contract_block(block: BaseModel) -> SafeString:
    """Each type has a template of its name; a section or a part of a block is shown plainly."""
    model = block.root if isinstance(block, RootModel) else block
    names = [f"cms/blocks/{getattr(model, 'type', 'part')}.html", "cms/blocks/part.html"]
    return render_to_string(names, {"block": model})
