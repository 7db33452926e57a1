"""A test message by key, for whoever runs a receiver. On the authoring plane alone: the other writes nothing."""

from django.db import transaction
from django.http import JsonResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.access.authentication import HasWebhooksScope
from api.http.problems import NeverExisted
from api.parameters.models import NoParameters
from api.views.keyed import KeyedView
from cms.webhooks.models import Delivery, Endpoint, Event
from cms.webhooks.outbox import send_test


class TestByKeyView(KeyedView[NoParameters]):
    """One at a time: while a test waits, it is the one that is answered with."""

    permission_classes = [HasWebhooksScope]
    http_method_names = ["post", "options"]

    @transaction.atomic
    def post(self, request: Request, *, number: int) -> HttpResponseBase:
        endpoint = Endpoint.objects.select_for_update().filter(pk=number).first()
        if endpoint is None:
            raise NeverExisted(f"There is no webhook {number}. The log of deliveries names them.")
        tests = endpoint.deliveries.filter(event=Event.TEST, state=Delivery.State.WAITING)
        delivery = tests.first() or send_test(endpoint)
        return JsonResponse({"message_id": delivery.message_id, "state": delivery.state}, status=202)
