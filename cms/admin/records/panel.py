"""On the home page of those who answer for what was public: the question itself."""

from collections.abc import Mapping

from django.forms import Media
from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.admin.records.asking import RecordsForm
from cms.admin.subjects import may_ask_what_was_public


class AskPanel(Component):
    name = "what_was_public"
    order = 30
    template_name = "cms/admin/records/panel.html"

    def __init__(self) -> None:
        self.form = RecordsForm()

    @property
    def media(self) -> Media:
        return self.form.media

    def get_context_data(self, parent_context: Mapping[str, object] | None = None) -> dict[str, object]:
        return {"form": self.form}


def add_ask_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Whoever may do everything has a full page already, and the menu."""
    if may_ask_what_was_public(request.user) and not request.user.is_superuser:
        panels.append(AskPanel())
