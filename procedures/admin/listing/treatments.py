"""The list of treatments: a list of pages, with what editors plan their work by."""

from collections.abc import Callable

from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from cms.admin.finding.kept_lists import KeptListMixin
from procedures.admin.listing.filters import TreatmentFilters
from procedures.admin.listing.rows import (
    TreatmentRow,
    findings_of,
    languages_of,
    review_due,
    reviewers_of,
    specialties_of,
    with_details,
)
from procedures.models import ProcedurePage

OF_DETAILS = {
    "specialties": "specialty_names__0",
    "reviewers": "reviewer_names__0",
    "findings": "errors",
    "next_review": "next_review",
}
"""Orders that no index of the search knows, by the first of several."""

EXPORTED: dict[str, tuple[str | Promise, Callable[[TreatmentRow], object]]] = {
    "title": (_("Title"), lambda row: row.title),
    "language": (_("Language"), lambda row: row.locale.language_code),
    "state": (_("State"), lambda row: row.status_string),
    "specialties": (_("Specialties"), specialties_of),
    "last_reviewed": (_("Last reviewed"), lambda row: row.last_reviewed),
    "next_review": (_("Next review"), lambda row: row.next_review),
    "reviewers": (_("Reviewed by"), reviewers_of),
    "errors": (_("Errors"), lambda row: row.errors),
    "warnings": (_("Warnings"), lambda row: row.warnings),
    "hints": (_("Hints"), lambda row: row.hints),
    "languages": (_("All languages"), languages_of),
    "updated": (_("Updated"), lambda row: row.latest_revision_created_at),
    "address": (_("Address"), lambda row: row.slug),
}
"""Columns of a spreadsheet, by name: heading and value."""


class TreatmentList(KeptListMixin, IndexView):
    default_ordering = "title"

    def annotate_queryset(self, pages: QuerySet[ProcedurePage]) -> QuerySet[ProcedurePage]:
        annotated: QuerySet[ProcedurePage] = super().annotate_queryset(with_details(pages))
        return annotated

    def order_queryset(self, queryset: QuerySet[ProcedurePage]) -> QuerySet[ProcedurePage]:
        """What is empty comes last either way."""
        ordering = str(self.ordering or "")
        name = ordering.removeprefix("-")
        if name not in OF_DETAILS:
            ordered: QuerySet[ProcedurePage] = super().order_queryset(queryset)
            return ordered
        field = F(OF_DETAILS[name])
        first = field.asc(nulls_last=True) if name == ordering else field.desc(nulls_last=True)
        return queryset.order_by(first, F("title").asc())

    def to_row_dict(self, item: TreatmentRow) -> dict[str, object]:
        return {name: value(item) for name, (_, value) in EXPORTED.items()}


class TreatmentListViewSet(PageListingViewSet):
    name = "treatments"
    model = ProcedurePage
    icon = "doc-full"
    menu_label = _("Treatments")
    menu_order = 110
    add_to_admin_menu = True
    index_view_class = TreatmentList
    list_per_page = 25  # drawing a row takes longer than finding it
    filterset_class = TreatmentFilters
    export_filename = "treatments"
    list_export = [*EXPORTED]
    export_headings = {name: heading for name, (heading, _) in EXPORTED.items()}
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        PageStatusColumn("status", label=_("State"), sort_key="live"),
        Column("specialties", label=_("Specialties"), accessor=specialties_of, sort_key="specialties"),
        Column("next_review", label=_("Review due"), accessor=review_due, sort_key="next_review"),
        Column("reviewers", label=_("Reviewed by"), accessor=reviewers_of, sort_key="reviewers"),
        Column("findings", label=_("Findings"), accessor=findings_of, sort_key="findings"),
        Column("languages", label=_("Languages"), accessor=languages_of),
    ]
