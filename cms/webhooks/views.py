"""What people do with a webhook besides changing it. Each is a POST, and leads back to the page of the webhook."""

from typing import ClassVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from rest_framework.request import Request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log

from api.access.authentication import HasWebhooksScope
from api.http.problems import NeverExisted
from api.parameters.models import NoParameters
from api.views.keyed.base import KeyedView
from cms.webhooks import outbox, switching
from cms.webhooks.models import Delivery, Endpoint, Event

REVEAL = "webhook_whose_secret_is_shown_next"
"""In the session: so the secret itself is in no session, and the page shows it once."""
ROTATED = "webhooks.rotate_secret"
TESTED = "webhooks.send_test"
SENT_AGAIN = "webhooks.send_again"


def secret_url(request: HttpRequest, endpoint: Endpoint) -> str:
    request.session[REVEAL] = endpoint.pk
    return reverse("webhooks:secret", args=[endpoint.pk])


class SecretView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Shows the secret to the one who has just made it, once."""

    model = Endpoint
    any_permission_required: ClassVar = ["add", "change"]
    template_name = "webhooks/secret.html"
    page_title = _("Secret")
    header_icon = "key"

    def get(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        if request.session.pop(REVEAL, None) != options["pk"]:
            messages.warning(request, gettext("The secret is shown only once. If it is lost, make a new one."))
            return redirect("webhooks:inspect", options["pk"])
        response: HttpResponse = super().get(request, *args, **options)
        add_never_cache_headers(response)
        return response

    def get_context_data(self, **options: object) -> dict[str, object]:
        endpoint = get_object_or_404(Endpoint, pk=self.kwargs["pk"])
        return super().get_context_data(**options) | {"object": endpoint, "secret": endpoint.secret}

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        above = [{"url": reverse("webhooks:index"), "label": gettext("Webhooks")}]
        return [*super().get_breadcrumbs_items(), *above, {"url": "", "label": gettext("Secret")}]


class ActionView(PermissionCheckedMixin, View):
    """Does one thing to one webhook."""

    model = Endpoint
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        endpoint = get_object_or_404(Endpoint, pk=options["pk"])
        return redirect(self.act(endpoint) or reverse("webhooks:inspect", args=[endpoint.pk]))

    def act(self, endpoint: Endpoint) -> str | None:
        """Returns where to go next, if not to the page of the webhook."""
        raise NotImplementedError


class RotateView(ActionView):
    def act(self, endpoint: Endpoint) -> str:
        endpoint.rotate_secret()
        log(instance=endpoint, action=ROTATED, user=self.request.user)
        return secret_url(self.request, endpoint)


class SwitchOnView(ActionView):
    def act(self, endpoint: Endpoint) -> None:
        switching.switch_on(endpoint, user=self.request.user)
        messages.success(
            self.request,
            gettext("“{endpoint}” is switched on. What is published from now on is sent.").format(endpoint=endpoint),
        )


class SwitchOffView(ActionView):
    def act(self, endpoint: Endpoint) -> None:
        switching.switch_off(endpoint, reason=Endpoint.OffReason.BY_HAND, user=self.request.user)
        messages.success(
            self.request,
            gettext("“{endpoint}” is switched off. Nothing is sent until you switch it on.").format(endpoint=endpoint),
        )


class TestView(ActionView):
    def act(self, endpoint: Endpoint) -> None:
        outbox.send_test(endpoint)
        log(instance=endpoint, action=TESTED, user=self.request.user)
        messages.success(
            self.request, gettext("A test is on its way. Reload this page in a moment to see what came of it.")
        )


class SendAgainView(ActionView):
    """One delivery, or without one all that were not delivered."""

    def act(self, endpoint: Endpoint) -> None:
        if not endpoint.enabled:
            messages.error(
                self.request, gettext("Switch the webhook on first. Then send again what was not delivered.")
            )
            return
        number = self.send(endpoint)
        log(instance=endpoint, action=SENT_AGAIN, user=self.request.user, data={"messages": number})
        sent = ngettext(
            "{number} message is on the way. Reload this page in a moment to see what came of it.",
            "{number} messages are on the way. Reload this page in a moment to see what came of it.",
            number,
        )
        messages.success(self.request, sent.format(number=number))

    def send(self, endpoint: Endpoint) -> int:
        deliveries = endpoint.deliveries.exclude(event=Event.TEST).exclude(state=Delivery.State.SUPERSEDED)
        chosen = self.request.POST.get("delivery")
        if chosen is None:
            return outbox.send_again(deliveries.filter(state=Delivery.State.FAILED))
        return outbox.send_now(get_object_or_404(deliveries, message_id=chosen))


ACTIONS: dict[str, type[ActionView]] = {
    "rotate": RotateView,
    "switch_on": SwitchOnView,
    "switch_off": SwitchOffView,
    "test": TestView,
    "send_again": SendAgainView,
}


class TestByKeyView(KeyedView[NoParameters]):
    """A test message by key, for whoever runs a receiver. On the authoring plane alone: the other writes nothing.

    One at a time: while a test waits, it is the one that is answered with.
    """

    permission_classes = [HasWebhooksScope]
    http_method_names = ["post", "options"]

    @transaction.atomic
    def post(self, request: Request, *, number: int) -> HttpResponseBase:
        endpoint = Endpoint.objects.select_for_update().filter(pk=number).first()
        if endpoint is None:
            raise NeverExisted(f"There is no webhook {number}. The log of deliveries names them.")
        tests = endpoint.deliveries.filter(event=Event.TEST, state=Delivery.State.WAITING)
        delivery = tests.first() or outbox.send_test(endpoint)
        return JsonResponse({"message_id": delivery.message_id, "state": delivery.state}, status=202)
