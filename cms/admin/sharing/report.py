"""All links there are, over all pages."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn, UserColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from cms.admin.dates import moment
from cms.sharing.models import ShareLink


class LinksView(ReportView):
    """Of the pages that somebody may edit, newest first."""

    model = ShareLink
    page_title = _("Shared links")
    header_icon = "link"
    index_url_name = "publishing:share_links"
    index_results_url_name = "publishing:share_links_results"
    results_template_name = "cms/admin/share_links_results.html"
    columns = [
        TitleColumn("page", label=_("Page"), get_url=lambda link: reverse("publishing:share", args=[link.page_id])),
        Column("for_whom", label=_("For whom")),
        UserColumn("created_by", label=_("From")),
        Column("until", label=_("Until"), accessor=lambda link: moment(link.expires_at)),
        Column("state", label=_("State")),
        Column("used", label=_("Last used"), accessor=lambda link: last_use_of(link)),
        Column("uses", label=_("How often")),
    ]
    list_export = ["page.title", "for_whom", "created_by", "created_at", "expires_at", "state", "last_used_at", "uses"]
    export_headings = {"page.title": _("Page"), "for_whom": _("For whom")}

    def get_filename(self) -> str:
        return f"shared-links-{timezone.localdate():%Y-%m-%d}"

    def get_base_queryset(self) -> QuerySet[ShareLink]:
        own = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return ShareLink.objects.filter(page__in=own).select_related("page", "created_by")


def last_use_of(link: ShareLink) -> str:
    return moment(link.last_used_at) if link.last_used_at else gettext("Never")
