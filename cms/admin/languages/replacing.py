"""Before something shared is taken away: where it is used, what readers see instead, and another in its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.models.audit_log import BaseLogEntry
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.views.snippets import DeleteView, UnpublishView

from cms.admin.subjects import Visitor, arguments_of
from cms.publishing.sharing.uses import Use, replace_everywhere, uses_of
from cms.site.snippets import SharedSnippet
from cms.values.languages import language_of

AT_ONCE = 100
"""Pages changed by one request; the rest stays listed."""


@dataclass(frozen=True, kw_only=True)
class UseLine:
    """A use as an editor sees it, and why nothing can be replaced there; empty where it can."""

    use: Use
    kind: str
    edit_url: str | None
    obstacle: str


def lines_by_language(uses: Iterable[Use], user: Visitor) -> list[tuple[str, list[UseLine]]]:
    finder = AdminURLFinder(user)
    lines = [
        UseLine(
            use=use,
            kind=str(use.source._meta.verbose_name),
            edit_url=finder.get_edit_url(use.source),
            obstacle=obstacle_to(use, user),
        )
        for use in uses
    ]
    ordered = sorted(lines, key=lambda line: line.use.language)
    return [(language_of(code), list(found)) for code, found in groupby(ordered, key=lambda line: line.use.language)]


def obstacle_to(use: Use, user: Visitor) -> str:
    source = use.source
    if not may_change(source, user):
        return gettext("You may not publish it.") if source.live else gettext("You may not edit it.")
    if source.approved_schedule:
        return gettext("It has a scheduled change.")
    lock = source.get_lock()
    return gettext("It is locked.") if lock is not None and lock.for_user(user) else ""


def may_change(source: Any, user: Visitor) -> bool:
    if isinstance(source, Page):
        permissions = source.permissions_for_user(user)
        return bool(permissions.can_edit() and (permissions.can_publish() or not source.live))
    needed = "publish" if source.live else "change"
    return bool(policy_registry.get(source).user_has_permission(user, needed))


class Uses:
    """Of a view that takes something shared away."""

    request: HttpRequest

    def get_context_data(self, **options: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**options)  # type: ignore[misc]
        shared = cast(SharedSnippet, context["object"])
        uses = lines_by_language(uses_of(shared), self.request.user)
        if shared.is_seen_by_itself and not uses:
            context["usage_url"] = None  # "referenced 0 times" sounds as if nobody saw it
        return context | {
            "uses": uses,
            "is_seen": shared.is_seen_by_itself and shared.live,
            "language": language_of(shared.locale.language_code),
            "instead": shared.readers_see_instead,
            "replace_url": reverse("publishing:replace", args=arguments_of(type(shared), shared.pk)),
        }


class UsesDeleteView(Uses, DeleteView):
    pass


class UsesUnpublishView(Uses, UnpublishView):
    template_name = "cms/admin/unpublish_shared.html"


class ReplaceForm(forms.Form):
    replacement: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        None, label=_("Replace it everywhere by"), empty_label=_("Choose …")
    )

    def __init__(self, *args: object, old: SharedSnippet, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        others = type(old)._default_manager.filter(locale=old.locale_id, live=True).exclude(pk=old.pk)
        cast(forms.ModelChoiceField[SharedSnippet], self.fields["replacement"]).queryset = others


class ReplaceView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    """What readers see is published again, drafts are saved again: all that is listed, or nothing."""

    form_class = ReplaceForm
    template_name = "cms/admin/replace.html"
    page_title = _("Replace everywhere")
    header_icon = "resubmit"
    old: SharedSnippet

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        self.old = get_object_or_404(self.model(), pk=options["pk"])
        if not policy_registry.get(self.old).user_has_any_permission(request.user, ["change", "publish", "delete"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **options)

    def model(self) -> type[SharedSnippet]:
        label = f"{self.kwargs['app_label']}.{self.kwargs['model_name']}"
        for model in cast(list[type[Model]], get_snippet_models()):
            if issubclass(model, SharedSnippet) and model._meta.label_lower == label:
                return model
        raise Http404

    def get_page_subtitle(self) -> str:
        return str(self.old)

    def get_form_kwargs(self) -> dict[str, object]:
        return {**super().get_form_kwargs(), "old": self.old}

    @cached_property
    def lines(self) -> list[tuple[str, list[UseLine]]]:
        return lines_by_language(uses_of(self.old), self.request.user)

    @property
    def replaceable(self) -> list[Use]:
        return [line.use for _, lines in self.lines for line in lines if not line.obstacle][:AT_ONCE]

    def get_context_data(self, **options: object) -> dict[str, object]:
        context = super().get_context_data(**options)
        return context | {
            "old": self.old,
            "uses": self.lines,
            "replaceable": self.replaceable,
            "edit_url": AdminURLFinder(self.request.user).get_edit_url(self.old),
        }

    def form_valid(self, form: ReplaceForm) -> HttpResponse:
        uses, new = self.replaceable, form.cleaned_data["replacement"]
        replace_everywhere(self.old, new, uses, user=cast(User, self.request.user))
        done = ngettext(
            "“{old}” is replaced by “{new}” in {number} place.",
            "“{old}” is replaced by “{new}” in {number} places.",
            len(uses),
        )
        messages.success(self.request, done.format(old=self.old, new=new, number=len(uses)))
        return redirect(self.request.path)


class ReplacedFormatter(LogFormatter):
    """In the history of each page."""

    label = _("Replace everywhere")

    def format_message(self, log_entry: BaseLogEntry) -> str:
        return gettext("Replaced “{old}” by “{new}”").format(old=log_entry.data["old"], new=log_entry.data["new"])
