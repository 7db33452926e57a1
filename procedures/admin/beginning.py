"""A new treatment: of which kind it is, or like which other one, and the form that begins with the sections of it."""

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.admin.widgets import AdminPageChooser

from cms.admin.checklist.panel import ChecklistCreateView, ChecklistEditView
from cms.admin.history.drafts import PublishedPageViewSet
from cms.admin.subjects import seen_by
from procedures.blocks.outlines import Outline, outline_like, skeleton
from procedures.models import ProcedureIndexPage, ProcedurePage

UNDECIDED = "undecided"
KINDS = [*ProcedurePage.ProcedureType.choices, (UNDECIDED, _("I do not know yet: what every treatment needs"))]


class BeginningForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What kind of treatment is it?"),
        choices=KINDS,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("The page begins with the sections that this kind needs. You can add others, and take some away."),
    )
    like = forms.ModelChoiceField(
        ProcedurePage.objects.none(),
        label=_("Or begin like another treatment"),
        required=False,
        widget=AdminPageChooser(target_models=[ProcedurePage]),
        help_text=_("With the sections it has, in its order. Its text stays where it is."),
        error_messages={"invalid_choice": _("This treatment does not exist any more. Choose another, or a kind.")},
    )

    def __init__(self, *args: Any, user: User | AnonymousUser, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = seen_by(user)
        self.fields["like"].queryset = ProcedurePage.objects.filter(pk__in=seen.values("pk"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or self.cleaned_data
        if not self.errors and not chosen["kind"] and not chosen["like"]:
            self.add_error("kind", gettext("Choose a kind, or below a treatment to begin like."))
        return chosen

    def fill(self, page: ProcedurePage) -> None:
        page.procedure_type = self.procedure_type()
        page.sections = page.sections.stream_block.normalize(self.outline(language=page.locale.language_code))

    def procedure_type(self) -> str:
        kind: str = self.cleaned_data["kind"]
        return self.other.procedure_type if self.other else "" if kind == UNDECIDED else kind

    def outline(self, *, language: str) -> Outline:
        if self.other:
            return outline_like(self.other.sections, language=language)
        return skeleton(self.procedure_type(), language=language)

    @cached_property
    def other(self) -> ProcedurePage | None:
        """As colleagues have left it."""
        chosen: ProcedurePage | None = self.cleaned_data["like"]
        return chosen.get_latest_revision_as_object() if chosen else None


class BeginningView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    """Asks; what was answered goes into the address of the form."""

    form_class = BeginningForm
    template_name = "procedures/admin/beginning.html"
    page_title = _("New treatment")
    header_icon = "doc-empty-inverse"
    http_method_names = ["get"]
    parent: ProcedureIndexPage = None  # type: ignore[assignment]  # always given by as_view

    def get_form_kwargs(self) -> dict[str, object]:
        asked = self.request.GET
        return super().get_form_kwargs() | {"data": asked if "begin" in asked else None, "user": self.request.user}

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        above = get_breadcrumbs_items_for_page(self.parent, self.request.user)
        return [*above, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **options: object) -> dict[str, object]:
        context = super().get_context_data(**options)
        return context | {"parent": self.parent, "elsewhere": self.elsewhere(), "media": context["form"].media}

    def elsewhere(self) -> list[dict[str, str]]:
        """The same in the other languages in which this editor may add treatments."""
        lists = self.parent.get_translations().select_related("locale")
        allowed = [page for page in lists if page.permissions_for_user(self.request.user).can_add_subpage()]
        return [{"language": page.locale.get_display_name(), "url": beginning_url(page)} for page in allowed]


def beginning_url(parent: ProcedureIndexPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["procedures", "procedurepage", parent.pk])


class NewTreatmentView(ChecklistCreateView):
    """Nobody starts from an empty page."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if self.beginning.is_valid():
            self.beginning.fill(self.page)
            return super().get(request)  # type: ignore[no-any-return]
        return BeginningView.as_view(parent=self.parent_page)(request)

    @cached_property
    def beginning(self) -> BeginningForm:
        asked = self.request.GET
        return BeginningForm(asked if "begin" in asked else None, user=self.request.user)


class TreatmentViewSet(PublishedPageViewSet):
    model = ProcedurePage
    add_view_class = NewTreatmentView
    edit_view_class = ChecklistEditView


class TreatmentIndexViewSet(PublishedPageViewSet):
    model = ProcedureIndexPage
