"""Drafts in the hospital's own front end: its address in the settings, the form beside it, checks across origins."""

from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.userbar import BaseItem, ContentCheckerItem
from wagtail.admin.viewsets.model import ModelViewSet

from cms.models import FrontEnd
from cms.previews.front_ends import origins


class FrontEndViewSet(ModelViewSet):
    model = FrontEnd
    name = "front_ends"
    icon = "view"
    menu_label = _("Web sites for previews")
    menu_order = 911
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = ["site", "address"]
    panels = [FieldPanel("site"), FieldPanel("address")]


def script_of_previews() -> SafeString:
    """Who may speak to the form from the pane is told here, and nowhere in a message."""
    return format_html(
        '<script src="{}" data-front-ends="{}"></script>',
        versioned_static("cms/admin/previewing.js"),
        " ".join(origins()),
    )


class CheckerAcrossOrigins(ContentCheckerItem):
    """Wagtail's checks of the content: the form asks, and the page in the pane answers, which is of another origin."""

    def get_axe_spec(self, request: HttpRequest) -> dict[str, object]:
        spec: dict[str, object] = super().get_axe_spec(request)
        if getattr(request, "is_dummy", False):  # the plain page is of the form's own origin
            return spec
        here = f"{request.scheme}://{request.get_host()}"
        return {**spec, "allowedOrigins": ["<same_origin>", here, *origins()]}


def check_across_origins(request: HttpRequest, items: list[BaseItem], page: Model | None) -> None:
    for index, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[index] = CheckerAcrossOrigins(in_editor=item.in_editor)
