"""What the checklist of a type of page shows besides, drawn by the app that owns the type."""

from collections.abc import Callable

from wagtail.models import Page

Draw = Callable[..., str]
"""HTML, safe to be shown; called with a page of the model, as the form has it."""

_registered: dict[type, Draw] = {}


def register(model: type[Page], draw: Draw) -> None:
    _registered[model] = draw


def part_of(page: Page) -> str:
    draw = _registered.get(type(page))
    return draw(page) if draw else ""
