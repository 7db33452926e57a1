"""A save that meets a newer text of somebody else: both are put together, and nothing of either is lost."""

from datetime import datetime
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Media
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.ui.editing_sessions import EditingSessionsModule
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.pages.edit import EditView
from wagtail.locks import BaseLock, BasicLock
from wagtail.models import Page, Revision

from cms.admin.recalls import RecallLock, recall_in_force
from cms.publishing.merging.correcting import note_merge
from cms.publishing.merging.pages import is_all_in, merge_pages, page_of
from cms.publishing.rows.holding import hold


class TogetherEditView(EditView):
    """The edit view of pages. What Wagtail would put in the place of a colleague's text is put together with it."""

    lock: BaseLock | None

    def get(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        """A page that was recalled says so once: recalling has locked it."""
        recall = recall_in_force(self.page) if isinstance(self.lock, BasicLock) and not self.page.live else None
        if recall:
            self.lock = RecallLock(self.page, recall)
        response: HttpResponseBase = super().get(request, *args, **options)
        return response

    def post(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        meets_another = self.is_out_of_date and not self.locked_for_user and not self.page.alias_of_id
        if meets_another and self.expects_json_response:
            refused: HttpResponseBase = self.json_error_response("invalid_revision", self.what_happened())
            return refused
        if meets_another and not self.is_all_in():
            return self.put_together()
        response: HttpResponseBase = super().post(request, *args, **options)
        return response

    def what_happened(self) -> str:
        text = _("%(name)s has saved this page meanwhile. Save, and both texts are put together.")
        return text % {"name": self.who_was_faster()}

    def who_was_faster(self) -> str:
        user = self.latest_revision.user
        return str(get_user_display_name(user)) if user else _("Somebody")

    def is_all_in(self) -> bool:
        """Whether this text has all that was saved meanwhile: a colleague's tab has saved once more what it had.
        Then there is nothing to put together, and what was asked for is done."""
        form = self.form_of(page_of(self.latest_revision))
        form.defer_required_fields()
        if not form.is_valid():
            return False
        base = self.common_text()
        theirs = page_of(self.latest_revision)
        return is_all_in(form.save(commit=False), base=page_of(base) if base else None, theirs=theirs)

    def form_of(self, page: Page) -> WagtailAdminPageForm:
        return self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )

    def put_together(self) -> HttpResponseBase:
        """As drafts, whatever was asked for: nobody has read the two together yet."""
        self.form = self.form_of(self.page)
        self.form.defer_required_fields()
        if not self.form.is_valid():
            self.form.restore_required_fields()
            invalid: HttpResponseBase = self.form_invalid(self.form)
            return invalid
        made = self.save_both()
        messages.warning(self.request, self.what_was_done())
        return redirect("publishing:together", self.page.pk, made.pk)

    @transaction.atomic
    def save_both(self) -> Revision:
        hold([self.page])
        user, base, theirs = self.request.user, self.common_text(), self.latest_revision
        page: Page = self.form.save(commit=False)
        mine = page.save_revision(user=user, log_action=True, clean=False)
        merged, conflicts = merge_pages(page_of(base) if base else None, page_of(mine), page_of(theirs))
        made: Revision = merged.save_revision(user=user, clean=False)
        note_merge(merged, made=made, base=base, mine=mine, theirs=theirs, conflicts=conflicts, user=user)
        return made

    def what_was_done(self) -> str:
        text = _("%(name)s had saved this page meanwhile. Both texts are put together in the draft.")
        done = text % {"name": self.who_was_faster()}
        return f"{done} {_('It is not published.')}" if self.action_name != "save" else done

    def common_text(self) -> Revision | None:
        """What this editor and the other one both have begun with, or something older that both have in them.

        A revision that its writer has overwritten since says something else than what was read: an older one is taken.
        """
        if own := self.request.POST.get("overwrite_revision_id", ""):
            saved: Revision | None = self.page.revisions.filter(pk=own).first() if own.isdecimal() else None
            if saved is None:
                raise PermissionDenied
            return saved
        read_at = self.read_at()
        older = self.page.revisions.filter(created_at__lte=read_at) if read_at else self.page.revisions.none()
        return cast(Revision | None, older.order_by("-created_at", "-pk").first())

    def read_at(self) -> datetime | None:
        try:
            return datetime.fromisoformat(self.request.POST.get("loaded_revision_created_at", ""))
        except ValueError:
            return None

    def get_context_data(self, **options: object) -> dict[str, object]:
        """A form that comes back with what is wrong in it still knows what it was begun with."""
        context: dict[str, object] = super().get_context_data(**options)
        is_behind = self.request.method == "POST" and not self.expects_json_response and self.is_out_of_date
        base = self.common_text() if is_behind else None
        context["media"] = cast(Media, context["media"]) + Media(js=["cms/admin/together.js"])
        return context | ({"loaded_revision_created_at": base.created_at.isoformat()} if base else {})

    def get_editing_sessions(self) -> EditingSessionsModule:
        sessions = super().get_editing_sessions()
        sessions.template_name = "cms/admin/together/sessions.html"
        return sessions
