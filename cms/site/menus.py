"""Menus of the site."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel

from api.contract.site import (
    MenuContent,
    MenuItem,
)
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.members import named_members
from cms.site.menu_blocks import MenuItems
from cms.site.snippets import PreviewedSnippet, PublishedSnippet
from cms.streamfield.fields import ContractStreamField
from cms.streamfield.walker import fill

HELP = _(
    "The web site finds a menu by its short name: change that only together with it. Pages that are not published are "
    "left out, with what stands below them, and come back by themselves."
)


class Menu(PreviewedSnippet, PublishedSnippet):
    """A menu of the site, two levels deep."""

    preview_template = "cms/menu.html"
    is_seen_by_itself = True

    items = ContractStreamField(
        MenuItems(), contract=list[MenuItem], blank=True, help_text=_("From left to right, or from top to bottom.")
    )

    panels = [HelpPanel(HELP), FieldPanel("name"), FieldPanel("slug", heading=_("Short name")), FieldPanel("items")]

    class Meta(PublishedSnippet.Meta):
        verbose_name = "menu"


def menu_content(menu: Menu, context: Context) -> MenuContent:
    items: list[MenuItem] = fill(menu.items.stream_block, menu.items, context)
    # A heading whose entries have all gone opens nothing.
    return MenuContent(**named_members(menu), items=[item for item in items if item.target or item.children])
