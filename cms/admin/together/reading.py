"""Who approves a page approves what they have read: not what somebody has written since."""

from types import new_class
from typing import cast

from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.workflow import BaseWorkflowFormView
from wagtail.admin.views.pages.workflow import CollectWorkflowActionDataView, WorkflowActionView
from wagtail.models import Page, Revision

from cms.admin.dates import moment
from cms.publishing.rows.holding import hold

SEND_BACK = "reject"
"""May be done whatever the page says by now."""


class ReadForm(forms.Form):
    """In front of the form of a step: carries which text the dialog was opened with."""

    page: Page
    user: User
    read = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        read = cleaned.pop("read", "")  # no business of the step itself
        newest = newest_text(self.page)
        if read and newest is not None and read != mark_of(newest) and newest.user_id != self.user.pk:
            raise forms.ValidationError(changed_since(newest))
        return cleaned


def newest_text(page: Page) -> Revision | None:
    """As the database has it now."""
    newest: int | None = Page.objects.values_list("latest_revision", flat=True).get(pk=page.pk)
    found: Revision | None = Revision.objects.for_instance(page).filter(pk=newest).first()
    return found


def mark_of(revision: Revision) -> str:
    """Another one once somebody has written over it."""
    return f"{revision.pk} {revision.created_at.isoformat()}"


def changed_since(newest: Revision) -> str:
    said = _(
        "%(name)s has changed this page since you opened this, %(when)s. Nothing is approved. Close this, read the page"
        " as it is now, and approve it then."
    )
    name = get_user_display_name(newest.user) if newest.user else _("Somebody")
    return said % {"name": name, "when": moment(newest.created_at)}


class OfWhatWasRead(BaseWorkflowFormView):
    """In front of Wagtail's dialogs of the steps of a workflow."""

    def get_form_class(self) -> type[forms.Form]:
        form_class = super().get_form_class()
        if self.action_name == SEND_BACK or form_class is None:
            return cast(type[forms.Form], form_class)
        known = {"page": self.object, "user": self.request.user}
        return new_class(form_class.__name__, (ReadForm, form_class), exec_body=lambda body: body.update(known))

    def get(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        newest = newest_text(self.object)
        form = self.form_class(initial={"read": mark_of(newest)} if newest else {})
        shown: HttpResponseBase = self.render_modal_form(request, form)
        return shown

    @transaction.atomic
    def post(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        hold([self.object])
        answer: HttpResponseBase = super().post(request, *args, **options)
        return answer


class ApproveView(OfWhatWasRead, WorkflowActionView):
    """From the home page."""


class ApproveInFormView(OfWhatWasRead, CollectWorkflowActionDataView):
    """From the page's form, which is sent afterwards with what the dialog has collected."""
