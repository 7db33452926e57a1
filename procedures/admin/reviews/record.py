"""What a clinician has read, and what has changed since."""

import json

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_noop
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from cms.admin.history.differences import by_heading, compare
from cms.admin.subjects import may_see_history
from cms.publishing.publications.preview import preview_context
from procedures.models import ClinicalReview, ProcedurePage
from procedures.models.review_task import newest
from procedures.models.reviewing import last_review_of
from procedures.models.said import said_by
from procedures.review.lapses import Lapse, lapses


class ReviewView(WagtailAdminTemplateMixin, TemplateView):
    """One review of a page, the newest unless its number is given, beside the newest draft."""

    template_name = "procedures/admin/review.html"
    page_title = gettext_noop("Clinical review")
    header_icon = "check"
    page: Page

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=options["page_id"]).specific
        if not may_see_history(self.page, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **options)

    @cached_property
    def review(self) -> ClinicalReview:
        given = self.kwargs.get("review_id")
        found = (
            ClinicalReview.objects.filter(page=self.page.pk, pk=given).first() if given else last_review_of(self.page)
        )
        if found is None:
            raise Http404("No such review of this page is recorded.")
        return found

    @cached_property
    def draft(self) -> Page:
        return newest(self.page)

    def lapses(self) -> list[Lapse]:
        if not isinstance(self.draft, ProcedurePage):
            return []
        return lapses(self.review.said, said_by(self.draft), locale=self.review.locale)

    def get_page_title(self) -> str:
        return gettext(self.page_title)

    def get_page_subtitle(self) -> str:
        return str(self.draft)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        above = get_breadcrumbs_items_for_page(self.page, self.request.user)
        return [*above, {"url": "", "label": self.get_page_title()}]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [HeaderButton(gettext("Edit"), url=url, icon_name="edit")]

    def get_context_data(self, **options: object) -> dict[str, object]:
        document = preview_context(self.draft).get("document")
        now = document.model_dump(mode="json") if document else {}
        return super().get_context_data(**options) | {
            "review": self.review,
            "lapses": self.lapses(),
            "changes": by_heading(compare(json.loads(self.review.body or "{}"), now)),
            "all": ClinicalReview.objects.filter(page=self.page.pk).defer("body", "sections"),
        }
