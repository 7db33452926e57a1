"""Treatments and shared content in the admin."""

from wagtail import hooks
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.admin.buttons import PublishedEditView
from cms.admin.checklist.panel import ChecklistCreateView, ChecklistEditView
from cms.models import Contact
from procedures.models import Clinician, Condition, Location, ProcedurePage, Reference, Specialty


class TreatmentViewSet(PageViewSet):
    """Wagtail's views of pages, with the checklist beside the form."""

    model = ProcedurePage
    add_view_class = ChecklistCreateView
    edit_view_class = ChecklistEditView


@hooks.register("register_admin_viewset")
def register_treatments() -> TreatmentViewSet:
    return TreatmentViewSet("treatments")


class SharedViewSet(SnippetViewSet):
    """Where a snippet is used is one click away, because changing it changes those pages."""

    list_per_page = 50
    edit_view_class = PublishedEditView


class ContactViewSet(SharedViewSet):
    model = Contact
    icon = "mail"
    list_display = ["label", "phone", "email", "locale"]


class SpecialtyViewSet(SharedViewSet):
    model = Specialty
    icon = "folder-open-inverse"
    list_display = ["name", "contact", "locale", "live"]


class ConditionViewSet(SharedViewSet):
    model = Condition
    icon = "tag"
    list_display = ["name", "codes", "locale", "live"]


class ClinicianViewSet(SharedViewSet):
    model = Clinician
    icon = "user"
    list_display = ["name", "credentials", "role", "locale", "live"]


class LocationViewSet(SharedViewSet):
    model = Location
    icon = "site"
    list_display = ["name", "city", "phone", "locale", "live"]


class ReferenceViewSet(SharedViewSet):
    model = Reference
    icon = "openquote"
    list_display = ["title", "publisher", "year", "checked_on"]


class SharedContentGroup(SnippetViewSetGroup):
    items = (
        ContactViewSet,
        SpecialtyViewSet,
        ConditionViewSet,
        ClinicianViewSet,
        LocationViewSet,
        ReferenceViewSet,
    )
    menu_label = "Shared content"
    menu_icon = "snippet"
    menu_order = 150


register_snippet(SharedContentGroup)
