"""Pictures that wait to be described: readers who cannot see them are told nothing of them."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn, UserColumn
from wagtail.admin.views.reports import ReportView

from cms.admin.dates import moment
from cms.site.images import ContentImage


class UndescribedView(ReportView):
    model = ContentImage
    any_permission_required = ["add", "change"]
    page_title = _("Pictures to describe")
    header_icon = "image"
    index_url_name = "publishing:undescribed"
    index_results_url_name = "publishing:undescribed_results"
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "cms/admin/undescribed_results.html"
    columns = [
        TitleColumn("title", label=_("Picture"), get_url=lambda image: reverse("wagtailimages:edit", args=[image.pk])),
        UserColumn("uploaded_by_user", label=_("Uploaded by")),
        Column("created_at", label=_("When"), accessor=lambda image: moment(image.created_at)),
    ]
    list_export = ["title", "uploaded_by_user", "created_at"]

    def get_filename(self) -> str:
        return f"pictures-to-describe-{timezone.localdate():%Y-%m-%d}"

    def get_base_queryset(self) -> QuerySet[ContentImage]:
        return undescribed().select_related("uploaded_by_user").order_by("-created_at")


def undescribed() -> QuerySet[ContentImage]:
    images: QuerySet[ContentImage] = ContentImage.objects.filter(description="", is_decoration=False)
    return images


class PicturesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("cms.add_contentimage") or request.user.has_perm("cms.change_contentimage")
