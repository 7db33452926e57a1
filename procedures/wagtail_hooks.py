"""Shared content in the admin's menu, and the views of treatments."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.admin.buttons import PublishedEditView
from cms.admin.checklist.further import register as register_further_rules
from cms.admin.checklist.parts import register as register_part
from cms.admin.finding.kept_lists import SnippetList
from cms.admin.languages.replacing import UsesDeleteView, UsesUnpublishView
from cms.admin.languages.starting import InItsLanguageAddView
from cms.admin.languages.where_used import WhereUsedView
from cms.admin.records import parts as record_parts
from cms.models import Contact
from procedures.admin.beginning import TreatmentIndexViewSet, TreatmentViewSet
from procedures.admin.home.panels import add_panels
from procedures.admin.letters import letter_panel
from procedures.admin.listing.treatments import TreatmentListViewSet
from procedures.admin.reading_level import reading_level
from procedures.admin.records.findings import findings
from procedures.admin.records.reviews import reviews
from procedures.admin.records.sources import sources
from procedures.admin.reviews.log import ReviewedFormatter, WithdrawnFormatter
from procedures.admin.reviews.record import ReviewView
from procedures.admin.reviews.rules import ReviewRules
from procedures.admin.reviews.waiting import WaitingView
from procedures.admin.reviews.waiting import add_panel as show_what_waits
from procedures.admin.untouched import tell_what_waits
from procedures.due.standing import WITHDRAWN
from procedures.models import Clinician, Condition, Location, ProcedurePage, Reference, Specialty
from procedures.models.reviewing import REVIEWED

LANGUAGE = LocaleColumn(label=_("Language"))

hooks.register("after_publish_page", tell_what_waits)
register_further_rules(ProcedurePage._meta.label_lower, ReviewRules)
register_part(ProcedurePage, reading_level)
hooks.register("register_account_settings_panel", letter_panel)
hooks.register("construct_homepage_panels", add_panels)
record_parts.register(reviews, order=20)
record_parts.register(sources, order=30)
record_parts.register(findings, order=45)


class SharedViewSet(SnippetViewSet):
    """Where a snippet is used is one click away, because changing it changes those pages."""

    list_per_page = 50
    delete_view_class = UsesDeleteView
    delete_template_name = "cms/admin/delete_shared.html"
    unpublish_view_class = UsesUnpublishView
    usage_view_class = WhereUsedView
    add_view_class = InItsLanguageAddView
    edit_view_class = PublishedEditView
    index_view_class = SnippetList


class ContactViewSet(SharedViewSet):
    model = Contact
    icon = "mail"
    list_display = ["label", "phone", "email", LANGUAGE, "live"]
    list_filter = ["live"]


class SpecialtyViewSet(SharedViewSet):
    model = Specialty
    icon = "folder-open-inverse"
    list_display = ["name", "contact", LANGUAGE, "live"]
    list_filter = ["live"]


class ConditionViewSet(SharedViewSet):
    model = Condition
    icon = "tag"
    list_display = ["name", "codes", LANGUAGE, "live"]
    list_filter = ["live"]


class ClinicianViewSet(SharedViewSet):
    model = Clinician
    icon = "user"
    list_display = ["name", "credentials", "role", LANGUAGE, "live"]
    list_filter = ["live"]


class LocationViewSet(SharedViewSet):
    model = Location
    icon = "site"
    list_display = ["name", "city", "phone", LANGUAGE, "live"]
    list_filter = ["live"]


class ReferenceViewSet(SharedViewSet):
    model = Reference
    icon = "openquote"
    list_display = ["title", "publisher", "year", "checked_on", LANGUAGE]


class SharedContentGroup(SnippetViewSetGroup):
    items = (
        ContactViewSet,
        SpecialtyViewSet,
        ConditionViewSet,
        ClinicianViewSet,
        LocationViewSet,
        ReferenceViewSet,
    )
    menu_label = _("Shared content")
    menu_icon = "snippet"
    menu_order = 150


register_snippet(SharedContentGroup)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    return [path("", include("procedures.admin.urls"))]


@hooks.register("register_reports_menu_item")
def register_findings_report() -> MenuItem:
    return MenuItem(_("Findings"), reverse("findings:report"), name="findings", icon_name="glasses", order=115)


@hooks.register("register_admin_viewset")
def register_treatments() -> list[ViewSet]:
    return [TreatmentListViewSet(), TreatmentViewSet(), TreatmentIndexViewSet()]


@hooks.register("register_admin_urls")
def register_review_urls() -> list[URLPattern]:
    return [
        path("reviews/", WaitingView.as_view(), name="reviews_waiting"),
        path("reviews/<int:page_id>/", ReviewView.as_view(), name="review_differences"),
        path("reviews/<int:page_id>/<int:review_id>/", ReviewView.as_view(), name="review_record"),
    ]


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(REVIEWED)(ReviewedFormatter)
    actions.register_action(WITHDRAWN)(WithdrawnFormatter)


@hooks.register("register_reports_menu_item")
def register_waiting_report() -> MenuItem:
    url = reverse("reviews_waiting")
    return MenuItem(_("Waiting for clinical review"), url, name="reviews-waiting", icon_name="check", order=102)


hooks.register("construct_homepage_panels", show_what_waits)
