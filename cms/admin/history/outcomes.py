"""What became of a form whose answer never arrived, by what the log says its sender did since."""

import json
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import registry
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

SAID_BY_SCRIPT = {
    "heading": gettext_lazy("You were signed out"),
    "what": gettext_lazy(
        "Your text is still here, in this window. Sign in in a new window and come back to this one: it goes on where"
        " you were. Do not reload this page."
    ),
    "signIn": gettext_lazy("Sign in in a new window"),
    "signedIn": gettext_lazy("I have signed in"),
    "noConnection": gettext_lazy("There is no connection to the server."),
    "notYet": gettext_lazy("You are not signed in yet."),
    "somebodyElse": gettext_lazy("You have signed in as {name}, who is somebody else."),
    "again": gettext_lazy("You are signed in again. Your text is here."),
    "notSent": gettext_lazy(
        "Not sent: there is no connection to the server. Your text is still here. Try again when the connection is"
        " back."
    ),
}
"""Of ``sending.js``."""
PAGE_FORM = "wagtailadmin_pages:edit"
KEPT = ("wagtail.edit", "wagtail.create", "wagtail.schedule.publish")
PUBLISHED = ("wagtail.publish",)


def styles() -> str:
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', [[static(f"cms/admin/{name}.css")] for name in ("sending", "narrow")]
    )


def script() -> str:
    return format_html(
        '<script src="{}" data-standing="{}" data-outcome="{}" data-sign-in="{}" data-words="{}"></script>',
        static("cms/admin/sending.js"),
        reverse("accounts_standing"),
        reverse("publishing:outcome"),
        reverse("wagtailadmin_login"),
        json.dumps({name: str(words) for name, words in SAID_BY_SCRIPT.items()}),
    )


def outcome(request: HttpRequest) -> HttpResponse:
    """``form`` is the path of the form that was sent, ``since`` the server's time when it was.

    Nothing is known of forms that are about no page and no snippet."""
    since = parse_datetime(request.GET.get("since", ""))
    instance = subject_of_form(request.GET.get("form", ""))
    if since is None:
        raise Http404
    if instance is None:
        return HttpResponse(status=204)
    if AdminURLFinder(request.user).get_edit_url(instance) is None:
        raise PermissionDenied
    return JsonResponse(in_words(instance, actions_of(request, instance, since=since), since=since))


def subject_of_form(path: str) -> Model | None:
    """What the form at the path is about."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.view_name == PAGE_FORM:
        page: Model | None = Page.objects.filter(pk=key_in(match)).first()
        return page
    models = {model.snippet_viewset.get_url_name("edit"): model for model in get_snippet_models()}
    model = models.get(match.view_name)
    return model._default_manager.filter(pk=key_in(match)).first() if model else None


def key_in(match: ResolverMatch) -> str | int:
    key: str | int = next(iter([*match.args, *match.kwargs.values()]))
    return key


def actions_of(request: HttpRequest, instance: Model, *, since: datetime) -> list[tuple[str, datetime]]:
    """Of the sender, the last first."""
    entries = registry.get_logs_for_instance(instance).filter(user=request.user.pk, timestamp__gte=since)
    return list(entries.order_by("-timestamp").values_list("action", "timestamp"))


def in_words(instance: Model, actions: Iterable[tuple[str, datetime]], *, since: datetime) -> dict[str, str]:
    sent = f"{timezone.localtime(since):%H:%M}"
    found = dict(actions)
    published = _("What you sent of “{instance}” at {sent} has arrived: it is published.")
    kept = _("What you sent of “{instance}” at {sent} has arrived: it is saved as a draft, and not published.")
    for names, words in ((PUBLISHED, published), (KEPT, kept)):
        if any(name in found for name in names):
            return {
                "type": "success",
                "text": words.format(instance=instance, sent=sent),
            }
    return {
        "type": "warning",
        "text": _(
            "What you sent of “{instance}” at {sent} has not arrived. Nothing was published. Open it: what "
            "you see there is what is saved."
        ).format(instance=instance, sent=sent),
    }
