"""The alerts that hold now, all of them or those for a path."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple, get_args

from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework.request import Request

from api.contract.catalogue import ALERT
from api.contract.site import AlertDocument, Severity
from api.http.cache_keys import cache_headers, list_key
from api.http.lifetimes import cache_control, first_end
from api.log.paths import AskedPath, is_below, key_of
from api.parameters.models import AlertParameters, parameters_for
from api.process.sql import read
from api.views.base import PublicView, reply
from api.views.lists import LIVE, envelope

SEVERITIES = get_args(Severity)


ALERTS = f"""
SELECT document.summary, document.expires_at FROM api_document document WHERE {LIVE}
ORDER BY document.published_at DESC, document.id
"""  # noqa: S608  our own words


class Shown(NamedTuple):
    alert: Mapping[str, Any]
    """The JSON object."""
    body: bytes
    expires_at: datetime | None


class AlertsView(PublicView[AlertParameters]):
    parameters = parameters_for(AlertParameters, AlertDocument)

    def answer(self, request: Request, parameters: AlertParameters, **address: str) -> HttpResponseBase:
        representation = parameters.representation()
        alerts = list(shown(parameters))
        bodies = (each.body if representation.is_stored else representation.shape_json(each.body) for each in alerts)
        now = timezone.now()
        end = first_end(((each.expires_at, None) for each in alerts), now=now)
        return reply(
            request,
            envelope(count=len(alerts), next_link=None, previous_link=None, results=bodies),
            content_type=representation.content_type,
            headers={
                "Content-Language": parameters.locale,
                "Cache-Control": cache_control(None if end is None else end - now),
            }
            | cache_headers([list_key(ALERT.name, parameters.locale)]),
        )


def shown(parameters: AlertParameters) -> Iterator[Shown]:
    """The most severe first, then the newest. There are never many, so they are looked through here."""
    rows = read(ALERTS, {"type": ALERT.name, "locale": parameters.locale})
    alerts = [Shown(json.loads(body), body, expires_at) for body, expires_at in rows]
    alerts.sort(key=lambda each: severity_of(each.alert), reverse=True)
    for each in alerts:
        if parameters.path is None or holds_for(each.alert.get("scope"), parameters.path):
            yield each


def severity_of(alert: Mapping[str, Any]) -> int:
    """What another contract wrote, and this one does not know, may be the worst."""
    return SEVERITIES.index(alert["severity"]) if alert.get("severity") in SEVERITIES else len(SEVERITIES)


def holds_for(scope: Mapping[str, str] | None, path: AskedPath) -> bool:
    """Where it holds may not be known either: then it holds everywhere."""
    return not scope or scope["type"] != "page" or is_below(path.key, key_of(scope["path"]))
