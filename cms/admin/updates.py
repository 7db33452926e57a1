"""Updates in progress: the documents that follow from what an editor changed, and those that need an editor."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.coreutils import get_content_languages
from wagtail.permissions import policy_registry

from cms.admin.subjects import Visitor
from cms.publishing.following.models import FollowUp, StaleDocument
from cms.publishing.following.progress import Blocked, blocked, is_anything_blocked, items_in_words, recent, running
from cms.publishing.following.progress import release as release_blocked
from cms.publishing.publications.registry import publications
from cms.tasks import follow_changes

MEDIA = Media(css={"all": ["cms/admin/publishing.css"]}, js=["cms/admin/updates.js"])


@dataclass(frozen=True)
class BlockedLine:
    """A blocked document, and where this editor can mend it."""

    document: Blocked
    kind: str
    language: str
    edit_url: str | None


def blocked_lines(user: Visitor | None) -> list[BlockedLine]:
    finder = AdminURLFinder(user)
    languages = get_content_languages()
    return [
        BlockedLine(
            document=document,
            kind=str(document.source._meta.verbose_name) if document.source else document.type,
            language=languages.get(document.locale, document.locale),
            edit_url=finder.get_edit_url(document.source) if document.source else None,
        )
        for document in blocked()
    ]


class UpdatesView(WagtailAdminTemplateMixin, TemplateView):
    """Open to everybody in the admin: it says no more than what readers see, and what the editors did."""

    template_name = "cms/admin/updates.html"
    page_title = _("Updates")
    header_icon = "rotate"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **options: object) -> dict[str, object]:
        return super().get_context_data(**options) | {
            "media": MEDIA,
            "running": running(),
            "recent": recent(),
            "blocked": blocked_lines(self.request.user),
            "may_try_again": may_try_again(self.request.user),
        }


class UpdatesResultsView(UpdatesView):
    """What changes while one looks, without the page around it."""

    template_name = "cms/admin/updates_results.html"


class RunningResultsView(TemplateView):
    """The same for the home page: what is running, and no more."""

    template_name = "cms/admin/running.html"

    def get_context_data(self, **options: object) -> dict[str, object]:
        return {"running": running()}


def may_try_again(user: Visitor | None) -> bool:
    """Whoever may publish something: trying again publishes what was blocked."""
    return user is not None and any(has_right_to_publish(user, publication.model) for publication in publications())


def has_right_to_publish(user: Visitor, model: type[Model]) -> bool:
    return bool(policy_registry.get_by_type(model).user_has_permission(user, "publish"))


class TryAgainView(View):
    """Renders blocked documents once more, for when what was wrong is mended."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        if not may_try_again(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **options)

    def post(self, request: HttpRequest) -> HttpResponse:
        number = release_blocked(StaleDocument.objects.all())
        if number:
            follow_changes.defer()
            messages.success(
                request, gettext("They are being tried again. What still cannot be updated comes back here.")
            )
        return redirect("publishing:updates")


class UpdatesPanel(Component):
    """On the home page, while something runs or an editor is needed."""

    name = "updates"
    order = 60
    template_name = "cms/admin/updates_panel.html"

    @property
    def media(self) -> Media:
        return MEDIA

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, object]:
        user = parent_context["request"].user if parent_context else None
        return {"running": running(), "blocked": blocked_lines(user)}


def add_panel(panels: list[Component]) -> None:
    if is_anything_blocked() or running():
        panels.append(UpdatesPanel())


def tell(request: HttpRequest, begun: Collection[FollowUp]) -> None:
    """What the editor's own action has set in motion."""
    pages: Counter[str] = sum((Counter(each.pages) for each in begun), Counter())
    total = sum(each.total for each in begun)
    who = items_in_words(pages, total=total)
    progress = messages.button(reverse("publishing:updates"), gettext("See how far it is"))
    text = ngettext("{who} shows this and is being updated.", "{who} show this and are being updated.", total)
    messages.info(request, text.format(who=who), buttons=[progress])
