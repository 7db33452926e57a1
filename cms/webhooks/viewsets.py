"""Webhooks in the admin: the list, the form, the page of each with what was sent, and what can be done about it."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.webhooks import views
from cms.webhooks.forms import DOCUMENT_TYPES, EndpointForm
from cms.webhooks.models import PAGE, Delivery, Endpoint, Event

SHOWN = 50
"""Deliveries on the page of a webhook."""


def in_words(values: Iterable[str], choices: Iterable[tuple[str, str | Promise]]) -> str:
    labels = dict(choices)
    return ", ".join(str(labels.get(value, value)) for value in values) or gettext("All")


class EndpointIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Endpoint]:
        state = Delivery.State
        delivered = Q(deliveries__state=state.DELIVERED)
        annotated: QuerySet[Endpoint] = super().get_base_queryset()
        return annotated.annotate(
            last_success=Max("deliveries__last_attempt_at", filter=delivered),
            waiting=Count("deliveries", filter=Q(deliveries__state=state.WAITING)),
            in_vain=Count("deliveries", filter=Q(deliveries__state=state.WAITING, deliveries__attempts__gt=0)),
            failed=Count("deliveries", filter=Q(deliveries__state=state.FAILED)),
        )


class EndpointCreateView(generic.CreateView):
    def get_success_url(self) -> str:
        return views.secret_url(self.request, self.object)

    def get_success_buttons(self) -> list[Component]:
        return []


class EndpointEditView(generic.EditView):
    def get_success_url(self) -> str:
        return reverse("webhooks:inspect", args=[self.object.pk])

    def get_success_buttons(self) -> list[Component]:
        return []


class EndpointInspectView(generic.InspectView):
    page_title = _("Messages")

    def get_context_data(self, **options: object) -> dict[str, object]:
        same_page = {name: OuterRef(name) for name in PAGE}
        earlier = Delivery.objects.filter(state=Delivery.State.WAITING, pk__lt=OuterRef("pk"), **same_page)
        deliveries = self.object.deliveries.select_related("edition").defer("edition__body")
        deliveries = deliveries.annotate(has_earlier=Exists(earlier))
        return super().get_context_data(**options) | {
            "deliveries": deliveries[:SHOWN],
            "shown": SHOWN,
            "failed": self.object.deliveries.filter(state=Delivery.State.FAILED).exclude(event=Event.TEST).count(),
            "can_change": self.user_has_permission("change"),
            "document_types": in_words(self.object.document_types, DOCUMENT_TYPES),
            "events": in_words(self.object.events, [(event.value, event.label) for event in Event]),
            "locales": in_words(self.object.locales, settings.WAGTAIL_CONTENT_LANGUAGES),
        }


class EndpointViewSet(ModelViewSet):
    model = Endpoint
    name = "webhooks"
    icon = "webhook"
    menu_label = _("Webhooks")
    menu_order = 900
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    template_prefix = "webhooks/"
    index_view_class = EndpointIndexView
    add_view_class = EndpointCreateView
    edit_view_class = EndpointEditView
    inspect_view_class = EndpointInspectView
    list_display = [
        # What was sent is what people come for. Changing the webhook is one click from there.
        TitleColumn("name", label=_("Name"), url_name="webhooks:inspect"),
        StatusTagColumn("state", primary=lambda endpoint: endpoint.enabled and not endpoint.in_vain, label=_("State")),
        DateColumn("last_success", label=_("Last delivered")),
        Column("waiting", label=_("Waiting")),
        Column("failed", label=_("Not delivered")),
    ]

    def get_form_class(self, for_update: bool = False) -> type[EndpointForm]:
        return EndpointForm

    def get_urlpatterns(self) -> list[URLPattern]:
        own = [
            path("secret/<int:pk>/", views.SecretView.as_view(), name="secret"),
            *(path(f"{name}/<int:pk>/", action.as_view(), name=name) for name, action in views.ACTIONS.items()),
        ]
        return [*super().get_urlpatterns(), *own]
