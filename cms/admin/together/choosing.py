"""What each of two has changed in a page or snippet, section by section; and of what both have changed, which holds."""

from collections.abc import Mapping
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_latest_str, get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, Revision, RevisionMixin

from cms.admin.dates import moment
from cms.admin.history.differences import Change, by_heading, compare
from cms.admin.subjects import breadcrumbs_of
from cms.admin.together.noting import Merge, merge_that_made, newest_of, note_choice
from cms.admin.together.words import Question, changed_fields, question_of
from cms.publishing.merging.correcting import save_draft, schedule_again
from cms.publishing.merging.values import Side
from cms.publishing.publications.preview import preview_context
from cms.publishing.rows.holding import hold
from cms.releases.members import may_edit, may_publish


class TogetherView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/admin/together/choosing.html"
    page_title = gettext_lazy("Put together")
    header_icon = "pick"
    row: RevisionMixin
    """The page or snippet as it is public."""

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        self.revision = get_object_or_404(Revision, pk=options["revision_id"])
        may_choose = may_publish if self.merge.is_of_schedule else may_edit
        self.row = cast(RevisionMixin, self.revision.content_object)
        if not may_choose(self.row, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **options)

    @cached_property
    def merge(self) -> Merge:
        found = merge_that_made(self.revision)
        if found is None:
            raise Http404("What this was put together from is not kept.")
        return found

    def get_page_subtitle(self) -> str:
        return str(get_latest_str(self.row))

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*breadcrumbs_of(self.row, self.request.user), {"url": "", "label": str(self.page_title)}]

    def edit_url(self) -> str:
        return AdminURLFinder(self.request.user).get_edit_url(self.row) or ""

    def get_context_data(self, **options: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**options)
        base, mine, theirs = self.merge.texts
        return context | {
            "is_newest": self.is_newest(),
            "questions": self.questions(),
            "when": moment(self.revision.approved_go_live_at) if self.revision.approved_go_live_at else "",
            "their_name": who_wrote(self.merge.theirs),
            "my_name": who_wrote(self.merge.mine),
            "their_changes": changes_between(base, theirs),
            "my_changes": changes_between(base, mine),
            "has_base": base is not None,
            "edit_url": self.edit_url(),
        }

    def is_newest(self) -> bool:
        return newest_of(self.row) == self.revision.pk

    def questions(self) -> list[Question]:
        _base, mine, theirs = self.merge.texts
        return [question_of(each, mine=mine, theirs=theirs) for each in self.merge.merged()[1]]

    @transaction.atomic
    def post(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        hold([self.row])
        if not self.is_newest():
            messages.error(request, _("Somebody has changed it since. Nothing was changed: look at it first."))
        else:
            self.keep({each.name: self.side_of(each) for each in self.questions()})
            messages.success(
                request, _("“%(title)s” says now what you have chosen.") % {"title": self.get_page_subtitle()}
            )
        return redirect(self.edit_url() or "wagtailadmin_home")

    def side_of(self, question: Question) -> Side:
        return "mine" if self.request.POST.get(question.name) == "mine" else "theirs"

    def keep(self, holds: dict[str, Side]) -> None:
        merged, _conflicts = self.merge.merged(holds)
        user = self.request.user
        if self.merge.is_of_schedule:
            author, at = self.revision.user, self.revision.approved_go_live_at
            made = schedule_again(merged, at=at, author=author)
        else:
            made = save_draft(merged, user=user)
        note_choice(merged, made=made, user=user)


def who_wrote(revision: Revision) -> str:
    return str(get_user_display_name(revision.user)) if revision.user else _("Somebody")


def changes_between(before: RevisionMixin | None, after: RevisionMixin) -> list[tuple[str, list[Change]]]:
    """Of a page as its readers meet them; of a snippet, which is a form rather than a text, by its fields."""
    if before is None:
        return []
    if isinstance(before, Page) and isinstance(after, Page):
        return by_heading(compare(as_read(before), as_read(after)))
    return by_heading(changed_fields(before, after))


def as_read(page: Page) -> Mapping[str, object]:
    """As far as it can be shown: a draft may be unfinished."""
    document = preview_context(page).get("document")
    return cast(Mapping[str, object], document.model_dump(mode="json")) if document else {}
