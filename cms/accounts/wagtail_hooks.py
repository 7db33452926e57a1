"""The words of the log, and the sign of life of somebody who types."""

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry

from cms.accounts import events


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [path("still-here/", still_here, name="accounts_still_here")]


def still_here(request: HttpRequest) -> HttpResponse:
    """Being asked is all (``cms.accounts.sessions``)."""
    return HttpResponse(status=204)


@hooks.register("insert_global_admin_js")
def tell_of_typing() -> SafeString:
    source = static("cms/admin/presence.js")
    return format_html('<script src="{}" data-url="{}"></script>', source, reverse("accounts_still_here"))


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for action, (label, message) in events.LABELS.items():
        actions.register_action(action, label, message)

    @actions.register_action(events.RIGHTS_CHANGED)
    class RightsChanged(LogFormatter):
        label = _("Change rights")

        def format_message(self, entry: BaseLogEntry) -> str:
            return "; ".join(f"{name}: {in_words(value)}" for name, value in entry.data.items())


def in_words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
