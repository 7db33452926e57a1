"""What each of two has changed on a page, section by section; and of what both have changed, which holds."""

from collections.abc import Mapping
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.models import Page, Revision

from cms.admin.dates import moment
from cms.admin.history.differences import Change, by_heading, compare
from cms.admin.together.noting import Merge, merge_that_made, note_choice
from cms.admin.together.words import Question, question_of
from cms.publishing.merging.correcting import schedule_again
from cms.publishing.merging.values import Side
from cms.publishing.publications.preview import preview_context
from cms.publishing.rows.holding import hold


class TogetherView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/admin/together/choosing.html"
    page_title = gettext_lazy("Put together")
    header_icon = "pick"
    page: Page

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=options["page_id"]).specific
        self.revision = get_object_or_404(self.page.revisions, pk=options["revision_id"])
        permissions = self.page.permissions_for_user(request.user)
        if not (permissions.can_publish() if self.merge.is_of_schedule else permissions.can_edit()):
            raise PermissionDenied
        return super().dispatch(request, *args, **options)

    @cached_property
    def merge(self) -> Merge:
        found = merge_that_made(self.revision)
        if found is None:
            raise Http404("What this was put together from is not kept.")
        return found

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        above = get_breadcrumbs_items_for_page(self.page, self.request.user)
        return [*above, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **options: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**options)
        base, mine, theirs = self.merge.pages
        return context | {
            "page": self.page,
            "is_newest": self.page.latest_revision_id == self.revision.pk,
            "questions": self.questions(),
            "when": moment(self.revision.approved_go_live_at) if self.revision.approved_go_live_at else "",
            "their_name": who_wrote(self.merge.theirs),
            "my_name": who_wrote(self.merge.mine),
            "their_changes": changes_between(base, theirs),
            "my_changes": changes_between(base, mine),
            "has_base": base is not None,
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
        }

    def questions(self) -> list[Question]:
        _base, mine, theirs = self.merge.pages
        return [question_of(each, mine=mine, theirs=theirs) for each in self.merge.merged()[1]]

    @transaction.atomic
    def post(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        hold([self.page])
        newest = Page.objects.values_list("latest_revision", flat=True).get(pk=self.page.pk)
        if newest != self.revision.pk:
            messages.error(request, _("Somebody has changed the page since. Nothing was changed: look at it first."))
        else:
            self.keep({each.name: self.side_of(each) for each in self.questions()})
            messages.success(request, _("“%(title)s” says now what you have chosen.") % {"title": self.page.title})
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def side_of(self, question: Question) -> Side:
        return "mine" if self.request.POST.get(question.name) == "mine" else "theirs"

    def keep(self, holds: dict[str, Side]) -> None:
        merged, _conflicts = self.merge.merged(holds)
        user = self.request.user
        if self.merge.is_of_schedule:
            author, at = self.revision.user, self.revision.approved_go_live_at
            made = schedule_again(merged, at=at, author=author)
        else:
            made = merged.save_revision(user=user, clean=False)
        note_choice(merged, made=made, user=user)


def who_wrote(revision: Revision) -> str:
    return str(get_user_display_name(revision.user)) if revision.user else _("Somebody")


def changes_between(before: Page | None, after: Page) -> list[tuple[str, list[Change]]]:
    return by_heading(compare(as_read(before), as_read(after))) if before else []


def as_read(page: Page) -> Mapping[str, object]:
    """As far as it can be shown: a draft may be unfinished."""
    document = preview_context(page).get("document")
    return cast(Mapping[str, object], document.model_dump(mode="json")) if document else {}
