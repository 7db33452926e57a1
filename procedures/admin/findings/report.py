"""All that the content checks find in what is public; each row leads to the place in the form."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from cms.admin.checklist.places import address_in_form
from cms.admin.dates import day
from cms.admin.subjects import Visitor, seen_by
from cms.values.languages import named_in_settings
from procedures.admin.findings.filters import FindingFilters
from procedures.admin.findings.kinds import name_of
from procedures.models import PublicFinding
from procedures.watching import rounds

GRAVEST_FIRST = Case(
    *(When(severity=severity, then=Value(place)) for place, severity in enumerate(PublicFinding.Severity))
)


def owner_of(finding: PublicFinding) -> str:
    owner = finding.page.owner
    return str(owner.get_full_name() or owner) if owner else ""


def what(finding: PublicFinding) -> str:
    return f"{finding.told('message')} {finding.told('remedy')}"


def place_in_form(finding: PublicFinding) -> str:
    return address_in_form(finding.page_id, place=finding.place, block=finding.block)


EXPORTED: dict[str, tuple[object, Callable[[PublicFinding], object]]] = {
    "page": (gettext_lazy("Page"), lambda finding: finding.page.title),
    "language": (gettext_lazy("Language"), lambda finding: finding.page.locale.language_code),
    "severity": (gettext_lazy("Severity"), lambda finding: finding.get_severity_display()),
    "kind": (gettext_lazy("Kind"), lambda finding: name_of(finding.code)),
    "message": (gettext_lazy("What is wrong"), lambda finding: finding.told("message")),
    "remedy": (gettext_lazy("What to do"), lambda finding: finding.told("remedy")),
    "why": (gettext_lazy("Why it matters"), lambda finding: finding.told("why")),
    "owner": (gettext_lazy("Owner of the page"), owner_of),
    "since": (gettext_lazy("Since"), lambda finding: timezone.localtime(finding.since).date()),
    "address": (gettext_lazy("Address of the page"), lambda finding: finding.page.slug),
}
"""Columns of a spreadsheet, by name: heading and value."""


class FindingsReport(ReportView):
    model = PublicFinding
    page_title = gettext_lazy("Findings")
    header_icon = "glasses"
    index_url_name = "findings:report"
    index_results_url_name = "findings:report_results"
    template_name = "procedures/admin/findings/report.html"
    results_template_name = "procedures/admin/findings/results.html"
    filterset_class = FindingFilters
    columns = [
        TitleColumn("page", label=gettext_lazy("Page"), accessor="page.title", get_url=place_in_form),
        Column(
            "language",
            label=gettext_lazy("Language"),
            accessor=lambda finding: named_in_settings(finding.page.locale.language_code),
        ),
        Column("severity", label=gettext_lazy("Severity"), accessor="get_severity_display"),
        Column("kind", label=gettext_lazy("Kind"), accessor=lambda finding: name_of(finding.code)),
        Column("what", label=gettext_lazy("What is wrong, and what to do"), accessor=what),
        Column("owner", label=gettext_lazy("Owner of the page"), accessor=owner_of),
        Column("since", label=gettext_lazy("Since"), accessor=lambda finding: day(finding.since)),
    ]
    list_export = [*EXPORTED]
    export_headings = {name: heading for name, (heading, _) in EXPORTED.items()}

    def get_filename(self) -> str:
        return f"findings-{timezone.localdate():%Y-%m-%d}"

    def get_base_queryset(self) -> QuerySet[PublicFinding]:
        found = PublicFinding.objects.filter(page__live=True, page__in=seen_by(self.request.user).values("pk"))
        return found.select_related("page__owner", "page__locale").order_by(GRAVEST_FIRST, "-since", "pk")

    def to_row_dict(self, item: PublicFinding) -> dict[str, object]:
        return {name: value(item) for name, (_, value) in EXPORTED.items()}

    def get_context_data(self, *args: object, **options: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(*args, **options)
        return context | {"run": rounds.newest(), "may_check_again": may_check_again(self.request.user)}


def may_check_again(user: Visitor) -> bool:
    """Whoever may publish something."""
    return bool(page_permission_policy.user_has_permission(user, "publish"))


class CheckAgainView(View):
    """All pages, now."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        if not may_check_again(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **options)

    def post(self, request: HttpRequest) -> HttpResponse:
        rounds.order()
        messages.success(request, _("All pages are being checked. This list says how far it is."))
        return redirect(reverse("findings:report"))
