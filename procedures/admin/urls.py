"""Addresses below ``/admin/`` of what treatments add to the admin."""

from django.urls import path

from procedures.admin.findings.report import CheckAgainView, FindingsReport

app_name = "findings"

urlpatterns = [
    path("reports/findings/", FindingsReport.as_view(), name="report"),
    path("reports/findings/results/", FindingsReport.as_view(results_only=True), name="report_results"),
    path("reports/findings/check-again/", CheckAgainView.as_view(), name="check_again"),
]
