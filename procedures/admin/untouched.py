"""Sections that still wait for their words: who publishes is told that readers do not get them."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.streamfield.blocks import ContractBlock
from cms.streamfield.finished import name_of
from procedures.models import ProcedurePage


def tell_what_waits(request: HttpRequest, page: Page) -> None:
    """After a page was published."""
    waiting = untouched(page) if isinstance(page, ProcedurePage) else []
    if waiting:
        named = ", ".join(f"“{name}”" for name in waiting)
        message = _("Readers do not get the sections of “{page}” in which nothing stands yet: {named}.").format(
            page=page, named=named
        )
        messages.warning(request, message)


def untouched(page: ProcedurePage) -> list[str]:
    """By heading, else by kind."""
    sections = ((section.block, section.value) for section in page.sections)
    return [str(name_of(block, value)) for block, value in sections if cast(ContractBlock, block).is_untouched(value)]
