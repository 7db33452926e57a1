"""On the home page, what waits for whoever opens it: approving from there says which text the list has shown."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypedDict

from django.db.models import Model
from django.template.loader import get_template
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import Page, TaskState

from cms.admin.together.reading import mark_of


class Waiting(TypedDict):
    """Of Wagtail's panel, what is used here."""

    obj: Model
    task_state: TaskState
    actions: list[tuple[str, str, bool]]
    workflow_action_url_name: str


class AwaitingPanel(WorkflowObjectsToModeratePanel):
    """Wagtail's template has no place for more of an address than it makes itself."""

    def render_html(self, parent_context: Mapping[str, object] | None = None) -> SafeString:
        shown = self.get_context_data(parent_context)
        html = get_template(self.template_name).render(shown)
        for address, marked in addresses(shown["states"]):
            html = html.replace(f'"{address}"', f'"{marked}"')
        return mark_safe(html)  # noqa: S308  it is the template's, and addresses are escaped


def addresses(states: Iterable[Waiting]) -> Iterator[tuple[str, str]]:
    """Of each action on a page: as Wagtail writes it, and with what was shown."""
    for state in states:
        page = state["obj"]
        if not isinstance(page, Page) or page.latest_revision is None:
            continue
        for action in {name for name, _label, _has_dialog in state["actions"]}:
            address = reverse(state["workflow_action_url_name"], args=[page.pk, action, state["task_state"].pk])
            yield address, f"{address}?{urlencode({'read': mark_of(page.latest_revision)})}"


def mark_what_waits(panels: list[Component]) -> None:
    panels[:] = [AwaitingPanel() if isinstance(each, WorkflowObjectsToModeratePanel) else each for each in panels]
