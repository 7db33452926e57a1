"""What the views of one page or snippet share."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from api.models import Edition
from cms.admin.history.entries import Entry, entries
from cms.admin.subjects import Subject, find_subject


class SubjectView(WagtailAdminTemplateMixin, View):
    """What the views of a page or snippet share. Refuses who may neither edit nor publish it."""

    header_icon = "history"
    request: HttpRequest
    subject: Subject

    def setup(self, request: HttpRequest, app_label: str, model_name: str, pk: str, **rest: object) -> None:
        self.subject = find_subject(app_label, model_name, pk)
        super().setup(request, **rest)

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        if not self.subject.may_be_seen_by(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **options)

    def get_page_subtitle(self) -> str:
        return self.subject.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.subject.breadcrumbs(self.request.user), {"url": "", "label": str(self.get_page_title())}]

    def drafts_button(self) -> list[HeaderButton]:
        """To Wagtail's own history, of what was saved and by whom."""
        url = self.subject.drafts_url(self.request.user)
        return [HeaderButton(_("History of drafts"), url=url, icon_name="history")] if url else []

    def edit_button(self) -> list[HeaderButton]:
        url = self.subject.edit_url(self.request.user)
        return [HeaderButton(_("Edit"), url=url, icon_name="edit")] if url else []

    def entry(self, edition: Edition) -> Entry:
        return next(entries([edition], instance=self.subject.instance))
