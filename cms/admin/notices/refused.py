"""What was scheduled and could not be published at its time: a list, and a notice where it can be mended."""

from collections.abc import Mapping

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, TitleColumn, UserColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import DraftStateMixin

from cms.admin.dates import planned_for
from cms.admin.subjects import Visitor
from cms.publishing.refused import RefusedSchedule, refused


class RefusedView(ReportView):
    """Each sees what they may edit."""

    model = RefusedSchedule
    page_title = gettext_lazy("Not published at their time")
    header_icon = "time"
    index_url_name = "publishing:refused"
    index_results_url_name = "publishing:refused_results"
    results_template_name = "cms/admin/refused_results.html"
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("What"),
            accessor=lambda refusal: refusal.revision.object_str,
            get_url=lambda refusal: edit_address(refusal),
        ),
        Column("reason_told", label=gettext_lazy("Why not")),
        Column(
            "time",
            label=gettext_lazy("Scheduled for"),
            accessor=lambda refusal: planned_for(refusal.revision),
        ),
        UserColumn("scheduled_by", label=gettext_lazy("Scheduled by")),
    ]
    list_export = ["revision.object_str", "reason_told", "revision.approved_go_live_at", "scheduled_by", "since"]

    def get_filename(self) -> str:
        return f"not-published-{timezone.localdate():%Y-%m-%d}"

    def get_base_queryset(self) -> "QuerySet[RefusedSchedule]":
        found = [refusal.pk for refusal in editable_by(self.request.user)]
        return refused().filter(pk__in=found).select_related("scheduled_by")


def editable_by(user: Visitor) -> list[RefusedSchedule]:
    finder = AdminURLFinder(user)
    return [refusal for refusal in refused() if finder.get_edit_url(refusal.source)]


def edit_address(refusal: RefusedSchedule) -> str | None:
    found: str | None = AdminURLFinder().get_edit_url(refusal.source)
    return found


class RefusedPanel(Component):
    """On the home page, while there is something to mend."""

    name = "refused"
    order = 55
    template_name = "cms/admin/refused_panel.html"

    def __init__(self, refusals: list[RefusedSchedule]) -> None:
        self.refusals = refusals

    def get_context_data(self, parent_context: Mapping[str, object] | None = None) -> dict[str, object]:
        lines = [(refusal, edit_address(refusal)) for refusal in self.refusals]
        return {"lines": lines, "url": reverse("publishing:refused")}


def add_refused_panel(panels: list[Component], user: Visitor) -> None:
    if refusals := editable_by(user):
        panels.append(RefusedPanel(refusals))


def tell_that_it_was_refused(request: HttpRequest, instance: Model) -> None:
    """Before a page or snippet is edited."""
    if request.method != "GET" or not isinstance(instance, DraftStateMixin):
        return
    planned = instance.scheduled_revision
    found = refused().filter(revision=planned).first() if planned else None
    if found is not None:
        when = planned_for(found.revision)
        text = _("This was to be published at %(when)s, and could not be.") % {"when": when}
        what_to_do = _("Cancel the schedule, mend it, and publish it; or correct what it shows of others.")
        messages.error(request, format_html("{} {} {}", text, found.reason_told, what_to_do))
