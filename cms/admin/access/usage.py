"""Who reads what of the API: which member or block may go, and who must be told before."""

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from api.access.usage import USUAL_DAYS, Usage, usage
from api.models import ApiKey
from cms.admin.dates import day


def reader(found: Usage) -> str:
    return f"{found.reader} ({found.key}…)" if found.key else gettext("Without a key")


class UsageView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    model = ApiKey
    permission_required = "change"
    template_name = "cms/admin/usage.html"
    page_title = _("Who reads what")
    header_icon = "view"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **options: object) -> dict[str, object]:
        of = self.request.GET.get("of", "").strip()
        found = usage(of=of)
        return super().get_context_data(**options) | {
            "of": of,
            "days": USUAL_DAYS,
            "found": found,
            "table": Table(columns(), found),
        }


def columns() -> list[Column]:
    return [
        Column("name", label=gettext("What")),
        Column("version", label=gettext("Version")),
        Column("reader", label=gettext("Who"), accessor=reader),
        Column("total", label=gettext("How often")),
        Column("days", label=gettext("On days")),
        Column("last", label=gettext("Last"), accessor=lambda found: day(found.last)),
    ]


class UsageMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("api.change_apikey")
