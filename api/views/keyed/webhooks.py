"""What was sent to webhooks, for the people who run the receivers."""

from typing import cast
from urllib.parse import urlencode

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.access.authentication import HasWebhooksScope
from api.access.models import ApiKey
from api.contract.answers.webhooks import DeliveryLog, WebhookDelivery
from api.log.deliveries import deliveries
from api.parameters.models import DeliveryParameters
from api.views.addresses import absolute
from api.views.base import reply
from api.views.keyed.base import KeyedView


class DeliveriesView(KeyedView[DeliveryParameters]):
    permission_classes = [HasWebhooksScope]
    parameters = DeliveryParameters

    def answer(self, request: Request, parameters: DeliveryParameters, **address: str) -> HttpResponseBase:
        found = deliveries(
            {
                "digest": cast(ApiKey, request.auth).digest,
                "before": parameters.before,
                "most": parameters.limit + 1,
                "webhooks": parameters.webhook or None,
                "states": parameters.state or None,
                "events": parameters.event or None,
                "messages": parameters.message_id or None,
            }
        )
        shown, more = found[: parameters.limit], len(found) > parameters.limit
        log = DeliveryLog(
            results=[WebhookDelivery.model_validate(without_id(row)) for row in shown],
            next=older(request, parameters, str(shown[-1]["id"])) if more else None,
        )
        return reply(request, log.model_dump_json().encode())


def without_id(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != "id"}


def older(request: Request, parameters: DeliveryParameters, before: str) -> str:
    query = parameters.model_dump(exclude_defaults=True) | {"before": before}
    return absolute(f"{request.path}?{urlencode(query, doseq=True)}")
