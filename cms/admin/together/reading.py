"""Who approves a page approves what they have read: not what somebody has written since."""

from types import new_class
from typing import cast

from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.workflow import BaseWorkflowFormView
from wagtail.admin.views.pages.workflow import CollectWorkflowActionDataView, WorkflowActionView
from wagtail.models import Page, Revision

from cms.admin.dates import moment
from cms.admin.notices.decided import tell_of_step
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
        if other := written_since(self.page, str(read), reader=self.user):
            raise forms.ValidationError(changed_since(other))
        return cleaned


def written_since(page: Page, read: str, *, reader: User) -> Revision | None:
    """By somebody else. None where nobody knows what was read."""
    newest = newest_text(page)
    if not read or newest is None or newest.user_id == reader.pk:
        return None
    return newest if read != mark_of(newest) else None


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
    return said % {"name": writer_of(newest), "when": moment(newest.created_at)}


def changed_since_shown(page: Page, newest: Revision) -> str:
    said = _(
        "%(name)s has changed “%(title)s” since this list was shown to you, %(when)s. Nothing is approved. Read it as"
        " it is now, and approve it then."
    )
    title = page.get_admin_display_title()
    return said % {"name": writer_of(newest), "title": title, "when": moment(newest.created_at)}


def writer_of(revision: Revision) -> str:
    return str(get_user_display_name(revision.user)) if revision.user else _("Somebody")


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
        read = request.GET.get("read") or (mark_of(newest) if newest else "")
        form = self.form_class(initial={"read": read})
        shown: HttpResponseBase = self.render_modal_form(request, form)
        return shown

    @transaction.atomic
    def post(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        hold([self.object])
        answer: HttpResponseBase = super().post(request, *args, **options)
        return answer


class ApproveView(OfWhatWasRead, WorkflowActionView):
    """From the home page: by a dialog, or at once by a link that says what the list has shown."""

    def post(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        other = written_since(self.object, request.GET.get("read", ""), reader=cast(User, request.user))
        if other is None or self.action_name == SEND_BACK:
            answer = super().post(request, *args, **options)
            tell_of_step(request, self.object, self.task_state)
            return answer
        address = reverse("wagtailadmin_pages:edit", args=[self.object.pk])
        messages.error(
            request, changed_since_shown(self.object, other), buttons=[messages.button(address, _("Read it"))]
        )
        return redirect(self.redirect_url)


class ApproveInFormView(OfWhatWasRead, CollectWorkflowActionDataView):
    """From the page's form, which is sent afterwards with what the dialog has collected."""
