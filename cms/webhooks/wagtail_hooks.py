"""Webhooks in Wagtail's admin: the menu entry, the icon, the words of the audit log, the warning on the home page."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry
from wagtail.permissions import policy_registry

from cms.webhooks import switching, views
from cms.webhooks.models import Endpoint
from cms.webhooks.viewsets import EndpointViewSet


@hooks.register("register_admin_viewset")
def register_viewset() -> EndpointViewSet:
    return EndpointViewSet()


@hooks.register("register_icons")
def register_icons(icons: list[str]) -> list[str]:
    return [*icons, "webhooks/icons/webhook.svg"]


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(views.ROTATED, _("New secret"), _("A new secret was made"))
    actions.register_action(views.TESTED, _("Test"), _("A test was sent"))
    actions.register_action(views.SENT_AGAIN, _("Sent again"), _("Messages were sent again"))
    actions.register_action(switching.SWITCHED_ON, _("Switched on"), _("Switched on"))

    @actions.register_action(switching.SWITCHED_OFF)
    class SwitchedOff(LogFormatter):
        label = _("Switched off")

        def format_message(self, entry: BaseLogEntry) -> str:
            return _("Switched off: {reason}").format(reason=entry.data.get("reason", ""))


class Warnings(Component):
    """Webhooks that were switched off because of their receivers, and what to do."""

    name = "webhook_warnings"
    order = 50
    template_name = "webhooks/home_panel.html"

    def __init__(self, endpoints: list[Endpoint]) -> None:
        self.endpoints = endpoints

    def get_context_data(self, parent_context: Mapping[str, object] | None = None) -> dict[str, object]:
        return {"endpoints": self.endpoints}


@hooks.register("construct_homepage_panels")
def warn_on_home_page(request: HttpRequest, panels: list[Component]) -> None:
    """For those who can do something about it."""
    if not policy_registry.get_by_type(Endpoint).user_has_permission(request.user, "change"):
        return
    endpoints = [endpoint for endpoint in Endpoint.objects.filter(enabled=False) if endpoint.needs_attention]
    if endpoints:
        panels.append(Warnings(endpoints))
