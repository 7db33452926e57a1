"""The checklist beside the form: filled with each save, by hand or by itself; the checks of the content when it is
open."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.models import Page

from cms.admin.checklist.items import Checklist, item_of, waived_items
from cms.admin.checklist.parts import part_of
from cms.admin.together.editing import TogetherEditView
from cms.publishing.requirements.examining import Found, examine, findings_of
from cms.publishing.requirements.models import Waiver
from cms.publishing.requirements.waivers import last_end, take_back, usual_end, waive

ANCHOR = "#checklist"
"""Opens the panel."""


class ChecklistPanel(BaseSidePanel):
    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle checklist")
        icon_name = "tasks"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Mapping[str, object]) -> dict[str, object]:
            return {**super().get_context_data(parent_context), "count": self.panel.checklist.number_blocking}

    name = "checklist"
    title = _("Before publishing")
    template_name = "cms/admin/checklist/panel.html"
    order = 150

    def __init__(self, page: Page, request: HttpRequest) -> None:
        super().__init__(page, request)
        self.checklist = Checklist.of(page)

    @property
    def media(self) -> Media:
        names = ("checklist", "findings")
        return Media(
            css={"all": [f"cms/admin/{name}.css" for name in names]}, js=[f"cms/admin/{name}.js" for name in names]
        )

    def get_context_data(self, parent_context: Mapping[str, object]) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(parent_context)
        return context | panel_context(self.object, self.request, self.checklist)


def panel_context(page: Page, request: HttpRequest, checklist: Checklist) -> dict[str, object]:
    may_waive = bool(page.pk) and page.permissions_for_user(request.user).can_publish()
    days = {"today": timezone.localdate(), "usual_end": usual_end(), "last_end": last_end()}
    shown = {"page": page, "checklist": checklist, "may_waive": may_waive, "days": days}
    return shown | {"csrf_token": get_token(request)}  # Wagtail draws side panels without the request's own context


class ChecklistEditView(TogetherEditView):
    def get_side_panels(self) -> MediaContainer:
        return MediaContainer([*super().get_side_panels(), ChecklistPanel(self.page, self.request)])


class ChecklistCreateView(CreateView):
    def get_side_panels(self) -> MediaContainer:
        return MediaContainer([*super().get_side_panels(), ChecklistPanel(self.page, self.request)])


class WaiverForm(forms.Form):
    code = forms.CharField()
    passage = forms.CharField(required=False)
    reason = forms.CharField(error_messages={"required": _("Say why the page may be public without it.")})
    until = forms.DateField(error_messages={"required": _("Choose a last day."), "invalid": _("Choose a last day.")})

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if not timezone.localdate() <= until <= last_end():
            raise forms.ValidationError(gettext("Choose a day from today on, within a year."))
        return until


class OfPage(View):
    """Of the newest draft of a page, for those who may edit or publish it."""

    is_for_publishers = True
    page: Page

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        page = get_object_or_404(Page, pk=options["page_id"])
        permissions = page.permissions_for_user(request.user)
        if not (permissions.can_publish() if self.is_for_publishers else permissions.can_edit()):
            raise PermissionDenied
        self.page = page.get_latest_revision_as_object()
        return super().dispatch(request, *args, **options)

    def panel(self) -> HttpResponse:
        context = panel_context(self.page, self.request, Checklist.of(self.page))
        return HttpResponse(render_to_string("cms/admin/checklist/panel.html", context, self.request))

    def answer(self, problem: str = "") -> HttpResponse:
        """To a script the panel as it is now; else the form, with what was wrong."""
        if self.request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return HttpResponse(problem, status=400, content_type="text/plain") if problem else self.panel()
        if problem:
            messages.error(self.request, problem)
        return redirect(reverse("wagtailadmin_pages:edit", args=[self.page.pk]) + ANCHOR)


class FindingsView(OfPage):
    """What the checks of the content say: of the newest draft, or of a form that is not saved yet."""

    is_for_publishers = False
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, **options: object) -> HttpResponse:
        context = panel_context(self.page, request, Checklist.of(self.page)) | findings_context(self.page)
        return HttpResponse(render_to_string("cms/admin/checklist/findings.html", context, request))

    def post(self, request: HttpRequest, **options: object) -> HttpResponse:
        take_over(request, self.page)
        return self.get(request)


def findings_context(page: Page) -> dict[str, object]:
    found = findings_of(page)
    advice = [item_of(each, is_waivable=True) for each in found if each.standing == "advised"]
    return {
        "harmful": [each for each in advice if each.is_harmful],
        "findings": [each for each in advice if not (each.is_hint or each.is_harmful)],
        "hints": [each for each in advice if each.is_hint],
        "waived": waived_items(found),
        "part": part_of(page),
        "notes": [each for each in advice if each.is_placed],
        "counts": Counter(each.section for each in advice if each.section and not each.is_hint).items(),
    }


def take_over(request: HttpRequest, page: Page) -> None:
    """What the form says, into the page, which is not saved. A form that cannot be read changes nothing."""
    form_class = page.get_edit_handler().get_form_class()
    above = page.get_parent()
    parent = above.specific if above else None
    form = form_class(request.POST, instance=page, parent_page=parent, for_user=request.user)
    form.defer_required_fields()
    if form.is_valid():
        form.save(commit=False)


class WaiveView(OfPage):
    http_method_names = ["post"]

    @transaction.atomic
    def post(self, request: HttpRequest, **options: object) -> HttpResponse:
        form = WaiverForm(request.POST)
        if not form.is_valid():
            return self.answer(" ".join(str(error) for errors in form.errors.values() for error in errors))
        given = form.cleaned_data
        found = self.found(given["code"], given["passage"])
        if found is None:
            return self.answer(gettext("This is mended meanwhile, or has changed. Look at the list again."))
        user = cast(User, request.user)
        waive(self.page, [found.gap], reason=given["reason"], until=given["until"], user=user)
        return self.answer()

    def found(self, code: str, passage: str) -> Found | None:
        """Of the draft as it is now, whatever the browser has shown."""
        examination = examine(self.page)
        open_now = (each for each in (examination.found if examination else ()) if each.standing != "waived")
        waivable = (each for each in (*open_now, *findings_of(self.page)) if each.is_waivable)
        return next((each for each in waivable if (each.gap.code, each.gap.passage) == (code, passage)), None)


class TakeBackView(OfPage):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **options: object) -> HttpResponse:
        waiver = get_object_or_404(Waiver, pk=options["waiver_id"], page=self.page.pk)
        if waiver.ended_at is None:  # else a colleague was quicker
            take_back(waiver, user=cast(User, request.user))
        return self.answer()
