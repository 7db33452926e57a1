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
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.editing_sessions import EditingSessionsModule
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.mixins import JsonPostResponseMixin
from wagtail.admin.views.pages.edit import EditView
from wagtail.locks import BaseLock, BasicLock
from wagtail.models import Revision, RevisionMixin
from wagtail.snippets.views.snippets import EditView as SnippetEditView

from cms.admin.recalls import RecallLock, recall_in_force
from cms.publishing.merging.correcting import note_merge, save_draft
from cms.publishing.merging.drafts import draft_of, is_all_in, merge_drafts
from cms.publishing.rows.holding import hold


class Together(JsonPostResponseMixin):
    """In front of an edit view. What Wagtail would put in the place of a colleague's text is put together with it."""

    request: HttpRequest
    lock: BaseLock | None

    @property
    def draft(self) -> RevisionMixin:
        """What the form is about, as it was saved last."""
        raise NotImplementedError

    def bind(self, draft: RevisionMixin) -> WagtailAdminModelForm:
        """What was sent, as the form of ``draft``."""
        raise NotImplementedError

    def is_saved_only(self) -> bool:
        """Nothing else was asked for."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        is_alias = getattr(self.draft, "alias_of_id", None) is not None
        meets_another = self.is_out_of_date and not self.locked_for_user and not is_alias
        if meets_another and self.expects_json_response:
            refused: HttpResponseBase = self.json_error_response("invalid_revision", self.what_happened())
            return refused
        if meets_another and (answer := self.answer_to_both()) is not None:
            return answer
        response: HttpResponseBase = super().post(request, *args, **options)
        return response

    def what_happened(self) -> str:
        text = _("%(name)s has saved a newer text meanwhile. Save, and both are put together.")
        return text % {"name": self.who_was_faster()}

    def who_was_faster(self) -> str:
        user = self.latest_revision.user
        return str(get_user_display_name(user)) if user else _("Somebody")

    def answer_to_both(self) -> HttpResponseBase | None:
        """None where this text has all that was saved meanwhile, as when a colleague's tab has saved once more what it
        had. Then there is nothing to put together, and what was asked for is done."""
        form = self.bind(draft_of(self.latest_revision))
        form.defer_required_fields()
        if not form.is_valid():
            return self.put_together()
        mine, theirs, common = form.save(commit=False), draft_of(self.latest_revision), self.common_text()
        base = draft_of(common) if common else self.text_without_drafts()
        if is_all_in(mine, base=base, theirs=theirs):
            return None
        return self.show_theirs() if is_all_in(theirs, base=base, theirs=mine) else self.put_together()

    def show_theirs(self) -> HttpResponseBase:
        """Nothing was written here; but nobody approves or publishes what they have not read."""
        said = [_("%(name)s has saved a newer text meanwhile: here it is.") % {"name": self.who_was_faster()}]
        if not self.is_saved_only():
            said.append(_("Nothing was published or approved. Read it first, then do it again."))
        messages.warning(self.request, " ".join(said))
        return redirect(self.get_edit_url())

    def put_together(self) -> HttpResponseBase:
        """As drafts, whatever was asked for: nobody has read the two together yet."""
        self.form = self.bind(self.draft)
        self.form.defer_required_fields()
        if not self.form.is_valid():
            self.form.restore_required_fields()
            invalid: HttpResponseBase = self.form_invalid(self.form)
            return invalid
        made = self.save_both()
        messages.warning(self.request, self.what_was_done())
        return redirect("publishing:together", made.pk)

    @transaction.atomic
    def save_both(self) -> Revision:
        hold([self.draft])
        user, theirs, base = self.request.user, self.latest_revision, self.common_text()
        if base is None and (row := self.text_without_drafts()):
            base = row.save_revision(clean=False)  # so that what both began with can be shown later
        mine = self.form.save(commit=False).save_revision(user=user, log_action=True, clean=False)
        merged, conflicts = merge_drafts(draft_of(base) if base else None, draft_of(mine), draft_of(theirs))
        made = save_draft(merged, user=user)
        note_merge(merged, made=made, base=base, mine=mine, theirs=theirs, conflicts=conflicts, user=user)
        return made

    def what_was_done(self) -> str:
        text = _("%(name)s had saved a newer text meanwhile. Both are put together in the draft.")
        done = text % {"name": self.who_was_faster()}
        return done if self.is_saved_only() else f"{done} {_('It is not published.')}"

    def common_text(self) -> Revision | None:
        """What this editor and the other one both have begun with, or something older that both have in them.

        A revision that its writer has overwritten since says something else than what was read: an older one is taken.
        """
        if own := self.request.POST.get("overwrite_revision_id", ""):
            saved: Revision | None = self.draft.revisions.filter(pk=own).first() if own.isdecimal() else None
            if saved is None:
                raise PermissionDenied
            return saved
        read_at = self.read_at()
        older = self.draft.revisions.filter(created_at__lte=read_at) if read_at else self.draft.revisions.none()
        return older.order_by("-created_at", "-pk").first()

    def text_without_drafts(self) -> RevisionMixin | None:
        """What both began with where nobody had ever saved a draft: what is public, if nobody has published since."""
        row = type(self.draft)._base_manager.get(pk=self.draft.pk)
        is_as_it_was = getattr(row, "live", False) and getattr(row, "live_revision_id", None) is None
        return row if is_as_it_was else None

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


class TogetherEditView(Together, EditView):
    """The edit view of pages."""

    def get(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        """A page that was recalled says so once: recalling has locked it."""
        recall = recall_in_force(self.page) if isinstance(self.lock, BasicLock) and not self.page.live else None
        if recall:
            self.lock = RecallLock(self.page, recall)
        response: HttpResponseBase = super().get(request, *args, **options)
        return response

    @property
    def draft(self) -> RevisionMixin:
        return cast(RevisionMixin, self.page)

    def bind(self, draft: RevisionMixin) -> WagtailAdminModelForm:
        form: WagtailAdminModelForm = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=draft,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        return form

    def is_saved_only(self) -> bool:
        return bool(self.action_name == "save")


class SnippetTogetherView(Together, SnippetEditView):
    """The edit view of snippets."""

    @property
    def draft(self) -> RevisionMixin:
        return cast(RevisionMixin, self.object)

    def bind(self, draft: RevisionMixin) -> WagtailAdminModelForm:
        form: WagtailAdminModelForm = self.get_form_class()(**self.get_form_kwargs() | {"instance": draft})
        return form

    def is_saved_only(self) -> bool:
        return bool(self.action == "edit")
